import CypherSyntax
import PropertyGraph

/// An inner plan as one operator runs it: its argument, its operators and its batch.
final class InnerRun {
    let argument: Argument
    let source: any RowSource
    let batch: Batch

    init(_ plan: CompiledSubPlan, _ context: ExecutionContext) {
        argument = Argument(slots: plan.imports, width: context.plan.width)
        source = plan.make(context, argument)
        batch = Batch(width: context.plan.width, limit: 4)
    }

    /// Begins for an outer row.
    func start(_ outer: Batch, _ row: Int) {
        argument.take(outer, row)
        source.restart()
        batch.clear()
    }

    /// Fetches the next rows; false at the end.
    func next() throws(CypherError) -> Bool {
        batch.clearGrowing()
        return try source.next(into: batch)
    }

    /// Whether there is a row at all.
    func hasRow() throws(CypherError) -> Bool {
        batch.clear(limit: 1)
        return try source.next(into: batch)
    }

    /// Runs to the end for the effects only.
    func drain(_ context: ExecutionContext) throws(CypherError) {
        while try next() { try context.tick(batch.count) }
    }
}

/// What becomes of an outer row that has no inner rows.
enum EmptyInner: Sendable {
    /// It is dropped.
    case dropsRow
    /// It is kept with nulls in the given slots.
    case nulls([Int])
}

/// Runs an inner plan for each input row and yields its rows: apply, `OPTIONAL MATCH`, `CALL { }`.
final class ApplySource: RowSource {
    private let context: ExecutionContext
    private let inner: InnerRun
    private let empty: EmptyInner
    /// Slots taken from the outer row, and from the inner one.
    private let outerSlots: [Int]
    private let innerSlots: [Int]
    private var input: InputRows
    private var isOpen = false
    private var hasYielded = false
    private var position = 0

    init(
        _ input: any RowSource,
        inner: InnerRun,
        empty: EmptyInner,
        outerSlots: [Int],
        innerSlots: [Int],
        context: ExecutionContext
    ) {
        self.context = context
        self.inner = inner
        self.empty = empty
        self.outerSlots = outerSlots
        self.innerSlots = innerSlots
        self.input = InputRows(input, width: context.plan.width)
    }

    func restart() {
        input.restart()
        isOpen = false
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while !batch.isFull {
            if !isOpen {
                guard try input.advance() else { break }
                inner.start(input.batch, input.row)
                isOpen = true
                hasYielded = false
                position = 0
            }
            if position < inner.batch.count {
                emit(into: batch)
                continue
            }
            position = 0
            if try inner.next() {
                hasYielded = true
                continue
            }
            inner.batch.clear()
            isOpen = false
            if !hasYielded, case .nulls(let slots) = empty { emitNulls(slots, into: batch) }
        }
        return batch.count > 0
    }

    private func emit(into batch: Batch) {
        let start = batch.count
        let count = min(batch.limit - start, inner.batch.count - position)
        for slot in outerSlots {
            let cell = input.batch[slot, input.row]
            (batch.column(slot) + start).update(repeating: cell, count: count)
        }
        for slot in innerSlots {
            (batch.column(slot) + start)
                .update(from: inner.batch.column(slot) + position, count: count)
        }
        batch.count = start + count
        position += count
    }

    private func emitNulls(_ slots: [Int], into batch: Batch) {
        let row = batch.count
        batch.copy(outerSlots, from: input.batch, row: input.row, to: row)
        for slot in slots { batch[slot, row] = .null }
        batch.count = row + 1
    }
}

/// Keeps the input rows for which an inner plan yields a row, or none.
final class SemiApplySource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private let inner: InnerRun
    private let isNegated: Bool
    private let live: [Int]
    // Owned: freed in deinit.
    private let kept: UnsafeMutablePointer<Int32>

    init(
        _ input: any RowSource,
        inner: InnerRun,
        isNegated: Bool,
        live: [Int],
        context: ExecutionContext
    ) {
        self.context = context
        self.input = input
        self.inner = inner
        self.isNegated = isNegated
        self.live = live
        kept = .allocate(capacity: Batch.maximum)
    }

    deinit { kept.deallocate() }

    func restart() { input.restart() }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while try input.next(into: batch) {
            var count = 0
            for row in 0..<batch.count {
                try context.tick()
                let mark = context.heap.mark
                inner.start(batch, row)
                let isFound = try inner.hasRow()
                context.heap.reset(to: mark)
                if isFound != isNegated {
                    kept[count] = Int32(truncatingIfNeeded: row)
                    count += 1
                }
            }
            if count == 0 {
                batch.clear()
                continue
            }
            batch.keep(kept, count: count, slots: live)
            return true
        }
        return false
    }
}

/// Runs an inner plan for its effects and passes each input row on once.
final class EffectSource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private let inner: InnerRun

    init(_ input: any RowSource, inner: InnerRun, context: ExecutionContext) {
        self.context = context
        self.input = input
        self.inner = inner
    }

    func restart() { input.restart() }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        guard try input.next(into: batch) else { return false }
        for row in 0..<batch.count {
            inner.start(batch, row)
            try inner.drain(context)
        }
        return true
    }
}

/// `FOREACH (element IN list | …)`: runs an inner plan for each element, for its effects.
final class ForeachSource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private let inner: InnerRun
    private let list: CompiledExpression
    private let slot: Int

    init(
        _ input: any RowSource,
        inner: InnerRun,
        list: CompiledExpression,
        slot: Int,
        context: ExecutionContext
    ) {
        self.context = context
        self.input = input
        self.inner = inner
        self.list = list
        self.slot = slot
    }

    func restart() { input.restart() }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        guard try input.next(into: batch) else { return false }
        for row in 0..<batch.count {
            guard let (members, shape) = try list.list(row, batch, context) else { continue }
            for member in members {
                try context.tick()
                batch[slot, row] = try context.cell(member, shape.element)
                inner.start(batch, row)
                try inner.drain(context)
            }
        }
        return true
    }
}
