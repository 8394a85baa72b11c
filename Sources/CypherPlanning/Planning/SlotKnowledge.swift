internal import PropertyGraph

/// What a plan knows of the nodes in its slots, for estimates.
struct SlotKnowledge {
    /// The step along a relationship that found a node.
    struct Arrival: Hashable {
        /// The types, any of which was right; empty for all types.
        var types: [String]
        /// The direction in which the node was reached.
        var direction: Direction
    }

    /// The labels that nodes are known to carry, or will be tested for.
    var labels: [Slot: [String]] = [:]
    /// How nodes were found, where a step along a relationship found them.
    var arrivals: [Slot: Arrival] = [:]
}

extension SlotKnowledge {
    /// Notes what an operator tells.
    mutating func learn(from plan: LogicalPlan) {
        switch plan {
        case .labelScan(_, let node, let names) where names.count == 1:
            labels[node, default: []] += names
        case .nodeIndexSeek(_, let seek): labels[seek.node, default: []].append(seek.label)
        case .filter(_, let predicate):
            for case .hasLabels(.slot(let node), .name(let label)) in predicate.conjuncts {
                labels[node, default: []].append(label)
            }
        case .expand(_, let expand) where expand.mode == .all:
            arrivals[expand.to] = Arrival(types: expand.types, direction: expand.direction)
        default: break
        }
    }
}
