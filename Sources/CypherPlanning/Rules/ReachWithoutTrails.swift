internal import PropertyGraph

/// Visits each node once instead of walking every trail to it, where nobody can tell.
///
///     distinct(b)                          distinct(b)
///         |                                    |
///     varExpand((a)-[*1..n]->(b))    →     reach((a)-[*1..n]->(b))
///         |                                    |
///         x                                    x
///
/// Lineage over a dense graph then costs its relationships and not its paths. The number of
/// trails to a node cannot be observed when, above, rows become distinct or feed aggregates that
/// ignore duplicates, or only the existence of a row counts; when the list of relationships is
/// not read, neither by a path nor to keep other relationships of the MATCH different; and when
/// every node at a permitted distance is reached by a trail, so for lower bounds 0 and 1.
struct ReachWithoutTrails: RewriteRule {
    func rewrite(_ plan: LogicalPlan, _ slots: inout SlotAllocator) -> LogicalPlan {
        var distances: [Slot: Slot] = [:]
        for (list, name) in measuredLists(plan) {
            distances[list] = slots.allocate(name, .value)
        }
        var read = plan.allReadSlots
        let rewriting = Rewriting(read: read.subtracting(distances.keys), distances: distances)
        let result = rewriting.rewritten(plan, ignoringDuplicates: false)
        guard !distances.isEmpty else { return result }
        // A list stays where its chain did not change; elsewhere its size is the distance.
        read = []
        var replaced: [Slot: Slot] = [:]
        result.visitEverything { plan in
            guard case .varExpand(_, let expand) = plan, let distance = expand.distance else {
                return
            }
            for (list, slot) in distances where slot == distance { replaced[list] = slot }
        }
        return result.mappingAllExpressions { expression in
            expression.mapped { part in
                guard let list = part.measuredList, let distance = replaced[list] else {
                    return nil
                }
                return .slot(distance)
            }
        }
    }

    /// The lists of which nothing is read but the least size: `min(size(list))`.
    private func measuredLists(_ plan: LogicalPlan) -> [(Slot, String?)] {
        var measured: Set<Slot> = []
        var other: Set<Slot> = []
        plan.visitEverything { plan in
            other.formUnion(plan.ownReads)
            guard case .aggregate(_, let aggregate) = plan else {
                for expression in plan.expressions {
                    expression.collectNamedSlots(into: &other)
                }
                return
            }
            for key in aggregate.keys { key.expression.collectNamedSlots(into: &other) }
            for aggregation in aggregate.aggregations {
                let list = aggregation.arguments.first?.measuredList
                if aggregation.function.lowercased() == "min", let list {
                    measured.insert(list)
                } else {
                    for argument in aggregation.arguments {
                        argument.collectNamedSlots(into: &other)
                    }
                }
            }
        }
        return measured.subtracting(other).sorted().map { list in (list, nil) }
    }
}

extension BoundExpression {
    /// The slot of which this is the size.
    fileprivate var measuredList: Slot? {
        guard case .function(let call) = self, call.name.lowercased() == "size",
            case .slot(let list) = call.arguments.first, call.arguments.count == 1
        else { return nil }
        return list
    }
}

/// One pass over a plan.
private struct Rewriting {
    /// The slots that are read anywhere.
    let read: Set<Slot>
    /// The slots for the distances of chains of which only the least length is read.
    let distances: [Slot: Slot]

    /// Rewrites a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - ignoringDuplicates: Whether nobody can tell how often a row of the plan comes.
    /// - Returns: A plan with the same set of rows and, unless ignored, their numbers.
    func rewritten(_ plan: LogicalPlan, ignoringDuplicates: Bool) -> LogicalPlan {
        var chain: [(plan: LogicalPlan, flag: Bool)] = []
        var next = plan
        var flag = ignoringDuplicates
        while let input = next.inputs.first {
            chain.append((next, flag))
            flag = passes(next, flag)
            next = input
        }
        var result = next
        for (plan, flag) in chain.reversed() {
            let others = plan.inputs.dropFirst().map { inner in
                rewritten(inner, ignoringDuplicates: passesInner(plan, flag))
            }
            let changed = plan.replacingInputs([result] + others).mappingExpressions(expression)
            result = reaching(changed, flag)
        }
        return result
    }

    /// Inner plans within expressions: only existence ignores duplicates.
    private func expression(_ expression: BoundExpression) -> BoundExpression {
        guard expression.contains(where: { part in part.subPlan != nil }) else { return expression }
        return expression.mapped { part in
            switch part {
            case .exists(let plan):
                return .exists(plan.replacing(rewritten(plan.plan, ignoringDuplicates: true)))
            case .count(let plan):
                return .count(plan.replacing(rewritten(plan.plan, ignoringDuplicates: false)))
            case .collect(let plan, let result):
                let inner = rewritten(plan.plan, ignoringDuplicates: false)
                return .collect(plan.replacing(inner), self.expression(result))
            default: return nil
            }
        }
    }

    /// Whether duplicates in the first input of an operator go unnoticed.
    private func passes(_ plan: LogicalPlan, _ flag: Bool) -> Bool {
        guard plan.expressions.allSatisfy(\.isDeterministic) else { return false }
        switch plan {
        case .distinct: return true
        case .aggregate(_, let aggregate):
            return aggregate.aggregations.allSatisfy { aggregation in
                let name = aggregation.function.lowercased()
                return aggregation.isDistinct || name == "min" || name == "max"
            }
        case .filter, .project, .sort, .unwind, .allNodesScan, .labelScan, .nodeIndexSeek,
            .nodeByID, .relationshipScan, .relationshipByID, .relationshipEnds, .expand, .varExpand,
            .shortestPath, .cartesianProduct, .hashJoin, .union, .eager, .optional, .apply:
            return flag
        case .semiApply: return flag
        default: return false
        }
    }

    /// Whether duplicates in a further input of an operator go unnoticed.
    private func passesInner(_ plan: LogicalPlan, _ flag: Bool) -> Bool {
        switch plan {
        case .semiApply: true
        case .optional, .apply, .cartesianProduct, .hashJoin, .union: flag
        default: false
        }
    }

    private func reaching(_ plan: LogicalPlan, _ flag: Bool) -> LogicalPlan {
        guard flag, case .varExpand(let input, var expand) = plan, expand.mode == .trails,
            expand.minimum <= 1, expand.excluding.isEmpty, !expand.areRelationshipsBound
        else { return plan }
        if let list = expand.relationships {
            guard !read.contains(list) else { return plan }
            expand.distance = distances[list]
        }
        expand.mode = .reachability
        expand.relationships = nil
        return .varExpand(input, expand)
    }
}
