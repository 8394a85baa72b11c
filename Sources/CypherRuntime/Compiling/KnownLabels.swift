import CypherPlanning
import CypherSyntax
import PropertyGraph

/// Labels that a filter asks of nodes reached by relationships, which need no look at the nodes as
/// long as all relationships of the types lead to nodes with these labels.
///
/// The graph counts the ends of each type by their labels, so one execution finds that out once.
struct KnownLabels: Sendable {
    /// A label, and the way by which the nodes that should carry it were reached.
    struct Arrival: Sendable {
        let label: LabelSymbol
        let direction: Direction
        let types: [TypeSymbol]
    }

    let arrivals: [Arrival]
    /// The rest of the filter, nil when there is none.
    let rest: CompiledExpression?

    /// Whether the labels need no test in an execution.
    ///
    /// A query that writes may give labels away while it runs, so there they are tested.
    func holds(_ context: ExecutionContext) -> Bool {
        context.draft == nil
            && arrivals.allSatisfy { arrival in
                guard let label = context.symbols.label(arrival.label) else { return false }
                return context.graph.alwaysLeads(
                    to: label, arrival.direction, types: context.types(arrival.types))
            }
    }
}

extension PlanCompiler {
    /// The part of a filter that a knowledge of labels may spare; nil when there is none.
    mutating func compile(
        withoutKnown predicate: BoundExpression, over input: LogicalPlan
    ) throws(CypherError) -> KnownLabels? {
        var arrivals: [KnownLabels.Arrival] = []
        var rest: [BoundExpression] = []
        for conjunct in predicate.conjuncts {
            if case .hasLabels(.slot(let node), .name(let label)) = conjunct,
                let expand = input.arrival(at: node)
            {
                arrivals.append(
                    KnownLabels.Arrival(
                        label: symbols.label(label), direction: expand.direction,
                        types: compile(types: expand.types)))
            } else {
                rest.append(conjunct)
            }
        }
        guard !arrivals.isEmpty else { return nil }
        return KnownLabels(
            arrivals: arrivals, rest: rest.isEmpty ? nil : try compile(.conjunction(rest)))
    }
}

extension LogicalPlan {
    /// The step that bound a node, if rows streamed from it without a detour.
    fileprivate func arrival(at node: Slot) -> Expand? {
        var plan = self
        while true {
            switch plan {
            case .expand(_, let expand) where expand.to == node:
                return expand.mode == .all ? expand : nil
            case .expand(let input, _), .filter(let input, _), .semiApply(let input, _, _):
                plan = input
            default: return nil
            }
        }
    }
}
