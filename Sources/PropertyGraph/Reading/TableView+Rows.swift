extension TableView {
    /// The number of pages.
    package var pageCount: Int { (rowCount + 255) >> 8 }

    /// The rows of a page that are in use.
    package func liveRows(page: Int) -> RowMask {
        guard let owners = owners(page: page) else { return RowMask() }
        let rows = RowMask(first: rowCount - page << 8)
        if liveCount == rowCount { return rows }
        var live = RowMask()
        for row in rows {
            if owners[row] & EntityTable.freeFlag == 0 { live.insert(row) }
        }
        return live
    }

    /// The node in a row that is in use.
    package func node(row: UInt32) -> NodeID {
        NodeID(table.owners.pointer(Int(row))?.pointee ?? 0)
    }

    /// Reads a column at the given rows; null where there is no value.
    ///
    /// - Parameters:
    ///   - key: The column's key.
    ///   - rows: Numbers of rows in use. Runs within one page are read together.
    ///   - count: How many rows there are.
    ///   - isAscending: Whether the rows ascend, which saves looking for the ends of runs.
    ///   - cells: Room for as many cells.
    /// - Complexity: 1 to 2 ns for each row where a page is dense.
    package func read(
        _ key: PropertyKeyID, rows: UnsafePointer<UInt32>, count: Int,
        isAscending: Bool = false, into cells: UnsafeMutablePointer<Cell>
    ) {
        guard let column = table.column(key.rawValue)?.pointee else {
            cells.update(repeating: .null, count: count)
            return
        }
        var start = 0
        while start < count {
            let page = rows[start] >> 8
            let end = Self.runEnd(of: page, rows, start, count, isAscending)
            if let found = column.page(Int(page)) {
                found.read(rows + start, count: end - start, into: cells + start)
            } else {
                (cells + start).update(repeating: .null, count: end - start)
            }
            start = end
        }
    }

    /// Where the run of rows of a page ends that begins at `start`.
    @inline(__always)
    private static func runEnd(
        of page: UInt32, _ rows: UnsafePointer<UInt32>, _ start: Int, _ count: Int,
        _ isAscending: Bool
    ) -> Int {
        var end = start + 1
        guard isAscending else {
            while end < count, rows[end] >> 8 == page { end += 1 }
            return end
        }
        var high = min(start + 256, count)
        while end < high {
            let middle = (end + high) >> 1
            if rows[middle] >> 8 == page { end = middle + 1 } else { high = middle }
        }
        return end
    }
}

extension ColumnPage {
    /// Reads the cells at rows of this page, given by their numbers in the table.
    fileprivate func read(
        _ rows: UnsafePointer<UInt32>, count: Int, into cells: UnsafeMutablePointer<Cell>
    ) {
        switch layout {
        case .string:
            let codes = contents.assumingMemoryBound(to: UInt32.self)
            read(rows, count, into: cells, .string) { UInt64(codes[$0]) }
        case .integer:
            let words = contents.assumingMemoryBound(to: UInt64.self)
            read(rows, count, into: cells, .integer) { words[$0] }
        case .float:
            let words = contents.assumingMemoryBound(to: UInt64.self)
            read(rows, count, into: cells, .float) { words[$0] }
        case .boolean:
            let words = contents.assumingMemoryBound(to: UInt64.self)
            read(rows, count, into: cells, .boolean) { row in
                words[row >> 6] &>> UInt64(truncatingIfNeeded: row & 63) & 1
            }
        case .sparse, .general:
            for index in 0..<count { cells[index] = cell(Int(rows[index] & 255)) }
        }
    }

    /// Makes cells of one kind, each written as a whole: the payload and a constant half.
    @inline(__always)
    private func read(
        _ rows: UnsafePointer<UInt32>, _ count: Int, into cells: UnsafeMutablePointer<Cell>,
        _ tag: Cell.Tag, _ bits: (Int) -> UInt64
    ) {
        let kind = Cell(tag: tag, bits: 0).words[1]
        let isFull = self.count == 256
        // Safety: a cell is 16 bytes of trivial data with an alignment of 8, as two words are.
        cells.withMemoryRebound(to: (UInt64, UInt64).self, capacity: count) { words in
            if isFull {
                for index in 0..<count { words[index] = (bits(Int(rows[index] & 255)), kind) }
            } else {
                for index in 0..<count {
                    let row = Int(rows[index] & 255)
                    words[index] = isPresent(row) ? (bits(row), kind) : (0, 0)
                }
            }
        }
    }
}

extension Cell {
    /// The 16 bytes as two words in memory order; those of null are zero.
    fileprivate var words: SIMD2<UInt64> { unsafeBitCast(self, to: SIMD2<UInt64>.self) }
}

extension PropertyPage {
    /// The rows that have a value.
    package var presentRows: RowMask {
        RowMask(words: SIMD4(present[0], present[1], present[2], present[3]))
    }
}
