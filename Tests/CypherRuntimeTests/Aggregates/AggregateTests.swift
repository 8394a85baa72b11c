import CypherRuntime
import CypherSyntax
import PropertyGraph
import Testing

@Suite("Aggregates")
struct AggregateTests {
    static func aggregate(
        _ name: String,
        _ values: [Value],
        _ parameters: [Value] = []
    ) throws -> Value {
        let function = try #require(FunctionLibrary.standard[name])
        guard case .aggregate(let make) = function.implementation else { return .null }
        var accumulator = try make(parameters)
        for value in values { try accumulator.add(value) }
        return try accumulator.result()
    }

    static let cases: [(String, [Value], Value)] = [
        ("count", [1, nil, 2], 2), ("count", [], 0),
        ("sum", [33, nil, 42], 75), ("sum", [], 0), ("sum", [1, 0.5], 1.5),
        ("sum", [.float(1e308), .float(-1e308), 1], 1.0),
        ("sum", [.integer(.max), 1, -1], .integer(.max)),
        ("avg", [1, 2, 4.5], 2.5), ("avg", [], nil), ("avg", [nil], nil),
        ("avg", [.integer(.max), .integer(.max)], .float(Double(Int64.max))),
        ("avg", [.float(1.7e308), .float(1.7e308)], .float(1.7e308)),
        ("max", [1, 2, 0, nil, -1], 2), ("min", [1, 2, 0, nil, -1], -1),
        ("max", [1, 2.0, 5, nil, 3.2, 0.1], 5), ("min", [1, 2.0, 5, nil, 3.2, 0.1], 0.1),
        ("max", ["a", "b", "B", nil, "abc", "abc1"], "b"),
        ("min", ["a", "b", "B", nil, "abc", "abc1"], "B"),
        ("max", [[1], [2], [2, 1]], [2, 1]), ("min", [[1], [2], [2, 1]], [1]),
        ("max", [1, "a", nil, [1, 2], 0.2, "b"], 1),
        ("min", [1, "a", nil, [1, 2], 0.2, "b"], [1, 2]), ("min", [], nil),
        ("collect", [1, nil, 1], [1, 1]), ("collect", [], []),
        ("stDev", [2, 4, 4, 4, 5, 5, 7, 9], .float((32.0 / 7).squareRoot())),
        ("stDevP", [2, 4, 4, 4, 5, 5, 7, 9], 2.0), ("stDev", [1], 0.0), ("stDevP", [], 0.0),
        ("stDevP", [1_000_000_000, 1_000_000_001, 1_000_000_002], .float((2.0 / 3).squareRoot())),
    ]

    @Test(arguments: cases)
    func `an aggregate of values is`(name: String, values: [Value], expected: Value) throws {
        #expect(try Self.aggregate(name, values) == expected)
    }

    static let percentiles: [(String, [Value], Value, Value)] = [
        ("percentileDisc", [10.0, 30.0, 20.0], 0.0, 10.0),
        ("percentileDisc", [10.0, 30.0, 20.0], 0.5, 20.0),
        ("percentileDisc", [10.0, 30.0, 20.0], 1, 30.0),
        ("percentileDisc", [10, 30], 0.5, 10), ("percentileDisc", [], 0.5, nil),
        ("percentileCont", [10.0, 30.0, 20.0], 0.0, 10.0),
        ("percentileCont", [10, 30], 0.5, 20.0), ("percentileCont", [10, 20, 40], 0.75, 30.0),
        ("percentileCont", [10.0, 30.0, 20.0], 1.0, 30.0), ("percentileCont", [nil], 0.5, nil),
    ]

    @Test(arguments: percentiles)
    func `a percentile is`(
        name: String,
        values: [Value],
        percentile: Value,
        expected: Value
    ) throws {
        #expect(try Self.aggregate(name, values, [percentile]) == expected)
    }

    @Test(arguments: ["percentileCont", "percentileDisc"], [1000, -1, 1.1] as [Value])
    func `a percentile outside 0 and 1 is an error`(name: String, percentile: Value) {
        let error = #expect(throws: CypherError.self) {
            try Self.aggregate(name, [1], [percentile])
        }
        #expect(error?.type == .argumentError)
        #expect(error?.detail == "NumberOutOfRange")
    }

    @Test func `durations are added and averaged`() throws {
        let values: [Value] = [
            .duration(DurationValue(days: 1)), .duration(DurationValue(days: 2, seconds: 60)),
        ]
        #expect(
            try Self.aggregate("sum", values) == .duration(DurationValue(days: 3, seconds: 60)))
        #expect(
            try Self.aggregate("avg", values)
                == .duration(DurationValue(days: 1, seconds: 43_230)))
    }

    @Test func `what cannot be added is an error`() {
        #expect(throws: CypherError.self) { try Self.aggregate("sum", ["a"]) }
        #expect(throws: CypherError.self) { try Self.aggregate("avg", [true]) }
        #expect(throws: CypherError.self) {
            try Self.aggregate("sum", [1, .duration(DurationValue(days: 1))])
        }
        #expect(throws: CypherError.self) { try Self.aggregate("sum", [.integer(.max), 1]) }
        #expect(throws: CypherError.self) { try Self.aggregate("stDev", [[1]]) }
    }

    @Test func `sums of floats lose little`() throws {
        let values = [Value](repeating: 0.1, count: 1_000_000)
        #expect(try Self.aggregate("sum", values) == 100_000.0)
    }
}
