/// Does not record the relationships of a chain that nobody reads.
///
///     varExpand(list: #4)   →   varExpand(list: nothing)
struct DropUnreadRelationships: RewriteRule {
    func rewrite(_ plan: LogicalPlan, _ slots: inout SlotAllocator) -> LogicalPlan {
        let read = plan.allReadSlots
        return plan.rewrittenEverywhere { plan in
            guard case .varExpand(let input, var expand) = plan, let list = expand.relationships,
                !expand.areRelationshipsBound, !read.contains(list)
            else { return plan }
            expand.relationships = nil
            return .varExpand(input, expand)
        }
    }
}

extension LogicalPlan {
    /// Every slot that is read anywhere, inside inner plans of expressions too.
    var allReadSlots: Set<Slot> {
        var slots: Set<Slot> = []
        visitEverything { plan in
            slots.formUnion(plan.ownReads)
            for expression in plan.expressions { expression.collectNamedSlots(into: &slots) }
        }
        return slots
    }

    /// Visits every operator, those of inner plans within expressions included.
    func visitEverything(_ body: (LogicalPlan) -> Void) {
        visit { plan in
            body(plan)
            for expression in plan.expressions {
                expression.visitSubPlans { sub in sub.visitEverything(body) }
            }
        }
    }
}

extension BoundExpression {
    /// Adds every slot that the expression names, those of its own scopes included.
    ///
    /// A slot that only the result of a `collect` reads is set by the inner plan, so it counts
    /// here although the row outside never has it.
    func collectNamedSlots(into slots: inout Set<Slot>) {
        slots.formUnion(ownSlots)
        for child in children { child.collectNamedSlots(into: &slots) }
    }

    /// Visits the inner plans of the expression, outermost only.
    func visitSubPlans(_ body: (LogicalPlan) -> Void) {
        if let plan = subPlan { body(plan.plan) }
        for child in children { child.visitSubPlans(body) }
    }
}
