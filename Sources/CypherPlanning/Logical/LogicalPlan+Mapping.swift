extension LogicalPlan {
    /// The plan with every expression of every operator replaced, inner plans included.
    func mappingAllExpressions(
        _ map: (BoundExpression) -> BoundExpression
    ) -> LogicalPlan {
        rewritten { plan in plan.mappingExpressions(map) }
    }

    /// The plan with every operator replaced, those below first.
    func rewritten(_ change: (LogicalPlan) -> LogicalPlan) -> LogicalPlan {
        var chain: [LogicalPlan] = []
        var bottom = self
        while let next = bottom.inputs.first {
            chain.append(bottom)
            bottom = next
        }
        var result = change(bottom)
        for plan in chain.reversed() {
            let others = plan.inputs.dropFirst().map { input in input.rewritten(change) }
            result = change(plan.replacingInputs([result] + others))
        }
        return result
    }

    /// The operator over other expressions; its inputs stay.
    func mappingExpressions(_ map: (BoundExpression) -> BoundExpression) -> LogicalPlan {
        switch self {
        case .nodeIndexSeek(let input, var seek):
            seek.bounds = seek.bounds.mapping(map)
            return .nodeIndexSeek(input, seek)
        case .nodeByID(let input, var look):
            look.ids = map(look.ids)
            return .nodeByID(input, look)
        case .relationshipByID(let input, var look):
            look.ids = map(look.ids)
            return .relationshipByID(input, look)
        case .varExpand(let input, var expand):
            expand.relationshipPredicate = expand.relationshipPredicate?.mapping(map)
            expand.nodePredicate = expand.nodePredicate?.mapping(map)
            return .varExpand(input, expand)
        case .shortestPath(let input, var search):
            search.relationshipPredicate = search.relationshipPredicate?.mapping(map)
            search.nodePredicate = search.nodePredicate?.mapping(map)
            search.pathPredicate = search.pathPredicate.map(map)
            return .shortestPath(input, search)
        case .selectPaths(let input, var selection):
            selection.count = map(selection.count)
            return .selectPaths(input, selection)
        case .hashJoin(let left, let right, var join):
            join.leftKeys = join.leftKeys.map(map)
            join.rightKeys = join.rightKeys.map(map)
            return .hashJoin(left, right, join)
        case .filter(let input, let predicate): return .filter(input, map(predicate))
        case .project(let input, let items):
            return .project(input, items.map { item in item.mapping(map) })
        case .aggregate(let input, var aggregate):
            aggregate.keys = aggregate.keys.map { key in key.mapping(map) }
            for index in aggregate.aggregations.indices {
                let arguments = aggregate.aggregations[index].arguments.map(map)
                aggregate.aggregations[index].arguments = arguments
            }
            return .aggregate(input, aggregate)
        case .sort(let input, let keys):
            return .sort(input, keys.map { key in key.mapping(map) })
        case .top(let input, let keys, let limit):
            return .top(input, keys.map { key in key.mapping(map) }, limit: map(limit))
        case .skip(let input, let count): return .skip(input, map(count))
        case .limit(let input, let count): return .limit(input, map(count))
        case .unwind(let input, let list, let element):
            return .unwind(input, list: map(list), element: element)
        case .foreach(let input, let list, let element, let inner):
            return .foreach(input, list: map(list), element: element, inner: inner)
        default: return mappingWrites(map)
        }
    }

    private func mappingWrites(_ map: (BoundExpression) -> BoundExpression) -> LogicalPlan {
        switch self {
        case .create(let input, let commands):
            return .create(input, commands.map { command in command.mapping(map) })
        case .merge(let input, var merge):
            merge.create = merge.create.map { command in command.mapping(map) }
            merge.onCreate = merge.onCreate.map { mutation in mutation.mapping(map) }
            merge.onMatch = merge.onMatch.map { mutation in mutation.mapping(map) }
            merge.requiredProperties = merge.requiredProperties.map(map)
            return .merge(input, merge)
        case .mutate(let input, let mutations):
            return .mutate(input, mutations.map { mutation in mutation.mapping(map) })
        case .delete(let input, let targets, let detach):
            return .delete(input, targets.map(map), detach: detach)
        case .callProcedure(let input, var call):
            call.arguments = call.arguments.map(map)
            return .callProcedure(input, call)
        case .callSubquery(let input, var call):
            let size = call.batches?.size.map(map)
            call.batches?.size = size
            return .callSubquery(input, call)
        default: return self
        }
    }
}

extension NodeIndexSeek.Bounds {
    fileprivate func mapping(_ map: (BoundExpression) -> BoundExpression) -> Self {
        let bound = { (bound: NodeIndexSeek.RangeBound) in
            NodeIndexSeek.RangeBound(value: map(bound.value), isInclusive: bound.isInclusive)
        }
        return switch self {
        case .equal(let values): .equal(values.map(map))
        case .any(let list): .any(in: map(list))
        case .range(let equal, let lower, let upper):
            .range(equal: equal.map(map), lower: lower.map(bound), upper: upper.map(bound))
        case .prefix(let text): .prefix(map(text))
        case .contains(let text): .contains(map(text))
        case .suffix(let text): .suffix(map(text))
        case .exists: .exists
        }
    }
}

extension StepPredicate {
    fileprivate func mapping(_ map: (BoundExpression) -> BoundExpression) -> StepPredicate {
        StepPredicate(element: element, predicate: map(predicate))
    }
}

extension BoundProjection {
    fileprivate func mapping(_ map: (BoundExpression) -> BoundExpression) -> BoundProjection {
        BoundProjection(slot, map(expression))
    }
}

extension SortKey {
    fileprivate func mapping(_ map: (BoundExpression) -> BoundExpression) -> SortKey {
        SortKey(map(expression), isAscending: isAscending)
    }
}

extension CreateCommand {
    fileprivate func mapping(_ map: (BoundExpression) -> BoundExpression) -> CreateCommand {
        switch self {
        case .node(let slot, let labels, let properties):
            .node(slot, labels: labels, properties: properties.map(map))
        case .relationship(let slot, let type, let from, let to, let properties):
            .relationship(
                slot,
                type: type.expression.map { .computed(map($0)) } ?? type,
                from: from,
                to: to,
                properties: properties.map(map)
            )
        }
    }
}

extension Mutation {
    fileprivate func mapping(_ map: (BoundExpression) -> BoundExpression) -> Mutation {
        switch self {
        case .setProperty(let target, let key, let value):
            .setProperty(map(target), key: key, value: map(value))
        case .setDynamicProperty(let target, let key, let value):
            .setDynamicProperty(map(target), key: map(key), value: map(value))
        case .replaceProperties(let target, let value):
            .replaceProperties(map(target), with: map(value))
        case .mergeProperties(let target, let value):
            .mergeProperties(map(target), from: map(value))
        case .addLabels(let target, let labels): .addLabels(map(target), labels)
        case .removeProperty(let target, let key): .removeProperty(map(target), key: key)
        case .removeDynamicProperty(let target, let key):
            .removeDynamicProperty(map(target), key: map(key))
        case .removeLabels(let target, let labels): .removeLabels(map(target), labels)
        case .addDynamicLabels(let target, let labels):
            .addDynamicLabels(map(target), map(labels))
        case .removeDynamicLabels(let target, let labels):
            .removeDynamicLabels(map(target), map(labels))
        }
    }
}
