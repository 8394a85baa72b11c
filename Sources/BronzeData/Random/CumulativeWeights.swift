/// Positions drawn as often as their weights say, also from a prefix only.
struct CumulativeWeights {
    /// `sums[i]` is the weight of all positions before `i`.
    private var sums: [Int] = [0]

    /// How many positions there are.
    var count: Int { sums.count - 1 }

    /// The weight of all positions.
    var total: Int { sums[sums.count - 1] }

    init(_ weights: [Int] = []) {
        sums.reserveCapacity(weights.count + 1)
        for weight in weights { append(weight) }
    }

    mutating func append(_ weight: Int) {
        sums.append(total + max(1, weight))
    }

    /// A position among the first `prefix`, or among the one there is at least.
    ///
    /// - Complexity: O(log n).
    func pick(_ random: inout RandomStream, prefix: Int? = nil) -> Int {
        let end = min(count, max(1, prefix ?? count))
        let target = random.below(sums[end])
        // The largest position whose preceding weight is not above the target.
        var low = 0
        var high = end
        while high - low > 1 {
            let middle = (low + high) / 2
            if sums[middle] <= target { low = middle } else { high = middle }
        }
        return low
    }

    /// Deals `amount` out over the positions in proportion to their weights, exactly.
    func dealt(_ amount: Int) -> [Int] {
        guard total > 0 else { return [] }
        return (0..<count).map { index in
            amount * sums[index + 1] / total - amount * sums[index] / total
        }
    }
}

/// Weights of a skewed popularity: the k-th most popular of `count` weighs 1 ∕ (k + flatness).
///
/// Zipf–Mandelbrot with exponent 1; which position gets which rank is random.
func zipfWeights(_ count: Int, flatness: Int, _ random: inout RandomStream) -> [Int] {
    var weights = (0..<count).map { 1_000_000_000 / ($0 + 1 + flatness) }
    // Fisher–Yates; the standard library does not promise that its own shuffle never changes.
    for index in stride(from: count - 1, to: 0, by: -1) {
        weights.swapAt(index, random.below(index + 1))
    }
    return weights
}

/// `amount` different positions below `count`, spread evenly and avoiding those `taken`.
///
/// Fewer when there is no room for so many.
func scatter(
    _ amount: Int,
    below count: Int,
    avoiding taken: inout Set<Int>,
    _ random: inout RandomStream
) -> Set<Int> {
    var chosen: Set<Int> = []
    let room = count - taken.count
    for step in 0..<max(0, min(amount, room)) {
        let start = count * step / amount
        let end = max(start + 1, count * (step + 1) / amount)
        var position = start + random.below(end - start)
        while taken.contains(position) { position = (position + 1) % count }
        taken.insert(position)
        chosen.insert(position)
    }
    return chosen
}
