import CypherPlanning
import CypherSyntax
import PropertyGraph

/// `[a, b]`.
final class ListExpression: CompiledExpression, @unchecked Sendable {
    private let elements: [CompiledExpression]

    init(_ elements: [CompiledExpression]) { self.elements = elements }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        var shape = ValueShape.empty
        for element in elements {
            let cell = try element.cell(row, batch, context)
            let value = context.value(cell)
            shape.hold(ValueShape(cell, value))
            values.append(value)
        }
        return try context.cell(.list(values), shape)
    }
}

/// `{key: value}`; the last of equal keys wins.
final class MapExpression: CompiledExpression, @unchecked Sendable {
    private let entries: [(key: String, value: CompiledExpression)]

    init(_ entries: [(key: String, value: CompiledExpression)]) { self.entries = entries }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        var map: [String: Value] = [:]
        var shape = ValueShape.empty
        for (key, entry) in entries {
            let cell = try entry.cell(row, batch, context)
            let value = context.value(cell)
            shape.hold(ValueShape(cell, value))
            map[key] = value
        }
        return try context.cell(.map(map), shape)
    }
}

/// `base { .key, .*, name: value }`; null when the base is.
final class MapProjectionExpression: CompiledExpression, @unchecked Sendable {
    enum Item: Sendable {
        case property(String, CompiledExpression)
        case allProperties
        case entry(String, CompiledExpression)
    }

    private let base: CompiledExpression
    private let items: [Item]

    init(_ base: CompiledExpression, _ items: [Item]) {
        self.base = base
        self.items = items
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let base = try base.cell(row, batch, context)
        if base.isNull { return .null }
        var map: [String: Value] = [:]
        var shape = ValueShape.empty
        for item in items {
            switch item {
            case .property(let key, let value), .entry(let key, let value):
                let cell = try value.cell(row, batch, context)
                let value = context.value(cell)
                shape.hold(ValueShape(cell, value))
                map[key] = value
            case .allProperties:
                let properties = try context.properties(of: base)
                for value in properties.values { shape.hold(ValueShape(measuring: value)) }
                map.merge(properties) { _, new in new }
            }
        }
        return try context.cell(.map(map), shape)
    }
}

extension ExecutionContext {
    /// The properties of a node, relationship or map, by name.
    ///
    /// - Throws: an error for a deleted entity, a type error for any other value.
    func properties(of cell: Cell) throws(CypherError) -> [String: Value] {
        let entries: [PropertyEntry]
        switch cell.tag {
        case .null: return [:]
        case .node:
            if hasDeleted, !graph.contains(cell.nodeBits) { throw .deletedEntity(nil) }
            entries = graph.properties(of: cell.nodeBits)
        case .relationship:
            if hasDeleted, !graph.contains(cell.relationshipBits) { throw .deletedEntity(nil) }
            entries = graph.properties(of: cell.relationshipBits)
        default:
            let value = value(cell)
            guard case .map(let map) = value else { throw .notAMap(value, nil) }
            return map
        }
        var map: [String: Value] = [:]
        for entry in entries { map[graph.name(of: entry.key)] = entry.value }
        return map
    }
}

/// `base[index]`: an element of a list, an entry of a map, a property of an entity.
final class SubscriptExpression: CompiledExpression, @unchecked Sendable {
    private let base: CompiledExpression
    private let index: CompiledExpression
    private let span: SourceSpan?

    init(_ base: CompiledExpression, _ index: CompiledExpression, span: SourceSpan?) {
        self.base = base
        self.index = index
        self.span = span
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let base = try base.cell(row, batch, context)
        let index = try index.cell(row, batch, context)
        if base.isNull || index.isNull { return .null }
        if base.tag == .node || base.tag == .relationship {
            guard let key = context.string(index) else {
                throw .mapKeyNotString(context.value(index), span)
            }
            return try context.property(key, of: base, span)
        }
        let value = context.value(base)
        switch value {
        case .list(let elements):
            guard index.tag == .integer else {
                throw .listIndexNotInteger(context.value(index), span)
            }
            guard let place = elements.place(index.integerBits) else { return .null }
            return try context.cell(elements[place], ValueShape(base, value).element)
        case .map(let entries):
            guard let key = context.string(index) else {
                throw .mapKeyNotString(context.value(index), span)
            }
            return try context.cell(
                entries[key] ?? .null, ValueShape(base, value).element)
        case let other:
            throw .notSubscriptable(other, span)
        }
    }
}

extension ExecutionContext {
    /// A property of a node or relationship by name.
    func property(
        _ name: String, of cell: Cell, _ span: SourceSpan?
    ) throws(CypherError) -> Cell {
        if cell.tag == .node {
            if hasDeleted, !graph.contains(cell.nodeBits) { throw .deletedEntity(span) }
            guard let key = graph.propertyKey(named: name) else { return .null }
            return graph.cell(of: key, on: cell.nodeBits)
        }
        if hasDeleted, !graph.contains(cell.relationshipBits) { throw .deletedEntity(span) }
        guard let key = graph.propertyKey(named: name) else { return .null }
        return graph.cell(of: key, on: cell.relationshipBits)
    }
}

extension [Value] {
    /// The position that an index means, negative ones counted from the end; nil when outside.
    func place(_ index: Int64) -> Int? {
        let place = index < 0 ? Int64(count) &+ index : index
        return place >= 0 && place < Int64(count) ? Int(place) : nil
    }
}

/// `base[from..to]`.
final class SliceExpression: CompiledExpression, @unchecked Sendable {
    private let base: CompiledExpression
    private let from: CompiledExpression?
    private let to: CompiledExpression?
    private let span: SourceSpan?

    init(
        _ base: CompiledExpression,
        from: CompiledExpression?,
        to: CompiledExpression?,
        span: SourceSpan?
    ) {
        self.base = base
        self.from = from
        self.to = to
        self.span = span
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let cell = try base.cell(row, batch, context)
        let base = context.value(cell)
        let lower = try from?.cell(row, batch, context) ?? .integer(0)
        let upper = try to?.cell(row, batch, context) ?? .integer(.max)
        if case .null = base { return .null }
        guard case .list(let elements) = base else { throw .notAList(base, span) }
        if lower.isNull || upper.isNull { return .null }
        guard lower.tag == .integer, upper.tag == .integer else {
            let wrong = lower.tag == .integer ? upper : lower
            throw .listIndexNotInteger(context.value(wrong), span)
        }
        let first = bound(lower.integerBits, elements.count)
        let last = bound(upper.integerBits, elements.count)
        let part = first < last ? Array(elements[first..<last]) : []
        return try context.cell(.list(part), ValueShape(cell, base))
    }

    private func bound(_ index: Int64, _ count: Int) -> Int {
        let place = index < 0 ? Int64(count) &+ index : index
        return Int(min(max(place, 0), Int64(count)))
    }
}

/// `value IN list`, three-valued: null when nothing is equal but some comparison is null.
final class MembershipExpression: CompiledExpression, @unchecked Sendable {
    private let element: CompiledExpression
    private let list: CompiledExpression
    private let span: SourceSpan?
    /// Where the members are kept; nil when the list differs from row to row.
    private let place: Int?

    init(
        _ element: CompiledExpression, in list: CompiledExpression, span: SourceSpan?, place: Int?
    ) {
        self.element = element
        self.list = list
        self.span = span
        self.place = place
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let element = try element.cell(row, batch, context)
        let list = try list.cell(row, batch, context)
        if list.isNull { return .null }
        let value = context.value(list)
        guard case .list(let members) = value else { throw .notAList(value, span) }
        if members.isEmpty { return .boolean(false) }
        if element.isNull { return .null }
        if let place,
            let answer = try context.memberSet(place).answer(
                for: element, among: members, context)
        {
            return answer
        }
        try context.tick(members.count >> 6)
        var isNull = false
        for member in members {
            let answer = CellComparison.equal(element, member, context)
            if answer.isTrue { return answer }
            if answer.isNull { isNull = true }
        }
        return isNull ? .null : .boolean(false)
    }
}
