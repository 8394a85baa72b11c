internal import PropertyGraph

/// Reads properties of the first rows only, not of all that compete.
///
///     top(name, LIMIT 10)                  project(d.name AS name, d.layer AS layer)
///          |                          →         |
///     project(d.name AS name,              top(d.name, LIMIT 10)
///             d.layer AS layer)
///
/// Only for projections that cannot fail, since none is computed for a row that is cut away, and
/// only in a plan that reads.
struct ReadAfterTop: RewriteRule {
    func rewrite(_ plan: LogicalPlan, _ slots: inout SlotAllocator) -> LogicalPlan {
        guard plan.effect(returnsRows: true) == .reads else { return plan }
        let kinds = slots.slots.map(\.kind)
        return plan.rewrittenEverywhere { plan in exchanged(plan, kinds) }
    }

    private func exchanged(_ plan: LogicalPlan, _ kinds: [SlotKind]) -> LogicalPlan {
        guard case .top(.project(let input, let items), let keys, let limit) = plan,
            items.allSatisfy({ item in isRead(item.expression, kinds) }),
            items.contains(where: { item in item.expression.asSlot == nil }),
            limit.readSlots.isEmpty,
            !keys.contains(where: { key in key.expression.contains { $0.subPlan != nil } })
        else { return plan }
        let values = items.reduce(into: [Slot: BoundExpression]()) { values, item in
            values[item.slot] = item.expression
        }
        let early = keys.map { key in
            var key = key
            key.expression = key.expression.substituting(values)
            return key
        }
        return .project(.top(input, early, limit: limit), items)
    }

    /// Whether an expression is a slot, a constant or a property of an entity.
    private func isRead(_ expression: BoundExpression, _ kinds: [SlotKind]) -> Bool {
        switch expression {
        case .slot, .literal, .parameter: true
        case .property(.slot(let entity), _, _):
            kinds[entity.index] == .node || kinds[entity.index] == .relationship
        default: false
        }
    }
}
