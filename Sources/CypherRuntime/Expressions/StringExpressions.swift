import CypherPlanning
import CypherSyntax
package import PropertyGraph

/// `STARTS WITH`, `ENDS WITH` and `CONTAINS`, on bytes; null unless both operands are strings.
final class StringPredicateExpression: CompiledExpression, @unchecked Sendable {
    private let left: CompiledExpression
    private let right: CompiledExpression
    private let predicate: StringPredicate
    /// Where answers are kept; nil when the right side differs from row to row.
    private let place: Int?

    init(
        _ predicate: StringPredicate,
        _ left: CompiledExpression,
        _ right: CompiledExpression,
        place: Int?
    ) {
        self.place = place
        self.predicate = predicate
        self.left = left
        self.right = right
    }

    override var isTotal: Bool { left.isTotal && right.isTotal }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let left = try left.cell(row, batch, context)
        let right = try right.cell(row, batch, context)
        return try test(left, right, context)
    }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        try left.evaluate(batch, context, into: output)
        if let place, batch.count >= TextAnswers.threshold {
            let part = try right.cell(0, batch, context)
            try context.textAnswers(place).replace(output, count: batch.count) {
                (cell) throws(CypherError) in try test(cell, part, context)
            }
            return
        }
        let column = context.borrowColumn()
        try right.evaluate(batch, context, into: column)
        for row in 0..<batch.count {
            output[row] = try test(output[row], column[row], context)
        }
        context.returnColumn()
    }

    private func test(
        _ left: Cell, _ right: Cell, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let result = context.withUTF8(left) { text in
            context.withUTF8(right) { part in
                context.note(work: text.count >> 7)
                return switch predicate {
                case .startsWith: text.starts(with: part)
                case .endsWith: text.ends(with: part)
                case .contains: text.firstOccurrence(of: part) != nil
                case .matches: false
                }
            }
        }
        try context.settle()
        guard let result, let result else { return .null }
        return .boolean(result)
    }
}

extension ExecutionContext {
    /// Lends the UTF-8 bytes of a string cell; nil when the cell holds no string.
    @inline(__always)
    package func withUTF8<Result>(
        _ cell: Cell, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result? {
        switch cell.tag {
        case .string:
            return graph.withUTF8(of: cell.code, body)
        case .heap:
            guard case .string(var text) = heap[cell] else { return nil }
            return text.withUTF8(body)
        default:
            return nil
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether these bytes begin with others.
    func starts(with part: UnsafeBufferPointer<UInt8>) -> Bool {
        guard part.count <= count else { return false }
        return equals(part, at: 0)
    }

    /// Whether these bytes end with others.
    func ends(with part: UnsafeBufferPointer<UInt8>) -> Bool {
        guard part.count <= count else { return false }
        return equals(part, at: count - part.count)
    }

    private func equals(_ part: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        for index in 0..<part.count where self[start + index] != part[index] { return false }
        return true
    }
}

/// `text =~ pattern`: whether the whole text matches a regular expression.
final class MatchExpression: CompiledExpression, @unchecked Sendable {
    private let left: CompiledExpression
    private let right: CompiledExpression
    private let span: SourceSpan?
    /// Where answers are kept; nil when the pattern differs from row to row.
    private let place: Int?

    init(
        _ left: CompiledExpression, _ right: CompiledExpression, span: SourceSpan?, place: Int?
    ) {
        self.left = left
        self.right = right
        self.span = span
        self.place = place
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let text = try left.cell(row, batch, context)
        let pattern = try right.cell(row, batch, context)
        return try test(text, pattern, context)
    }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        guard let place else {
            for row in 0..<batch.count { output[row] = try cell(row, batch, context) }
            return
        }
        guard batch.count > 0 else { return }
        try left.evaluate(batch, context, into: output)
        let pattern = try right.cell(0, batch, context)
        if batch.count >= TextAnswers.threshold {
            try context.textAnswers(place).replace(output, count: batch.count) {
                (cell) throws(CypherError) in try test(cell, pattern, context)
            }
        } else {
            for row in 0..<batch.count { output[row] = try test(output[row], pattern, context) }
        }
    }

    private func test(
        _ text: Cell, _ pattern: Cell, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        // A hard match takes milliseconds, so the clock is looked at after a few.
        try context.tick(512)
        do throws(CypherError) {
            let found = context.withUTF8(text) { bytes in
                Result { () throws(CypherError) in
                    try context.expression(for: pattern)?.matches(utf8: bytes)
                }
            }
            return .truth(try found?.get() ?? nil)
        } catch {
            throw error.located(span)
        }
    }
}
