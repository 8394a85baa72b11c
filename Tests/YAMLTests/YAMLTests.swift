import JSON
import TestSupport
import Testing
import YAML

@Suite("YAML")
struct YAMLTests {
    @Test func `scalars follow the core schema`() throws {
        let text = """
            - ~
            - true
            - 12
            - -0.5
            - 1e3
            - 0x1F
            - '12'
            - yes
            - 1.2.3
            - "a\\nb"
            """
        let expected: JSONValue = [
            nil, true, 12, -0.5, 1000.0, 31, "12", "yes", "1.2.3", "a\nb",
        ]
        #expect(try YAML.parse(text) == expected)
    }

    @Test func `nodes know their lines`() throws {
        let node = try YAML.parseNode("terms:\n  - term: revenue\n    unit: USD\n")
        guard case .sequence(let terms)? = node["terms"]?.content else {
            Issue.record("expected a sequence")
            return
        }
        #expect(terms.first?["unit"]?.line == 3)
        #expect(terms.first?["unit"]?.column == 11)
    }

    @Test(.timeLimit(.minutes(20)), arguments: ["[", "{a: ", "- "])
    func `text that nests without end is refused soon`(opening: String) {
        let text = String(repeating: opening, count: 200_000)
        let start = ContinuousClock.now
        #expect(throws: YAMLError.self) { try YAML.parse(text) }
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    static let mistakes: [(text: String, line: Int)] = [
        ("a: 1\na: 2\n", 2), ("a: [1\n", 2), ("- *nowhere\n", 1), ("a: 1\n---\nb: 2\n", 2),
        ("\tx: 1", 1), ("a: 1\n? [b, c]\n: 2\n", 2), ("? {b: c}\n: 2\n", 1),
    ]

    @Test(arguments: mistakes)
    func `mistakes are reported at their line`(text: String, line: Int) {
        #expect {
            try YAML.parse(text)
        } throws: { error in
            (error as? YAMLError)?.line == line
        }
    }

    @Test func `aliases share and do not explode`() throws {
        #expect(try YAML.parse("a: &x [1, 2]\nb: *x\n") == ["a": [1, 2], "b": [1, 2]])
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(throws: YAMLError.self) { try YAML.parse(text) }
    }

    @Test func `deep nesting is an error and not a crash`() {
        let text = String(repeating: "[", count: 5_000)
        #expect(throws: YAMLError.self) { try YAML.parse(text) }
    }

    static let values: [JSONValue] = [
        nil, [], [:], "plain text", "true", "12", "no", "", " padded ", "a: b", "# no comment",
        "two\nlines\n", "two\nlines", "  indented\nblock", "trailing space \nnext", "tab\there",
        "ö€😀", "- dash", "2024-01-01", 0.1, -3,
        ["a": [1, ["b": ["x", nil]], []], "c": ["d": "SELECT 1\nFROM t\n"]],
    ]

    @Test(arguments: values)
    func `what is written parses as an equal value`(value: JSONValue) throws {
        #expect(try YAML.parse(YAML.write(value)) == value)
    }

    @Test func `texts of several lines are literal blocks`() {
        let value: JSONValue = ["sql": "SELECT 1\nFROM t", "rules": [["id": "QR001", "count": 1]]]
        #expect(
            YAML.write(value) == """
                sql: |-
                  SELECT 1
                  FROM t
                rules:
                - id: QR001
                  count: 1

                """
        )
    }
}
