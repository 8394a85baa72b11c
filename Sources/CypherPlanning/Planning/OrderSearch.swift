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
            // The states in the order they were first met, so that nothing depends on a table's.
            var next: [PatternState] = []
            var places: [Progress: Int] = [:]
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
                    if let place = places[progress] {
                        if after.work < next[place].work { next[place] = after }
                    } else {
                        places[progress] = next.count
                        next.append(after)
                    }
                }
            }
            // The most promising first, so that a good order soon bounds the rest.
            let order = next.indices.sorted { left, right in
                (next[left].work, left) < (next[right].work, right)
            }
            level = order.map { next[$0] }
        }
        return best
    }
}
