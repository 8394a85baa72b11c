internal import PropertyGraph

/// Takes a path's length from its relationships, and does not build a path that nobody reads.
///
///     project(length(p) AS n)              project(size(#2) + 1 AS n)
///         |                        →           |
///     project(p = path(a, #1, #2))             x
///         |
///         x
///
/// Only where the relationships are still in the row: not above an `aggregate`, a `distinct` or a
/// subquery that keeps the path alone.
struct MeasurePathsByRelationships: RewriteRule {
    func rewrite(_ plan: LogicalPlan, _ slots: inout SlotAllocator) -> LogicalPlan {
        let measuring = Measuring(slots: slots)
        var paths: [Slot: PathConstruction] = [:]
        return measuring.rewritten(plan, &paths).droppingUnreadPaths()
    }
}

/// One pass over a plan.
private struct Measuring {
    let slots: SlotAllocator

    /// Rewrites a plan, given the paths of the outer row; on return, `paths` are those of its rows.
    func rewritten(_ plan: LogicalPlan, _ paths: inout [Slot: PathConstruction]) -> LogicalPlan {
        let outer = paths
        var chain: [LogicalPlan] = []
        var result = plan
        while let input = result.inputs.first {
            chain.append(result)
            result = input
        }
        for plan in chain.reversed() {
            let known = paths
            let others = plan.inputs.dropFirst().map { input in
                var inner = plan.feedsInner ? known : outer
                if case .callSubquery = plan { inner = [:] }
                return rewritten(input, &inner)
            }
            result = plan.replacingInputs([result] + others).mappingExpressions { expression in
                measured(expression, known)
            }
            update(&paths, after: result, outer)
        }
        return result
    }

    private func update(
        _ paths: inout [Slot: PathConstruction],
        after plan: LogicalPlan,
        _ outer: [Slot: PathConstruction]
    ) {
        switch plan {
        case .project(_, let items):
            for item in items {
                guard case .path(let path) = item.expression, isNeverNull(path) else { continue }
                paths[item.slot] = path
            }
        case .shortestPath(_, let search):
            guard let path = search.path, !slots[search.relationships].isNullable else { return }
            let step: PathConstruction.Step =
                search.isSingle
                ? .relationship(search.relationships) : .relationshipList(search.relationships)
            let nodes = [search.from, search.to]
            paths[path] = PathConstruction(start: search.from, steps: [step], nodes: nodes)
        case .aggregate, .distinct, .union: paths = outer
        default: break
        }
    }

    /// A path of an OPTIONAL MATCH can be null, and so can its length.
    private func isNeverNull(_ path: PathConstruction) -> Bool {
        path.slots.allSatisfy { slot in !slots[slot].isNullable }
    }

    private func measured(
        _ expression: BoundExpression,
        _ paths: [Slot: PathConstruction]
    ) -> BoundExpression {
        guard !paths.isEmpty else { return expression }
        return expression.mapped { part in length(part, paths) }
    }

    private func length(
        _ expression: BoundExpression,
        _ paths: [Slot: PathConstruction]
    ) -> BoundExpression? {
        guard case .function(let call) = expression, call.name.lowercased() == "length",
            case .slot(let slot) = call.arguments.first, let path = paths[slot]
        else { return nil }
        var single: Int64 = 0
        var parts: [BoundExpression] = []
        for step in path.steps {
            switch step {
            case .relationship: single += 1
            case .relationshipList(let list):
                let size = BoundFunctionCall(name: "size", arguments: [.slot(list)])
                parts.append(.function(size))
            }
        }
        if single > 0 || parts.isEmpty { parts.append(.literal(.integer(single))) }
        guard let first = parts.first else { return nil }
        return parts.dropFirst().reduce(first) { sum, part in
            .arithmetic(.add, sum, part, call.location)
        }
    }
}

extension LogicalPlan {
    /// The plan without the projections of paths that nothing reads.
    fileprivate func droppingUnreadPaths() -> LogicalPlan {
        let read = allReadSlots
        return rewrittenEverywhere { plan in
            if case .shortestPath(let input, var search) = plan {
                if let path = search.path, !read.contains(path) { search.path = nil }
                return .shortestPath(input, search)
            }
            guard case .project(let input, let items) = plan else { return plan }
            let kept = items.filter { item in
                guard case .path = item.expression else { return true }
                return read.contains(item.slot)
            }
            if kept.count == items.count { return plan }
            return kept.isEmpty ? input : .project(input, kept)
        }
    }
}
