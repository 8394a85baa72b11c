import CypherPlanning
import CypherSyntax
import PropertyGraph

extension PlanCompiler {
    mutating func compileSource(
        _ plan: LogicalPlan, live: SlotSet
    ) throws(CypherError) -> Compiled {
        switch plan {
        case .allNodesScan(let input, let node):
            return try nodes(input, node, live) { AllNodes() }
        case .labelScan(let input, let node, let labels):
            if readsOnly {
                return try compileScan(input, node: node, labels: labels, filter: nil, live: live)
            }
            let symbols = labels.map { self.symbols.label($0) }
            return try nodes(input, node, live) { LabelledNodes(symbols) }
        case .nodeIndexSeek(let input, let seek):
            let label = symbols.label(seek.label)
            let keys = seek.keys.map { symbols.key($0) }
            let (bounds, used) = try compile(seek.bounds)
            return try nodes(input, seek.node, live, reading: used) {
                IndexedNodes(label: label, keys: keys, bounds: bounds)
            }
        case .nodeByID(let input, let look):
            let ids = GivenIDs(
                ids: try compile(look.ids), isList: look.isList, isElement: look.form == .element,
                isOfNodes: true)
            return try nodes(input, look.node, live, reading: look.ids.slotsRead) {
                IdentifiedNodes(ids)
            }
        case .relationshipScan(let input, let scan):
            return try relationships(input, scan, ids: nil, live, reading: SlotSet())
        case .relationshipByID(let input, let look):
            let ids = GivenIDs(
                ids: try compile(look.ids), isList: look.isList, isElement: look.form == .element,
                isOfNodes: false)
            return try relationships(
                input, look.pattern, ids: ids, live, reading: look.ids.slotsRead)
        case .relationshipEnds(let input, let ends):
            return try compile(ends, input, live)
        default: return try compile(plan, live: live)
        }
    }

    private mutating func nodes(
        _ input: LogicalPlan,
        _ node: Slot,
        _ live: SlotSet,
        reading used: SlotSet = SlotSet(),
        _ finder: @escaping @Sendable () -> any NodeFinder
    ) throws(CypherError) -> Compiled {
        let carried = live - SlotSet([node])
        let below = try compile(input, live: carried + used)
        let slot = node.index
        let slots = carried.list
        return Compiled(
            make: { context, argument in
                NodeSource(
                    below.make(context, argument), finder: finder(), slot: slot,
                    carried: slots, context: context)
            },
            demand: below.demand)
    }

    private mutating func compile(
        _ bounds: NodeIndexSeek.Bounds
    ) throws(CypherError) -> (SeekBounds, SlotSet) {
        switch bounds {
        case .equal(let values): return (.equal(try compile(values)), values.slotsRead)
        case .any(let list): return (.any(in: try compile(list)), list.slotsRead)
        case .range(let values, let lower, let upper):
            let ends = [lower?.value, upper?.value].compactMap { $0 }
            let compiled = SeekBounds.range(
                equal: try compile(values), lower: try compile(lower), upper: try compile(upper))
            return (compiled, (values + ends).slotsRead)
        case .prefix(let part): return (.prefix(try compile(part)), part.slotsRead)
        case .contains(let part): return (.contains(try compile(part)), part.slotsRead)
        case .suffix(let part): return (.suffix(try compile(part)), part.slotsRead)
        case .exists: return (.exists, SlotSet())
        }
    }

    private mutating func compile(
        _ bound: NodeIndexSeek.RangeBound?
    ) throws(CypherError) -> SeekBounds.Bound? {
        guard let bound else { return nil }
        return SeekBounds.Bound(value: try compile(bound.value), isInclusive: bound.isInclusive)
    }

    private mutating func compile(_ scan: RelationshipScan) -> RelationshipPattern {
        RelationshipPattern(
            relationship: scan.relationship.index, from: scan.from.index, to: scan.to.index,
            direction: scan.direction, types: compile(types: scan.types))
    }

    private mutating func relationships(
        _ input: LogicalPlan,
        _ scan: RelationshipScan,
        ids: GivenIDs?,
        _ live: SlotSet,
        reading used: SlotSet
    ) throws(CypherError) -> Compiled {
        let carried = live - SlotSet([scan.relationship, scan.from, scan.to])
        let below = try compile(input, live: carried + used)
        let pattern = compile(scan)
        let slots = carried.list
        return Compiled(
            make: { context, argument in
                RelationshipSource(
                    below.make(context, argument), pattern: pattern, ids: ids, carried: slots,
                    context: context)
            },
            demand: below.demand)
    }

    private mutating func compile(
        _ ends: RelationshipEnds, _ input: LogicalPlan, _ live: SlotSet
    ) throws(CypherError) -> Compiled {
        let scan = ends.pattern
        let written = SlotSet([scan.relationship, scan.from, scan.to])
        let carried = live - written
        var used = SlotSet(ends.excluding)
        used.insert(scan.relationship.index)
        if ends.isFromBound { used.insert(scan.from.index) }
        if ends.isToBound { used.insert(scan.to.index) }
        let below = try compile(input, live: carried + used)
        let pattern = compile(scan)
        let slots = carried.list
        let excluding = ends.excluding.map(\.index)
        return Compiled(
            make: { context, argument in
                RelationshipEndsSource(
                    below.make(context, argument), pattern: pattern,
                    isFromBound: ends.isFromBound, isToBound: ends.isToBound,
                    excluding: excluding, carried: slots, context: context)
            },
            demand: below.demand)
    }
}
