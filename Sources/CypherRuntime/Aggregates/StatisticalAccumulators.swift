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
/// - Complexity: O(*n*) once, as expected, holding *n* numbers.
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

    var bytesKeptOfEach: Int { MemoryLayout<Value>.stride }

    func result() throws(CypherError) -> Value {
        try result { () throws(CypherError) in }
    }

    func result(
        checking check: () throws(CypherError) -> Void
    ) throws(CypherError) -> Value {
        guard !values.isEmpty else { return .null }
        var selection = Selection(values)
        if isDiscrete {
            let index = Int((Double(values.count) * percentile).rounded(.up)) - 1
            return try selection.element(at: min(max(index, 0), values.count - 1), check)
        }
        let position = Double(values.count - 1) * percentile
        let lower = Int(position.rounded(.down))
        let share = position - Double(lower)
        let below = try selection.element(at: lower, check).asDouble ?? 0
        guard share > 0, lower + 1 < values.count else { return .float(below) }
        let above = try selection.element(at: lower + 1, check).asDouble ?? 0
        return .float(below * (1 - share) + above * share)
    }
}

/// Finds values by their places in the order, without sorting all.
///
/// Source: C. A. R. Hoare, "Algorithm 65: find" (1961), with three parts, so that equal values do
/// no harm, and pivots by chance, so that no order of the input does either.
private struct Selection {
    private var values: [Value]
    /// A linear congruential generator, the same for each selection.
    private var chance: UInt64 = 0x2545_F491_4F6C_DD1D

    init(_ values: [Value]) { self.values = values }

    /// The value that would stand at a place if all were sorted.
    mutating func element(
        at place: Int, _ check: () throws(CypherError) -> Void
    ) throws(CypherError) -> Value {
        var (low, high) = (0, values.count)
        while high - low > 1 {
            try check()
            chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let pivot = values[low + Int(chance >> 33) % (high - low)]
            // [low, less) is less than the pivot, [less, next) equal, [more, high) greater.
            var (less, next, more) = (low, low, high)
            while next < more {
                if next & 0xFFFF == 0 { try check() }
                let order = Value.order(values[next], pivot)
                if order < 0 {
                    values.swapAt(less, next)
                    less += 1
                    next += 1
                } else if order > 0 {
                    more -= 1
                    values.swapAt(next, more)
                } else {
                    next += 1
                }
            }
            if place < less {
                high = less
            } else if place >= more {
                low = more
            } else {
                return pivot
            }
        }
        return values[low]
    }
}
