import CypherSyntax
import PropertyGraph

/// Rows kept by an operator that needs many of them at once: sorting, joining, eagerness.
///
/// Rows are contiguous here, since they are moved and compared as wholes. Their bytes count
/// toward the query's memory budget.
struct RowStore {
    /// The slots kept, in order.
    let slots: [Int]
    /// Additional cells of each row after its slots, such as sort keys.
    let extra: Int
    var cells: [Cell] = []
    var count = 0

    init(slots: [Int], extra: Int = 0) {
        self.slots = slots
        self.extra = extra
    }

    /// Cells in a row.
    var width: Int { slots.count + extra }

    /// Adds the rows of a batch, extra cells coming from columns.
    mutating func append(
        _ batch: Batch,
        extra columns: [UnsafeMutablePointer<Cell>] = [],
        _ context: ExecutionContext
    ) throws(CypherError) {
        try context.heap.reserve(bytes: batch.count &* max(width, 1) &* MemoryLayout<Cell>.stride)
        for row in 0..<batch.count {
            for slot in slots { cells.append(batch.column(slot)[row]) }
            for column in columns { cells.append(column[row]) }
        }
        count += batch.count
    }

    /// Adds one row of a batch.
    mutating func append(
        _ batch: Batch, row: Int, _ context: ExecutionContext
    ) throws(CypherError) {
        try context.heap.reserve(bytes: max(width, 1) &* MemoryLayout<Cell>.stride)
        for slot in slots { cells.append(batch.column(slot)[row]) }
        count += 1
    }

    /// Copies a kept row into a row of a batch.
    @inline(__always)
    func copy(_ row: Int, into batch: Batch, at target: Int) {
        let start = row &* width
        for (offset, slot) in slots.enumerated() {
            batch.column(slot)[target] = cells[start &+ offset]
        }
    }

    /// One of a row's extra cells.
    @inline(__always)
    func extra(_ index: Int, of row: Int) -> Cell {
        cells[row &* width &+ slots.count &+ index]
    }

    /// Forgets all rows and gives their bytes back to the budget.
    mutating func removeAll(_ context: ExecutionContext) {
        context.heap.release(bytes: count &* max(width, 1) &* MemoryLayout<Cell>.stride)
        cells.removeAll(keepingCapacity: true)
        count = 0
    }
}

/// All input rows are produced before the first is passed on.
final class EagerSource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private var store: RowStore
    private var position: Int?

    init(_ input: any RowSource, live: [Int], context: ExecutionContext) {
        self.context = context
        self.input = input
        store = RowStore(slots: live)
    }

    func restart() {
        input.restart()
        store.removeAll(context)
        position = nil
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        if position == nil {
            let rows = Batch(width: context.plan.width)
            while try input.next(into: rows) {
                try context.tick(rows.count)
                try store.append(rows, context)
                rows.clearGrowing()
            }
            position = 0
        }
        let start = position ?? 0
        let count = min(batch.limit, store.count - start)
        for row in 0..<max(count, 0) { store.copy(start + row, into: batch, at: row) }
        batch.count = max(count, 0)
        position = start + batch.count
        return batch.count > 0
    }
}
