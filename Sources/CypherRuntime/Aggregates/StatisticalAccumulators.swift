import CypherSyntax
import PropertyGraph

/// `stDev(x)` and `stDevP(x)`.
///
/// Source: B. P. Welford, "Note on a method for calculating corrected sums of squares and
/// products" (1962).
struct DeviationAccumulator: Accumulator {
    let isPopulation: Bool
    private var count = 0
    private var mean = 0.0
    private var squares = 0.0

    init(isPopulation: Bool) {
        self.isPopulation = isPopulation
    }

    mutating func add(_ value: Value) throws(CypherError) {
        if value.isNull { return }
        guard let number = value.asDouble else {
            throw .invalidOperand("A standard deviation cannot take \(value.typeTitle).")
        }
        count += 1
        let difference = number - mean
        mean += difference / Double(count)
        squares += difference * (number - mean)
    }

    func result() -> Value {
        let divisor = isPopulation ? count : count - 1
        return .float(divisor > 0 ? (squares / Double(divisor)).squareRoot() : 0)
    }
}

/// `percentileCont(x, p)` and `percentileDisc(x, p)`.
///
/// The discrete one keeps a value's type; of *n* sorted values it takes number ⌈*n*·*p*⌉, the
/// first for *p* = 0. The continuous one interpolates between neighbours at (*n* − 1)·*p*.
///
/// - Complexity: O(*n* log *n*) once, holding *n* numbers.
struct PercentileAccumulator: Accumulator {
    let name: String
    let percentile: Double
    let isDiscrete: Bool
    private var values: [Value] = []

    init(name: String, percentile: Double, isDiscrete: Bool) {
        self.name = name
        self.percentile = percentile
        self.isDiscrete = isDiscrete
    }

    mutating func add(_ value: Value) throws(CypherError) {
        if value.isNull { return }
        guard value.asDouble != nil else {
            throw .invalidOperand("The function \(name)() cannot take \(value.typeTitle).")
        }
        values.append(value)
    }

    func result() -> Value {
        let sorted = values.sorted { Value.order($0, $1) < 0 }
        guard let last = sorted.last else { return .null }
        let count = Double(sorted.count)
        if isDiscrete {
            let index = Int((count * percentile).rounded(.up)) - 1
            return sorted.indices.contains(index) ? sorted[index] : index < 0 ? sorted[0] : last
        }
        let position = (count - 1) * percentile
        let lower = Int(position.rounded(.down))
        guard lower + 1 < sorted.count, let below = sorted[lower].asDouble,
            let above = sorted[lower + 1].asDouble
        else { return .float(last.asDouble ?? 0) }
        let share = position - Double(lower)
        return .float(share == 0 ? below : below * (1 - share) + above * share)
    }
}
