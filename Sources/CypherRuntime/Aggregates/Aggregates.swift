import CypherPlanning
import CypherSyntax
import PropertyGraph

/// The aggregate functions.
///
/// Source: TCK `expressions/aggregation`.
enum Aggregates {
    static let all: [FunctionDescriptor] = [
        plain("count", .integer, "The number of values that are not null.") {
            CountAccumulator()
        },
        plain("sum", [.number, .duration], "The sum of numbers or durations; 0 for none.") {
            SumAccumulator()
        },
        plain("avg", [.number, .duration], "The mean of numbers or durations; null for none.") {
            AverageAccumulator()
        },
        plain("min", .any, "The smallest value in the order of ORDER BY; null for none.") {
            ExtremeAccumulator(isMaximum: false)
        },
        plain("max", .any, "The largest value in the order of ORDER BY; null for none.") {
            ExtremeAccumulator(isMaximum: true)
        },
        plain("collect", .list, "The values that are not null, as a list.") {
            CollectAccumulator()
        },
        plain("stDev", .float, "The standard deviation of a sample; 0 for fewer than two.") {
            DeviationAccumulator(isPopulation: false)
        },
        plain("stDevP", .float, "The standard deviation of a population; 0 for none.") {
            DeviationAccumulator(isPopulation: true)
        },
        percentile("percentileCont", "The value at a percentile, interpolated.", false),
        percentile("percentileDisc", "The nearest value at or above a percentile.", true),
    ]

    private static func plain(
        _ name: String,
        _ result: ValueType,
        _ summary: String,
        _ make: @escaping @Sendable () -> any Accumulator
    ) -> FunctionDescriptor {
        FunctionDescriptor(
            aggregate: FunctionSignature(
                name, arguments: 1...1, isAggregate: true, result: result),
            summary: summary
        ) { (_) throws(CypherError) in make() }
    }

    private static func percentile(
        _ name: String,
        _ summary: String,
        _ isDiscrete: Bool
    ) -> FunctionDescriptor {
        FunctionDescriptor(
            aggregate: FunctionSignature(
                name, arguments: 2...2, isAggregate: true, result: .number),
            summary: summary
        ) { (parameters) throws(CypherError) in
            guard let percentile = parameters.first?.asDouble else {
                throw .invalidType("The percentile of \(name)() must be a number.")
            }
            guard (0...1).contains(percentile) else {
                throw .numberOutOfRange("The percentile of \(name)() must be between 0 and 1.")
            }
            return PercentileAccumulator(
                name: name, percentile: percentile, isDiscrete: isDiscrete)
        }
    }
}

/// `count(x)`.
struct CountAccumulator: Accumulator {
    private var count: Int64 = 0

    mutating func add(_ value: Value) {
        if !value.isNull { count &+= 1 }
    }

    func result() -> Value { .integer(count) }
}

/// `collect(x)`.
struct CollectAccumulator: Accumulator {
    private var values = GrowingList()

    mutating func add(_ value: Value) {
        if !value.isNull { values.append(value) }
    }

    func result() throws(CypherError) -> Value { .list(try values.list {}) }

    func result(
        checking check: () throws(CypherError) -> Void
    ) throws(CypherError) -> Value { .list(try values.list(checking: check)) }
}

/// `min(x)` and `max(x)`, by the order of `ORDER BY`.
struct ExtremeAccumulator: Accumulator {
    let isMaximum: Bool
    private var extreme: Value = .null

    init(isMaximum: Bool) {
        self.isMaximum = isMaximum
    }

    mutating func add(_ value: Value) {
        guard !value.isNull else { return }
        guard !extreme.isNull else {
            extreme = value
            return
        }
        let order = Value.order(value, extreme)
        if isMaximum ? order > 0 : order < 0 { extreme = value }
    }

    func result() -> Value { extreme }
}
