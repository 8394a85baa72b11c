import CypherSyntax
import PropertyGraph

/// Every pair of rows of two independent plans; the right one is run once and kept.
final class ProductSource: RowSource {
    private let context: ExecutionContext
    private let right: any RowSource
    private let leftSlots: [Int]
    private var left: InputRows
    private var store: RowStore
    private var isFilled = false
    private var position = 0

    init(
        _ left: any RowSource,
        _ right: any RowSource,
        leftSlots: [Int],
        rightSlots: [Int],
        context: ExecutionContext
    ) {
        self.context = context
        self.right = right
        self.leftSlots = leftSlots
        self.left = InputRows(left, width: context.plan.width)
        store = RowStore(slots: rightSlots)
    }

    func restart() {
        left.restart()
        right.restart()
        store.removeAll(context)
        isFilled = false
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        if !isFilled {
            let rows = Batch(width: context.plan.width)
            while try right.next(into: rows) {
                try context.tick(rows.count)
                try store.append(rows, context)
                rows.clearGrowing()
            }
            isFilled = true
            position = store.count
        }
        guard store.count > 0 else { return false }
        while !batch.isFull {
            if position >= store.count {
                guard try left.advance() else { break }
                position = 0
            }
            let start = batch.count
            let count = min(batch.limit - start, store.count - position)
            try context.tick(count)
            for row in 0..<count { store.copy(position + row, into: batch, at: start + row) }
            for slot in leftSlots {
                let cell = left.batch[slot, left.row]
                (batch.column(slot) + start).update(repeating: cell, count: count)
            }
            position += count
            batch.count = start + count
        }
        return batch.count > 0
    }
}

/// Every pair of rows whose keys are equal and not null: the left rows in a hash table, the right
/// ones probing it.
final class HashJoinSource: RowSource {
    private let context: ExecutionContext
    private let left: any RowSource
    private let leftKeys: [CompiledExpression]
    private let rightKeys: [CompiledExpression]
    private let rightSlots: [Int]
    private var right: InputRows
    private var store: RowStore
    private var heads: [UInt64: Int32] = [:]
    private var following: [Int32] = []
    private var isFilled = false
    private var candidate: Int32 = -1
    private var probe: [Cell] = []

    init(
        _ left: any RowSource,
        _ right: any RowSource,
        leftKeys: [CompiledExpression],
        rightKeys: [CompiledExpression],
        leftSlots: [Int],
        rightSlots: [Int],
        context: ExecutionContext
    ) {
        self.context = context
        self.left = left
        self.leftKeys = leftKeys
        self.rightKeys = rightKeys
        self.rightSlots = rightSlots
        self.right = InputRows(right, width: context.plan.width)
        store = RowStore(slots: leftSlots, extra: leftKeys.count)
    }

    func restart() {
        left.restart()
        right.restart()
        store.removeAll(context)
        heads = [:]
        following = []
        isFilled = false
        candidate = -1
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        if !isFilled {
            try fill()
            isFilled = true
        }
        guard store.count > 0 else { return false }
        while !batch.isFull {
            if candidate < 0 {
                guard try right.advance() else { break }
                try context.tick()
                try openProbe()
                continue
            }
            let row = Int(candidate)
            candidate = following[row]
            if !matches(row) { continue }
            let target = batch.count
            store.copy(row, into: batch, at: target)
            batch.copy(rightSlots, from: right.batch, row: right.row, to: target)
            batch.count = target + 1
        }
        return batch.count > 0
    }

    private func fill() throws(CypherError) {
        let rows = Batch(width: context.plan.width)
        while try left.next(into: rows) {
            try context.tick(rows.count)
            var columns: [UnsafeMutablePointer<Cell>] = []
            for key in leftKeys {
                let column = context.borrowColumn()
                try key.evaluate(rows, context, into: column)
                columns.append(column)
            }
            for row in 0..<rows.count where columns.allSatisfy({ !$0[row].isNull }) {
                let hash = columns.reduce(UInt64(0)) { hash, column in
                    CellComparison.mixed(hash ^ CellComparison.hash(column[row], context))
                }
                following.append(heads[hash] ?? -1)
                heads[hash] = Int32(truncatingIfNeeded: store.count)
                try store.append(rows, row: row, context, extra: columns)
            }
            for _ in leftKeys { context.returnColumn() }
            rows.clearGrowing()
        }
    }

    private func openProbe() throws(CypherError) {
        probe.removeAll(keepingCapacity: true)
        var hash: UInt64 = 0
        for key in rightKeys {
            let cell = try key.cell(right.row, right.batch, context)
            if cell.isNull { return }
            probe.append(cell)
            hash = CellComparison.mixed(hash ^ CellComparison.hash(cell, context))
        }
        candidate = heads[hash] ?? -1
    }

    private func matches(_ row: Int) -> Bool {
        for (index, cell) in probe.enumerated() {
            let answer = CellComparison.equal(store.extra(index, of: row), cell, context)
            if !answer.isTrue { return false }
        }
        return true
    }
}
