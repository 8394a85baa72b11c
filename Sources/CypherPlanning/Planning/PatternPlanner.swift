internal import PropertyGraph

/// Plans a MATCH: where to start, in which order to expand, and when each predicate is applied.
///
/// Every predicate is applied as soon as its slots have values. From each promising start the
/// cheapest next step is taken again and again, where cheap means fewest rows; the start whose
/// steps sum up to the least work is a first answer. Patterns of up to eight relationships are then
/// searched for a better one (`OrderSearch`).
struct PatternPlanner {
    let match: BoundMatch
    let model: CardinalityModel
    let strategy: RuleSet.Patterns

    /// Adds the match to a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan so far.
    ///   - bound: The slots that have values in its rows.
    /// - Returns: The plan with the match on top.
    func plan(after plan: LogicalPlan, bound: Set<Slot>) -> LogicalPlan {
        var start = PatternState(match, plan: plan, bound: bound, self)
        guard strategy == .cheapest else { return inWrittenOrder(start) }
        start.settle(model)
        let first = cheapest(start)
        let best = OrderSearch(model: model).improved(first, from: start)
        return best.finished(model)
    }

    // MARK: Cheapest

    /// The best completion of a state.
    private func cheapest(_ state: PatternState) -> PatternState {
        let starts = state.steps(model)
        guard !state.isConnected, starts.count > 1 else { return greedy(state) }
        let tries = state.match.nodes.count > 16 ? 2 : 12
        let few = starts.sorted { left, right in left.work < right.work }.prefix(tries)
        var best: PatternState?
        for step in few {
            let complete = greedy(state.taking(step, model))
            if complete.work < best?.work ?? .infinity { best = complete }
        }
        return best ?? greedy(state)
    }

    /// Takes the cheapest step until nothing is left.
    private func greedy(_ initial: PatternState) -> PatternState {
        var state = initial
        while !state.isComplete {
            let steps = state.steps(model)
            guard let best = steps.min(by: { left, right in left.isCheaper(than: right) }) else {
                break
            }
            state = state.taking(best, model)
        }
        return state
    }

    // MARK: As written

    /// Scans and expands in the order of the text, and filters at the end.
    private func inWrittenOrder(_ initial: PatternState) -> LogicalPlan {
        var state = initial
        state.isLazy = true
        while !state.isComplete {
            let steps = state.steps(model)
            let connected = steps.first { step in step.isTraversal }
            guard let step = connected ?? steps.first else { break }
            state = state.taking(step, model)
        }
        state.isLazy = false
        return state.finished(model)
    }
}
