import CypherPlanning
import CypherSyntax
import PropertyGraph

extension PlanCompiler {
    /// Compiles a scan of labelled nodes, with the filter above it if there is one.
    ///
    /// The parts of the filter that columns can decide become conditions of the scan; what is
    /// left of it stays a filter. A row is dropped as soon as one part is not true for it, so
    /// another part that would fail on it is not asked; those that cannot fail come first.
    ///
    ///     filter(n.a > 1 AND p)          filter(p)
    ///           |                →           |
    ///     labelScan(n)                   scan(n, n.a > 1)
    mutating func compileScan(
        _ input: LogicalPlan,
        node: Slot,
        labels: [String],
        filter predicate: BoundExpression?,
        live: SlotSet,
        number: Int? = nil
    ) throws(CypherError) -> Compiled {
        var total: [ColumnCondition] = []
        var fallible: [ColumnCondition] = []
        var rest: [BoundExpression] = []
        var used = SlotSet()
        for part in predicate?.parts ?? [] {
            guard let condition = try condition(part, on: node) else {
                rest.append(part)
                continue
            }
            used += part.slotsRead
            if condition.isTotal { total.append(condition) } else { fallible.append(condition) }
        }
        let carried = (live + rest.slotsRead) - SlotSet([node])
        let below = try compile(input, live: carried + (used - SlotSet([node])))
        let scan = TableScan(
            slot: node.index, labels: labels.map { symbols.label($0) }, total: total,
            fallible: fallible, number: number)
        let scanned = wrap(below) { [slots = carried.list] source, context in
            TableScanSource(source, scan: scan, carried: slots, context: context)
        }
        guard !rest.isEmpty else { return scanned }
        let compiled = try compile(rest.count == 1 ? rest[0] : .all(rest))
        return wrap(scanned) { [slots = live.list] source, context in
            FilterSource(source, predicate: compiled, live: slots, context: context)
        }
    }

    /// The condition that an expression is, if columns can decide it.
    private mutating func condition(
        _ expression: BoundExpression, on node: Slot
    ) throws(CypherError) -> ColumnCondition? {
        switch expression {
        case .property(.slot(node), let key, _): return .truth(symbols.key(key))
        case .isNull(.property(.slot(node), let key, _)):
            return .isNull(symbols.key(key), isNegated: false)
        case .isNotNull(.property(.slot(node), let key, _)):
            return .isNull(symbols.key(key), isNegated: true)
        case .hasLabels(.slot(node), let labels): return .labels(compile(labels))
        case .comparison(let comparison, .property(.slot(node), let key, _), let operand)
        where operand.isStable(besides: node):
            return .comparison(comparison, symbols.key(key), try compile(operand))
        case .comparison(let comparison, let operand, .property(.slot(node), let key, _))
        where operand.isStable(besides: node):
            return .comparison(comparison.mirrored, symbols.key(key), try compile(operand))
        case .not(let part): return try condition(part, on: node).map { .not($0) }
        case .all(let parts): return try conditions(parts, on: node).map { .all($0) }
        case .any(let parts): return try conditions(parts, on: node).map { .any($0) }
        default: return try predicate(expression, on: node)
        }
    }

    /// The conditions that all of some expressions are.
    private mutating func conditions(
        _ parts: [BoundExpression], on node: Slot
    ) throws(CypherError) -> [ColumnCondition]? {
        var conditions: [ColumnCondition] = []
        for part in parts {
            guard let condition = try condition(part, on: node) else { return nil }
            conditions.append(condition)
        }
        return conditions
    }

    /// A predicate of nothing but one property of the node.
    private mutating func predicate(
        _ expression: BoundExpression, on node: Slot
    ) throws(CypherError) -> ColumnCondition? {
        var keys: Set<String> = []
        var hasScopes = false
        guard expression.reads(onlyPropertiesOf: node, &keys, &hasScopes), keys.count == 1,
            let key = keys.first
        else { return nil }
        // The slots of scopes need their places in the row.
        let slot = hasScopes ? node : Slot(0)
        let replaced = expression.mapped { part in
            if case .property(.slot(node), _, _) = part { return .slot(slot) }
            return nil
        }
        return .predicate(
            symbols.key(key), try compile(replaced), try textTest(replaced, on: slot),
            slot: slot.index, width: hasScopes ? slotCount : 1)
    }
}

extension BoundExpression {
    /// The operands of a conjunction, or the expression itself.
    fileprivate var parts: [BoundExpression] {
        if case .all(let parts) = self { return parts.flatMap(\.parts) }
        return [self]
    }

    /// Whether it has one value for all nodes of a scan, in a cell that outlives them.
    fileprivate func isStable(besides node: Slot) -> Bool {
        switch self {
        case .slot(let slot), .property(.slot(let slot), _, _): slot != node
        default: isInvariant
        }
    }

    /// Whether properties of the node are all that it reads, and it is the same for the same
    /// values of them.
    fileprivate func reads(
        onlyPropertiesOf node: Slot, _ keys: inout Set<String>, _ hasScopes: inout Bool
    ) -> Bool {
        var locals: Set<Slot> = []
        return reads(node, &locals, &keys, &hasScopes)
    }

    private func reads(
        _ node: Slot, _ locals: inout Set<Slot>, _ keys: inout Set<String>,
        _ hasScopes: inout Bool
    ) -> Bool {
        switch self {
        case .property(.slot(node), let key, _):
            keys.insert(key)
            return true
        case .slot(let slot): return locals.contains(slot)
        case .exists, .count, .collect, .areDisjoint, .path, .degree, .mapProjection: return false
        case .function(let call) where !call.isDeterministic: return false
        case .listComprehension(let scope):
            hasScopes = true
            locals.insert(scope.element)
        case .quantifier(let scope):
            hasScopes = true
            locals.insert(scope.element)
        case .reduce(let scope):
            hasScopes = true
            locals.insert(scope.element)
            locals.insert(scope.accumulator)
        default: break
        }
        for child in children where !child.reads(node, &locals, &keys, &hasScopes) {
            return false
        }
        return true
    }
}
