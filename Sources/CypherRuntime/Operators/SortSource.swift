import CypherSyntax
import PropertyGraph

/// A compiled key of an order.
struct CompiledSortKey: Sendable {
    let expression: CompiledExpression
    let isAscending: Bool
}

extension RowStore {
    /// Whether a row comes before another by its extra cells; equal rows keep their order.
    @inline(__always)
    func precedes(
        _ left: Int, _ right: Int, _ keys: [CompiledSortKey], _ context: ExecutionContext
    ) -> Bool {
        for (index, key) in keys.enumerated() {
            let order = CellComparison.order(
                extra(index, of: left), extra(index, of: right), context)
            if order != 0 { return (order < 0) == key.isAscending }
        }
        return left < right
    }

    /// Adds a batch with its keys computed.
    mutating func append(
        _ batch: Batch, keys: [CompiledSortKey], _ context: ExecutionContext
    ) throws(CypherError) {
        var columns: [UnsafeMutablePointer<Cell>] = []
        for key in keys {
            let column = context.borrowColumn()
            try key.expression.evaluate(batch, context, into: column)
            columns.append(column)
        }
        try append(batch, extra: columns, context)
        for _ in keys { context.returnColumn() }
    }
}

/// `ORDER BY`: all rows in order; stable.
final class SortSource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private let keys: [CompiledSortKey]
    private var store: RowStore
    private var order: [Int] = []
    private var position: Int?

    init(
        _ input: any RowSource, keys: [CompiledSortKey], live: [Int], context: ExecutionContext
    ) {
        self.context = context
        self.input = input
        self.keys = keys
        store = RowStore(slots: live, extra: keys.count)
    }

    func restart() {
        input.restart()
        store.removeAll(context)
        position = nil
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        if position == nil {
            try sort()
            position = 0
        }
        let start = position ?? 0
        let count = min(batch.limit, order.count - start)
        guard count > 0 else { return false }
        for row in 0..<count { store.copy(order[start + row], into: batch, at: row) }
        batch.count = count
        position = start + count
        return true
    }

    private func sort() throws(CypherError) {
        let rows = Batch(width: context.plan.width)
        while try input.next(into: rows) {
            try context.tick(rows.count)
            try store.append(rows, keys: keys, context)
            rows.clearGrowing()
        }
        try context.checkTime()
        order = store.order(by: keys, context)
        try context.checkTime()
    }
}

/// `ORDER BY … LIMIT n`: the first rows in order, holding about twice as many at most.
///
/// Rows that cannot be among the first are dropped when they arrive; when the store has reached
/// twice the limit, it is cut back.
final class TopSource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private let keys: [CompiledSortKey]
    private let limit: RowCount
    private let hasEffects: Bool
    /// The slots of the rows that are passed on or that keys read.
    private let used: [Int]
    private var store: RowStore
    private var order: [Int] = []
    private var position: Int?
    // Owned: freed in deinit; the rows of a batch still in the running, and whether each has won.
    private let kept: UnsafeMutablePointer<Int32>
    private let hasWon: UnsafeMutablePointer<Bool>
    /// The row that is last among the first, once there are enough.
    private var worst: [Cell]?

    init(
        _ input: any RowSource,
        keys: [CompiledSortKey],
        limit: RowCount,
        hasEffects: Bool,
        live: [Int],
        used: [Int],
        context: ExecutionContext
    ) {
        self.context = context
        self.input = input
        self.keys = keys
        self.limit = limit
        self.hasEffects = hasEffects
        self.used = used
        store = RowStore(slots: live, extra: keys.count)
        kept = .allocate(capacity: Batch.maximum)
        hasWon = .allocate(capacity: Batch.maximum)
    }

    deinit {
        kept.deallocate()
        hasWon.deallocate()
    }

    func restart() {
        input.restart()
        store.removeAll(context)
        position = nil
        worst = nil
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        if position == nil {
            try collect()
            position = 0
        }
        let start = position ?? 0
        let count = min(batch.limit, order.count - start)
        guard count > 0 else { return false }
        for row in 0..<count { store.copy(order[start + row], into: batch, at: row) }
        batch.count = count
        position = start + count
        return true
    }

    private func collect() throws(CypherError) {
        let limit = try limit.read(context)
        if limit == 0, !hasEffects { return }
        let threshold = limit > 1 << 20 ? Int.max : max(limit * 2, 64)
        let rows = Batch(width: context.plan.width)
        while try input.next(into: rows) {
            try context.tick(rows.count)
            try take(rows)
            if store.count >= threshold { cut(to: limit) }
            rows.clearGrowing()
        }
        sortStore()
        if order.count > limit { order.removeLast(order.count - limit) }
    }

    private func sortStore() {
        order = store.order(by: keys, context)
    }

    private func cut(to limit: Int) {
        sortStore()
        if order.count > limit { order.removeLast(order.count - limit) }
        // Ascending row numbers keep rows with equal keys in the order of arrival.
        worst = order.last.map { last in keys.indices.map { store.extra($0, of: last) } }
        store.keep(order.sorted(), context)
    }

    /// Adds the rows of a batch that may be among the first.
    private func take(_ rows: Batch) throws(CypherError) {
        if let worst, keys.dropFirst().allSatisfy({ $0.expression.isTotal }) {
            try takeBetter(than: worst, rows)
        } else {
            try store.append(rows, keys: keys, context)
        }
    }

    /// Adds the rows that come before the last of the first ones.
    ///
    /// A key is computed only for rows that the keys before it left in the running, so most rows
    /// cost no more than their first key.
    private func takeBetter(than worst: [Cell], _ rows: Batch) throws(CypherError) {
        var columns: [UnsafeMutablePointer<Cell>] = []
        for (index, key) in keys.enumerated() {
            let column = context.borrowColumn()
            columns.append(column)
            try key.expression.evaluate(rows, context, into: column)
            context.graph.touchTexts(of: column, count: rows.count)
            let isLast = index == keys.count - 1
            var count = 0
            for row in 0..<rows.count {
                var isBetter = index > 0 && hasWon[row]
                if !isBetter {
                    let order = CellComparison.order(column[row], worst[index], context)
                    // Of equal rows the earlier one stays.
                    if order == 0 ? isLast : (order < 0) != key.isAscending { continue }
                    isBetter = order != 0
                }
                kept[count] = Int32(truncatingIfNeeded: row)
                hasWon[count] = isBetter
                for column in columns { column[count] = column[row] }
                count += 1
            }
            rows.keep(kept, count: count, slots: used)
            if count == 0 { break }
        }
        if rows.count > 0 { try store.append(rows, extra: columns, context) }
        for _ in columns { context.returnColumn() }
    }
}

extension RowStore {
    /// Adds one row with its extra cells.
    mutating func append(
        _ batch: Batch,
        row: Int,
        _ context: ExecutionContext,
        extra columns: [UnsafeMutablePointer<Cell>]
    ) throws(CypherError) {
        try append(batch, row: row, context)
        for column in columns { cells.append(column[row]) }
    }

    /// Keeps the given rows, ascending, and drops the others.
    mutating func keep(_ rows: [Int], _ context: ExecutionContext) {
        let dropped = count - rows.count
        context.heap.release(bytes: dropped &* max(width, 1) &* MemoryLayout<Cell>.stride)
        var kept: [Cell] = []
        kept.reserveCapacity(rows.count * width * 2)
        for row in rows { kept += cells[row * width..<(row + 1) * width] }
        cells = kept
        count = rows.count
    }
}
