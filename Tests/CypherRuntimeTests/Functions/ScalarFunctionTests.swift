import CypherRuntime
import CypherSyntax
import PropertyGraph
import Testing

@Suite("Scalar functions")
struct ScalarFunctionTests {
    static let strings: [(String, Value)] = [
        ("left('hello', 2)", "he"), ("right('hello', 2)", "lo"), ("left('hi', 9)", "hi"),
        ("substring('hello', 1)", "ello"), ("substring('hello', 1, 3)", "ell"),
        ("substring('hello', 9)", ""), ("replace('hello', 'l', 'w')", "hewwo"),
        ("replace('aaa', 'aa', 'b')", "ba"), ("replace('abc', '', 'x')", "abc"),
        ("replace('a-b-c', '-', '', 1)", "ab-c"),
        ("split('one,two,,', ',')", ["one", "two", "", ""]), ("split('', ',')", [""]),
        ("split('abc', '')", ["a", "b", "c"]), ("split('a,b;c', [',', ';'])", ["a", "b", "c"]),
        ("trim('  a b ')", "a b"), ("ltrim(' a ')", "a "), ("rtrim(' a ')", " a"),
        ("btrim('xxaxx', 'x')", "a"), ("toUpper('straße')", "STRASSE"), ("lower('ÀB')", "àb"),
        ("reverse('añ😀')", "😀ña"), ("size('añ😀')", 3), ("char_length('abc')", 3),
        ("normalize('e\u{301}') = '\u{e9}'", true), ("startsWith('ab', 'a')", true),
        ("toUpper(null)", nil), ("split(null, ',')", nil), ("left(null, 1)", nil),
    ]

    static let lists: [(String, Value)] = [
        ("head([1, 2])", 1), ("head([])", nil), ("last([1, 2])", 2), ("tail([1, 2, 3])", [2, 3]),
        ("tail([])", []), ("size([1, null])", 2), ("reverse([1, 2])", [2, 1]),
        ("range(0, 3)", [0, 1, 2, 3]), ("range(10, -10, -3)", [10, 7, 4, 1, -2, -5, -8]),
        ("range(0, 1, -1)", []), ("range(-3412, 1381, 1298)", [-3412, -2114, -816, 482]),
        (
            "range(9223372036854775806, 9223372036854775807)",
            [9_223_372_036_854_775_806, 9_223_372_036_854_775_807]
        ),
        ("coalesce(null, 1, 2)", 1), ("coalesce(null)", nil), ("isEmpty([])", true),
        ("isEmpty('')", true), ("isEmpty({a: 1})", false), ("isEmpty(null)", nil),
        ("keys({b: 1, a: null})", ["a", "b"]), ("keys(null)", nil),
        ("properties({a: 1})", ["a": 1]), ("exists(null)", nil), ("nullIf(1, 1.0)", nil),
        ("toIntegerList(['1', 2.9, 'x', null, []])", [1, 2, nil, nil, nil]),
        ("toBooleanList(['true', 0, 'x'])", [true, false, nil]),
        ("toStringList([1, true, {}])", ["1", "true", nil]),
        ("toFloatList(['1.5', 2])", [1.5, 2.0]),
    ]

    static let conversions: [(String, Value)] = [
        ("toInteger('2')", 2), ("toInteger('2.9')", 2), ("toInteger('foo')", nil),
        ("toInteger(' 7 ')", 7), ("toInteger(2.9)", 2), ("toInteger(-2.9)", -2),
        ("toInteger('')", nil), ("toInteger(true)", 1), ("toInteger('1e3')", 1000),
        ("toInteger('9223372036854775807')", 9_223_372_036_854_775_807),
        ("toFloat('5')", 5.0), ("toFloat(3)", 3.0), ("toFloat('foo')", nil),
        ("toFloat('')", nil), ("toFloat('-1.5e3')", -1500.0), ("toFloat('0x10')", nil),
        ("toBoolean('true')", true), ("toBoolean('FALSE')", false), ("toBoolean('yes')", nil),
        ("toBoolean(1)", true), ("toString(42)", "42"), ("toString(2.3)", "2.3"),
        ("toString(true)", "true"), ("toString(date('2015'))", "2015-01-01"),
        ("toString(null)", nil), ("toIntegerOrNull([])", nil), ("toFloatOrNull(true)", nil),
        ("toStringOrNull({})", nil), ("toBooleanOrNull(1.0)", nil),
        ("toIntegerOrNull(1e300)", nil),
        ("valueType(1)", "INTEGER NOT NULL"), ("valueType(null)", "NULL"),
        ("valueType(['a', 1, null])", "LIST<STRING | INTEGER> NOT NULL"),
        ("valueType(['a'])", "LIST<STRING NOT NULL> NOT NULL"),
        ("valueType([])", "LIST<NOTHING> NOT NULL"),
        ("valueType(datetime())", "ZONED DATETIME NOT NULL"),
    ]

    static let numbers: [(String, Value)] = [
        ("abs(-1)", 1), ("abs(-1.5)", 1.5), ("ceil(1.2)", 2.0), ("floor(-1.2)", -2.0),
        ("sign(-3.5)", -1), ("sqrt(12.96)", 3.6), ("sqrt(-1) = 0", false), ("exp(0)", 1.0),
        ("log(e())", 1.0), ("log10(1000)", 3.0), ("isNaN(0.0 / 0.0)", true), ("isNaN(1)", false),
        ("round(1.5)", 2.0), ("round(-1.5)", -1.0), ("round(-2.5)", -2.0),
        ("round(0.49999999999999994)", 0.0), ("round(1.249, 1)", 1.2), ("round(1.25, 1)", 1.3),
        ("round(-1.25, 1)", -1.3), ("round(1.005, 2)", 1.01), ("round(1.25, 1, 'HALF_EVEN')", 1.2),
        ("round(1.21, 1, 'UP')", 1.3), ("round(-1.29, 1, 'ceiling')", -1.2),
        ("round(-1.21, 1, 'FLOOR')", -1.3), ("round(1.25, 1, 'HALF_DOWN')", 1.2),
        ("round(1.29, 1, 'DOWN')", 1.2), ("round(5, 2)", 5.0), ("round(1e300, 2)", 1e300),
        ("degrees(pi())", 180.0), ("radians(180) = pi()", true), ("atan2(0, 1)", 0.0),
        ("haversin(0)", 0.0), ("sin(0)", 0.0), ("abs(null)", nil), ("round(null)", nil),
        ("timestamp()", 0), ("size(randomUUID())", 36), ("0 <= rand() < 1", true),
        ("gds.similarity.cosine([1, 0], [1, 0])", 1.0),
        ("gds.similarity.cosine([1.0, 2], [2, 4.0]) > 0.9999", true),
        ("gds.similarity.cosine(null, [1])", nil), ("gds.similarity.cosine([0], [1])", nil),
        ("gds.similarity.euclidean([0, 0], [3, 4])", .float(1.0 / 6)),
        ("vector.similarity.cosine([1, 0], [-1, 0])", 0.0),
    ]

    @Test(arguments: strings + lists)
    func `functions on strings and lists give`(text: String, expected: Value) throws {
        #expect(try evaluate(text) == expected)
    }

    @Test(arguments: conversions + numbers)
    func `conversions and functions on numbers give`(text: String, expected: Value) throws {
        #expect(try evaluate(text) == expected)
    }

    static let failures: [(String, CypherError.Kind, String)] = [
        ("toBoolean(1.0)", .typeError, "InvalidArgumentValue"),
        ("toBoolean([])", .typeError, "InvalidArgumentValue"),
        ("toInteger({})", .typeError, "InvalidArgumentValue"),
        ("toInteger(1e300)", .argumentError, "NumberOutOfRange"),
        ("toFloat(true)", .typeError, "InvalidArgumentValue"),
        ("toString([])", .typeError, "InvalidArgumentValue"),
        ("labels(1)", .typeError, "InvalidArgumentValue"),
        ("type('a')", .typeError, "InvalidArgumentValue"),
        ("length([])", .typeError, "InvalidArgumentValue"),
        ("head(1)", .typeError, "InvalidArgumentValue"),
        ("left('a', -1)", .argumentError, "NumberOutOfRange"),
        ("substring('a', 0, -1)", .argumentError, "NumberOutOfRange"),
        ("range(2, 8, 0)", .argumentError, "NumberOutOfRange"),
        ("range(0, 1.0, 1)", .argumentError, "InvalidArgumentType"),
        ("range(true, 1)", .argumentError, "InvalidArgumentType"),
        ("range(0, 9223372036854775807)", .limitExceeded, "ResultTooLarge"),
        ("abs(-9223372036854775808)", .arithmeticError, "IntegerOverflow"),
        ("round(1, -1)", .argumentError, "NumberOutOfRange"),
        ("round(1, 1, 'SIDEWAYS')", .argumentError, "InvalidArgumentValue"),
        ("gds.similarity.cosine([1], [1, 2])", .argumentError, "InvalidArgumentValue"),
        ("gds.similarity.cosine(['a'], [1])", .typeError, "InvalidArgumentValue"),
        ("gds.util.asNode(5)", .entityNotFound, "NodeNotFound"),
    ]

    @Test(arguments: failures)
    func `functions fail with`(text: String, type: CypherError.Kind, detail: String) {
        let error = #expect(throws: CypherError.self) { try evaluate(text) }
        #expect(error?.type == type)
        #expect(error?.detail == detail)
    }

    @Test func `names are found in any case and by their second names`() {
        let library = FunctionLibrary.standard
        #expect(library["TOUPPER"]?.name == "toUpper")
        #expect(library["Date.Truncate"]?.namespace == "date")
        #expect(library["upper"]?.name == "toUpper")
        #expect(library["nothing"] == nil)
        #expect(library["count"]?.isAggregate == true)
        #expect(library["rand"]?.isDeterministic == false)
    }

    @Test func `every function is documented and survives wrong arguments`() {
        let samples: [Value] = [
            nil, true, -1, 1.5, "a", [], ["k": 1], .node(NodeID(7)),
            .relationship(RelationshipID(7)), .path(PathValue(nodes: [], relationships: [])),
            .integer(.min), .float(.nan), .duration(DurationValue(months: .max)),
        ]
        let context = FunctionContext(graph: Graph(), environment: FunctionEnvironment())
        for function in FunctionLibrary.standard.all {
            #expect(function.summary.hasSuffix("."), "\(function.name)")
            for first in samples {
                _ = try? function.evaluate([], context)
                _ = try? function.evaluate([first], context)
                for second in samples {
                    _ = try? function.evaluate([first, second], context)
                    _ = try? function.evaluate([first, second, first], context)
                }
            }
        }
    }
}
