internal import PropertyGraph

/// Takes a number that the graph keeps instead of counting.
///
///     aggregate(count(*))
///         |                      →    storedCount((:Label))
///     labelScan(n:Label)
///
/// Likewise for all nodes, and for the relationships of some types. `count(n)` counts as much as
/// `count(*)`, since no node that was found is null.
struct CountFromStore: RewriteRule {
    func rewrite(_ plan: LogicalPlan, _ slots: inout SlotAllocator) -> LogicalPlan {
        plan.rewrittenEverywhere(counted)
    }

    private func counted(_ plan: LogicalPlan) -> LogicalPlan {
        guard case .aggregate(let input, let aggregate) = plan, aggregate.keys.isEmpty,
            let aggregation = aggregate.aggregations.first, aggregate.aggregations.count == 1,
            aggregation.function.lowercased() == "count", !aggregation.isDistinct
        else { return plan }
        guard let (kind, slots) = counted(input) else { return plan }
        switch aggregation.arguments.first {
        case nil: break
        case .slot(let slot):
            guard slots.contains(slot) else { return plan }
        default: return plan
        }
        return .storedCount(.argument, StoredCount(result: aggregation.slot, kind: kind))
    }

    /// What a source without conditions yields, and the slots that are never null in it.
    private func counted(_ plan: LogicalPlan) -> (StoredCount.Kind, [Slot])? {
        switch plan {
        case .allNodesScan(.argument, let node): return (.nodes(label: nil), [node])
        case .labelScan(.argument, let node, let labels):
            guard let label = labels.first, labels.count == 1 else { return nil }
            return (.nodes(label: label), [node])
        case .relationshipScan(.argument, let scan):
            guard scan.direction != .both, scan.from != scan.to else { return nil }
            return (
                .relationships(types: scan.types), [scan.relationship, scan.from, scan.to]
            )
        case .expand(.allNodesScan(.argument, let node), let expand):
            guard expand.mode == .all, expand.from == node, expand.direction != .both,
                expand.excluding.isEmpty
            else { return nil }
            return (
                .relationships(types: expand.types),
                [expand.relationship, expand.from, expand.to]
            )
        default: return nil
        }
    }
}
