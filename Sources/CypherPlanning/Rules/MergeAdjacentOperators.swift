/// Joins two operators of one kind into one, so that fewer calls and less depth are needed.
///
///     filter(p)
///        |            filter(q AND p)
///     filter(q)   →        |
///        |                 a
///        a
///
/// Likewise `create` on `create`, unless the upper one reads properties of what is created, and
/// `eager` on `eager`.
struct MergeAdjacentOperators: RewriteRule {
    func rewrite(_ plan: LogicalPlan, _ slots: inout SlotAllocator) -> LogicalPlan {
        plan.rewritten(merged)
    }

    private func merged(_ plan: LogicalPlan) -> LogicalPlan {
        switch plan {
        case .filter(.filter(let input, let first), let second):
            return .filter(input, .conjunction([first, second]))
        case .eager(.eager(let input)): return .eager(input)
        case .create(.create(let input, let first), let second):
            guard second.allSatisfy({ command in command.isConstant }) else { return plan }
            return .create(input, first + second)
        default: return plan
        }
    }
}

extension CreateCommand {
    /// Whether the properties depend on no row and no graph.
    fileprivate var isConstant: Bool {
        guard let properties else { return true }
        return !properties.contains { part in
            switch part {
            case .literal, .parameter, .map, .list: false
            default: true
            }
        }
    }
}
