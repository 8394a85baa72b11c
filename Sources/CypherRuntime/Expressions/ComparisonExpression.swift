import CypherSyntax
import PropertyGraph

/// `=`, `<>`, `<`, `<=`, `>`, `>=`, three-valued.
final class ComparisonExpression: CompiledExpression, @unchecked Sendable {
    private let left: CompiledExpression
    private let right: CompiledExpression
    private let comparison: ComparisonOperator

    init(
        _ comparison: ComparisonOperator,
        _ left: CompiledExpression,
        _ right: CompiledExpression
    ) {
        self.comparison = comparison
        self.left = left
        self.right = right
    }

    override var isTotal: Bool { left.isTotal && right.isTotal }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let left = try left.cell(row, batch, context)
        let right = try right.cell(row, batch, context)
        let result = Self.compare(comparison, left, right, context)
        try context.settle()
        return result
    }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        try left.evaluate(batch, context, into: output)
        if right.isInvariant, batch.count > 0 {
            try compare(output, batch.count, with: try right.cell(0, batch, context), context)
            return
        }
        let column = context.borrowColumn()
        try right.evaluate(batch, context, into: column)
        switch comparison {
        case .equal:
            for row in 0..<batch.count {
                output[row] = CellComparison.equal(output[row], column[row], context)
                try context.settle()
            }
        case .notEqual:
            for row in 0..<batch.count {
                let cell = CellComparison.equal(output[row], column[row], context)
                output[row] = cell.isNull ? cell : .boolean(cell.bits == 0)
                try context.settle()
            }
        default:
            for row in 0..<batch.count {
                output[row] = Self.compare(comparison, output[row], column[row], context)
                try context.settle()
            }
        }
        context.returnColumn()
    }

    /// Compares a column with one operand, in place.
    private func compare(
        _ cells: UnsafeMutablePointer<Cell>, _ count: Int, with operand: Cell,
        _ context: ExecutionContext
    ) throws(CypherError) {
        if comparison == .equal {
            for row in 0..<count {
                cells[row] = CellComparison.equal(cells[row], operand, context)
                try context.settle()
            }
        } else {
            for row in 0..<count {
                cells[row] = Self.compare(comparison, cells[row], operand, context)
                try context.settle()
            }
        }
    }

    @inline(__always)
    static func compare(
        _ comparison: ComparisonOperator,
        _ left: Cell,
        _ right: Cell,
        _ context: ExecutionContext
    ) -> Cell {
        switch comparison {
        case .equal:
            return CellComparison.equal(left, right, context)
        case .notEqual:
            let cell = CellComparison.equal(left, right, context)
            return cell.isNull ? cell : .boolean(cell.bits == 0)
        case .less: return CellComparison.less(left, right, orEqual: false, context)
        case .lessOrEqual: return CellComparison.less(left, right, orEqual: true, context)
        case .greater: return CellComparison.less(right, left, orEqual: false, context)
        case .greaterOrEqual: return CellComparison.less(right, left, orEqual: true, context)
        }
    }
}
