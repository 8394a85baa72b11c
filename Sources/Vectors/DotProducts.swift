/// What rows are padded to with zeros: a multiple of what processors take at a time.
let dimensionStep = 16

// Plain loops: the compiler turns them into steps that multiply and add pairs of sixteen-bit
// integers, which it does not do for sums of SIMD vectors.

/// The dot product of eight-bit and sixteen-bit integers.
///
/// `count` is a multiple of `dimensionStep`.
/// The magnitudes must be so small that the sum fits 32 bits.
@inline(__always)
func dotProduct(
    _ left: UnsafePointer<Int8>, _ right: UnsafePointer<Int16>, _ count: Int
) -> Int32 {
    var sum: Int32 = 0
    for place in 0..<count & ~(dimensionStep - 1) {
        sum &+= Int32(left[place]) &* Int32(right[place])
    }
    return sum
}

/// The dot product of eight-bit integers.
///
/// `count` is a multiple of `dimensionStep`.
@inline(__always)
func dotProduct(
    _ left: UnsafePointer<Int8>, _ right: UnsafePointer<Int8>, _ count: Int
) -> Int32 {
    var sum: Int32 = 0
    for place in 0..<count & ~(dimensionStep - 1) {
        sum &+= Int32(left[place]) &* Int32(right[place])
    }
    return sum
}
