/// How many letters apart two words are.
enum EditDistance {
    /// The number of insertions, deletions, substitutions and swaps of neighbours that turn one
    /// word into the other; `nil` when more than `limit`.
    ///
    /// Source: optimal string alignment, a restriction of Damerau–Levenshtein.
    ///
    /// - Complexity: O(n · m) in the lengths, less when the limit is exceeded early.
    static func between(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            var best = row + 1
            for column in right.indices {
                let cost = left[row] == right[column] ? 0 : 1
                var value = min(last[column + 1] + 1, current[column] + 1, last[column] + cost)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    value = min(value, beforeLast[column - 1] + 1)
                }
                current.append(value)
                best = min(best, value)
            }
            if best > limit { return nil }
            beforeLast = last
            last = current
        }
        guard let distance = last.last, distance <= limit else { return nil }
        return distance
    }

    /// How many letters a word of that length may be off and still be taken for another.
    static func tolerance(forLength length: Int) -> Int {
        switch length {
        case ..<4: 0
        case 4...7: 1
        default: 2
        }
    }
}
