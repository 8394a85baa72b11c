/// Makes a test of existence an operator, so that its inner plan runs like any other.
///
///     filter(p AND EXISTS { x })          semiApply
///         |                                /      \
///         a                      →    filter(p)    x
///                                         |
///                                         a
///
/// `NOT EXISTS` becomes a negated one. The cheap conditions stay below, so that inner plans run
/// for the rows that are left.
struct TestExistenceByApply: RewriteRule {
    func rewrite(_ plan: LogicalPlan, _ slots: inout SlotAllocator) -> LogicalPlan {
        plan.rewrittenEverywhere(applied)
    }

    private func applied(_ plan: LogicalPlan) -> LogicalPlan {
        guard case .filter(let input, let predicate) = plan else { return plan }
        var tests: [(plan: LogicalPlan, negated: Bool)] = []
        var rest: [BoundExpression] = []
        for part in predicate.conjuncts {
            switch part {
            case .exists(let sub): tests.append((sub.plan, false))
            case .not(.exists(let sub)): tests.append((sub.plan, true))
            default: rest.append(part)
            }
        }
        guard !tests.isEmpty else { return plan }
        let filtered = rest.isEmpty ? input : .filter(input, .conjunction(rest))
        return tests.reduce(filtered) { plan, test in
            .semiApply(plan, inner: test.plan, negated: test.negated)
        }
    }
}
