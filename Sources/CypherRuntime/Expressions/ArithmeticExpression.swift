import CypherPlanning
import CypherSyntax
import PropertyGraph

/// `+`, `-`, `*`, `/`, `%`, `^` and `||`.
///
/// Integers stay integers and an overflow is an error; one float makes the result a float. All
/// other operands (strings, lists, temporal values) take the way over values.
final class ArithmeticExpression: CompiledExpression, @unchecked Sendable {
    private let left: CompiledExpression
    private let right: CompiledExpression
    private let operation: ArithmeticOperator
    private let span: SourceSpan?
    /// Whether it is one of the four basic operators or the remainder.
    private let isBasic: Bool

    init(
        _ operation: ArithmeticOperator,
        _ left: CompiledExpression,
        _ right: CompiledExpression,
        span: SourceSpan?
    ) {
        self.operation = operation
        self.left = left
        self.right = right
        self.span = span
        isBasic = operation != .power && operation != .concatenate
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let left = try left.cell(row, batch, context)
        let right = try right.cell(row, batch, context)
        return try compute(left, right, context)
    }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        try left.evaluate(batch, context, into: output)
        let column = context.borrowColumn()
        try right.evaluate(batch, context, into: column)
        for row in 0..<batch.count {
            output[row] = try compute(output[row], column[row], context)
        }
        context.returnColumn()
    }

    @inline(__always)
    private func compute(
        _ left: Cell, _ right: Cell, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        if left.tag == .integer, right.tag == .integer {
            return try integers(left.integerBits, right.integerBits)
        }
        if isBasic, let left = left.number, let right = right.number {
            return .float(floats(left, right))
        }
        return try others(left, right, context)
    }

    @inline(__always)
    private func integers(_ left: Int64, _ right: Int64) throws(CypherError) -> Cell {
        let (result, overflow): (Int64, Bool)
        switch operation {
        case .add: (result, overflow) = left.addingReportingOverflow(right)
        case .subtract: (result, overflow) = left.subtractingReportingOverflow(right)
        case .multiply: (result, overflow) = left.multipliedReportingOverflow(by: right)
        case .divide:
            if right == 0 { throw .divisionByZero.located(span) }
            (result, overflow) = left.dividedReportingOverflow(by: right)
        case .remainder:
            if right == 0 { throw .divisionByZero.located(span) }
            if right == -1 { return .integer(0) }
            (result, overflow) = left.remainderReportingOverflow(dividingBy: right)
        case .power, .concatenate:
            return try Self.immediate(
                Arithmetic.apply(operation, .integer(left), .integer(right)))
        }
        if overflow { throw .integerOverflow.located(span) }
        return .integer(result)
    }

    private static func immediate(_ value: Value) -> Cell {
        Cell(immediate: value) ?? .null
    }

    @inline(__always)
    private func floats(_ left: Double, _ right: Double) -> Double {
        switch operation {
        case .add: left + right
        case .subtract: left - right
        case .multiply: left * right
        case .divide: left / right
        case .remainder: left.truncatingRemainder(dividingBy: right)
        case .power, .concatenate: .nan
        }
    }

    private func others(
        _ left: Cell, _ right: Cell, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        try context.settle()
        do throws(CypherError) {
            let (first, second) = (context.value(left), context.value(right))
            if left.tag == .heap, right.tag == .heap {
                // Texts and lists may double with every step, so that it is too late afterwards.
                try context.heap.ensure(bytes: first.shallowSize &+ second.shallowSize)
            }
            let result = try Arithmetic.apply(operation, first, second)
            guard result.isContainer else { return try context.cell(result) }
            var shape = ValueShape(left, first)
            shape.hold(ValueShape(right, second))
            // The other way round when the element stands before the list.
            if !first.isContainer { shape.hold(ValueShape(left, first)) }
            return try context.cell(result, shape)
        } catch {
            throw error.located(span)
        }
    }
}

extension Cell {
    /// The number in the cell as a double, or nil when it holds none.
    @inline(__always)
    var number: Double? {
        switch tag {
        case .integer: Double(integerBits)
        case .float: floatBits
        default: nil
        }
    }
}

/// `-a` and `+a`.
final class SignExpression: CompiledExpression, @unchecked Sendable {
    private let operand: CompiledExpression
    private let isNegative: Bool
    private let span: SourceSpan?

    init(_ operand: CompiledExpression, isNegative: Bool, span: SourceSpan?) {
        self.operand = operand
        self.isNegative = isNegative
        self.span = span
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let cell = try operand.cell(row, batch, context)
        switch cell.tag {
        case .null: return cell
        case .float: return .float(isNegative ? -cell.floatBits : cell.floatBits)
        default:
            let value = context.value(cell)
            do throws(CypherError) {
                let result = isNegative ? try Arithmetic.negate(value) : try Arithmetic.plus(value)
                return try context.cell(result)
            } catch {
                throw error.located(span)
            }
        }
    }
}
