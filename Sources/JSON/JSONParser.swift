extension JSONValue {
    /// How deeply arrays and objects may nest when nothing else is asked for.
    public static let defaultDepthLimit = 256

    /// Parses one JSON text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - depthLimit: How deeply arrays and objects may nest.
    /// - Throws: `JSONError` for anything RFC 8259 does not allow.
    public init(
        parsing text: String,
        depthLimit: Int = defaultDepthLimit
    ) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), depthLimit: depthLimit)
    }

    /// Parses one JSON text given as UTF-8.
    ///
    /// The last of several members with one name counts. A lone surrogate escape becomes U+FFFD.
    ///
    /// - Parameters:
    ///   - bytes: The text's UTF-8.
    ///   - depthLimit: How deeply arrays and objects may nest.
    /// - Throws: `JSONError` for anything RFC 8259 does not allow.
    /// - Complexity: O(n) in the number of bytes.
    public init(
        parsing bytes: [UInt8],
        depthLimit: Int = defaultDepthLimit
    ) throws(JSONError) {
        var parser = JSONParser(bytes: bytes, depthLimit: depthLimit)
        self = try parser.parseText()
    }
}

/// A strict recursive-descent reader of RFC 8259; recursion stops at `depthLimit`.
private struct JSONParser {
    private let bytes: [UInt8]
    private let depthLimit: Int
    private var position = 0
    private var depth = 0

    init(bytes: [UInt8], depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
    }

    mutating func parseText() throws(JSONError) -> JSONValue {
        let value = try parseValue()
        skipWhitespace()
        guard position == bytes.count else {
            throw error("Expected the end of the text after the first value.")
        }
        return value
    }

    private var current: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private func error(_ message: String) -> JSONError {
        error(message, at: position)
    }

    private func error(_ message: String, at offset: Int) -> JSONError {
        let before = bytes[..<min(offset, bytes.count)]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return JSONError(message: message, line: line, column: before.count - lineStart + 1)
    }

    private mutating func skipWhitespace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func parseValue() throws(JSONError) -> JSONValue {
        skipWhitespace()
        guard let byte = current else {
            throw error("Expected a value, found the end of the text.")
        }
        switch byte {
        case UInt8(ascii: "{"): return try parseObject()
        case UInt8(ascii: "["): return try parseArray()
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parse("true", as: .boolean(true))
        case UInt8(ascii: "f"): return try parse("false", as: .boolean(false))
        case UInt8(ascii: "n"): return try parse("null", as: .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
        default: throw error("Expected a value.")
        }
    }

    private mutating func parse(
        _ word: StaticString,
        as value: JSONValue
    ) throws(JSONError) -> JSONValue {
        let length = word.utf8CodeUnitCount
        let matches =
            bytes.count - position >= length
            && word.withUTF8Buffer { $0.elementsEqual(bytes[position..<position + length]) }
        guard matches else { throw error("Expected `\(word)`.") }
        position += length
        return value
    }

    private mutating func enter() throws(JSONError) {
        depth += 1
        guard depth <= depthLimit else {
            throw error("Arrays and objects nest more than \(depthLimit) levels deep.")
        }
        position += 1
    }

    private mutating func parseArray() throws(JSONError) -> JSONValue {
        try enter()
        defer { depth -= 1 }
        var elements: [JSONValue] = []
        skipWhitespace()
        if current == UInt8(ascii: "]") {
            position += 1
            return .array(elements)
        }
        while true {
            elements.append(try parseValue())
            skipWhitespace()
            switch current {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "]"):
                position += 1
                return .array(elements)
            default: throw error("Expected `,` or `]`.")
            }
        }
    }

    private mutating func parseObject() throws(JSONError) -> JSONValue {
        try enter()
        defer { depth -= 1 }
        var object = JSONObject()
        skipWhitespace()
        if current == UInt8(ascii: "}") {
            position += 1
            return .object(object)
        }
        while true {
            skipWhitespace()
            guard current == UInt8(ascii: "\"") else {
                throw error("Expected a member's name in quotes.")
            }
            let name = try parseString()
            skipWhitespace()
            guard current == UInt8(ascii: ":") else { throw error("Expected `:`.") }
            position += 1
            object[name] = try parseValue()
            skipWhitespace()
            switch current {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "}"):
                position += 1
                return .object(object)
            default: throw error("Expected `,` or `}`.")
            }
        }
    }

    // MARK: Numbers

    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            position += 1
        }
        return position - start
    }

    private mutating func parseNumber() throws(JSONError) -> JSONValue {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        let leadsWithZero = current == UInt8(ascii: "0")
        let wholeDigits = skipDigits()
        guard wholeDigits > 0 else { throw error("Expected a digit.") }
        guard !leadsWithZero || wholeDigits == 1 else {
            throw error("A number has no leading zeros.", at: start)
        }
        var isWhole = true
        if current == UInt8(ascii: ".") {
            position += 1
            isWhole = false
            guard skipDigits() > 0 else { throw error("Expected a digit after the point.") }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            isWhole = false
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() > 0 else { throw error("Expected a digit in the exponent.") }
        }
        if isWhole, wholeDigits <= 18 { return .integer(integer(bytes[start..<position])) }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else {
            throw error("The number is too large.", at: start)
        }
        return .number(number)
    }

    /// The value of up to 18 digits after an optional minus sign.
    private func integer(_ digits: ArraySlice<UInt8>) -> Int64 {
        var magnitude: Int64 = 0
        for digit in digits where digit != UInt8(ascii: "-") {
            magnitude = magnitude &* 10 &+ Int64(digit &- UInt8(ascii: "0"))
        }
        return digits.first == UInt8(ascii: "-") ? -magnitude : magnitude
    }

    // MARK: Strings

    private mutating func parseString() throws(JSONError) -> String {
        let opening = position
        position += 1
        let start = position
        var seen: UInt8 = 0
        while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            guard byte >= 0x20 else { throw error("Control characters must be escaped.") }
            seen |= byte
            position += 1
        }
        if current == UInt8(ascii: "\"") {
            defer { position += 1 }
            // What is ASCII only needs no check.
            return seen < 0x80
                ? String(decoding: bytes[start..<position], as: UTF8.self)
                : try string(of: bytes[start..<position], at: opening)
        }
        return try parseEscapedString(from: start, opening: opening)
    }

    private mutating func parseEscapedString(
        from start: Int,
        opening: Int
    ) throws(JSONError) -> String {
        var text = Array(bytes[start..<position])
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return try string(of: text[...], at: opening)
            case UInt8(ascii: "\\"):
                position += 1
                try parseEscape(into: &text)
            case ..<0x20:
                throw error("Control characters must be escaped.")
            default:
                text.append(byte)
                position += 1
            }
        }
        throw error("The string that starts here has no end.", at: opening)
    }

    private func string(of utf8: ArraySlice<UInt8>, at offset: Int) throws(JSONError) -> String {
        guard let text = String(validating: utf8, as: UTF8.self) else {
            throw error("The string that starts here is not UTF-8.", at: offset)
        }
        return text
    }

    private mutating func parseEscape(into text: inout [UInt8]) throws(JSONError) {
        guard let byte = current else { throw error("Expected an escaped character.") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: try parseUnicodeEscape())
        default: throw error("Unknown escape in a string.", at: position - 1)
        }
    }

    private mutating func parseUnicodeEscape() throws(JSONError) -> String.UTF8View {
        let first = try parseHexQuad()
        if (0xD800...0xDBFF).contains(first), current == UInt8(ascii: "\\"),
            position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
        {
            let rewind = position
            position += 2
            let second = try parseHexQuad()
            if (0xDC00...0xDFFF).contains(second) {
                let scalar = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
                return Self.text(of: scalar)
            }
            position = rewind
        }
        return Self.text(of: first)
    }

    private static func text(of scalar: UInt32) -> String.UTF8View {
        String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8
    }

    private mutating func parseHexQuad() throws(JSONError) -> UInt32 {
        guard bytes.count - position >= 4 else { throw error("Expected four hexadecimal digits.") }
        var quad: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw error("Expected four hexadecimal digits.")
            }
            quad = quad << 4 | UInt32(digit)
        }
        position += 4
        return quad
    }
}
