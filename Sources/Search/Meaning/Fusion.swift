/// Which signals rank what is found.
public enum SearchSignal: String, Sendable, CaseIterable {
    /// Words, and what foreign keys join.
    case lexical
    /// Nearness of vectors alone.
    case vector
    /// Both.
    case fused
}

/// Brings two rankings together by the ranks alone, since their scores cannot be compared.
///
/// What was found by its exact name stays first, in the order that words gave: a vector knows little
/// of identifiers.
///
/// Source: Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual
/// rank learning methods", SIGIR 2009, with a weight for each ranking.
struct Fusion {
    /// How many of each ranking are looked at.
    static let depth = 100
    /// What damps the difference between neighbouring ranks.
    private static let damping = 10.0
    /// What the ranking by vectors weighs beside that by words.
    private static let vectorWeight = 0.4

    /// Something is near to every question; what is not nearer than this, or much less near than the
    /// nearest, is not found by its vector alone.
    private static let leastSimilarity: Float = 0.2
    private static let leastShare: Float = 0.6

    /// The documents near to the question with their similarities, the nearest first.
    let near: [(document: UInt32, similarity: Float)]

    /// What is near; of documents that are not known by words or joins only the nearest.
    init(
        near: [(document: UInt32, similarity: Float)], known: Set<UInt32>
    ) {
        let least = max(Self.leastSimilarity, Self.leastShare * (near.first?.similarity ?? 0))
        self.near = near.filter { known.contains($0.document) || $0.similarity >= least }
    }

    /// The candidates of both rankings, best first.
    ///
    /// - Parameter candidates: What words and joins found, best first.
    /// - Returns: Both, with scores that ranks gave.
    func rank(_ candidates: [Candidate]) -> [Candidate] {
        var scores: [UInt32: Double] = [:]
        var known: [UInt32: Candidate] = [:]
        for (rank, candidate) in candidates.enumerated() {
            let exact = candidate.isNamed ? 1.0 : 0
            scores[candidate.document] = exact + 1 / (Self.damping + Double(rank + 1))
            known[candidate.document] = candidate
        }
        for (rank, hit) in near.enumerated() where known[hit.document]?.isNamed != true {
            scores[hit.document, default: 0] +=
                Self.vectorWeight / (Self.damping + Double(rank + 1))
        }
        return scores.map { document, score in
            var candidate = known[document] ?? Candidate(document: document, score: 0)
            candidate.score = score
            return candidate
        }.sorted(by: >)
    }
}
