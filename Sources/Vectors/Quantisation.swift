/// A direction as small integers: eight bits a dimension, and eight more of what those leave.
///
/// The coarse part is `round(127 · v / max|v|)`; the residual is what rounding lost, in steps of
/// 1/254. Coarse parts decide where a search goes, both together the order of its results.
struct QuantisedVector {
    /// How many steps of the residual make one of the coarse part.
    static let residualSteps: Float = 254

    private(set) var coarse: [Int8]
    private(set) var residual: [Int8]
    /// The factor that makes the coarse part a vector of length 1.
    private(set) var scale: Float
    /// The factor that makes `254 · coarse + residual` a vector of length 1.
    private(set) var fineScale: Float

    /// Quantises the direction of a vector.
    ///
    /// - Throws: `VectorError.noDirection`.
    init(_ vector: [Float]) throws(VectorError) {
        let largest = try largestMagnitude(of: vector)
        coarse = []
        residual = []
        coarse.reserveCapacity(vector.count)
        residual.reserveCapacity(vector.count)
        var length: Int64 = 0
        var fineLength: Int64 = 0
        for number in vector {
            let scaled = number / largest * 127
            let whole = scaled.rounded()
            let rest = ((scaled - whole) * Self.residualSteps).rounded()
            let high = Int8(max(-127, min(127, whole)))
            let low = Int8(max(-127, min(127, rest)))
            coarse.append(high)
            residual.append(low)
            length += Int64(high) * Int64(high)
            let fine = Int64(high) * Int64(Self.residualSteps) + Int64(low)
            fineLength += fine * fine
        }
        scale = 1 / Float(length).squareRoot()
        fineScale = 1 / Float(fineLength).squareRoot()
    }
}

/// The largest magnitude among a vector's numbers.
///
/// - Throws: `VectorError.noDirection` when that is 0 or not finite.
func largestMagnitude(of vector: [Float]) throws(VectorError) -> Float {
    var largest: Float = 0
    for number in vector {
        guard number.isFinite else { throw .noDirection }
        largest = max(largest, abs(number))
    }
    // Below this, dividing by it is no longer exact enough to keep a direction.
    guard largest >= .leastNormalMagnitude else { throw .noDirection }
    return largest
}
