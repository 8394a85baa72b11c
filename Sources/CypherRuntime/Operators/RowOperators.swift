import CypherSyntax
import PropertyGraph

/// Keeps the rows for which a predicate is true.
///
/// Works in the consumer's batch: rows that stay move up, so nothing is copied when all stay.
final class FilterSource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private let predicate: CompiledExpression
    private let live: [Int]
    // Owned: freed in deinit.
    private let kept: UnsafeMutablePointer<Int32>

    init(
        _ input: any RowSource,
        predicate: CompiledExpression,
        live: [Int],
        context: ExecutionContext
    ) {
        self.context = context
        self.input = input
        self.predicate = predicate
        self.live = live
        kept = .allocate(capacity: Batch.maximum)
    }

    deinit { kept.deallocate() }

    func restart() { input.restart() }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while try input.next(into: batch) {
            try context.tick(batch.count)
            let mark = context.heap.mark
            let column = context.borrowColumn()
            try predicate.evaluate(batch, context, into: column)
            var count = 0
            for row in 0..<batch.count {
                kept[count] = Int32(truncatingIfNeeded: row)
                if column[row].isTrue {
                    count += 1
                } else if column[row].tag != .boolean {
                    _ = try JunctionExpression.checkNull(column[row], context)
                }
            }
            context.returnColumn()
            context.heap.reset(to: mark)
            if count == 0 {
                // Later batches may be larger, so that a selective filter does not pull 16 at a time.
                batch.clear(limit: min(max(batch.limit &* 2, 32), Batch.maximum))
                continue
            }
            batch.keep(kept, count: count, slots: live)
            return true
        }
        return false
    }
}

/// Computes further slots; all right-hand sides see the input row.
final class ProjectSource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private let items: [(slot: Int, expression: CompiledExpression)]
    /// Whether a right-hand side reads a slot that an earlier item writes.
    private let needsCopies: Bool

    init(
        _ input: any RowSource,
        items: [(slot: Int, expression: CompiledExpression)],
        needsCopies: Bool,
        context: ExecutionContext
    ) {
        self.context = context
        self.input = input
        self.items = items
        self.needsCopies = needsCopies
    }

    func restart() { input.restart() }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        guard try input.next(into: batch) else { return false }
        try context.tick(batch.count)
        if !needsCopies {
            for item in items {
                try item.expression.evaluate(batch, context, into: batch.column(item.slot))
            }
            forgetOrigin(of: batch)
            return true
        }
        var columns: [UnsafeMutablePointer<Cell>] = []
        for item in items {
            let column = context.borrowColumn()
            try item.expression.evaluate(batch, context, into: column)
            columns.append(column)
        }
        for (item, column) in zip(items, columns) {
            batch.column(item.slot).update(from: column, count: batch.count)
            context.returnColumn()
        }
        forgetOrigin(of: batch)
        return true
    }

    /// A slot that was written holds what its table does not know.
    private func forgetOrigin(of batch: Batch) {
        guard let slot = batch.origin?.slot else { return }
        if items.contains(where: { $0.slot == slot }) { batch.origin = nil }
    }
}

/// `UNWIND list AS element`: one row for each element.
///
/// Null and the empty list yield no row; a value that is not a list counts as a list of one.
final class UnwindSource: RowSource {
    private let context: ExecutionContext
    private let list: CompiledExpression
    private let range: RangeCall?
    private let slot: Int
    private let carried: [Int]
    private var input: InputRows
    private var pending = Elements.values([])
    private var position = 0

    /// `range(first, last, step)` in place of a list; its numbers are never all made at once.
    struct RangeCall: Sendable {
        let arguments: [CompiledExpression]
        let span: SourceSpan?
    }

    /// The elements of one row's list.
    private enum Elements {
        case values([Value])
        case numbers(IntegerRange)

        var count: Int {
            switch self {
            case .values(let values): values.count
            case .numbers(let range): range.count
            }
        }
    }

    init(
        _ input: any RowSource,
        list: CompiledExpression,
        range: RangeCall? = nil,
        slot: Int,
        carried: [Int],
        context: ExecutionContext
    ) {
        self.context = context
        self.list = list
        self.range = range
        self.slot = slot
        self.carried = carried
        self.input = InputRows(input, width: context.plan.width)
    }

    func restart() {
        input.restart()
        pending = .values([])
        position = 0
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while !batch.isFull {
            if position >= pending.count {
                guard try input.advance() else { break }
                pending = try elements()
                position = 0
                continue
            }
            try emit(into: batch)
        }
        return batch.count > 0
    }

    /// What the input row's list holds.
    private func elements() throws(CypherError) -> Elements {
        if let range { return try numbers(of: range) }
        switch try list.value(input.row, input.batch, context) {
        case .null: return .values([])
        case .list(let elements): return .values(elements)
        case let value: return .values([value])
        }
    }

    private func numbers(of range: RangeCall) throws(CypherError) -> Elements {
        var arguments: [Value] = []
        for argument in range.arguments {
            arguments.append(try argument.value(input.row, input.batch, context))
        }
        if arguments.contains(.null) { return .values([]) }
        do throws(CypherError) {
            return .numbers(try IntegerRange(arguments))
        } catch {
            throw error.located(range.span)
        }
    }

    private func emit(into batch: Batch) throws(CypherError) {
        let start = batch.count
        let count = min(batch.limit - start, pending.count - position)
        try context.tick(count)
        let cells = batch.column(slot)
        switch pending {
        case .values(let values):
            for index in 0..<count {
                cells[start + index] = try context.cell(values[position + index])
            }
        case .numbers(let range):
            for index in 0..<count { cells[start + index] = .integer(range[position + index]) }
        }
        for slot in carried {
            let cell = input.batch[slot, input.row]
            (batch.column(slot) + start).update(repeating: cell, count: count)
        }
        position += count
        batch.count = start + count
    }
}

/// Reads the number of `SKIP` or `LIMIT`, once.
struct RowCount {
    let expression: CompiledExpression
    let clause: String

    func read(_ context: ExecutionContext) throws(CypherError) -> Int {
        let batch = Batch(width: context.plan.width, limit: 1)
        batch.count = 1
        let value = try expression.value(0, batch, context)
        guard case .integer(let number) = value, number >= 0 else {
            throw .negativeCount(clause, value)
        }
        return Int(clamping: number)
    }
}

/// `LIMIT`: the first rows; then its input is not asked again.
final class LimitSource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private let count: RowCount
    /// Whether the input has effects, which a limit of zero does not prevent.
    private let hasEffects: Bool
    private var remaining: Int?

    init(
        _ input: any RowSource, count: RowCount, hasEffects: Bool, context: ExecutionContext
    ) {
        self.context = context
        self.input = input
        self.count = count
        self.hasEffects = hasEffects
    }

    func restart() {
        input.restart()
        remaining = nil
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        var left = 0
        if let remaining {
            left = remaining
        } else {
            left = try count.read(context)
            // The eager operator below does all its work when it is first asked.
            if left == 0, hasEffects { _ = try input.next(into: batch) }
            batch.count = 0
        }
        remaining = left
        guard left > 0 else { return false }
        if batch.limit > left { batch.clear(limit: left) }
        guard try input.next(into: batch) else { return false }
        batch.count = min(batch.count, left)
        remaining = left - batch.count
        return true
    }
}

/// `SKIP`: all but the first rows.
final class SkipSource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private let count: RowCount
    private let live: [Int]
    private var remaining: Int?

    init(_ input: any RowSource, count: RowCount, live: [Int], context: ExecutionContext) {
        self.context = context
        self.input = input
        self.count = count
        self.live = live
    }

    func restart() {
        input.restart()
        remaining = nil
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        var left = 0
        if let remaining { left = remaining } else { left = try count.read(context) }
        while try input.next(into: batch) {
            if left == 0 { break }
            if batch.count <= left {
                left -= batch.count
                batch.clear()
                continue
            }
            batch.dropFirst(left, slots: live)
            left = 0
            break
        }
        remaining = left
        return batch.count > 0
    }
}

/// The rows of several plans, one after the other.
final class UnionSource: RowSource {
    private let branches: [any RowSource]
    private var current = 0

    init(_ branches: [any RowSource]) { self.branches = branches }

    func restart() {
        for branch in branches { branch.restart() }
        current = 0
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while current < branches.count {
            if try branches[current].next(into: batch) { return true }
            current += 1
        }
        return false
    }
}

/// Consumes all rows of its input and keeps nothing, for a statement without `RETURN`.
final class SilentSource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource

    init(_ input: any RowSource, context: ExecutionContext) {
        self.context = context
        self.input = input
    }

    func restart() { input.restart() }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while try input.next(into: batch) {
            try context.tick(batch.count)
            batch.clear(limit: Batch.maximum)
        }
        return false
    }
}
