/// Finds the word somebody probably meant.
public enum Spelling {
    /// The candidate nearest to `word` without regard to case, or `nil` when none is near.
    ///
    /// Near means one edit for words of up to four letters and two for longer ones, where
    /// swapping two neighbours is one edit. The first of equally near candidates wins.
    ///
    /// - Parameters:
    ///   - word: The word as written; words over 64 bytes are near to nothing.
    ///   - candidates: The words it could have been.
    /// - Returns: The nearest candidate as it is spelt in `candidates`.
    /// - Complexity: O(*n* · *m*²) for *n* candidates of *m* letters.
    public static func nearest(
        to word: String,
        among candidates: some Sequence<String>
    ) -> String? {
        let letters = Array(word.lowercased().utf8)
        guard (2...64).contains(letters.count) else { return nil }
        let allowed = letters.count <= 4 ? 1 : 2
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let other = Array(candidate.lowercased().utf8)
            guard other.count <= 64, abs(other.count - letters.count) <= allowed else { continue }
            let distance = distance(from: letters, to: other)
            guard distance <= allowed, distance < best?.distance ?? .max else { continue }
            best = (candidate, distance)
        }
        return best?.candidate
    }

    /// The number of insertions, deletions, replacements and swaps of neighbours between two words.
    ///
    /// Source: Damerau–Levenshtein distance, the restricted (optimal string alignment) form.
    private static func distance(from first: [UInt8], to second: [UInt8]) -> Int {
        var older: [Int] = []
        var previous = Array(0...second.count)
        for (i, a) in first.enumerated() {
            var current = [i + 1]
            for (j, b) in second.enumerated() {
                let replaced = previous[j] + (a == b ? 0 : 1)
                var least = min(replaced, previous[j + 1] + 1, current[j] + 1)
                if i > 0, j > 0, a == second[j - 1], first[i - 1] == b {
                    least = min(least, older[j - 1] + 1)
                }
                current.append(least)
            }
            older = previous
            previous = current
        }
        return previous.last ?? 0
    }
}
