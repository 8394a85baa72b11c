internal import PropertyGraph

/// Searches for the order of a pattern's steps that takes the least work.
///
/// Dynamic programming over what is planned: of all orders that lead to the same set of planned
/// relationships and found nodes, only the one with the least work so far is kept, since what
/// remains to be done is the same for all of them. Orders that already take more work than the best
/// complete one are dropped.
///
/// - Complexity: at most 2ⁿ sets for n relationships, so larger patterns than of eight are left
///   alone, and so is what remains when `budget` states were looked at.
struct OrderSearch {
    let model: CardinalityModel

    /// The most relationships of a pattern that is searched.
    static let relationshipLimit = 8
    /// The most nodes of a pattern that is searched.
    static let nodeLimit = 12
    /// The most states that are looked at.
    private static let budget = 300

    /// What is planned of a pattern.
    private struct Progress: Hashable {
        let relationships: [Int]
        let shortestPaths: [Int]
        let nodes: [Bool]

        init(_ state: PatternState) {
            relationships = state.relationships
            shortestPaths = state.shortestPaths
            nodes = state.match.nodes.map(state.bound.contains)
        }
    }

    /// The best completion of a start, at least as good as the one given.
    func improved(_ first: PatternState, from start: PatternState) -> PatternState {
        let match = start.match
        guard match.relationships.count <= Self.relationshipLimit, match.relationships.count > 1,
            match.nodes.count <= Self.nodeLimit, first.isComplete
        else { return first }
        var best = first
        var looked = 0
        var level = [start]
        while !level.isEmpty {
            var next: [Progress: PatternState] = [:]
            for state in level {
                for step in state.steps(model) where state.work + step.work < best.work {
                    looked += 1
                    if looked > Self.budget { return best }
                    let after = state.taking(step, model)
                    if after.isComplete {
                        if after.work < best.work { best = after }
                        continue
                    }
                    let progress = Progress(after)
                    if let known = next[progress], known.work <= after.work { continue }
                    next[progress] = after
                }
            }
            // The most promising first, so that a good order soon bounds the rest; equal ones in an
            // order that does not depend on the table's.
            level = next.values.sorted { left, right in
                left.work == right.work
                    ? left.planned.lexicographicallyPrecedes(right.planned)
                    : left.work < right.work
            }
        }
        return best
    }
}
