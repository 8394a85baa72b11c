import CypherSyntax
import PropertyGraph

/// `a AND b …` or `a OR b …`, three-valued: a false operand decides an AND, a true one an OR, else
/// a null one makes the result null.
///
/// Later operands are computed only for rows that earlier ones left open, unless they cannot fail.
final class JunctionExpression: CompiledExpression, @unchecked Sendable {
    private let operands: [CompiledExpression]
    private let isConjunction: Bool

    init(_ operands: [CompiledExpression], isConjunction: Bool) {
        self.operands = operands
        self.isConjunction = isConjunction
    }

    override var isTotal: Bool { operands.allSatisfy(\.isTotal) }

    /// Whether a cell decides the result alone.
    @inline(__always)
    private func decides(_ cell: Cell) -> Bool {
        cell.tag == .boolean && (cell.bits != 0) != isConjunction
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        var isNull = false
        for operand in operands {
            let cell = try operand.cell(row, batch, context)
            if decides(cell) { return cell }
            if cell.tag != .boolean { isNull = try Self.checkNull(cell, context) }
        }
        return isNull ? .null : .boolean(isConjunction)
    }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        output.update(repeating: .boolean(isConjunction), count: batch.count)
        let column = context.borrowColumn()
        for operand in operands {
            if operand.isTotal {
                try operand.evaluate(batch, context, into: column)
                for row in 0..<batch.count where !decides(output[row]) {
                    output[row] = try merged(output[row], column[row], context)
                }
            } else {
                for row in 0..<batch.count where !decides(output[row]) {
                    let cell = try operand.cell(row, batch, context)
                    output[row] = try merged(output[row], cell, context)
                }
            }
        }
        context.returnColumn()
    }

    @inline(__always)
    private func merged(
        _ soFar: Cell, _ next: Cell, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        if decides(next) { return next }
        if next.tag == .boolean { return soFar }
        _ = try Self.checkNull(next, context)
        return .null
    }

    /// True for null; throws for anything that is not a truth value.
    static func checkNull(
        _ cell: Cell, _ context: ExecutionContext
    ) throws(CypherError) -> Bool {
        if cell.isNull { return true }
        throw .notBoolean(context.value(cell))
    }
}

/// `a XOR b …`: true when an odd number of operands is; null when one is null.
final class ExclusiveOrExpression: CompiledExpression, @unchecked Sendable {
    private let operands: [CompiledExpression]

    init(_ operands: [CompiledExpression]) { self.operands = operands }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        var isOdd = false
        var isNull = false
        for operand in operands {
            let cell = try operand.cell(row, batch, context)
            if cell.tag == .boolean {
                isOdd = isOdd != cell.booleanBits
            } else {
                isNull = try JunctionExpression.checkNull(cell, context)
            }
        }
        return isNull ? .null : .boolean(isOdd)
    }
}

/// `NOT a`.
final class NotExpression: CompiledExpression, @unchecked Sendable {
    private let operand: CompiledExpression

    init(_ operand: CompiledExpression) { self.operand = operand }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        try Self.negated(operand.cell(row, batch, context), context)
    }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        try operand.evaluate(batch, context, into: output)
        for row in 0..<batch.count { output[row] = try Self.negated(output[row], context) }
    }

    @inline(__always)
    private static func negated(
        _ cell: Cell, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        if cell.tag == .boolean { return .boolean(cell.bits == 0) }
        _ = try JunctionExpression.checkNull(cell, context)
        return .null
    }
}

/// `a IS NULL` or `a IS NOT NULL`.
final class NullTestExpression: CompiledExpression, @unchecked Sendable {
    private let operand: CompiledExpression
    private let isNegated: Bool

    init(_ operand: CompiledExpression, isNegated: Bool) {
        self.operand = operand
        self.isNegated = isNegated
    }

    override var isTotal: Bool { operand.isTotal }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        .boolean(try operand.cell(row, batch, context).isNull != isNegated)
    }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        try operand.evaluate(batch, context, into: output)
        for row in 0..<batch.count { output[row] = .boolean(output[row].isNull != isNegated) }
    }
}
