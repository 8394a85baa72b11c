internal import PropertyGraph

extension PatternState {
    /// The state after a step.
    func taking(_ step: PatternStep, _ model: CardinalityModel) -> PatternState {
        var state = self
        state.work += step.work
        state.rows = step.rows
        switch step.operation {
        case .node(let node, let access):
            state.plan = access.apply(to: plan, node: node)
            state.predicates.removeAll(where: access.answered.contains)
            state.bound.insert(node)
        case .expand(let index, let fromLeft): state.expand(index, fromLeft: fromLeft)
        case .check(let index): state.check(index)
        case .scan(let index): state.scan(index)
        case .shortest(let index): state.search(index)
        }
        state.settle(model, after: step.slots)
        return state
    }

    /// The slots planned earlier that could hold the same relationship.
    private func excluded(by index: Int) -> [Slot] {
        let relationship = match.relationships[index]
        return planned.compactMap { other in
            let known = match.relationships[other]
            guard known.group == relationship.group else { return nil }
            let canCoincide =
                known.types.isEmpty || relationship.types.isEmpty
                || known.types.contains(where: relationship.types.contains)
            return canCoincide ? known.slot : nil
        }
    }

    private mutating func finish(_ index: Int) {
        let relationship = match.relationships[index]
        bound.formUnion([relationship.slot, relationship.left, relationship.right])
        bound.formUnion(relationship.lists)
        planned.append(index)
        relationships.removeAll { other in other == index }
    }

    /// A repeated pattern, each repetition planned from the end that is reached first.
    private func repeating(
        _ repetition: PatternRepetition,
        of relationship: PatternRelationship,
        fromLeft: Bool,
        _ index: Int
    ) -> LogicalPlan {
        let near = fromLeft ? repetition.start : repetition.end
        let to = fromLeft ? relationship.right : relationship.left
        let inner = PatternPlanner(match: repetition.match, model: model, strategy: strategy)
        return .repeatPattern(
            plan,
            RepeatPattern(
                from: fromLeft ? relationship.left : relationship.right,
                to: to,
                relationships: relationship.slot,
                inner: inner.plan(after: .argument, bound: bound.union([near])),
                near: near,
                far: fromLeft ? repetition.end : repetition.start,
                elements: repetition.relationships,
                variables: repetition.variables,
                minimum: relationship.length?.minimum ?? 0,
                maximum: relationship.length?.maximum,
                target: bound.contains(to) ? .into : .all,
                isReversed: !fromLeft,
                excluding: excluded(by: index)
            )
        )
    }

    private mutating func expand(_ index: Int, fromLeft: Bool) {
        let relationship = match.relationships[index]
        let from = fromLeft ? relationship.left : relationship.right
        let to = fromLeft ? relationship.right : relationship.left
        let direction = fromLeft ? relationship.direction : relationship.direction.reversed
        let mode: Expand.Mode = bound.contains(to) ? .into : .all
        if let repetition = relationship.repetition {
            plan = repeating(repetition, of: relationship, fromLeft: fromLeft, index)
        } else if let length = relationship.length {
            let steps = takeChainPredicates(of: relationship.slot, from: from)
            plan = .varExpand(
                plan,
                VarExpand(
                    from: from,
                    relationships: relationship.slot,
                    to: to,
                    direction: direction,
                    types: relationship.types,
                    minimum: length.minimum,
                    maximum: length.maximum,
                    target: mode,
                    isReversed: !fromLeft,
                    relationshipPredicate: steps.relationship.map { step in
                        .both(relationship.stepPredicate, step)
                    } ?? relationship.stepPredicate,
                    nodePredicate: steps.node,
                    excluding: excluded(by: index),
                    areRelationshipsBound: bound.contains(relationship.slot)
                )
            )
        } else {
            plan = .expand(
                plan,
                Expand(
                    from: from,
                    relationship: relationship.slot,
                    to: to,
                    direction: direction,
                    types: relationship.types,
                    mode: mode,
                    excluding: excluded(by: index)
                )
            )
        }
        if mode == .all { arrive(along: relationship, fromLeft: fromLeft) }
        finish(index)
    }

    /// Takes the predicates that a search along a chain can test at each step.
    ///
    /// A condition on the nodes excludes the start of the walk, so it is tested there right away.
    private mutating func takeChainPredicates(
        of list: Slot,
        from start: Slot
    ) -> (relationship: StepPredicate?, node: StepPredicate?) {
        guard !isLazy else { return (nil, nil) }
        let paths = match.paths.filter { path in
            guard case .path(let construction) = path.expression else { return false }
            return construction.steps == [.relationshipList(list)]
        }
        let finder = ChainPredicates(list: list, paths: Set(paths.map(\.slot)))
        var relationship: StepPredicate?
        var node: StepPredicate?
        for index in predicates {
            let predicate = match.predicates[index]
            if let step = finder.relationshipStep(predicate), isKnown(step) {
                relationship = .both(relationship, step)
            } else if let step = finder.nodeStep(predicate), isKnown(step) {
                node = .both(node, step)
                plan = .filter(plan, step.on(start))
            } else {
                continue
            }
            predicates.removeAll { other in other == index }
        }
        return (relationship, node)
    }

    /// Whether all that a step predicate reads has values before the chain.
    private func isKnown(_ step: StepPredicate) -> Bool {
        step.predicate.readSlots.subtracting([step.element]).isSubset(of: bound)
    }

    private mutating func check(_ index: Int) {
        let relationship = match.relationships[index]
        plan = .relationshipEnds(
            plan,
            RelationshipEnds(
                pattern: RelationshipScan(relationship),
                isFromBound: bound.contains(relationship.left),
                isToBound: bound.contains(relationship.right),
                excluding: excluded(by: index)
            )
        )
        finish(index)
    }

    private mutating func scan(_ index: Int) {
        let relationship = match.relationships[index]
        let pending = predicates.map { index in (index, match.predicates[index]) }
        let scan = RelationshipScan(relationship)
        for (position, predicate) in pending {
            guard let look = IDPredicate(predicate, of: relationship.slot, bound: bound) else {
                continue
            }
            let found = RelationshipByID(
                pattern: scan,
                ids: look.ids,
                isList: look.isList,
                form: look.form
            )
            plan = .relationshipByID(plan, found)
            predicates.removeAll { index in index == position }
            excludeAfter(index)
            return finish(index)
        }
        plan = .relationshipScan(plan, scan)
        excludeAfter(index)
        finish(index)
    }

    /// A scan looks at no other relationship, so a filter keeps it different from earlier ones.
    private mutating func excludeAfter(_ index: Int) {
        let slot = match.relationships[index].slot
        let tests = excluded(by: index).map { other in BoundExpression.areDisjoint(slot, other) }
        if !tests.isEmpty { plan = .filter(plan, .conjunction(tests)) }
    }

    private mutating func search(_ index: Int) {
        let pattern = match.shortestPaths[index]
        let relationship = pattern.relationship
        let own: Set<Slot> = Set([relationship.slot] + [pattern.path].compactMap(\.self))
        let known = bound.union(own)
        let ready = predicates.filter { index in
            !reads[index].isDisjoint(with: own) && reads[index].isSubset(of: known)
        }
        let finder = ChainPredicates(
            list: relationship.slot,
            paths: Set([pattern.path].compactMap(\.self))
        )
        var onRelationships = relationship.stepPredicate
        var onNodes: StepPredicate?
        var conditions: [BoundExpression] = []
        for index in ready {
            let predicate = match.predicates[index]
            if relationship.length != nil, let step = finder.relationshipStep(predicate) {
                onRelationships = .both(onRelationships, step)
            } else if let step = finder.nodeStep(predicate) {
                onNodes = .both(onNodes, step)
            } else {
                conditions.append(predicate)
            }
        }
        plan = .shortestPath(
            plan,
            ShortestPath(
                from: relationship.left,
                to: relationship.right,
                relationships: relationship.slot,
                path: pattern.path,
                direction: relationship.direction,
                types: relationship.types,
                minimum: relationship.length?.minimum ?? 1,
                maximum: relationship.length == nil ? 1 : relationship.length?.maximum,
                isAll: pattern.isAll,
                isSingle: relationship.length == nil,
                findsCycles: pattern.findsCycles,
                relationshipPredicate: onRelationships,
                nodePredicate: onNodes,
                pathPredicate: conditions.isEmpty ? nil : .conjunction(conditions)
            )
        )
        predicates.removeAll(where: ready.contains)
        bound.formUnion(own)
        shortestPaths.removeAll { other in other == index }
    }
}

extension RelationshipScan {
    init(_ relationship: PatternRelationship) {
        self.init(
            relationship: relationship.slot,
            from: relationship.left,
            to: relationship.right,
            direction: relationship.direction,
            types: relationship.types
        )
    }
}
