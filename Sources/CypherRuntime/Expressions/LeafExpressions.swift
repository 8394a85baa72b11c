import CypherSyntax
import PropertyGraph

/// A constant that fits in a cell.
final class ConstantExpression: CompiledExpression, @unchecked Sendable {
    let constant: Cell

    init(_ constant: Cell) { self.constant = constant }

    override var isTotal: Bool { true }
    override var isInvariant: Bool { true }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell { constant }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        output.update(repeating: constant, count: batch.count)
    }
}

/// A constant string, list or map, by its place in the plan's table of constants.
final class TableConstantExpression: CompiledExpression, @unchecked Sendable {
    let place: Int

    init(place: Int) { self.place = place }

    override var isTotal: Bool { true }
    override var isInvariant: Bool { true }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell { context.constants[place] }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        output.update(repeating: context.constants[place], count: batch.count)
    }
}

/// `$name`.
final class ParameterExpression: CompiledExpression, @unchecked Sendable {
    let place: Int

    init(place: Int) { self.place = place }

    override var isTotal: Bool { true }
    override var isInvariant: Bool { true }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell { context.parameters[place] }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        output.update(repeating: context.parameters[place], count: batch.count)
    }
}

/// The value of a slot.
final class SlotExpression: CompiledExpression, @unchecked Sendable {
    let slot: Int

    init(_ slot: Int) { self.slot = slot }

    override var isTotal: Bool { true }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell { batch.column(slot)[row] }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        output.update(from: batch.column(slot), count: batch.count)
    }
}

/// An expression that is the same for every row, computed when it is first needed.
final class HoistedExpression: CompiledExpression, @unchecked Sendable {
    private let base: CompiledExpression
    private let place: Int

    init(_ base: CompiledExpression, place: Int) {
        self.base = base
        self.place = place
    }

    override var isInvariant: Bool { true }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        if let known = context.hoisted[place] { return known }
        let cell = try base.cell(row, batch, context)
        let kept = cell.tag == .heap ? try context.pin(context.heap[cell]) : cell
        context.hoisted[place] = kept
        return kept
    }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        guard batch.count > 0 else { return }
        output.update(repeating: try cell(0, batch, context), count: batch.count)
    }
}
