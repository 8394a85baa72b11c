import CypherSyntax
import PropertyGraph

/// The regular expressions that an execution tested, compiled.
struct PatternMatches {
    private var known: [String: RegularExpression] = [:]
    private var last: (cell: Cell, expression: RegularExpression)?
    /// The most patterns kept; beyond them, all are forgotten.
    private static let capacity = 256

    /// The compiled form of a pattern; nil when the cell holds no text.
    ///
    /// - Throws: an error when the pattern is not a regular expression.
    mutating func expression(
        for cell: Cell, _ context: ExecutionContext
    ) throws(CypherError) -> RegularExpression? {
        if let last, last.cell.isIdentical(to: cell) { return last.expression }
        guard let pattern = context.string(cell) else { return nil }
        let expression: RegularExpression
        if let found = known[pattern] {
            expression = found
        } else {
            expression = try RegularExpression(pattern)
            if known.count >= Self.capacity { known.removeAll() }
            known[pattern] = expression
        }
        // Other places of the heap are used again.
        let isLasting = cell.tag == .string || context.heap.isPinned(cell)
        last = isLasting ? (cell, expression) : nil
        return expression
    }
}

extension ExecutionContext {
    /// The compiled form of a pattern, kept for this execution; nil when the cell holds no text.
    func expression(for pattern: Cell) throws(CypherError) -> RegularExpression? {
        try matches.expression(for: pattern, self)
    }
}
