// Functions of eight numbers at a time, in plain arithmetic that every processor has.

/// e to the power of each number; relative error below 2e-7.
///
/// Splits a number into a whole power of two and a rest within ±ln 2 / 2, for which a polynomial
/// stands. Below −87 the result is 0.
@inline(__always)
func exponential(_ numbers: SIMD8<Float>) -> SIMD8<Float> {
    let clamped = numbers.clamped(
        lowerBound: SIMD8(repeating: -87), upperBound: SIMD8(repeating: 88))
    let scaled = clamped * 1.442_695_04
    // Adding and taking away 1.5 · 2²³ rounds to the nearest whole number.
    let magic = SIMD8<Float>(repeating: 12_582_912)
    let shifted = scaled + magic
    let power = shifted - magic
    let rest = clamped - power * 0.693_359_375 + power * 2.121_944_4e-4
    var sum = SIMD8<Float>(repeating: 1.987_569_1e-4)
    sum = sum * rest + 1.398_199_9e-3
    sum = sum * rest + 8.333_452e-3
    sum = sum * rest + 4.166_579_6e-2
    sum = sum * rest + 0.166_666_65
    sum = sum * rest + 0.5
    sum = sum * rest * rest + rest + 1
    let whole = SIMD8<Int32>(truncatingIfNeeded: unsafeBitCast(shifted, to: SIMD8<Int32>.self))
    let bits = (whole &- 0x4B40_0000 &+ 127) &<< 23
    let result = sum * unsafeBitCast(bits, to: SIMD8<Float>.self)
    return result.replacing(with: 0, where: numbers .< -87)
}

/// x · Φ(x), with Φ the normal distribution: the activation of BERT; error below 3e-7 · |x|.
///
/// Source: Abramowitz and Stegun, formula 7.1.26 for the error function.
@inline(__always)
func gaussianErrorLinearUnit(_ numbers: SIMD8<Float>) -> SIMD8<Float> {
    let argument = numbers * 0.707_106_77
    let magnitude = argument.replacing(with: -argument, where: argument .< 0)
    let ratio = 1 / (1 + 0.327_591_1 * magnitude)
    var sum = SIMD8<Float>(repeating: 1.061_405_4)
    sum = sum * ratio - 1.453_152
    sum = sum * ratio + 1.421_413_7
    sum = sum * ratio - 0.284_496_74
    sum = sum * ratio + 0.254_829_6
    let tail = sum * ratio * exponential(-magnitude * magnitude)
    let error = (1 - tail).replacing(with: tail - 1, where: argument .< 0)
    return 0.5 * numbers * (1 + error)
}

/// Applies a function of eight numbers to all of an array.
@inline(__always)
func transform(
    _ numbers: UnsafeMutableBufferPointer<Float>, _ function: (SIMD8<Float>) -> SIMD8<Float>
) {
    guard let base = numbers.baseAddress else { return }
    let raw = UnsafeMutableRawPointer(base)
    let whole = numbers.count & ~7
    for place in stride(from: 0, to: whole, by: 8) {
        let result = function(raw.loadUnaligned(fromByteOffset: place * 4, as: SIMD8<Float>.self))
        raw.storeBytes(of: result, toByteOffset: place * 4, as: SIMD8<Float>.self)
    }
    guard whole < numbers.count else { return }
    var last = SIMD8<Float>()
    for place in whole..<numbers.count { last[place - whole] = numbers[place] }
    last = function(last)
    for place in whole..<numbers.count { numbers[place] = last[place - whole] }
}

/// The sum of products.
@inline(__always)
func dotProduct(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ count: Int
) -> Float {
    let first = UnsafeRawPointer(left)
    let second = UnsafeRawPointer(right)
    var sum = SIMD8<Float>()
    var place = 0
    while place &+ 8 <= count {
        sum +=
            first.loadUnaligned(fromByteOffset: place &* 4, as: SIMD8<Float>.self)
            * second.loadUnaligned(fromByteOffset: place &* 4, as: SIMD8<Float>.self)
        place &+= 8
    }
    var total = sum.sum()
    while place < count {
        total += left[place] * right[place]
        place &+= 1
    }
    return total
}
