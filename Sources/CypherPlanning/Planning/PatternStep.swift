/// One operator that a pattern could be planned with next.
struct PatternStep {
    enum Operation {
        /// Find the nodes of a slot.
        case node(Slot, NodeAccess)
        /// Walk along a relationship; `fromLeft` tells from which end.
        case expand(Int, fromLeft: Bool)
        /// Check a relationship, or take its ends, when it has a value already.
        case check(Int)
        /// Find all relationships of some types.
        case scan(Int)
        /// Search for a shortest path.
        case shortest(Int)
    }

    var operation: Operation
    /// The slots that have values afterwards.
    var slots: [Slot]
    /// The rows that the operator yields, before further predicates.
    var rows: Double
    /// The rows after the predicates that can then be applied.
    var filtered: Double
    /// What the operator costs.
    var work: Double

    /// Whether the step goes on from slots that have values.
    var isTraversal: Bool {
        switch operation {
        case .node, .scan: false
        case .expand, .check, .shortest: true
        }
    }

    /// Whether the step should be taken first.
    func isCheaper(than other: PatternStep) -> Bool {
        if filtered != other.filtered { return filtered < other.filtered }
        if work != other.work { return work < other.work }
        return isTraversal && !other.isTraversal
    }
}
