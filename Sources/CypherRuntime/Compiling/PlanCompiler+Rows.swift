import CypherPlanning
import CypherSyntax
import PropertyGraph

extension PlanCompiler {
    mutating func compileRows(
        _ plan: LogicalPlan, live: SlotSet
    ) throws(CypherError) -> Compiled {
        switch plan {
        case .filter(.labelScan(let input, let node, let labels), let predicate) where readsOnly:
            let scan = LogicalPlan.labelScan(input, node: node, labels: labels)
            return try merging(scan) { (compiler, number) throws(CypherError) in
                try compiler.compileScan(
                    input, node: node, labels: labels, filter: predicate, live: live,
                    number: number)
            }
        case .filter(let input, let predicate):
            let compiled = try compile(predicate)
            let known = try compile(withoutKnown: predicate, over: input)
            let below = try compile(input, live: live + predicate.slotsRead)
            let slots = live.list
            return wrap(below) { source, context in
                var test: CompiledExpression? = compiled
                if let known, known.holds(context) { test = known.rest }
                guard let test else { return source }
                return FilterSource(source, predicate: test, live: slots, context: context)
            }
        case .project(let input, let items): return try compile(items, input, live)
        case .aggregate(let input, let aggregate): return try compile(aggregate, input)
        case .distinct(let input, let slots):
            let below = try compile(input, live: SlotSet(slots))
            let places = slots.map(\.index)
            return wrap(below) { source, context in
                DistinctSource(source, slots: places, context: context)
            }
        case .unwind(let input, let list, let element):
            let carried = live - SlotSet([element])
            let compiled = try compile(list)
            let range = try rangeCall(list)
            let below = try compile(input, live: carried + list.slotsRead)
            let slots = carried.list
            return wrap(below) { source, context in
                UnwindSource(
                    source, list: compiled, range: range, slot: element.index, carried: slots,
                    context: context)
            }
        case .eager(let input):
            let below = try compile(input, live: live)
            let slots = live.list
            return wrap(below) { source, context in
                EagerSource(source, live: slots, context: context)
            }
        case .produceResults(let input, let columns):
            let below = try compile(input, live: SlotSet(columns.map(\.slot)))
            if !columns.isEmpty { return below }
            return wrap(below) { source, context in SilentSource(source, context: context) }
        default: return try compileOrder(plan, live: live)
        }
    }

    /// The call of `range` that an expression is, if it is one.
    private mutating func rangeCall(
        _ expression: BoundExpression
    ) throws(CypherError) -> UnwindSource.RangeCall? {
        guard case .function(let call) = expression, call.name == "range" else { return nil }
        var arguments: [CompiledExpression] = []
        for argument in call.arguments { arguments.append(try compile(argument)) }
        return UnwindSource.RangeCall(arguments: arguments, span: call.location.span)
    }

    private mutating func compileOrder(
        _ plan: LogicalPlan, live: SlotSet
    ) throws(CypherError) -> Compiled {
        let slots = live.list
        switch plan {
        case .sort(let input, let keys):
            let compiled = try compile(keys)
            let below = try compile(input, live: live + keys.map(\.expression).slotsRead)
            return wrap(below) { source, context in
                SortSource(source, keys: compiled, live: slots, context: context)
            }
        case .top(let input, let keys, let limit):
            let compiled = try compile(keys)
            let count = RowCount(expression: try compile(limit), clause: "LIMIT")
            let used = live + keys.map(\.expression).slotsRead
            let below = try compile(input, live: used)
            let hasEffects = input.writes
            let usedSlots = used.list
            return wrap(below) { source, context in
                TopSource(
                    source, keys: compiled, limit: count, hasEffects: hasEffects, live: slots,
                    used: usedSlots, context: context)
            }
        case .skip(let input, let number):
            let count = RowCount(expression: try compile(number), clause: "SKIP")
            let below = try compile(input, live: live)
            return wrap(below) { source, context in
                SkipSource(source, count: count, live: slots, context: context)
            }
        case .limit(let input, let number):
            let count = RowCount(expression: try compile(number), clause: "LIMIT")
            let below = try compile(input, live: live)
            let hasEffects = input.writes
            return wrap(below) { source, context in
                LimitSource(source, count: count, hasEffects: hasEffects, context: context)
            }
        default: return try compile(plan, live: live)
        }
    }

    /// Puts an operator on top of another.
    func wrap(
        _ below: Compiled,
        _ make: @escaping @Sendable (any RowSource, ExecutionContext) -> any RowSource
    ) -> Compiled {
        Compiled(
            make: { context, argument in make(below.make(context, argument), context) },
            demand: below.demand)
    }

    private mutating func compile(
        _ keys: [SortKey]
    ) throws(CypherError) -> [CompiledSortKey] {
        var compiled: [CompiledSortKey] = []
        for key in keys {
            compiled.append(
                CompiledSortKey(
                    expression: try compile(key.expression), isAscending: key.isAscending))
        }
        return compiled
    }

    private mutating func compile(
        _ items: [BoundProjection], _ input: LogicalPlan, _ live: SlotSet
    ) throws(CypherError) -> Compiled {
        let written = SlotSet(items.map(\.slot))
        let used = items.map(\.expression).slotsRead
        var compiled: [(slot: Int, expression: CompiledExpression)] = []
        for item in items {
            compiled.append((item.slot.index, try compile(item.expression)))
        }
        let below = try compile(input, live: (live - written) + used)
        let needsCopies = written.intersects(used)
        let steps = compiled
        return wrap(below) { source, context in
            ProjectSource(source, items: steps, needsCopies: needsCopies, context: context)
        }
    }

    private mutating func compile(
        _ aggregate: Aggregate, _ input: LogicalPlan
    ) throws(CypherError) -> Compiled {
        var keys: [(slot: Int, expression: CompiledExpression)] = []
        for key in aggregate.keys { keys.append((key.slot.index, try compile(key.expression))) }
        var aggregations: [CompiledAggregation] = []
        for aggregation in aggregate.aggregations {
            aggregations.append(try compile(aggregation))
        }
        let used =
            aggregate.keys.map(\.expression).slotsRead
            + aggregate.aggregations.flatMap(\.arguments).slotsRead
        let below = try compile(input, live: used)
        let (compiledKeys, compiledAggregations) = (keys, aggregations)
        return wrap(below) { source, context in
            AggregateSource(
                source, keys: compiledKeys, aggregations: compiledAggregations, context: context)
        }
    }

    private mutating func compile(
        _ aggregation: Aggregation
    ) throws(CypherError) -> CompiledAggregation {
        guard let function = functions[aggregation.function],
            case .aggregate(let factory) = function.implementation
        else {
            throw CypherError(
                .syntaxError, detail: "UnknownFunction",
                message: "There is no aggregate \(aggregation.function)().",
                span: aggregation.location.span)
        }
        let kind: AggregateKind =
            switch aggregation.function.lowercased() {
            case "count": aggregation.arguments.isEmpty ? .countRows : .count
            case "sum": .sum
            case "avg": .average
            case "min": .minimum
            case "max": .maximum
            case "collect": .collect
            default: .library
            }
        let arguments = try compile(aggregation.arguments)
        return CompiledAggregation(
            slot: aggregation.slot.index, kind: kind, argument: arguments.first,
            parameters: Array(arguments.dropFirst()), isDistinct: aggregation.isDistinct,
            makeAccumulator: factory, span: aggregation.location.span)
    }
}
