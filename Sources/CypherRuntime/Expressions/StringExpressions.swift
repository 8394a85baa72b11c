import CypherPlanning
import CypherSyntax
package import PropertyGraph

/// `STARTS WITH`, `ENDS WITH` and `CONTAINS`, on bytes; null unless both operands are strings.
final class StringPredicateExpression: CompiledExpression, @unchecked Sendable {
    private let left: CompiledExpression
    private let right: CompiledExpression
    private let predicate: StringPredicate

    init(
        _ predicate: StringPredicate,
        _ left: CompiledExpression,
        _ right: CompiledExpression
    ) {
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
        return test(left, right, context)
    }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        try left.evaluate(batch, context, into: output)
        let column = context.borrowColumn()
        try right.evaluate(batch, context, into: column)
        for row in 0..<batch.count {
            output[row] = test(output[row], column[row], context)
        }
        context.returnColumn()
    }

    private func test(_ left: Cell, _ right: Cell, _ context: ExecutionContext) -> Cell {
        let result = context.withUTF8(left) { text in
            context.withUTF8(right) { part in
                switch predicate {
                case .startsWith: text.starts(with: part)
                case .endsWith: text.ends(with: part)
                case .contains: text.contains(part)
                case .matches: false
                }
            }
        }
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

    /// Whether others occur among these bytes.
    ///
    /// - Complexity: O(n · m) at worst, about n byte comparisons on usual texts.
    func contains(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = part.first else { return true }
        guard part.count <= count else { return false }
        let last = count - part.count
        var index = 0
        while index <= last {
            if self[index] == first, equals(part, at: index) { return true }
            index += 1
        }
        return false
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

    init(_ left: CompiledExpression, _ right: CompiledExpression, span: SourceSpan?) {
        self.left = left
        self.right = right
        self.span = span
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let text = try left.cell(row, batch, context)
        let pattern = try right.cell(row, batch, context)
        guard let source = context.string(pattern) else { return .null }
        let code = text.tag == .string ? text.code : nil
        guard let subject = code == nil ? context.string(text) : "" else { return .null }
        do throws(CypherError) {
            let graph = context.graph
            let answer = try context.matches.test(
                code.map { graph.string($0) } ?? subject, code: code, pattern: source)
            return .boolean(answer)
        } catch {
            guard let span else { throw error }
            throw error.located(at: span)
        }
    }
}
