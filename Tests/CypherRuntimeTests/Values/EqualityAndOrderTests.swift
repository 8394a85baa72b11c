import CypherRuntime
import PropertyGraph
import TestSupport
import Testing

@Suite("Equality, comparison and order of values")
struct EqualityAndOrderTests {
    static let equalities: [(String, Value)] = [
        ("[1, 2] = [1]", false), ("[null] = [1]", nil), ("['a'] = [1]", false),
        ("[[1]] = [[1], [null]]", false), ("[[1], [2]] = [[1], [null]]", nil),
        ("[[1], [2, 3]] = [[1], [null]]", false), ("[null, 1] = [null, 2]", false),
        ("{} = {k: null}", false), ("{k: null} = {k: null}", nil),
        ("{k: 1, l: null} = {k: null, l: 1}", nil), ("{k: 1, l: 2} = {k: null, l: 3}", false),
        ("1 = 1.0", true), ("'1' = 1", false), ("true = 'true'", false), ("null = null", nil),
        ("null <> null", nil), ("0.0 / 0.0 = 0.0 / 0.0", false), ("0.0 = -0.0", true),
        ("0.0 / 0.0 <> 1", true),
        ("9007199254740993 = 9007199254740992.0", false),
        ("9223372036854775807 = 9223372036854775808.0", false),
        ("4611686018427387905 = 4611686018427387900", false),
        ("'e\u{301}' = '\u{e9}'", false),
        ("3 IN [1, null, 3]", true), ("3 IN [1, null]", nil), ("3 IN []", false),
        ("null IN []", false), ("null IN [1]", nil), ("[1] IN [[1, null]]", false),
        ("[1, 2] IN [[null, 2]]", nil), ("{a: 1} IN [{a: 1}]", true),
        ("date('2015') = localdatetime('2015')", false),
        ("datetime('2015-01-01T00:00Z') = datetime('2015-01-01T01:00+01:00')", false),
        ("duration('PT70S') = duration('PT1M10S')", true),
        ("duration('P1D') = duration('PT24H')", false),
    ]

    @Test(arguments: equalities)
    func `equality has three values`(text: String, expected: Value) throws {
        #expect(try evaluate(text) == expected)
    }

    static let comparisons: [(String, Value)] = [
        ("[1, 0] >= [1]", true), ("[1, null] >= [1]", true), ("[1, 2] >= [1, null]", nil),
        ("[1, 'a'] >= [1, null]", nil), ("[1, 2] >= [3, null]", false),
        ("1 < 3.14", true), ("'1' < 1", nil), ("true < 1", nil), ("false < true", true),
        ("null < 1", nil), ("{a: 1} < {a: 2}", nil), ("1 < 0.0 / 0.0", false),
        ("0.0 / 0.0 >= 0.0 / 0.0", false), ("0.0 / 0.0 > 'a'", nil),
        ("'a' < 'b' < 'c'", true), ("1 < 2 > 3", false), ("'Z' < 'a'", true),
        ("'\u{ff5e}' < '\u{1f600}'", true),
        ("9007199254740993 > 9007199254740992.0", true), ("-1 < -0.5", true), ("1 < 1.5", true),
        ("date('1980-12-24') < date('1984-10-11')", true),
        ("time('10:00+01:00') < time('09:35:14.645876123+00:00')", true),
        ("datetime('2015-01-01T00:00+05:00') < datetime('2015-01-01T00:00Z')", true),
        ("duration('P1D') < duration('P2D')", nil), ("date('2015') < localdatetime('2016')", nil),
    ]

    @Test(arguments: comparisons)
    func `comparison is null across types`(text: String, expected: Value) throws {
        #expect(try evaluate(text) == expected)
    }

    /// Every value is smaller than those after it.
    static let ascending: [Value] = [
        .map([:]), ["a": 1], ["a": 2], ["b": 0], ["a": 0, "b": 0],
        .node(NodeID(1)), .node(NodeID(2)), .relationship(RelationshipID(0)),
        [], [["a": 1]], ["a"], ["a", 1], [1], [1, "a"], [1, nil], [nil, 1], [nil, 2],
        .path(PathValue(nodes: [NodeID(1)], relationships: [])),
        .path(
            PathValue(nodes: [NodeID(1), NodeID(0)], relationships: [RelationshipID(3)])),
        .dateTime(DateTimeValue(secondsSinceEpoch: 0)),
        .dateTime(DateTimeValue(secondsSinceEpoch: 0, offsetSeconds: 3600)),
        .localDateTime(LocalDateTimeValue(secondsSinceEpoch: 0)),
        .date(DateValue(daysSinceEpoch: 0)), .date(DateValue(daysSinceEpoch: 1)),
        .time(TimeValue(nanosecondsOfDay: 0, offsetSeconds: 0)),
        .localTime(LocalTimeValue(nanosecondsOfDay: 0)),
        .duration(DurationValue(days: 30)), .duration(DurationValue(months: 1)),
        .duration(DurationValue(days: 31)),
        "", " ", ".*", "B", "a", "one", false, true,
        .float(-.infinity), -1, -0.5, 0, 0.1, 1, 1.5, 9_007_199_254_740_993,
        .float(.infinity), .float(.nan), nil,
    ]

    @Test func `every two values have an order, by type first`() {
        for (i, left) in Self.ascending.enumerated() {
            for (j, right) in Self.ascending.enumerated() {
                let sign = Value.order(left, right).signum()
                #expect(sign == (i - j).signum(), "\(left) and \(right)")
                #expect((sign == 0) == left.isEquivalent(to: right))
            }
        }
    }

    static func random(_ generator: inout SeededGenerator, depth: Int = 2) -> Value {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 7), using: &generator) {
        case 0: return .null
        case 1: return .boolean(.random(using: &generator))
        case 2: return .integer(.random(in: -2...2, using: &generator))
        case 3:
            let floats = [0.0, -0.0, 1, -1.5, 2, .nan, .infinity]
            return .float(floats.randomElement(using: &generator) ?? 0)
        case 4:
            return .string(
                ["", "a", "b", "\u{e9}", "e\u{301}"].randomElement(using: &generator) ?? "")
        case 5: return .date(DateValue(daysSinceEpoch: .random(in: 0...1, using: &generator)))
        case 6: return .duration(DurationValue(days: .random(in: 0...1, using: &generator)))
        case 7:
            return .list(
                (0..<Int.random(in: 0...2, using: &generator)).map { _ in
                    random(&generator, depth: depth - 1)
                })
        default:
            let keys = ["k", "l"].prefix(Int.random(in: 0...2, using: &generator))
            return .map(
                Dictionary(
                    keys.map { ($0, random(&generator, depth: depth - 1)) },
                    uniquingKeysWith: { $1 }))
        }
    }

    @Test(arguments: UInt64(0)..<100)
    func `the order is total and agrees with equality and hashing`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let a = Self.random(&generator)
            let b = Self.random(&generator)
            let c = Self.random(&generator)
            let ab = Value.order(a, b).signum()
            #expect(Value.order(b, a).signum() == -ab, "\(a), \(b)")
            #expect(Value.order(a, a) == 0)
            if ab <= 0, Value.order(b, c) <= 0 {
                #expect(Value.order(a, c) <= 0, "\(a), \(b), \(c)")
            }
            #expect((ab == 0) == a.isEquivalent(to: b), "\(a), \(b)")
            if a.isEquivalent(to: b) {
                #expect(EquivalenceKey(a).hashValue == EquivalenceKey(b).hashValue)
            }
            if let equal = a.equals(b) {
                #expect(b.equals(a) == equal)
                if equal { #expect(a.isEquivalent(to: b)) }
            }
            if a.comparison(with: b).isLess == true { #expect(ab < 0, "\(a), \(b)") }
        }
    }

    @Test func `distinct keys join numbers and nulls`() {
        let values: [Value] = [1, 1.0, nil, nil, .float(.nan), .float(.nan), 0.0, -0.0, "1"]
        #expect(Set(values.map(EquivalenceKey.init)).count == 5)
    }
}
