/// Rewrites plans by rules, in order.
struct Optimizer {
    let rules: RuleSet

    func optimize(_ plan: LogicalPlan, _ slots: inout SlotAllocator) -> LogicalPlan {
        guard rules.rewrites else { return plan }
        return plan
    }
}
