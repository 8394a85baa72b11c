import CypherSyntax
import PropertyGraph

/// A sum of floats with little rounding error.
///
/// Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen"
/// (1974).
struct CompensatedSum {
    private var sum = 0.0
    private var lost = 0.0

    mutating func add(_ number: Double) {
        let next = sum + number
        if sum.magnitude >= number.magnitude {
            lost += (sum - next) + number
        } else {
            lost += (number - next) + sum
        }
        sum = next
    }

    /// The sum; infinities and NaN as plain addition would give them.
    var value: Double { lost.isFinite && sum.isFinite ? sum + lost : sum }
}

/// `sum(x)`: an integer while all are, else a float; or a duration.
struct SumAccumulator: Accumulator {
    private var integers: Int128 = 0
    private var floats = CompensatedSum()
    private var hasFloats = false
    private var hasIntegers = false
    private var duration: DurationValue?

    mutating func add(_ value: Value) throws(CypherError) {
        switch value {
        case .null: return
        case .integer(let number):
            integers += Int128(number)
            hasIntegers = true
        case .float(let number):
            floats.add(number)
            hasFloats = true
        case .duration(let next):
            duration =
                try duration.map { (sum) throws(CypherError) in
                    try TemporalArithmetic.add(sum, next)
                } ?? next
        default: throw .invalidOperand("The function sum() cannot add \(value.typeTitle).")
        }
        guard duration == nil || !(hasFloats || hasIntegers) else {
            throw .invalidOperand("The function sum() cannot add numbers and durations.")
        }
    }

    func result() throws(CypherError) -> Value {
        if let duration { return .duration(duration) }
        if hasFloats {
            var sum = floats
            sum.add(Double(integers))
            return .float(sum.value)
        }
        guard let sum = Int64(exactly: integers) else { throw .integerOverflow }
        return .integer(sum)
    }
}

/// `avg(x)`: a float, or a duration.
struct AverageAccumulator: Accumulator {
    private var integers: Int128 = 0
    private var floats = CompensatedSum()
    /// Used when the sum of the floats overflows.
    private var runningMean = 0.0
    private var count: Int64 = 0
    private var durations = DurationBuilder()
    private var durationCount: Int64 = 0

    mutating func add(_ value: Value) throws(CypherError) {
        switch value {
        case .null: return
        case .integer(let number):
            integers += Int128(number)
            advanceMean(Double(number))
        case .float(let number):
            floats.add(number)
            advanceMean(number)
        case .duration(let duration):
            durations.add(duration)
            durationCount += 1
        default: throw .invalidOperand("The function avg() cannot add \(value.typeTitle).")
        }
        guard count == 0 || durationCount == 0 else {
            throw .invalidOperand("The function avg() cannot add numbers and durations.")
        }
    }

    private mutating func advanceMean(_ number: Double) {
        count += 1
        runningMean += number / Double(count) - runningMean / Double(count)
    }

    func result() throws(CypherError) -> Value {
        if durationCount > 0 {
            let sum = try durations.duration()
            return .duration(try TemporalArithmetic.divide(sum, by: .integer(durationCount)))
        }
        guard count > 0 else { return .null }
        var sum = floats
        sum.add(Double(integers))
        let total = sum.value
        return .float(total.isInfinite ? runningMean : total / Double(count))
    }
}

extension DurationBuilder {
    /// Adds all parts of a duration.
    mutating func add(_ duration: DurationValue) {
        add(DecimalNumber(whole: duration.months), .months)
        add(DecimalNumber(whole: duration.days), .days)
        add(DecimalNumber(whole: duration.seconds), .seconds)
        add(DecimalNumber(whole: Int64(duration.nanoseconds)), .nanoseconds)
    }
}
