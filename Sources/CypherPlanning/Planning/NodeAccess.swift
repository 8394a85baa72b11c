internal import CypherSyntax
internal import PropertyGraph

/// A way to find the nodes of one slot.
struct NodeAccess {
    /// Adds the operator to a plan.
    var operation: Operation
    /// The expected number of nodes.
    var rows: Double
    /// The predicates that the operator answers, as indexes into the pending ones.
    var answered: Set<Int>

    enum Operation {
        case all
        case labels([String])
        case seek(NodeIndexSeek)
        case id(NodeByID)
    }

    func apply(to plan: LogicalPlan, node: Slot) -> LogicalPlan {
        switch operation {
        case .all: .allNodesScan(plan, node: node)
        case .labels(let labels): .labelScan(plan, node: node, labels: labels)
        case .seek(let seek): .nodeIndexSeek(plan, seek)
        case .id(let look): .nodeByID(plan, look)
        }
    }

    /// Whether the number of nodes depends on bounds that are not known before the query runs.
    var isGuess: Bool {
        if case .seek(let seek) = operation, case .range = seek.bounds { return true }
        return false
    }

    /// Whether the operator does more than to walk through a label.
    var isSelective: Bool {
        switch operation {
        case .all, .labels: false
        case .seek, .id: true
        }
    }
}

/// Finds the ways to access a node from the predicates on it.
struct NodeAccessFinder {
    let model: CardinalityModel
    /// The predicates not yet applied, with their positions.
    let predicates: [(index: Int, expression: BoundExpression)]
    /// The slots that have values already.
    let bound: Set<Slot>

    /// All ways that are worth a thought, the plain scan included.
    func accesses(of node: Slot) -> [NodeAccess] {
        var result: [NodeAccess] = [scan(of: node)]
        for (index, label) in labels(of: node) {
            for figures in model.indexes(label: label) {
                result += seeks(of: node, label, labelledBy: index, figures)
            }
        }
        return result + lookUps(of: node)
    }

    /// The single labels that a node must carry.
    func labels(of node: Slot) -> [(index: Int, label: String)] {
        predicates.compactMap { index, expression in
            guard case .hasLabels(.slot(node), .name(let label)) = expression else { return nil }
            return (index, label)
        }
    }

    /// The cheapest scan: of the rarest label, of a choice of labels, or of all nodes.
    private func scan(of node: Slot) -> NodeAccess {
        var best = NodeAccess(operation: .all, rows: model.nodes(anyOf: []), answered: [])
        for (index, expression) in predicates {
            guard case .hasLabels(.slot(node), let labels) = expression,
                let names = labels.alternatives
            else { continue }
            let rows = model.nodes(anyOf: names)
            let isBetter = rows < best.rows || best.answered.isEmpty
            guard isBetter else { continue }
            best = NodeAccess(operation: .labels(names), rows: rows, answered: [index])
        }
        return best
    }

    // MARK: Indexes

    private func seeks(
        of node: Slot,
        _ label: String,
        labelledBy labelIndex: Int,
        _ figures: IndexFigures
    ) -> [NodeAccess] {
        guard let first = figures.keys.first else { return [] }
        var result: [NodeAccess] = []
        let make = { (bounds: NodeIndexSeek.Bounds, rows: Double, answered: [Int]) in
            let seek = NodeIndexSeek(
                node: node,
                label: label,
                keys: figures.keys,
                bounds: bounds,
                isUnique: figures.isUnique
            )
            result.append(
                NodeAccess(
                    operation: .seek(seek),
                    rows: rows,
                    answered: Set(answered + [labelIndex])
                )
            )
        }
        let each = figures.entries / max(figures.distinct, 1)
        let equalities = figures.keys.compactMap { key in equality(on: key, of: node) }
        if equalities.count == figures.keys.count {
            let values = equalities.map(\.value)
            make(.equal(values), figures.isUnique ? 1 : each, equalities.map(\.index))
        }
        guard figures.keys.count == 1 else {
            if let (bounds, rows, answered) = prefixSeek(of: node, figures) {
                make(bounds, rows, answered)
            }
            return result
        }
        if let choice = choice(on: first, of: node) {
            make(.any(in: choice.list), each * choice.count, [choice.index])
        }
        if let range = range(on: first, of: node) {
            let isClosed = range.lower != nil && range.upper != nil
            let rows = figures.entries * (isClosed ? 0.1 : 0.3)
            make(.range(equal: [], lower: range.lower, upper: range.upper), rows, range.indexes)
        }
        if let prefix = text(.startsWith, on: first, of: node) {
            make(.prefix(prefix.text), figures.entries * 0.02, [prefix.index])
        }
        if figures.servesParts {
            let rows = figures.entries * 0.1
            if let part = text(.contains, on: first, of: node) {
                make(.contains(part.text), rows, [part.index])
            }
            if let part = text(.endsWith, on: first, of: node) {
                make(.suffix(part.text), rows, [part.index])
            }
        }
        if let index = presence(of: first, on: node) {
            make(.exists, figures.entries, [index])
        }
        return result
    }

    /// A seek by the first keys of several, with a range of the next one if there is one.
    ///
    /// The index lacks nodes that lack any of its keys, so each key needs a predicate that fails
    /// on them.
    private func prefixSeek(
        of node: Slot,
        _ figures: IndexFigures
    ) -> (bounds: NodeIndexSeek.Bounds, rows: Double, answered: [Int])? {
        var equalities: [(index: Int, value: BoundExpression)] = []
        for key in figures.keys {
            guard let found = equality(on: key, of: node) else { break }
            equalities.append(found)
        }
        let rest = figures.keys.dropFirst(equalities.count)
        guard !equalities.isEmpty, let next = rest.first,
            rest.allSatisfy({ key in isPresent(key, on: node) })
        else { return nil }
        let range = range(on: next, of: node)
        let rows = figures.rowsOfPrefix * (range == nil ? 1 : 0.3)
        return (
            .range(
                equal: equalities.map(\.value), lower: range?.lower, upper: range?.upper),
            rows, equalities.map(\.index) + (range?.indexes ?? [])
        )
    }

    /// Whether some predicate is true only for nodes that have the property.
    private func isPresent(_ key: String, on node: Slot) -> Bool {
        predicates.contains { _, expression in
            let tested: [BoundExpression] =
                switch expression.asMembership {
                case .comparison(_, let left, let right): [left, right]
                case .membership(let left, _, _), .stringPredicate(_, let left, _, _),
                    .isNotNull(let left):
                    [left]
                default: []
                }
            return tested.contains { part in
                guard case .property(.slot(node), key: key, _) = part else { return false }
                return true
            }
        }
    }

    /// Whether an expression is the property of the node, and another can be computed before.
    private func matches(
        _ property: BoundExpression,
        _ key: String,
        _ node: Slot,
        by value: BoundExpression
    ) -> Bool {
        guard case .property(.slot(node), key: key, _) = property else { return false }
        return value.readSlots.isSubset(of: bound) && value.isDeterministic
    }

    private func equality(
        on key: String,
        of node: Slot
    ) -> (index: Int, value: BoundExpression)? {
        for (index, expression) in predicates {
            guard case .comparison(.equal, let left, let right) = expression else { continue }
            if matches(left, key, node, by: right) { return (index, right) }
            if matches(right, key, node, by: left) { return (index, left) }
        }
        return nil
    }

    private func choice(
        on key: String,
        of node: Slot
    ) -> (index: Int, list: BoundExpression, count: Double)? {
        for (index, expression) in predicates {
            guard case .membership(let left, let list, _) = expression.asMembership,
                matches(left, key, node, by: list)
            else { continue }
            switch list {
            case .literal(.list(let elements)): return (index, list, Double(elements.count))
            case .list(let elements): return (index, list, Double(elements.count))
            default: return (index, list, 10)
            }
        }
        return nil
    }

    fileprivate struct Range {
        var lower: NodeIndexSeek.RangeBound?
        var upper: NodeIndexSeek.RangeBound?
        var indexes: [Int] = []
    }

    private func range(on key: String, of node: Slot) -> Range? {
        var range = Range()
        for (index, expression) in predicates {
            guard case .comparison(let comparison, let left, let right) = expression else {
                continue
            }
            if matches(left, key, node, by: right) {
                range.add(comparison, right, index)
            } else if matches(right, key, node, by: left) {
                range.add(comparison.mirrored, left, index)
            }
        }
        return range.indexes.isEmpty ? nil : range
    }

    private func text(
        _ predicate: StringPredicate,
        on key: String,
        of node: Slot
    ) -> (index: Int, text: BoundExpression)? {
        for (index, expression) in predicates {
            guard case .stringPredicate(predicate, let left, let right, _) = expression,
                matches(left, key, node, by: right)
            else { continue }
            return (index, right)
        }
        return nil
    }

    private func presence(of key: String, on node: Slot) -> Int? {
        for (index, expression) in predicates {
            guard case .isNotNull(.property(.slot(node), key: key, _)) = expression else {
                continue
            }
            return index
        }
        return nil
    }

    // MARK: Ids

    private func lookUps(of node: Slot) -> [NodeAccess] {
        predicates.compactMap { index, expression in
            guard let look = IDPredicate(expression.asMembership, of: node, bound: bound) else {
                return nil
            }
            let operation = NodeByID(
                node: node,
                ids: look.ids,
                isList: look.isList,
                form: look.form
            )
            let rows: Double = look.isList ? 10 : 1
            return NodeAccess(operation: .id(operation), rows: rows, answered: [index])
        }
    }
}

extension IndexFigures {
    /// Whether it pays to look for a part of a text among the index's different values.
    ///
    /// Each of them is looked at, so there have to be fewer than nodes; an index that was made for
    /// texts was made for this.
    fileprivate var servesParts: Bool { isText || distinct * 4 <= entries }
}

extension NodeAccessFinder.Range {
    /// Adds a bound; a second one on the same side is left to a filter.
    fileprivate mutating func add(
        _ comparison: ComparisonOperator,
        _ value: BoundExpression,
        _ index: Int
    ) {
        switch comparison {
        case .greater where lower == nil, .greaterOrEqual where lower == nil:
            let isInclusive = comparison == .greaterOrEqual
            lower = NodeIndexSeek.RangeBound(value: value, isInclusive: isInclusive)
        case .less where upper == nil, .lessOrEqual where upper == nil:
            let isInclusive = comparison == .lessOrEqual
            upper = NodeIndexSeek.RangeBound(value: value, isInclusive: isInclusive)
        default: return
        }
        indexes.append(index)
    }
}

/// `id(n) = x`, `elementId(n) = x`, `id(n) IN list`, with the other side known before.
struct IDPredicate {
    var ids: BoundExpression
    var isList: Bool
    var form: IDForm

    init?(_ predicate: BoundExpression, of entity: Slot, bound: Set<Slot>) {
        switch predicate {
        case .comparison(.equal, let left, let right):
            if let form = Self.form(left, entity) {
                self.init(form, right, isList: false, bound)
            } else if let form = Self.form(right, entity) {
                self.init(form, left, isList: false, bound)
            } else {
                return nil
            }
        case .membership(let left, let list, _):
            guard let form = Self.form(left, entity) else { return nil }
            self.init(form, list, isList: true, bound)
        default: return nil
        }
    }

    private init?(_ form: IDForm, _ ids: BoundExpression, isList: Bool, _ bound: Set<Slot>) {
        guard ids.readSlots.isSubset(of: bound), ids.isDeterministic else { return nil }
        self.ids = ids
        self.isList = isList
        self.form = form
    }

    private static func form(_ expression: BoundExpression, _ entity: Slot) -> IDForm? {
        guard case .function(let call) = expression, call.arguments == [.slot(entity)] else {
            return nil
        }
        switch call.name.lowercased() {
        case "id": return .number
        case "elementid": return .element
        default: return nil
        }
    }
}

extension BoundLabelExpression {
    /// The names when this is a name or a choice of names.
    var alternatives: [String]? {
        switch self {
        case .name(let name): return [name]
        case .or(let left, let right):
            guard let first = left.alternatives, let second = right.alternatives else {
                return nil
            }
            return first + second.filter { name in !first.contains(name) }
        case .wildcard, .and, .not: return nil
        }
    }
}

extension BoundExpression {
    /// `x = a OR b = x OR x IN [c]` as `x IN [a, b, c]`, which says the same, for a property or
    /// id `x`; anything else unchanged.
    var asMembership: BoundExpression {
        guard case .any(let parts) = self, let value = parts.first?.soughtSide else {
            return self
        }
        var elements: [BoundExpression] = []
        for part in parts {
            switch part {
            case .comparison(.equal, value, let element), .comparison(.equal, let element, value):
                elements.append(element)
            case .membership(value, .literal(.list(let members)), _):
                elements += members.map { member in .literal(member) }
            case .membership(value, .list(let members), _): elements += members
            default: return self
            }
        }
        let constants = elements.compactMap(\.literalValue)
        let isConstant = constants.count == elements.count
        let list: BoundExpression = isConstant ? .literal(.list(constants)) : .list(elements)
        return .membership(value, in: list, .none)
    }

    /// The side of an equality or membership that may be sought: a property or an id.
    private var soughtSide: BoundExpression? {
        switch self {
        case .comparison(.equal, let left, let right):
            left.isSought ? left : right.isSought ? right : nil
        case .membership(let left, _, _): left.isSought ? left : nil
        default: nil
        }
    }

    private var isSought: Bool {
        switch self {
        case .property: true
        case .function(let call): ["id", "elementid"].contains(call.name.lowercased())
        default: false
        }
    }
}
