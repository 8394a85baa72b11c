import CypherSyntax
import PropertyGraph

/// An expression ready to be evaluated over batches.
///
/// The tree is made of final classes without mutable state, so one compiled plan serves any number
/// of executions at once; what varies lives in the batch and in the context. `evaluate` computes a
/// column for a whole batch and is what operators call; the nodes that hot loops meet (slots,
/// properties, comparisons, arithmetic, logic) override it, all others compute row by row.
// @unchecked: only because the class is open to subclasses; every stored property of every
// subclass is a `let` of a Sendable type.
package class CompiledExpression: @unchecked Sendable {
    /// Whether it never fails and is cheap, so that it may be computed for rows which do not need
    /// it.
    var isTotal: Bool { false }

    /// Whether it has the same value for every row of an execution, in a cell that stays.
    var isInvariant: Bool { false }

    /// The value for one row.
    func cell(
        _ row: Int,
        _ batch: Batch,
        _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        .null
    }

    /// The values for all rows of a batch.
    func evaluate(
        _ batch: Batch,
        _ context: ExecutionContext,
        into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        for row in 0..<batch.count {
            try context.tick()
            output[row] = try cell(row, batch, context)
        }
    }

    /// The value for one row, outside cells.
    final func value(
        _ row: Int,
        _ batch: Batch,
        _ context: ExecutionContext
    ) throws(CypherError) -> Value {
        context.value(try cell(row, batch, context))
    }
}

extension Cell {
    /// Whether the cell is the truth value true.
    @inline(__always)
    var isTrue: Bool { tag == .boolean && bits != 0 }

    /// Whether the cell is the truth value false.
    @inline(__always)
    var isFalse: Bool { tag == .boolean && bits == 0 }

    /// A three-valued truth value.
    @inline(__always)
    static func truth(_ value: Bool?) -> Cell {
        guard let value else { return .null }
        return .boolean(value)
    }
}
