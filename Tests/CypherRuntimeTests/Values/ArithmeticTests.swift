import CypherRuntime
import CypherSyntax
import PropertyGraph
import Testing

@Suite("Operators on values")
struct ArithmeticTests {
    static let results: [(String, Value)] = [
        ("12 / 4 * 3 - 2 * 4", 1), ("7 / 2", 3), ("-7 / 2", -3), ("7 / 2.0", 3.5),
        ("7 % 3", 1), ("-7 % 3", -1), ("5.5 % 2", 1.5), ("2 ^ 3", 8.0), ("4 ^ 0.5", 2.0),
        ("1 + 2.5", 3.5), ("1 + null", nil), ("null + [1]", nil), ("1.0 / 0", .float(.infinity)),
        ("-9223372036854775808 % -1", 0), ("-(5)", -5), ("-(null)", nil),
        ("'a' + 'b'", "ab"), ("'a' + 1", "a1"), ("1.5 + 'a'", "1.5a"), ("'a' + true", "atrue"),
        ("'on ' + date('2015')", "on 2015-01-01"), ("'a' || 'b'", "ab"), ("[1] || [2]", [1, 2]),
        ("[1] + [2]", [1, 2]), ("[1] + 2", [1, 2]), ("1 + [2]", [1, 2]), ("[1] + [[2]]", [1, [2]]),
        ("'abc' STARTS WITH 'ab'", true), ("'abc' ENDS WITH 'bc'", true),
        ("'abc' CONTAINS 'd'", false), ("'abc' CONTAINS ''", true), ("'aab' CONTAINS 'ab'", true),
        ("'' CONTAINS ''", true), ("1 CONTAINS 'a'", nil), ("null STARTS WITH 'a'", nil),
        ("'Foo\nBar' CONTAINS '\n'", true), ("'abc' =~ 'a.c'", true), ("'xabc' =~ 'a.c'", false),
        ("'abcd' =~ 'a.c'", false), ("'ABC' =~ '(?i)a.c'", true), ("'ab' =~ 'a|ab'", true),
        ("'a\nb' =~ 'a.b'", false), ("'a\nb' =~ '(?s)a.b'", true), ("null =~ 'a'", nil),
        ("'é' =~ '.'", true), ("'' =~ ''", true),
    ]

    @Test(arguments: results)
    func `operators give`(text: String, expected: Value) throws {
        #expect(try evaluate(text) == expected)
    }

    static let failures: [(String, CypherError.Kind, String)] = [
        ("9223372036854775807 + 1", .arithmeticError, "IntegerOverflow"),
        ("-9223372036854775808 - 1", .arithmeticError, "IntegerOverflow"),
        ("9223372036854775807 * 2", .arithmeticError, "IntegerOverflow"),
        ("-9223372036854775808 / -1", .arithmeticError, "IntegerOverflow"),
        ("1 / 0", .arithmeticError, "DivisionByZero"),
        ("1 % 0", .arithmeticError, "DivisionByZero"),
        ("true + 1", .typeError, "InvalidArgumentType"),
        ("'a' - 'b'", .typeError, "InvalidArgumentType"),
        ("{a: 1} + 1", .typeError, "InvalidArgumentType"),
        ("1 || 2", .typeError, "InvalidArgumentType"),
        ("date('2015') + 1", .typeError, "InvalidArgumentType"),
        ("date('2015') - date('2014')", .typeError, "InvalidArgumentType"),
        ("-('a')", .typeError, "InvalidArgumentType"),
        ("'a' =~ '('", .syntaxError, "InvalidRegularExpression"),
        ("'a' =~ 'a)|(a'", .syntaxError, "InvalidRegularExpression"),
    ]

    @Test(arguments: failures)
    func `operators fail with`(text: String, type: CypherError.Kind, detail: String) {
        let error = #expect(throws: CypherError.self) { try evaluate(text) }
        #expect(error?.type == type)
        #expect(error?.detail == detail)
        #expect(error?.phase == .runtime)
    }

    @Test(.timeLimit(.minutes(20)))
    func `a catastrophic regular expression is cut off`() throws {
        let text = String(repeating: "a", count: 40) + "b"
        let start = ContinuousClock.now
        _ = try? RegularExpression("(a|a)*c").matches(text)
        _ = try? RegularExpression("(a+)+c").matches(text)
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    static let floats: [(Double, String)] = [
        (0, "0.0"), (-0.0, "-0.0"), (1, "1.0"), (2.3, "2.3"), (0.001, "0.001"),
        (0.0001, "1.0E-4"), (123_456.789, "123456.789"), (9_999_999, "9999999.0"),
        (1e7, "1.0E7"), (1.25e20, "1.25E20"), (-1.5e-10, "-1.5E-10"), (1e16, "1.0E16"),
        (.infinity, "Infinity"), (-.infinity, "-Infinity"), (.nan, "NaN"), (100, "100.0"),
        (.leastNonzeroMagnitude, "5.0E-324"), (.greatestFiniteMagnitude, "1.7976931348623157E308"),
    ]

    @Test(arguments: floats)
    func `floats are written with the fewest digits`(number: Double, text: String) {
        #expect(Value.float(number).scalarText == text)
    }
}
