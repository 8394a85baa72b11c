internal import PropertyGraph

/// Conditions on a whole chain that hold when each of its steps fulfils one: `all(r IN
/// relationships(p) WHERE …)`, `none(n IN nodes(p) WHERE …)`.
///
/// A search that tests them step by step prunes, where a filter on the finished chain would have
/// to wait.
struct ChainPredicates {
    /// The slot of the list of relationships.
    let list: Slot
    /// The slots of paths that consist of this chain alone.
    let paths: Set<Slot>

    /// What the condition says of one relationship, or nil.
    func relationshipStep(_ predicate: BoundExpression) -> StepPredicate? {
        step(predicate) { walked in
            if case .slot(list) = walked { return true }
            return isCall(walked, ["relationships", "rels"])
        }
    }

    /// What the condition says of one node, or nil.
    func nodeStep(_ predicate: BoundExpression) -> StepPredicate? {
        step(predicate) { walked in isCall(walked, ["nodes"]) }
    }

    private func isCall(_ expression: BoundExpression, _ names: Set<String>) -> Bool {
        guard case .function(let call) = expression, names.contains(call.name.lowercased()),
            case .slot(let path) = call.arguments.first
        else { return false }
        return paths.contains(path)
    }

    private func step(
        _ predicate: BoundExpression,
        over isWalked: (BoundExpression) -> Bool
    ) -> StepPredicate? {
        guard case .quantifier(let quantifier) = predicate, isWalked(quantifier.list) else {
            return nil
        }
        // A step that reads the chain itself can be tested at the end only.
        let reads = quantifier.predicate.readSlots
        guard !reads.contains(list), reads.isDisjoint(with: paths) else { return nil }
        switch quantifier.kind {
        case .all:
            return StepPredicate(element: quantifier.element, predicate: quantifier.predicate)
        case .none:
            let negated = BoundExpression.not(quantifier.predicate)
            return StepPredicate(element: quantifier.element, predicate: negated)
        case .any, .single: return nil
        }
    }
}

extension StepPredicate {
    /// Both predicates as one over the first one's slot.
    static func both(_ first: StepPredicate?, _ second: StepPredicate) -> StepPredicate {
        guard let first else { return second }
        let renamed = second.predicate.substituting([second.element: .slot(first.element)])
        return StepPredicate(
            element: first.element,
            predicate: .conjunction([first.predicate, renamed])
        )
    }

    /// The predicate on another slot.
    func on(_ slot: Slot) -> BoundExpression {
        predicate.substituting([element: .slot(slot)])
    }
}
