import CypherSyntax
import Testing

@Suite("Literals")
struct LiteralTests {
    static let values: [(text: String, value: Literal)] = [
        ("0", .integer(0)), ("-0", .integer(0)), ("0x1F", .integer(31)), ("-0X1f", .integer(-31)),
        ("0o17", .integer(15)), ("1_000", .integer(1000)), ("0x1_F", .integer(31)),
        ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
        ("-0o1000000000000000000000", .integer(.min)), ("0x7FFFFFFFFFFFFFFF", .integer(.max)),
        (".5", .float(0.5)), ("1.5e3", .float(1500)), ("1e-5", .float(0.00001)),
        ("-.1E-5", .float(-0.000001)), ("1e308", .float(1e308)), ("NaN", .float(.nan)),
        ("-INF", .float(-.infinity)), ("Infinity", .float(.infinity)),
        ("null", .null), ("TRUE", .boolean(true)), ("False", .boolean(false)),
        ("''", .string("")), ("\"it's\"", .string("it's")), (#"'\''"#, .string("'")),
        (#"'a\\b\n\t\r\b\f\"\`\/'"#, .string("a\\b\n\t\r\u{8}\u{C}\"`/")),
        (#"'\u01FF\U0001F600\uD83D\uDE00'"#, .string("ǿ😀😀")),
        ("'🧐🍌 ünï'", .string("🧐🍌 ünï")), (#"'\q\\q\é'"#, .string(#"\q\q\é"#)),
    ]

    @Test(arguments: values)
    func `a literal has its value`(text: String, value: Literal) throws {
        let expression = try Parser.parseExpression(text)
        guard case .literal(let literal) = expression.kind else {
            Issue.record("\(text) is not a literal")
            return
        }
        if case .float(let wanted) = value, wanted.isNaN {
            guard case .float(let found) = literal else { throw Mismatch() }
            #expect(found.isNaN)
        } else {
            #expect(literal == value)
        }
        #expect(expression.span == SourceSpan(start: 0, end: text.utf8.count))
    }

    private struct Mismatch: Error {}

    static let failures: [(text: String, detail: String, start: Int, end: Int)] = [
        ("9223372036854775808", "IntegerOverflow", 0, 19),
        ("-9223372036854775809", "IntegerOverflow", 1, 20),
        ("0x8000000000000000", "IntegerOverflow", 0, 18),
        ("99999999999999999999999999999999", "IntegerOverflow", 0, 32),
        ("-0o1000000000000000000001", "IntegerOverflow", 1, 25),
        ("1.34E999", "FloatingPointOverflow", 0, 8),
        ("0x", "InvalidNumberLiteral", 0, 2), ("0x1G", "InvalidNumberLiteral", 0, 4),
        ("12ab", "InvalidNumberLiteral", 0, 4), ("0o8", "InvalidNumberLiteral", 0, 3),
        ("017", "InvalidNumberLiteral", 0, 3), ("1e", "InvalidNumberLiteral", 0, 2),
        (#"'\uD83D'"#, "InvalidUnicodeLiteral", 1, 7),
        (#"'\u12G4'"#, "InvalidUnicodeLiteral", 1, 5),
        (#"'\U00110000'"#, "InvalidUnicodeLiteral", 1, 11),
        ("'open", "UnexpectedSyntax", 0, 1),
        ("`open", "UnexpectedSyntax", 0, 1),
        ("1 + /* open", "InvalidComment", 4, 6), ("42 — 41", "InvalidUnicodeCharacter", 3, 6),
        ("“a”", "InvalidUnicodeCharacter", 0, 3), ("a # b", "UnexpectedSyntax", 2, 3),
    ]

    @Test(arguments: failures)
    func `a bad literal is pointed at`(
        text: String,
        detail: String,
        start: Int,
        end: Int
    ) {
        let error = #expect(throws: CypherError.self) { try Parser.parseExpression(text) }
        #expect(error?.detail == detail)
        #expect(error?.type == .syntaxError)
        #expect(error?.phase == .compileTime)
        #expect(error?.span == SourceSpan(start: start, end: end))
    }

    @Test func `a mistake before an unreadable character is reported first`() {
        let error = #expect(throws: CypherError.self) { try Parser.parse("RETRUN 1 #") }
        #expect(error?.hint == "Did you mean `RETURN`?")
    }

    @Test func `comments and unusual blanks separate tokens`() throws {
        let text = "\u{FEFF}RETURN/* a */1\u{00A0}+// b\n2\u{2003}AS x // end"
        #expect(try Parser.parse(text).description == "RETURN 1 + 2 AS x")
    }

    @Test
    func `names are quoted, doubled backticks stand for one, and Unicode letters are letters`()
        throws
    {
        let statement = try Parser.parse("MATCH (größe:`a ``b`) RETURN größe.ключ, größe.`x y`")
        #expect(
            statement.description == "MATCH (größe:`a ``b`)\nRETURN größe.ключ, größe.`x y`"
        )
    }

    @Test func `dashes and arrow heads of other scripts work in patterns only`() throws {
        let statement = try Parser.parse("MATCH (a)—[:R]−⟩(b)〈–-(c) RETURN 1")
        #expect(
            statement.description
                == "MATCH (a)-[:R]->(b)<--(c)\nRETURN 1")
    }
}
