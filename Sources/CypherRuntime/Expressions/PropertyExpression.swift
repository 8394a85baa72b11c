import CypherSyntax
import PropertyGraph

/// `base.key`.
///
/// Null on null and on an absent property; a type error on a value that has no properties; an
/// error on an entity that this query deleted.
final class PropertyExpression: CompiledExpression, @unchecked Sendable {
    private let base: CompiledExpression
    private let key: KeySymbol
    private let name: String
    private let span: SourceSpan?
    /// Whether the base is a node or relationship that cannot have been deleted.
    private let isSafe: Bool

    init(
        _ base: CompiledExpression, key: KeySymbol, name: String, span: SourceSpan?,
        isSafe: Bool = false
    ) {
        self.base = base
        self.isSafe = isSafe
        self.key = key
        self.name = name
        self.span = span
    }

    override var isTotal: Bool { isSafe }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        try property(of: base.cell(row, batch, context), context)
    }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        if let slot = base as? SlotExpression {
            if let origin = batch.origin, origin.slot == slot.slot {
                evaluate(from: origin, batch, context, into: output)
                return
            }
            try evaluate(from: batch.column(slot.slot), batch.count, context, into: output)
        } else {
            try base.evaluate(batch, context, into: output)
            try evaluate(from: output, batch.count, context, into: output)
        }
    }

    /// Reads the column of the table that the nodes are from.
    private func evaluate(
        from origin: RowOrigin,
        _ batch: Batch,
        _ context: ExecutionContext,
        into output: UnsafeMutablePointer<Cell>
    ) {
        assert(batch.isTrue(to: origin))
        guard let key = context.symbols.key(key) else {
            output.update(repeating: .null, count: batch.count)
            return
        }
        origin.table.read(
            key, rows: batch.originRows, count: batch.count, isAscending: origin.isAscending,
            into: output)
    }

    private func evaluate(
        from cells: UnsafeMutablePointer<Cell>,
        _ count: Int,
        _ context: ExecutionContext,
        into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        let graph = context.graph
        let resolved = context.symbols.key(key)
        let isQuick = !context.hasDeleted
        if isQuick, let resolved, (0..<count).allSatisfy({ cells[$0].tag == .node }) {
            graph.read(resolved, of: cells, count: count, into: output)
            return
        }
        for row in 0..<count {
            let cell = cells[row]
            if isQuick, cell.tag == .node {
                guard let resolved else {
                    output[row] = .null
                    continue
                }
                output[row] = graph.cell(of: resolved, on: cell.nodeBits)
            } else {
                output[row] = try property(of: cell, context)
            }
        }
    }

    private func property(
        of cell: Cell,
        _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        switch cell.tag {
        case .null:
            return .null
        case .node:
            if context.hasDeleted, !context.graph.contains(cell.nodeBits) {
                throw .deletedEntity(span)
            }
            guard let key = context.symbols.key(key) else { return .null }
            return context.graph.cell(of: key, on: cell.nodeBits)
        case .relationship:
            if context.hasDeleted, !context.graph.contains(cell.relationshipBits) {
                throw .deletedEntity(span)
            }
            guard let key = context.symbols.key(key) else { return .null }
            return context.graph.cell(of: key, on: cell.relationshipBits)
        default:
            let value = context.value(cell)
            if case .map(let entries) = value {
                return try context.cell(
                    entries[name] ?? .null, ValueShape(cell, value).element)
            }
            if let component = value.component(name) {
                return try context.cell(component)
            }
            throw .noProperties(of: value, span)
        }
    }
}
