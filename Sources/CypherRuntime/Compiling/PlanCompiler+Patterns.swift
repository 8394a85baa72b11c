import CypherPlanning
import CypherSyntax
import PropertyGraph

extension PlanCompiler {
    mutating func compilePattern(
        _ plan: LogicalPlan, live: SlotSet
    ) throws(CypherError) -> Compiled {
        switch plan {
        case .expand(let input, let expand): return try compile(expand, input, live)
        case .varExpand(let input, let chain): return try compile(chain, input, live)
        case .shortestPath(let input, let search): return try compile(search, input, live)
        case .repeatPattern(let input, let repetition):
            return try compile(repetition, input, live)
        case .selectPaths(let input, let selection):
            let count = try compile(selection.count)
            let slots = SlotSet([selection.start, selection.end, selection.length])
            let below = try compile(input, live: live + slots)
            let kept = live.list
            return wrap(below) { source, context in
                SelectPathsSource(
                    source, selection: selection, count: count, live: kept, context: context)
            }
        default: return try compile(plan, live: live)
        }
    }

    private mutating func compile(
        _ expand: Expand, _ input: LogicalPlan, _ live: SlotSet
    ) throws(CypherError) -> Compiled {
        let carried = live - SlotSet([expand.relationship, expand.to])
        var used = SlotSet([expand.from] + expand.excluding)
        if expand.mode == .into { used.insert(expand.to.index) }
        let below = try compile(input, live: carried + used)
        let step = ExpandStep(
            from: expand.from.index,
            relationship: live.contains(expand.relationship.index)
                ? expand.relationship.index : nil,
            to: expand.to.index, direction: expand.direction,
            types: compile(types: expand.types), excluding: expand.excluding.map(\.index),
            isInto: expand.mode == .into)
        let slots = carried.list
        return Compiled(
            make: { context, argument in
                ExpandSource(
                    below.make(context, argument), step: step, carried: slots, context: context)
            },
            demand: below.demand)
    }

    private mutating func compile(
        _ predicate: StepPredicate?
    ) throws(CypherError) -> (ElementPredicate?, SlotSet) {
        guard let predicate else { return (nil, SlotSet()) }
        let compiled = ElementPredicate(
            slot: predicate.element.index, predicate: try compile(predicate.predicate))
        return (compiled, predicate.predicate.slotsRead - SlotSet([predicate.element]))
    }

    private mutating func compile(
        _ chain: VarExpand, _ input: LogicalPlan, _ live: SlotSet
    ) throws(CypherError) -> Compiled {
        let (onRelationship, firstUse) = try compile(chain.relationshipPredicate)
        let (onNode, secondUse) = try compile(chain.nodePredicate)
        var used = SlotSet([chain.from] + chain.excluding) + firstUse + secondUse
        if chain.target == .into { used.insert(chain.to.index) }
        var written = SlotSet([chain.to])
        if let distance = chain.distance { written.insert(distance.index) }
        let list = chain.relationships?.index
        if let list {
            if chain.areRelationshipsBound { used.insert(list) } else { written.insert(list) }
        }
        let carried = live - written
        let below = try compile(input, live: carried + used)
        let isListRead = chain.areRelationshipsBound || list.map(live.contains) ?? false
        let slots = ChainSlots(
            from: chain.from.index, relationships: isListRead ? list : nil,
            to: chain.to.index, isInto: chain.target == .into, isReversed: chain.isReversed,
            distance: chain.distance?.index)
        let step = ChainStep(
            direction: chain.direction, types: compile(types: chain.types),
            minimum: chain.minimum, maximum: chain.maximum ?? .max,
            relationshipPredicate: onRelationship, nodePredicate: onNode,
            excluding: chain.excluding.map(\.index))
        let carriedSlots = carried.list
        let isGiven = chain.areRelationshipsBound
        let isReachability = chain.mode == .reachability
        return Compiled(
            make: { context, argument in
                let source = below.make(context, argument)
                if isGiven {
                    return GivenTrailSource(
                        source, slots: slots, step: step, carried: carriedSlots, context: context)
                }
                if isReachability {
                    return ReachabilitySource(
                        source, slots: slots, step: step, carried: carriedSlots, context: context)
                }
                return TrailSource(
                    source, slots: slots, step: step, carried: carriedSlots, context: context)
            },
            demand: below.demand)
    }

    private mutating func compile(
        _ repetition: RepeatPattern, _ input: LogicalPlan, _ live: SlotSet
    ) throws(CypherError) -> Compiled {
        let lists = repetition.variables.filter { live.contains($0.list.index) }
        var written = SlotSet(repetition.variables.map(\.list) + [repetition.relationships])
        var used = SlotSet([repetition.from] + repetition.excluding)
        if repetition.target == .into {
            used.insert(repetition.to.index)
        } else {
            written.insert(repetition.to.index)
        }
        let wanted = SlotSet([repetition.far] + repetition.elements + lists.map(\.element))
        let inner = try compile(repetition.inner, live: wanted)
        let run = CompiledSubPlan(imports: inner.demand.list, make: inner.make)
        let carried = live - written
        used += inner.demand - SlotSet([repetition.near])
        let below = try compile(input, live: carried + used)
        let slots = RepeatSlots(
            from: repetition.from.index, to: repetition.to.index,
            isInto: repetition.target == .into,
            relationships: live.contains(repetition.relationships.index)
                ? repetition.relationships.index : nil,
            near: repetition.near.index, far: repetition.far.index,
            elements: repetition.elements.map(\.index),
            lists: lists.map { (element: $0.element.index, list: $0.list.index) },
            imports: (inner.demand - SlotSet([repetition.near])).list, carried: carried.list,
            minimum: repetition.minimum, maximum: repetition.maximum ?? .max,
            isReversed: repetition.isReversed, excluding: repetition.excluding.map(\.index))
        return wrap(below) { source, context in
            RepeatSource(source, inner: InnerRun(run, context), slots: slots, context: context)
        }
    }

    private mutating func compile(
        _ search: ShortestPath, _ input: LogicalPlan, _ live: SlotSet
    ) throws(CypherError) -> Compiled {
        let (onRelationship, firstUse) = try compile(search.relationshipPredicate)
        let (onNode, secondUse) = try compile(search.nodePredicate)
        let written = SlotSet([search.relationships] + [search.path].compactMap { $0 })
        var used = SlotSet([search.from, search.to]) + firstUse + secondUse
        var predicate: CompiledExpression?
        var readsPath = live
        if let whole = search.pathPredicate {
            predicate = try compile(whole)
            used += whole.slotsRead - written
            readsPath += whole.slotsRead
        }
        let carried = live - written
        let below = try compile(input, live: carried + used)
        let path = search.path?.index
        let question = ShortestPathQuestion(
            from: search.from.index, to: search.to.index,
            relationships: search.relationships.index,
            path: path.map(readsPath.contains) == true ? path : nil,
            step: ChainStep(
                direction: search.direction, types: compile(types: search.types),
                minimum: search.minimum, maximum: search.maximum ?? .max,
                relationshipPredicate: onRelationship, nodePredicate: onNode, excluding: []),
            isAll: search.isAll, isSingle: search.isSingle, findsCycles: search.findsCycles,
            pathPredicate: predicate)
        let slots = carried.list
        return Compiled(
            make: { context, argument in
                ShortestPathSource(
                    below.make(context, argument), question: question, carried: slots,
                    context: context)
            },
            demand: below.demand)
    }
}
