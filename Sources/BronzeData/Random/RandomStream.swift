/// A stream of random numbers that follows from a seed and the name of its purpose.
///
/// SplitMix64. Each dataset draws from a stream of its own, so that more orders do not change the
/// customers. Everything is computed with integers and with the IEEE 754 operations that are
/// rounded exactly, so the numbers are the same on every platform.
///
/// Source: G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators", 2014.
struct RandomStream {
    private var state: UInt64

    init(seed: UInt64, purpose: String) {
        // FNV-1a spreads the purpose over 64 bits; one step of the generator mixes in the seed.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in purpose.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        state = hash
        state = next() ^ seed
    }

    /// The next 64 random bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in `0..<bound`; 0 when `bound` is not positive.
    ///
    /// The bias of the multiplication is below 2⁻⁴⁰ for every bound used here.
    mutating func below(_ bound: Int) -> Int {
        let bits = next()
        guard bound > 0 else { return 0 }
        return Int(truncatingIfNeeded: bits.multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number in `range`.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// True `permille` times in a thousand.
    mutating func chance(permille: Int) -> Bool {
        below(1_000) < permille
    }

    /// A position in `weights`, as often as its weight says.
    mutating func pick(_ weights: [Int]) -> Int {
        var rest = below(weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            guard rest >= weight else { return index }
            rest -= weight
        }
        return max(0, weights.count - 1)
    }

    /// One of the elements, each as likely.
    mutating func element<Element>(of elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// A factor in thousandths around 1000, within `spread` on both sides, the middle likelier.
    mutating func wobble(_ spread: Int) -> Int {
        1_000 + (below(2 * spread + 1) + below(2 * spread + 1)) / 2 - spread
    }

    /// A factor in thousandths with a long tail: at least 500, mean near 1000, at most `limit`.
    ///
    /// A Pareto distribution with exponent 2.
    mutating func tail(limit: Int) -> Int {
        let uniform = Double(below(1_000_000) + 1) / 1_000_000
        return min(limit, Int(500 / uniform.squareRoot()))
    }

    /// `amount` times `rate` millionths, the fraction rounded up as often as it says.
    mutating func share(of amount: Int, millionths rate: Int) -> Int {
        (amount * max(0, rate) + below(1_000_000)) / 1_000_000
    }
}
