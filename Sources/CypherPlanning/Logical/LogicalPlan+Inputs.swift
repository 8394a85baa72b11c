extension LogicalPlan {
    /// The plans below this operator: its input first, then inner plans and the other sides.
    ///
    /// Numbering operators from 0 in pre-order over this list gives each the number it has in
    /// `PlanDescription`; inner plans inside expressions follow no number.
    public var inputs: [LogicalPlan] {
        switch self {
        case .argument: []
        case .allNodesScan(let input, _), .labelScan(let input, _, _),
            .nodeIndexSeek(let input, _), .nodeByID(let input, _),
            .relationshipScan(let input, _), .relationshipByID(let input, _),
            .relationshipEnds(let input, _), .expand(let input, _), .varExpand(let input, _),
            .shortestPath(let input, _), .selectPaths(let input, _):
            [input]
        case .repeatPattern(let input, let repetition): [input, repetition.inner]
        case .optional(let input, let inner, _), .apply(let input, let inner),
            .semiApply(let input, let inner, _), .foreach(let input, _, _, let inner):
            [input, inner]
        case .cartesianProduct(let left, let right), .hashJoin(let left, let right, _):
            [left, right]
        case .filter(let input, _), .project(let input, _), .aggregate(let input, _),
            .distinct(let input, _), .sort(let input, _), .top(let input, _, _),
            .skip(let input, _), .limit(let input, _), .unwind(let input, _, _),
            .eager(let input), .create(let input, _), .mutate(let input, _),
            .delete(let input, _, _), .callProcedure(let input, _), .show(let input, _),
            .storedCount(let input, _), .produceResults(let input, _):
            [input]
        case .union(let branches): branches
        case .merge(let input, let merge): [input, merge.match]
        case .callSubquery(let input, let call): [input, call.inner]
        }
    }

    /// The same operator over other plans, given in the order of `inputs`.
    ///
    /// A list of another length is our own mistake and leaves the plan as it is.
    func replacingInputs(_ plans: [LogicalPlan]) -> LogicalPlan {
        guard plans.count == inputs.count else { return self }
        guard let first = plans.first else { return self }
        if case .union = self { return .union(plans) }
        if plans.count > 1 { return replacingPair(first, plans[1]) }
        return replacingInput(first)
    }

    private func replacingPair(_ first: LogicalPlan, _ second: LogicalPlan) -> LogicalPlan {
        switch self {
        case .optional(_, _, let nulls): return .optional(first, inner: second, nulls: nulls)
        case .apply: return .apply(first, inner: second)
        case .semiApply(_, _, let negated):
            return .semiApply(first, inner: second, negated: negated)
        case .foreach(_, let list, let element, _):
            return .foreach(first, list: list, element: element, inner: second)
        case .repeatPattern(_, var repetition):
            repetition.inner = second
            return .repeatPattern(first, repetition)
        case .cartesianProduct: return .cartesianProduct(first, second)
        case .hashJoin(_, _, let join): return .hashJoin(first, second, join)
        case .merge(_, var merge):
            merge.match = second
            return .merge(first, merge)
        case .callSubquery(_, var call):
            call.inner = second
            return .callSubquery(first, call)
        default: return self
        }
    }

    private func replacingInput(_ input: LogicalPlan) -> LogicalPlan {
        switch self {
        case .allNodesScan(_, let node): .allNodesScan(input, node: node)
        case .labelScan(_, let node, let labels): .labelScan(input, node: node, labels: labels)
        case .nodeIndexSeek(_, let seek): .nodeIndexSeek(input, seek)
        case .nodeByID(_, let look): .nodeByID(input, look)
        case .relationshipScan(_, let scan): .relationshipScan(input, scan)
        case .relationshipByID(_, let look): .relationshipByID(input, look)
        case .relationshipEnds(_, let ends): .relationshipEnds(input, ends)
        case .expand(_, let expand): .expand(input, expand)
        case .varExpand(_, let expand): .varExpand(input, expand)
        case .shortestPath(_, let search): .shortestPath(input, search)
        case .selectPaths(_, let selection): .selectPaths(input, selection)
        case .filter(_, let predicate): .filter(input, predicate)
        case .project(_, let items): .project(input, items)
        case .aggregate(_, let aggregate): .aggregate(input, aggregate)
        case .distinct(_, let slots): .distinct(input, slots)
        case .sort(_, let keys): .sort(input, keys)
        case .top(_, let keys, let limit): .top(input, keys, limit: limit)
        case .skip(_, let count): .skip(input, count)
        case .limit(_, let count): .limit(input, count)
        case .unwind(_, let list, let element): .unwind(input, list: list, element: element)
        case .eager: .eager(input)
        case .create(_, let commands): .create(input, commands)
        case .mutate(_, let mutations): .mutate(input, mutations)
        case .delete(_, let targets, let detach): .delete(input, targets, detach: detach)
        case .callProcedure(_, let call): .callProcedure(input, call)
        case .show(_, let show): .show(input, show)
        case .storedCount(_, let count): .storedCount(input, count)
        case .produceResults(_, let columns): .produceResults(input, columns)
        case .argument, .optional, .apply, .semiApply, .cartesianProduct, .hashJoin, .union,
            .merge, .foreach, .callSubquery, .repeatPattern:
            self
        }
    }
}
