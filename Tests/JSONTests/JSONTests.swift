import JSON
import TestSupport
import Testing

@Suite("JSON")
struct JSONTests {
    static let texts: [String] = [
        "null", "true", "-7", "9223372036854775807", "0.5", "1e+30", #""""#, #""a\"b\\\n\u0001""#,
        "[]", "{}", #"[1,[2,{"a":null}],"x"]"#, #"{"b":1,"a":2}"#, #""ö€😀""#,
    ]

    @Test(arguments: texts)
    func `a compact text reads and writes as itself`(text: String) throws {
        #expect(try JSONValue(parsing: text).serialized() == text)
    }

    static let mistakes: [(text: String, line: Int, column: Int)] = [
        ("", 1, 1), ("[1,]", 1, 4), ("{\"a\" 1}", 1, 6), ("01", 1, 1), ("1.", 1, 3),
        ("\"\u{01}\"", 1, 2), ("[1]\n x", 2, 2), ("\"abc", 1, 1), ("tru", 1, 1), ("+1", 1, 1),
        ("\"\\x\"", 1, 3), ("1e999", 1, 1), ("{\"a\":1,}", 1, 8),
    ]

    @Test(arguments: mistakes)
    func `a mistake is reported at its place`(text: String, line: Int, column: Int) {
        #expect {
            try JSONValue(parsing: text)
        } throws: { error in
            (error as? JSONError)?.line == line && (error as? JSONError)?.column == column
        }
    }

    @Test func `surrogate pairs join and lone surrogates are replaced`() throws {
        #expect(try JSONValue(parsing: #""\ud83d\ude00""#) == "😀")
        #expect(try JSONValue(parsing: #""\ud83dx""#) == "\u{FFFD}x")
    }

    @Test func `nesting beyond the limit is an error and not a crash`() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test func `large objects find, replace and remove members`() {
        var object = JSONObject()
        for index in 0..<100 { object["m\(index)"] = .integer(Int64(index)) }
        object["m50"] = "changed"
        object["m0"] = nil
        #expect(object.count == 99)
        #expect(object["m50"] == "changed")
        #expect(object["m99"] == 99)
        #expect(object["m0"] == nil)
        #expect(object.names.first == "m1")
    }

    @Test func `the pretty form indents by two spaces`() throws {
        let value: JSONValue = ["a": [1, [:]], "b": []]
        #expect(
            value.serialized(pretty: true) == """
                {
                  "a": [
                    1,
                    {}
                  ],
                  "b": []
                }
                """
        )
    }

    @Test(arguments: UInt64(0)..<300)
    func `no mangled text crashes the parser`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = Array(Self.texts.joined(separator: ",").utf8)
        for _ in 0..<8 {
            bytes[Int.random(in: bytes.indices, using: &random)] = .random(
                in: 0...255, using: &random)
        }
        if let value = try? JSONValue(parsing: [UInt8(ascii: "[")] + bytes + [UInt8(ascii: "]")]) {
            #expect(try JSONValue(parsing: value.serialized()) == value)
        }
    }

    /// Texts of all lengths around a word's, with one byte at each place that needs an escape.
    @Test func `escapes are found at every place of a text`() throws {
        for length in 0..<20 {
            for byte in ["\"", "\\", "\n", "\u{1F}", "\u{7F}", "é", "\u{10FFFF}"] {
                for place in 0...length {
                    let text =
                        String(repeating: "a", count: place) + byte
                        + String(repeating: "z", count: length - place) + byte
                    var writer = JSONWriter()
                    var copy = text
                    copy.withUTF8 { writer.value(utf8: $0) }
                    #expect(writer.text == JSONValue.string(text).serialized())
                    #expect(try JSONValue(parsing: writer.bytes) == .string(text))
                }
            }
        }
    }

    @Test func `a reader yields what is asked for and checks what is skipped`() throws {
        let text = #" {"skip":[1,{"a":[]},"x"],"n":-12,"s":"a\"b","t":true,"z":null} "#
        try Array(text.utf8).withUnsafeBufferPointer { bytes in
            var reader = JSONReader(bytes)
            var seen: [String] = []
            try reader.beginObject()
            while let name = try reader.nextName() {
                seen.append(name)
                switch name {
                case "n": #expect(try reader.number() == .integer(-12))
                case "s": #expect(try reader.string() == "a\"b")
                case "t": #expect(try reader.boolean())
                case "z": try reader.null()
                default: try reader.skip()
                }
            }
            try reader.end()
            #expect(seen == ["skip", "n", "s", "t", "z"])
        }
    }

    static let flawed = [
        #"{"a":[1,]}"#, #"{"a":[,1]}"#, #"{"a":{"b"}}"#, #"{"a":tru}"#, #"{"a":"\x"}"#, #"{"a":1"#,
        #"{"a":1}}"#, #"{,"a":1}"#, #"{"a":[1 2]}"#,
    ]

    @Test(arguments: flawed)
    func `a mistake in what is skipped is found`(text: String) throws {
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            _ = #expect(throws: JSONError.self) {
                var reader = JSONReader(bytes)
                try reader.skip()
                try reader.end()
            }
        }
    }
}
