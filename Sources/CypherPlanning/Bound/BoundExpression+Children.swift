extension BoundExpression {
    /// The expressions directly inside; those within sub-plans apart.
    var children: [BoundExpression] {
        switch self {
        case .literal, .parameter, .slot, .areDisjoint, .path, .exists, .count: []
        case .property(let base, _, _), .not(let base), .isNull(let base), .isNotNull(let base),
            .negate(let base, _), .plus(let base, _), .isTyped(let base, _),
            .hasLabels(let base, _), .degree(let base, _, _), .collect(_, let base):
            [base]
        case .element(let base, let index, _): [base, index]
        case .slice(let base, let from, let to, _): [base] + [from, to].compactMap(\.self)
        case .all(let parts), .any(let parts), .exclusiveOr(let parts), .list(let parts): parts
        case .comparison(_, let left, let right), .arithmetic(_, let left, let right, _),
            .membership(let left, let right, _), .stringPredicate(_, let left, let right, _):
            [left, right]
        case .map(let entries): entries.map(\.value)
        case .mapProjection(let base, let items): [base] + items.compactMap(\.value)
        case .simpleCase(let subject, let branches, let otherwise):
            [subject] + branches.flatMap(\.parts) + [otherwise].compactMap(\.self)
        case .searchedCase(let branches, let otherwise):
            branches.flatMap(\.parts) + [otherwise].compactMap(\.self)
        case .function(let call): call.arguments
        case .listComprehension(let comprehension):
            [comprehension.list, comprehension.predicate, comprehension.result]
                .compactMap(\.self)
        case .quantifier(let quantifier): [quantifier.list, quantifier.predicate]
        case .reduce(let reduction): [reduction.initial, reduction.list, reduction.result]
        }
    }

    /// The inner plan, when this expression is one.
    var subPlan: SubPlan? {
        switch self {
        case .exists(let plan), .count(let plan), .collect(let plan, _): plan
        default: nil
        }
    }

    /// The slots that this expression itself reads, those of its children apart.
    var ownSlots: [Slot] {
        switch self {
        case .slot(let slot): return [slot]
        case .areDisjoint(let left, let right): return [left, right]
        case .path(let path):
            let relationships = path.steps.map { step in
                switch step {
                case .relationship(let slot), .relationshipList(let slot): slot
                }
            }
            return [path.start] + relationships + path.nodes
        case .exists(let plan), .count(let plan), .collect(let plan, _): return plan.imports
        default: return []
        }
    }

    /// The slots that the expression binds for its own use.
    var localSlots: [Slot] {
        switch self {
        case .listComprehension(let comprehension): [comprehension.element]
        case .quantifier(let quantifier): [quantifier.element]
        case .reduce(let reduction): [reduction.element, reduction.accumulator]
        default: []
        }
    }

    /// All slots that the expression reads from its row.
    ///
    /// Those of comprehensions and, of sub-plans, all but the imports are its own affair.
    var readSlots: Set<Slot> {
        var slots: Set<Slot> = []
        collectReads(into: &slots)
        return slots
    }

    private func collectReads(into slots: inout Set<Slot>) {
        slots.formUnion(ownSlots)
        var inner: Set<Slot> = []
        for child in children { child.collectReads(into: &inner) }
        inner.subtract(localSlots)
        if case .collect(let plan, _) = self { inner.subtract(plan.plan.writtenSlots) }
        slots.formUnion(inner)
    }

    /// Whether the expression or any part of it fulfils a condition, sub-plans apart.
    func contains(where condition: (BoundExpression) -> Bool) -> Bool {
        condition(self) || children.contains { child in child.contains(where: condition) }
    }

    /// Whether equal rows give equal values, as far as functions are concerned.
    var isDeterministic: Bool {
        !contains { part in
            if case .function(let call) = part { return !call.isDeterministic }
            guard let plan = part.subPlan else { return false }
            return !plan.plan.isDeterministic
        }
    }
}

extension MapProjectionItem {
    /// The expression of an entry.
    var value: BoundExpression? {
        if case .entry(let entry) = self { return entry.value }
        return nil
    }
}

extension CaseBranch {
    /// Condition and result.
    var parts: [BoundExpression] { [condition, result] }
}
