internal import PropertyGraph

extension BoundExpression {
    /// The conjunction of expressions, without a wrapper around a single one.
    package static func conjunction(_ parts: [BoundExpression]) -> BoundExpression {
        let flat = parts.flatMap(\.conjuncts)
        if let only = flat.first, flat.count == 1 { return only }
        return .all(flat)
    }

    /// The operands of a conjunction, or the expression itself.
    package var conjuncts: [BoundExpression] {
        if case .all(let parts) = self { return parts.flatMap(\.conjuncts) }
        return [self]
    }

    /// The value of a constant.
    var literalValue: Value? {
        if case .literal(let value) = self { return value }
        return nil
    }

    /// The slot, when the expression is nothing but a slot.
    var asSlot: Slot? {
        if case .slot(let slot) = self { return slot }
        return nil
    }
}
