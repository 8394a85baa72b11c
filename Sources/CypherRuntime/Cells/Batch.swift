package import PropertyGraph

/// Rows on their way from one operator to the next: one column of cells for each slot.
///
/// Columns, not rows, lie together in memory. An expression is evaluated over a column at a time,
/// so that its tree is walked once for each batch: about 4 ns for each row of `a + b < c + 7`
/// instead of 32 (closures) or 56 (a virtual call for each row) measured with rows.
///
/// A batch is used by one execution on one thread at a time.
package final class Batch {
    /// The number of slots.
    package let width: Int
    /// How many rows the consumer wants at most in the next call.
    package private(set) var limit: Int
    /// How many rows there are.
    package var count = 0
    /// The distance from one column to the next, in cells.
    private var stride: Int
    /// How often the batch was emptied to be filled again.
    private var rounds = 0
    // Owned and freed by this object; column `s` is `cells[s * stride ..< s * stride + stride]`.
    private var cells: UnsafeMutablePointer<Cell>
    /// Where the nodes of one slot lie, when they come from one table; see `RowOrigin`.
    ///
    /// Whoever reorders rows or writes that slot must keep it in step or set it to nil.
    package var origin: RowOrigin?
    // Owned: as many places as there are in a column; nil until a scan needs it.
    private var tableRows: UnsafeMutablePointer<UInt32>?

    /// The most rows in a batch.
    package static let maximum = 1_024

    /// Makes an empty batch for `limit` rows of `width` slots, all null.
    package init(width: Int, limit: Int = 16) {
        self.width = max(width, 1)
        self.limit = limit
        stride = limit
        cells = .allocate(capacity: self.width * stride)
        cells.initialize(repeating: .null, count: self.width * stride)
    }

    deinit {
        cells.deallocate()
        tableRows?.deallocate()
    }

    /// Empties the batch and makes room for `limit` rows.
    package func clear(limit: Int) {
        clear()
        self.limit = limit
        guard limit > stride else { return }
        cells.deallocate()
        stride = limit
        cells = .allocate(capacity: width * stride)
        cells.initialize(repeating: .null, count: width * stride)
        tableRows?.deallocate()
        tableRows = nil
    }

    /// Empties the batch and lets the next one be larger, up to `maximum`.
    ///
    /// After a first few that were not filled it stays as it is: most sources have no more then,
    /// and making room costs more than a short answer.
    package func clearGrowing() {
        rounds &+= 1
        if count < limit, rounds < 3 { return clear() }
        clear(limit: min(Batch.maximum, limit &* 4))
    }

    /// Empties the batch.
    package func clear() {
        count = 0
        origin = nil
    }

    /// Whether as many rows are there as are wanted.
    @inline(__always)
    package var isFull: Bool { count >= limit }

    /// The cells of a slot, one for each row.
    ///
    /// Valid until the batch is cleared with a larger limit.
    @inline(__always)
    package func column(_ slot: Int) -> UnsafeMutablePointer<Cell> {
        assert(slot < width)
        return cells + slot &* stride
    }

    /// One cell.
    @inline(__always)
    package subscript(slot: Int, row: Int) -> Cell {
        get { column(slot)[row] }
        set { column(slot)[row] = newValue }
    }

    /// Copies the given slots of a row of another batch into a row of this one.
    @inline(__always)
    package func copy(_ slots: [Int], from source: Batch, row: Int, to target: Int) {
        for slot in slots { column(slot)[target] = source.column(slot)[row] }
    }

    /// Copies the given slots of several rows of another batch, to rows from `start` on.
    package func gather(
        _ slots: [Int],
        from source: Batch,
        rows: UnsafePointer<Int32>,
        count: Int,
        at start: Int
    ) {
        for slot in slots {
            let from = source.column(slot)
            let into = column(slot) + start
            for index in 0..<count { into[index] = from[Int(rows[index])] }
        }
    }

    /// Keeps the given rows, ascending, and drops the others.
    package func keep(_ rows: UnsafePointer<Int32>, count kept: Int, slots: [Int]) {
        if kept < count {
            for slot in slots {
                let cells = column(slot)
                for index in 0..<kept { cells[index] = cells[Int(rows[index])] }
            }
            if origin != nil {
                let places = originRows
                for index in 0..<kept { places[index] = places[Int(rows[index])] }
            }
        }
        count = kept
    }

    /// Drops the first rows.
    package func dropFirst(_ dropped: Int, slots: [Int]) {
        let kept = max(count - dropped, 0)
        for slot in slots {
            let cells = column(slot)
            for index in 0..<kept { cells[index] = cells[index + dropped] }
        }
        if origin != nil {
            let places = originRows
            for index in 0..<kept { places[index] = places[index + dropped] }
        }
        count = kept
    }

    /// The number of each row in the table of `origin`; meaningless without one.
    package var originRows: UnsafeMutablePointer<UInt32> {
        if let tableRows { return tableRows }
        let fresh = UnsafeMutablePointer<UInt32>.allocate(capacity: stride)
        fresh.initialize(repeating: 0, count: stride)
        tableRows = fresh
        return fresh
    }

    /// Whether the nodes of a slot are the owners of the rows that the origin names; costly.
    func isTrue(to origin: RowOrigin) -> Bool {
        (0..<count).allSatisfy { row in
            let node = column(origin.slot)[row]
            return node.tag == .node && node.nodeBits == origin.table.node(row: originRows[row])
        }
    }
}

/// Says that a batch's nodes in one slot are rows of one table.
///
/// A scan knows where its nodes lie, so that their properties can be read from the columns: 1 to
/// 2 ns instead of a look-up by identity of 12 to 19 ns. The row numbers are the batch's
/// `originRows`.
package struct RowOrigin {
    /// The slot of the nodes.
    let slot: Int
    /// The table, of the graph that the query reads.
    let table: TableView
    /// Whether the row numbers ascend.
    var isAscending: Bool
}
