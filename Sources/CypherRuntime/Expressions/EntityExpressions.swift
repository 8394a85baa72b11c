import CypherPlanning
import CypherSyntax
import PropertyGraph

/// A label expression over symbols.
indirect enum CompiledLabels: Sendable {
    case name(LabelSymbol, TypeSymbol)
    case wildcard
    case and(CompiledLabels, CompiledLabels)
    case or(CompiledLabels, CompiledLabels)
    case not(CompiledLabels)

    func matches(node: NodeID, _ context: ExecutionContext) -> Bool {
        switch self {
        case .name(let label, _):
            guard let id = context.symbols.label(label) else { return false }
            return context.graph.hasLabel(id, node)
        case .wildcard: return !context.graph.labels(of: node).isEmpty
        case .and(let left, let right):
            return left.matches(node: node, context) && right.matches(node: node, context)
        case .or(let left, let right):
            return left.matches(node: node, context) || right.matches(node: node, context)
        case .not(let inner): return !inner.matches(node: node, context)
        }
    }

    /// Whether nodes with these labels match.
    func matches(_ labels: LabelSet, _ context: ExecutionContext) -> Bool {
        switch self {
        case .name(let label, _): context.symbols.label(label).map(labels.contains) ?? false
        case .wildcard: !labels.isEmpty
        case .and(let left, let right):
            left.matches(labels, context) && right.matches(labels, context)
        case .or(let left, let right):
            left.matches(labels, context) || right.matches(labels, context)
        case .not(let inner): !inner.matches(labels, context)
        }
    }

    func matches(type: RelationshipTypeID, _ context: ExecutionContext) -> Bool {
        switch self {
        case .name(_, let symbol): context.symbols.type(symbol) == type
        case .wildcard: true
        case .and(let left, let right):
            left.matches(type: type, context) && right.matches(type: type, context)
        case .or(let left, let right):
            left.matches(type: type, context) || right.matches(type: type, context)
        case .not(let inner): !inner.matches(type: type, context)
        }
    }
}

/// `n:Label` on a node, `r:TYPE` on a relationship; null on null.
final class LabelTestExpression: CompiledExpression, @unchecked Sendable {
    private let operand: CompiledExpression
    private let labels: CompiledLabels

    init(_ operand: CompiledExpression, _ labels: CompiledLabels) {
        self.operand = operand
        self.labels = labels
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        try test(operand.cell(row, batch, context), context)
    }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        try operand.evaluate(batch, context, into: output)
        if case .name(let symbol, _) = labels, !context.hasDeleted {
            let graph = context.graph
            let label = context.symbols.label(symbol)
            if let label, (0..<batch.count).allSatisfy({ output[$0].tag == .node }) {
                graph.test(label, of: output, count: batch.count, into: output)
                return
            }
            for row in 0..<batch.count {
                let cell = output[row]
                if cell.tag == .node {
                    output[row] = .boolean(label.map { graph.hasLabel($0, cell.nodeBits) } ?? false)
                } else {
                    output[row] = try test(cell, context)
                }
            }
        } else {
            for row in 0..<batch.count { output[row] = try test(output[row], context) }
        }
    }

    private func test(_ cell: Cell, _ context: ExecutionContext) throws(CypherError) -> Cell {
        switch cell.tag {
        case .null: return .null
        case .node:
            if context.hasDeleted, !context.graph.contains(cell.nodeBits) {
                throw .deletedEntity(nil)
            }
            return .boolean(labels.matches(node: cell.nodeBits, context))
        case .relationship:
            guard let record = context.graph.relationship(cell.relationshipBits) else {
                throw .deletedEntity(nil)
            }
            return .boolean(labels.matches(type: record.type, context))
        default:
            throw .notAnEntity(context.value(cell), nil)
        }
    }
}

/// Whether two slots of relationships or relationship lists have none in common.
final class DisjointExpression: CompiledExpression, @unchecked Sendable {
    private let left: Int
    private let right: Int

    init(_ left: Int, _ right: Int) {
        self.left = left
        self.right = right
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let left = batch[left, row]
        let right = batch[right, row]
        if left.tag == .relationship {
            return .boolean(!context.contains(left.relationshipBits, in: right))
        }
        guard case .list(let members) = context.value(left) else { return .boolean(true) }
        for case .relationship(let id) in members where context.contains(id, in: right) {
            return .boolean(false)
        }
        return .boolean(true)
    }
}

extension ExecutionContext {
    /// Whether a slot's relationship is the given one, or its list contains it.
    @inline(__always)
    func contains(_ relationship: RelationshipID, in cell: Cell) -> Bool {
        if cell.tag == .relationship { return cell.relationshipBits == relationship }
        guard cell.tag == .heap, case .list(let members) = heap[cell] else { return false }
        for case .relationship(let id) in members where id == relationship { return true }
        return false
    }
}

/// A path along slots that a pattern bound; null when one of them is null.
final class PathExpression: CompiledExpression, @unchecked Sendable {
    private let construction: PathConstruction

    init(_ construction: PathConstruction) { self.construction = construction }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let start = batch[construction.start.index, row]
        guard start.tag == .node else { return .null }
        for slot in construction.nodes where batch[slot.index, row].isNull { return .null }
        var path = PathValue(nodes: [start.nodeBits], relationships: [])
        for step in construction.steps {
            switch step {
            case .relationship(let slot):
                let cell = batch[slot.index, row]
                guard cell.tag == .relationship else { return .null }
                try context.extend(&path, by: cell.relationshipBits)
            case .relationshipList(let slot):
                guard case .list(let members) = context.value(batch[slot.index, row]) else {
                    return .null
                }
                for case .relationship(let id) in members { try context.extend(&path, by: id) }
            }
        }
        return try context.cell(.path(path))
    }
}

extension ExecutionContext {
    /// Walks one relationship from the end of a path.
    func extend(
        _ path: inout PathValue, by relationship: RelationshipID
    ) throws(CypherError) {
        guard let last = path.nodes.last else { return }
        guard let record = graph.relationship(relationship) else { throw .deletedEntity(nil) }
        path.relationships.append(relationship)
        path.nodes.append(record.start == last ? record.end : record.start)
    }

    /// The types that symbols mean; nil for all types, and an empty list when none exists.
    func types(_ symbols: [TypeSymbol]) -> [RelationshipTypeID]? {
        symbols.isEmpty ? nil : symbols.compactMap { self.symbols.type($0) }
    }
}

/// The number of a node's visible relationships.
final class DegreeExpression: CompiledExpression, @unchecked Sendable {
    private let node: CompiledExpression
    private let direction: Direction
    private let types: [TypeSymbol]

    init(_ node: CompiledExpression, _ direction: Direction, _ types: [TypeSymbol]) {
        self.node = node
        self.direction = direction
        self.types = types
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let cell = try node.cell(row, batch, context)
        guard cell.tag == .node else { return .integer(0) }
        let types = context.types(types)
        if context.seesEverything {
            let degree = context.graph.degree(of: cell.nodeBits, direction, types: types)
            return .integer(Int64(degree))
        }
        var count: Int64 = 0
        context.graph.forEachRelationship(of: cell.nodeBits, direction, types: types) { entry in
            if context.access.isVisible(entry.neighbour) { count += 1 }
            return true
        }
        return .integer(count)
    }
}
