/// A way to say the same plan better: a pure function from plan to plan.
///
/// A rule sees the whole plan, since what may change at one place can depend on who reads it.
protocol RewriteRule {
    func rewrite(_ plan: LogicalPlan, _ slots: inout SlotAllocator) -> LogicalPlan
}
