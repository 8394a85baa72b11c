internal import PropertyGraph

/// Keeps only the first rows while sorting, when no more are asked for.
///
///     limit(n)
///        |                   top(keys, n)
///     sort(keys)    →             |
///        |                        a
///        a
///
/// With a `skip` between them, the sum of both counts is kept and the skip stays above.
struct KeepTopRows: RewriteRule {
    func rewrite(_ plan: LogicalPlan, _ slots: inout SlotAllocator) -> LogicalPlan {
        plan.rewrittenEverywhere(topped)
    }

    private func topped(_ plan: LogicalPlan) -> LogicalPlan {
        switch plan {
        case .limit(.sort(let input, let keys), let count): .top(input, keys, limit: count)
        case .limit(.skip(.sort(let input, let keys), let skipped), let count):
            .skip(.top(input, keys, limit: sum(skipped, count)), skipped)
        default: plan
        }
    }

    private func sum(_ first: BoundExpression, _ second: BoundExpression) -> BoundExpression {
        if case .literal(.integer(let a)) = first, case .literal(.integer(let b)) = second {
            let (sum, overflow) = a.addingReportingOverflow(b)
            return .literal(.integer(overflow ? .max : sum))
        }
        return .arithmetic(.add, first, second, .none)
    }
}

extension LogicalPlan {
    /// The plan with every operator replaced, those of inner plans within expressions included.
    func rewrittenEverywhere(_ change: (LogicalPlan) -> LogicalPlan) -> LogicalPlan {
        rewritten { plan in
            let inner = plan.mappingExpressions { expression in
                expression.mappingSubPlans { sub in sub.rewrittenEverywhere(change) }
            }
            return change(inner)
        }
    }
}

extension BoundExpression {
    /// The expression with its inner plans replaced.
    func mappingSubPlans(_ change: (LogicalPlan) -> LogicalPlan) -> BoundExpression {
        guard contains(where: { part in part.subPlan != nil }) else { return self }
        return mapped { part in
            switch part {
            case .exists(let plan): return .exists(plan.replacing(change(plan.plan)))
            case .count(let plan): return .count(plan.replacing(change(plan.plan)))
            case .collect(let plan, let result):
                let inner = result.mappingSubPlans(change)
                return .collect(plan.replacing(change(plan.plan)), inner)
            default: return nil
            }
        }
    }
}
