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
///
/// They are kept in pieces, since a single store would be copied as a whole whenever it grows,
/// which takes longer than a deadline may be overdrawn.
final class EagerSource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private let slots: [Int]
    private var stores: [RowStore] = []
    /// The store and the row in it that come next; nil before the input was read.
    private var position: (store: Int, row: Int)?

    private static let rowsInStore = 65_536

    init(_ input: any RowSource, live: [Int], context: ExecutionContext) {
        self.context = context
        self.input = input
        slots = live
    }

    func restart() {
        input.restart()
        for index in stores.indices { stores[index].removeAll(context) }
        stores.removeAll()
        position = nil
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        var (store, row) = if let position { position } else { try readInput() }
        while store < stores.count, row >= stores[store].count { (store, row) = (store + 1, 0) }
        guard store < stores.count else {
            position = (store, 0)
            return false
        }
        let count = min(batch.limit, stores[store].count - row)
        for offset in 0..<count { stores[store].copy(row + offset, into: batch, at: offset) }
        batch.count = count
        position = (store, row + count)
        return true
    }

    private func readInput() throws(CypherError) -> (store: Int, row: Int) {
        let rows = Batch(width: context.plan.width)
        while try input.next(into: rows) {
            try context.tick(rows.count)
            if (stores.last?.count ?? Self.rowsInStore) >= Self.rowsInStore {
                stores.append(RowStore(slots: slots))
            }
            try stores[stores.count - 1].append(rows, context)
            rows.clearGrowing()
        }
        return (0, 0)
    }
}
