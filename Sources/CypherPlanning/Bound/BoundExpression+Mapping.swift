extension BoundExpression {
    /// The expression with every part replaced for which a replacement is given, outermost first.
    ///
    /// Parts of a replacement are not looked at again. Inner plans are mapped as well.
    package func mapped(_ replace: (BoundExpression) -> BoundExpression?) -> BoundExpression {
        replace(self) ?? mappingChildren { child in child.mapped(replace) }
    }

    /// The same expression over other children.
    func mappingChildren(_ map: (BoundExpression) -> BoundExpression) -> BoundExpression {
        switch self {
        case .literal, .parameter, .slot, .areDisjoint, .path: self
        case .property(let base, let key, let location): .property(map(base), key: key, location)
        case .element(let base, let index, let location):
            .element(map(base), index: map(index), location)
        case .slice(let base, let from, let to, let location):
            .slice(map(base), from: from.map(map), to: to.map(map), location)
        case .all(let parts): .all(parts.map(map))
        case .any(let parts): .any(parts.map(map))
        case .exclusiveOr(let parts): .exclusiveOr(parts.map(map))
        case .not(let operand): .not(map(operand))
        case .isNull(let operand): .isNull(map(operand))
        case .isNotNull(let operand): .isNotNull(map(operand))
        case .comparison(let comparison, let left, let right):
            .comparison(comparison, map(left), map(right))
        case .arithmetic(let arithmetic, let left, let right, let location):
            .arithmetic(arithmetic, map(left), map(right), location)
        case .negate(let operand, let location): .negate(map(operand), location)
        case .plus(let operand, let location): .plus(map(operand), location)
        case .membership(let value, let list, let location):
            .membership(map(value), in: map(list), location)
        case .stringPredicate(let predicate, let left, let right, let location):
            .stringPredicate(predicate, map(left), map(right), location)
        case .isTyped(let operand, let type): .isTyped(map(operand), type)
        case .hasLabels(let base, let labels): .hasLabels(map(base), labels)
        case .degree(let node, let direction, let types):
            .degree(node: map(node), direction: direction, types: types)
        default: mappingComposite(map)
        }
    }

    private func mappingComposite(_ map: (BoundExpression) -> BoundExpression) -> BoundExpression {
        switch self {
        case .list(let elements): return .list(elements.map(map))
        case .map(let entries):
            return .map(entries.map { BoundMapEntry(key: $0.key, value: map($0.value)) })
        case .mapProjection(let base, let items):
            return .mapProjection(map(base), items.map { item in item.mapping(map) })
        case .simpleCase(let subject, let branches, let otherwise):
            let mapped = branches.map { branch in branch.mapping(map) }
            return .simpleCase(map(subject), mapped, otherwise: otherwise.map(map))
        case .searchedCase(let branches, let otherwise):
            let mapped = branches.map { branch in branch.mapping(map) }
            return .searchedCase(mapped, otherwise: otherwise.map(map))
        case .function(var call):
            call.arguments = call.arguments.map(map)
            return .function(call)
        case .listComprehension(var comprehension):
            comprehension.list = map(comprehension.list)
            comprehension.predicate = comprehension.predicate.map(map)
            comprehension.result = comprehension.result.map(map)
            return .listComprehension(comprehension)
        case .quantifier(var quantifier):
            quantifier.list = map(quantifier.list)
            quantifier.predicate = map(quantifier.predicate)
            return .quantifier(quantifier)
        case .reduce(var reduction):
            reduction.initial = map(reduction.initial)
            reduction.list = map(reduction.list)
            reduction.result = map(reduction.result)
            return .reduce(reduction)
        case .exists(let plan): return .exists(plan.mappingExpressions(map))
        case .count(let plan): return .count(plan.mappingExpressions(map))
        case .collect(let plan, let result):
            return .collect(plan.mappingExpressions(map), map(result))
        default: return self
        }
    }

    /// The expression that reads other slots where it reads the given ones.
    func substituting(_ replacements: [Slot: BoundExpression]) -> BoundExpression {
        mapped { part in
            guard case .slot(let slot) = part else { return nil }
            return replacements[slot]
        }
    }
}

extension SubPlan {
    /// The inner plan over other expressions; its imports follow.
    func mappingExpressions(_ map: (BoundExpression) -> BoundExpression) -> SubPlan {
        replacing(plan.mappingAllExpressions(map))
    }

    /// The same sub-plan with another plan, whose imports are those it still reads.
    func replacing(_ changed: LogicalPlan) -> SubPlan {
        guard changed != plan else { return self }
        let written = changed.writtenSlots
        let reads = changed.readSlots
        let kept = Set(imports).subtracting(plan.readSlots).union(imports.filter(reads.contains))
        let added = reads.subtracting(written).subtracting(plan.readSlots)
        return SubPlan(plan: changed, imports: kept.union(added).sorted())
    }
}

extension MapProjectionItem {
    fileprivate func mapping(_ map: (BoundExpression) -> BoundExpression) -> MapProjectionItem {
        guard case .entry(let entry) = self else { return self }
        return .entry(BoundMapEntry(key: entry.key, value: map(entry.value)))
    }
}

extension CaseBranch {
    fileprivate func mapping(_ map: (BoundExpression) -> BoundExpression) -> CaseBranch {
        CaseBranch(condition: map(condition), result: map(result))
    }
}
