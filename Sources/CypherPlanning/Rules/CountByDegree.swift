internal import CypherSyntax
internal import PropertyGraph

/// Asks a node for its number of relationships instead of visiting them.
///
///     COUNT { (n)-[:T]->() }     →   degree((n)-[:T]->())
///     EXISTS { (n)-[:T]->() }    →   degree((n)-[:T]->()) > 0
///
/// Only when nothing else is asked of the relationship or of the node at its end. A null node has
/// the degree 0.
struct CountByDegree: RewriteRule {
    func rewrite(_ plan: LogicalPlan, _ slots: inout SlotAllocator) -> LogicalPlan {
        plan.rewrittenEverywhere { plan in
            plan.mappingExpressions { expression in expression.mapped(degree) }
        }
    }

    private func degree(_ expression: BoundExpression) -> BoundExpression? {
        switch expression {
        case .count(let plan): return degree(of: plan)
        case .exists(let plan):
            guard let degree = degree(of: plan) else { return nil }
            return .comparison(.greater, degree, .literal(.integer(0)))
        case .function(let call):
            // size([(n)-->() | …])
            guard call.name.lowercased() == "size", call.arguments.count == 1,
                case .collect(let plan, let result) = call.arguments.first,
                case .literal = result
            else { return nil }
            return degree(of: plan)
        default: return nil
        }
    }

    private func degree(of sub: SubPlan) -> BoundExpression? {
        guard case .expand(.argument, let expand) = sub.plan, expand.mode == .all,
            expand.excluding.isEmpty
        else { return nil }
        return .degree(
            node: .slot(expand.from),
            direction: expand.direction,
            types: expand.types
        )
    }
}
