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

    deinit { cells.deallocate() }

    /// Empties the batch and makes room for `limit` rows.
    package func clear(limit: Int) {
        count = 0
        self.limit = limit
        guard limit > stride else { return }
        cells.deallocate()
        stride = limit
        cells = .allocate(capacity: width * stride)
        cells.initialize(repeating: .null, count: width * stride)
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
    package func clear() { count = 0 }

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
        }
        count = kept
    }
}
