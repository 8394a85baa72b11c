import CypherPlanning
import CypherSyntax
import PropertyGraph

/// Rows of values that an operator computes for each input row.
class ValueRows {
    /// The rows for an input row, one value for each of the operator's slots.
    func rows(
        _ batch: Batch, _ row: Int, _ context: ExecutionContext
    ) throws(CypherError) -> [[Value]] { [] }
}

/// Yields, for each input row, rows of values put into slots: procedures and `SHOW`.
final class ValueRowSource: RowSource {
    private let context: ExecutionContext
    private let producer: ValueRows
    /// Where each value of a row goes; values without a slot are dropped.
    private let fields: [(field: Int, slot: Int)]
    private let carried: [Int]
    private let isOptional: Bool
    private var input: InputRows
    private var pending: [[Value]] = []
    private var position = 0

    init(
        _ input: any RowSource,
        producer: ValueRows,
        fields: [(field: Int, slot: Int)],
        carried: [Int],
        isOptional: Bool,
        context: ExecutionContext
    ) {
        self.context = context
        self.producer = producer
        self.fields = fields
        self.carried = carried
        self.isOptional = isOptional
        self.input = InputRows(input, width: context.plan.width)
    }

    func restart() {
        input.restart()
        pending = []
        position = 0
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while !batch.isFull {
            if position < pending.count {
                try emit(pending[position], into: batch)
                position += 1
                continue
            }
            guard try input.advance() else { break }
            try context.tick()
            pending = try producer.rows(input.batch, input.row, context)
            position = 0
            if pending.isEmpty, isOptional { try emit([], into: batch) }
        }
        return batch.count > 0
    }

    private func emit(_ values: [Value], into batch: Batch) throws(CypherError) {
        let row = batch.count
        batch.copy(carried, from: input.batch, row: input.row, to: row)
        for (field, slot) in fields {
            batch[slot, row] = field < values.count ? try context.cell(values[field]) : .null
        }
        batch.count = row + 1
    }
}

/// The rows of a procedure.
final class ProcedureRows: ValueRows {
    private let procedure: Procedure
    private let arguments: [CompiledExpression]
    private let span: SourceSpan?

    init(_ procedure: Procedure, _ arguments: [CompiledExpression], span: SourceSpan?) {
        self.procedure = procedure
        self.arguments = arguments
        self.span = span
    }

    override func rows(
        _ batch: Batch, _ row: Int, _ context: ExecutionContext
    ) throws(CypherError) -> [[Value]] {
        var values: [Value] = []
        for argument in arguments { values.append(try argument.value(row, batch, context)) }
        let callContext = ProcedureContext(
            functions: context.functionContext,
            draft: procedure.signature.effect == .reads ? nil : context.draft,
            access: context.access
        ) { () throws(CypherError) in try context.checkTime() }
        do throws(CypherError) {
            let rows = try procedure.call(values, callContext)
            if procedure.signature.effect != .reads { context.refreshGraph() }
            // A procedure without result columns passes each row on once.
            return procedure.signature.results.isEmpty ? [[]] : rows
        } catch {
            throw error.located(span)
        }
    }
}

/// A count that the graph keeps, or what is visible of it.
final class StoredCountSource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private let slot: Int
    private let label: LabelSymbol?
    private let types: [TypeSymbol]
    private let isOfNodes: Bool

    init(
        _ input: any RowSource,
        slot: Int,
        label: LabelSymbol?,
        types: [TypeSymbol],
        isOfNodes: Bool,
        context: ExecutionContext
    ) {
        self.context = context
        self.input = input
        self.slot = slot
        self.label = label
        self.types = types
        self.isOfNodes = isOfNodes
    }

    func restart() { input.restart() }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        guard try input.next(into: batch) else { return false }
        let count = isOfNodes ? try nodeCount() : try relationshipCount()
        batch.column(slot).update(repeating: .integer(Int64(count)), count: batch.count)
        return true
    }

    private func nodeCount() throws(CypherError) -> Int {
        let graph = context.graph
        guard let label else {
            if context.seesEverything { return graph.nodeCount }
            return try visible(graph.nodes())
        }
        guard let id = context.symbols.label(label) else { return 0 }
        if context.seesEverything { return graph.nodeCount(labelled: id) }
        return try visible(graph.nodes(labelled: id))
    }

    private func visible(_ cursor: NodeCursor) throws(CypherError) -> Int {
        var cursor = cursor
        var count = 0
        while let node = cursor.next() {
            try context.tick()
            if context.access.isVisible(node) { count += 1 }
        }
        return count
    }

    private func relationshipCount() throws(CypherError) -> Int {
        let graph = context.graph
        guard let types = context.types(types) else {
            if context.seesEverything { return graph.relationshipCount }
            return try visible(graph.relationships())
        }
        var count = 0
        for type in Set(types) {
            count +=
                context.seesEverything
                ? graph.relationshipCount(ofType: type)
                : try visible(graph.relationships(ofType: type))
        }
        return count
    }

    private func visible(_ cursor: RelationshipCursor) throws(CypherError) -> Int {
        var cursor = cursor
        var count = 0
        while let id = cursor.next() {
            try context.tick()
            guard let record = context.graph.relationship(id) else { continue }
            if context.access.isVisible(record.start), context.access.isVisible(record.end) {
                count += 1
            }
        }
        return count
    }
}
