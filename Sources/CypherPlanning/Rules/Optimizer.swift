internal import CypherSyntax

/// Rewrites plans by rules, in order.
struct Optimizer {
    let rules: RuleSet
    let clock: PreparationClock

    /// The rules, each with the reason for its place.
    private static var standard: [any RewriteRule] {
        [
            // First of all, fewer operators to look at.
            MergeAdjacentOperators(),
            // Lengths without paths leave relationship lists unread, which the next rule needs.
            MeasurePathsByRelationships(),
            // Reachability forgets relationship lists, which only then are known to be unread.
            ReachWithoutTrails(),
            DropUnreadRelationships(),
            // Degrees replace inner plans that would otherwise become operators.
            CountByDegree(),
            TestExistenceByApply(),
            // Independent of the others.
            CountFromStore(),
            KeepTopRows(),
            // What is kept of the first rows need not be read of all.
            ReadAfterTop(),
            // Last, since it makes trees of chains.
            JoinByHash(),
        ]
    }

    /// The plan after all rules.
    ///
    /// - Throws: `limitExceeded` when the time is up.
    func optimize(
        _ plan: LogicalPlan, _ slots: inout SlotAllocator
    ) throws(CypherError) -> LogicalPlan {
        guard rules.rewrites else { return plan }
        var result = plan
        for rule in Self.standard {
            result = rule.rewrite(result, &slots)
            try clock.check()
        }
        return result
    }
}
