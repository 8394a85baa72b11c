extension LogicalPlan {
    /// The expressions that this operator evaluates, those of its inputs apart.
    var expressions: [BoundExpression] {
        switch self {
        case .argument, .allNodesScan, .labelScan, .relationshipScan, .relationshipEnds, .expand,
            .optional, .apply, .semiApply, .cartesianProduct, .distinct, .union, .eager, .show,
            .storedCount, .produceResults, .repeatPattern:
            []
        case .selectPaths(_, let selection): [selection.count]
        case .nodeIndexSeek(_, let seek): seek.bounds.expressions
        case .nodeByID(_, let look): [look.ids]
        case .relationshipByID(_, let look): [look.ids]
        case .varExpand(_, let expand):
            [expand.relationshipPredicate?.predicate, expand.nodePredicate?.predicate]
                .compactMap(\.self)
        case .shortestPath(_, let search):
            [
                search.relationshipPredicate?.predicate, search.nodePredicate?.predicate,
                search.pathPredicate,
            ].compactMap(\.self)
        case .hashJoin(_, _, let join): join.leftKeys + join.rightKeys
        case .filter(_, let predicate): [predicate]
        case .project(_, let items): items.map(\.expression)
        case .aggregate(_, let aggregate):
            aggregate.keys.map(\.expression) + aggregate.aggregations.flatMap(\.arguments)
        case .sort(_, let keys): keys.map(\.expression)
        case .top(_, let keys, let limit): keys.map(\.expression) + [limit]
        case .skip(_, let count), .limit(_, let count): [count]
        case .unwind(_, let list, _), .foreach(_, let list, _, _): [list]
        case .create, .merge, .mutate, .delete, .callProcedure, .callSubquery: writeExpressions
        }
    }

    private var writeExpressions: [BoundExpression] {
        switch self {
        case .create(_, let commands): commands.flatMap(\.expressions)
        case .merge(_, let merge):
            merge.create.flatMap(\.expressions) + merge.requiredProperties
                + (merge.onCreate + merge.onMatch).flatMap(\.expressions)
        case .mutate(_, let mutations): mutations.flatMap(\.expressions)
        case .delete(_, let targets, _): targets
        case .callProcedure(_, let call): call.arguments
        case .callSubquery(_, let call): [call.batches?.size].compactMap(\.self)
        default: []
        }
    }

    /// The slots that this operator reads besides those of its expressions.
    var ownReads: [Slot] {
        switch self {
        case .relationshipEnds(_, let ends):
            [ends.pattern.relationship] + ends.excluding
                + (ends.isFromBound ? [ends.pattern.from] : [])
                + (ends.isToBound ? [ends.pattern.to] : [])
        case .expand(_, let expand):
            [expand.from] + expand.excluding + (expand.mode == .into ? [expand.to] : [])
        case .varExpand(_, let expand):
            [expand.from] + expand.excluding + (expand.target == .into ? [expand.to] : [])
                + (expand.areRelationshipsBound ? [expand.relationships].compactMap(\.self) : [])
        case .shortestPath(_, let search): [search.from, search.to]
        case .repeatPattern(_, let repetition):
            [repetition.from] + repetition.excluding
                + (repetition.target == .into ? [repetition.to] : [])
        case .selectPaths(_, let selection):
            [selection.start, selection.end, selection.length]
        case .distinct(_, let slots): slots
        case .create(_, let commands): commands.flatMap(\.ends)
        case .merge(_, let merge): merge.create.flatMap(\.ends)
        case .produceResults(_, let columns): columns.map(\.slot)
        case .callSubquery(_, let call): call.imports
        default: []
        }
    }

    /// The slots that this operator sets, those of its inputs apart.
    var ownWrites: [Slot] {
        switch self {
        case .allNodesScan(_, let node), .labelScan(_, let node, _): [node]
        case .nodeIndexSeek(_, let seek): [seek.node]
        case .nodeByID(_, let look): [look.node]
        case .relationshipScan(_, let scan): [scan.relationship, scan.from, scan.to]
        case .relationshipByID(_, let look):
            [look.pattern.relationship, look.pattern.from, look.pattern.to]
        case .relationshipEnds(_, let ends): [ends.pattern.from, ends.pattern.to]
        case .expand(_, let expand): [expand.relationship, expand.to]
        case .varExpand(_, let expand):
            [expand.to] + [expand.relationships, expand.distance].compactMap(\.self)
        case .shortestPath(_, let search):
            [search.relationships] + [search.path].compactMap(\.self)
        case .repeatPattern(_, let repetition):
            [repetition.to, repetition.relationships, repetition.near]
                + repetition.variables.map(\.list)
        case .optional(_, _, let nulls): nulls
        case .project(_, let items): items.map(\.slot)
        case .aggregate(_, let aggregate):
            aggregate.keys.map(\.slot) + aggregate.aggregations.map(\.slot)
        case .unwind(_, _, let element), .foreach(_, _, let element, _): [element]
        case .create(_, let commands): commands.map(\.slot)
        case .merge(_, let merge): merge.create.map(\.slot)
        case .callProcedure(_, let call): call.yields.map(\.slot)
        case .callSubquery(_, let call):
            call.results + [call.batches?.status].compactMap(\.self)
        case .show(_, let show): show.yields.map(\.slot)
        case .storedCount(_, let count): [count.result]
        default: []
        }
    }

    /// Every slot that any operator of the plan reads, inner plans included.
    var readSlots: Set<Slot> {
        var slots: Set<Slot> = []
        visit { plan in
            slots.formUnion(plan.ownReads)
            for expression in plan.expressions { slots.formUnion(expression.readSlots) }
        }
        return slots
    }

    /// Every slot that any operator of the plan sets, inner plans included.
    var writtenSlots: Set<Slot> {
        var slots: Set<Slot> = []
        visit { plan in slots.formUnion(plan.ownWrites) }
        return slots
    }

    /// Whether running the plan twice on the same graph gives the same rows.
    var isDeterministic: Bool {
        var result = true
        visit { plan in
            if !plan.expressions.allSatisfy(\.isDeterministic) { result = false }
        }
        return result
    }

    /// Visits every operator, each before those below it.
    ///
    /// The chain of inputs is walked in a loop, since it is as long as the query has clauses.
    func visit(_ body: (LogicalPlan) -> Void) {
        var pending = [self]
        while let plan = pending.popLast() {
            body(plan)
            pending += plan.inputs.reversed()
        }
    }
}

extension NodeIndexSeek.Bounds {
    /// The values sought.
    var expressions: [BoundExpression] {
        switch self {
        case .equal(let values): values
        case .any(let list): [list]
        case .range(let equal, let lower, let upper):
            equal + [lower?.value, upper?.value].compactMap(\.self)
        case .prefix(let text), .contains(let text), .suffix(let text): [text]
        case .exists: []
        }
    }
}

extension CreateCommand {
    /// The slot of the new entity.
    var slot: Slot {
        switch self {
        case .node(let slot, _, _), .relationship(let slot, _, _, _, _): slot
        }
    }

    /// The properties' map.
    var properties: BoundExpression? {
        switch self {
        case .node(_, _, let properties), .relationship(_, _, _, _, let properties): properties
        }
    }

    /// The properties' map and the computed type.
    var expressions: [BoundExpression] {
        guard case .relationship(_, .computed(let type), _, _, _) = self else {
            return [properties].compactMap(\.self)
        }
        return [properties, type].compactMap(\.self)
    }

    /// The ends of a new relationship.
    var ends: [Slot] {
        switch self {
        case .node: []
        case .relationship(_, _, let from, let to, _): [from, to]
        }
    }
}

extension Mutation {
    /// The target, then the key and value.
    var expressions: [BoundExpression] {
        switch self {
        case .setProperty(let target, _, let value), .replaceProperties(let target, let value),
            .mergeProperties(let target, let value), .removeDynamicProperty(let target, let value):
            [target, value]
        case .addDynamicLabels(let target, let labels),
            .removeDynamicLabels(let target, let labels):
            [target, labels]
        case .setDynamicProperty(let target, let key, let value): [target, key, value]
        case .addLabels(let target, _), .removeLabels(let target, _),
            .removeProperty(let target, _):
            [target]
        }
    }
}
