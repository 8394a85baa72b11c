import CypherPlanning
import CypherSyntax
import PropertyGraph

extension PlanCompiler {
    mutating func compileInner(
        _ plan: LogicalPlan, live: SlotSet
    ) throws(CypherError) -> Compiled {
        switch plan {
        case .optional(let input, let inner, let nulls):
            let slots = nulls.map(\.index)
            return try apply(input, inner, live, SlotSet(nulls), .nulls(slots))
        case .apply(let input, let inner):
            return try apply(input, inner, live, SlotSet(), .dropsRow)
        case .semiApply(let input, let inner, let isNegated):
            if let pattern = neighbourPattern(inner) {
                return try compile([(pattern, isNegated)], input, live)
            }
            let (run, demand) = try innerRun(inner, live: SlotSet())
            let below = try compile(input, live: live + demand)
            let slots = live.list
            return wrap(below) { source, context in
                SemiApplySource(
                    source, inner: InnerRun(run, context), isNegated: isNegated, live: slots,
                    context: context)
            }
        case .foreach(let input, let list, let element, let inner):
            let (run, demand) = try innerRun(inner, live: SlotSet())
            let compiled = try compile(list)
            let used = (demand - SlotSet([element])) + list.slotsRead
            let below = try compile(input, live: live + used)
            return wrap(below) { source, context in
                ForeachSource(
                    source, inner: InnerRun(run, context), list: compiled, slot: element.index,
                    context: context)
            }
        case .callSubquery(let input, let call):
            return try compile(call, input, live)
        default: return try compile(plan, live: live)
        }
    }

    /// Compiles tests of neighbours, those directly below included unless each is measured.
    private mutating func compile(
        _ patterns: [(pattern: NeighbourPattern, isNegated: Bool)],
        _ input: LogicalPlan,
        _ live: SlotSet
    ) throws(CypherError) -> Compiled {
        if !isMeasured, case .semiApply(let rest, let inner, let isNegated) = input,
            let pattern = neighbourPattern(inner)
        {
            return try compile([(pattern, isNegated)] + patterns, rest, live)
        }
        let nodes = SlotSet(patterns.map(\.pattern.node))
        let below = try compile(input, live: live + nodes)
        let (slots, tests) = (live.list, patterns)
        return wrap(below) { source, context in
            NeighbourFilterSource(source, patterns: tests, live: slots, context: context)
        }
    }

    /// What an inner plan asks of a node, when it is nothing but one step to a node of some labels.
    private mutating func neighbourPattern(_ inner: LogicalPlan) -> NeighbourPattern? {
        var labels: BoundLabelExpression?
        var rest = inner
        if case .filter(let input, .hasLabels(.slot(let slot), let wanted)) = inner,
            case .expand(_, let expand) = input, expand.to == slot
        {
            labels = wanted
            rest = input
        }
        guard case .expand(.argument, let expand) = rest, expand.mode == .all,
            expand.excluding.isEmpty, expand.to != expand.from
        else { return nil }
        return NeighbourPattern(
            node: expand.from.index, direction: expand.direction,
            types: compile(types: expand.types),
            labels: labels.map { compile($0) })
    }

    private mutating func innerRun(
        _ inner: LogicalPlan, live: SlotSet
    ) throws(CypherError) -> (CompiledSubPlan, SlotSet) {
        let compiled = try compile(inner, live: live)
        let run = CompiledSubPlan(imports: compiled.demand.list, make: compiled.make)
        return (run, compiled.demand)
    }

    private mutating func apply(
        _ input: LogicalPlan,
        _ inner: LogicalPlan,
        _ live: SlotSet,
        _ nulls: SlotSet,
        _ empty: EmptyInner
    ) throws(CypherError) -> Compiled {
        let written = inner.slotsWritten + nulls
        let innerLive = live & written
        let outerLive = live - written
        let (run, demand) = try innerRun(inner, live: innerLive)
        let below = try compile(input, live: outerLive + demand)
        let (outerSlots, innerSlots) = (outerLive.list, innerLive.list)
        return wrap(below) { source, context in
            ApplySource(
                source, inner: InnerRun(run, context), empty: empty, outerSlots: outerSlots,
                innerSlots: innerSlots, context: context)
        }
    }

    private mutating func compile(
        _ call: CallSubquery, _ input: LogicalPlan, _ live: SlotSet
    ) throws(CypherError) -> Compiled {
        if let batches = call.batches { return try compile(call, batches, input, live) }
        let results = SlotSet(call.results)
        if !call.returnsRows {
            let (run, demand) = try innerRun(call.inner, live: SlotSet())
            let below = try compile(input, live: live + demand)
            return wrap(below) { source, context in
                EffectSource(source, inner: InnerRun(run, context), context: context)
            }
        }
        let innerLive = live & results
        let outerLive = live - results
        let (run, demand) = try innerRun(call.inner, live: innerLive)
        let below = try compile(input, live: outerLive + demand)
        let (outerSlots, innerSlots) = (outerLive.list, innerLive.list)
        let empty: EmptyInner = call.isOptional ? .nulls(results.list) : .dropsRow
        return wrap(below) { source, context in
            ApplySource(
                source, inner: InnerRun(run, context), empty: empty, outerSlots: outerSlots,
                innerSlots: innerSlots, context: context)
        }
    }

    private mutating func compile(
        _ call: CallSubquery, _ batches: SubqueryBatches, _ input: LogicalPlan, _ live: SlotSet
    ) throws(CypherError) -> Compiled {
        let results = SlotSet(call.results)
        let innerLive = call.returnsRows ? live & results : SlotSet()
        let outerLive = live - results - SlotSet([batches.status].compactMap { $0 })
        let (run, demand) = try innerRun(call.inner, live: innerLive)
        let below = try compile(input, live: outerLive + demand)
        let parts = BatchedCall(
            returnsRows: call.returnsRows, keepsEmptyRows: call.isOptional,
            size: try compile(optional: batches.size), reaction: batches.reaction,
            status: batches.status.map(\.index), outer: outerLive.list, inner: innerLive.list,
            imports: demand.list, results: results.list)
        return wrap(below) { source, context in
            BatchedCallSource(
                source, inner: InnerRun(run, context), call: parts, context: context)
        }
    }

    mutating func compileSides(
        _ plan: LogicalPlan, live: SlotSet
    ) throws(CypherError) -> Compiled {
        switch plan {
        case .cartesianProduct(let left, let right):
            let rightSlots = live & right.slotsWritten
            let leftSlots = live - rightSlots
            let first = try compile(left, live: leftSlots)
            let second = try compile(right, live: rightSlots)
            let (leftList, rightList) = (leftSlots.list, rightSlots.list)
            return Compiled(
                make: { context, argument in
                    ProductSource(
                        first.make(context, argument), second.make(context, argument),
                        leftSlots: leftList, rightSlots: rightList, context: context)
                },
                demand: first.demand + second.demand)
        case .hashJoin(let left, let right, let join):
            return try compile(join, left, right, live)
        case .union(let branches):
            var makers: [OperatorFactory] = []
            var demand = SlotSet()
            for branch in branches {
                let compiled = try compile(branch, live: live)
                makers.append(compiled.make)
                demand += compiled.demand
            }
            let factories = makers
            return Compiled(
                make: { context, argument in
                    UnionSource(factories.map { $0(context, argument) })
                },
                demand: demand)
        default: return try compile(plan, live: live)
        }
    }

    private mutating func compile(
        _ join: HashJoin, _ left: LogicalPlan, _ right: LogicalPlan, _ live: SlotSet
    ) throws(CypherError) -> Compiled {
        let leftSlots = live & left.slotsWritten
        let rightSlots = live - leftSlots
        let leftKeys = try compile(join.leftKeys)
        let rightKeys = try compile(join.rightKeys)
        let first = try compile(left, live: leftSlots + join.leftKeys.slotsRead)
        let second = try compile(right, live: rightSlots + join.rightKeys.slotsRead)
        let (leftList, rightList) = (leftSlots.list, rightSlots.list)
        return Compiled(
            make: { context, argument in
                HashJoinSource(
                    first.make(context, argument), second.make(context, argument),
                    leftKeys: leftKeys, rightKeys: rightKeys, leftSlots: leftList,
                    rightSlots: rightList, context: context)
            },
            demand: first.demand + second.demand)
    }
}
