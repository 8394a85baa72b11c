/// Joins two operators of one kind into one, so that fewer calls and less depth are needed.
///
///     filter(p)
///        |            filter(q AND p)
///     filter(q)   →        |
///        |                 a
///        a
///
/// Likewise `eager` on `eager`.
struct MergeAdjacentOperators: RewriteRule {
    func rewrite(_ plan: LogicalPlan, _ slots: inout SlotAllocator) -> LogicalPlan {
        plan.rewritten(merged)
    }

    private func merged(_ plan: LogicalPlan) -> LogicalPlan {
        switch plan {
        case .filter(.filter(let input, let first), let second):
            return .filter(input, .conjunction([first, second]))
        case .eager(.eager(let input)): return .eager(input)
        default: return plan
        }
    }
}
