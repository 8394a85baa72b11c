/// The values of one property key in up to 256 consecutive rows of a table.
///
/// A page begins sparse (a bitmap and the present values packed in row order) and becomes dense
/// when it fills: 8-byte integers or floats, 4-byte text codes, bits, or whole cells where kinds
/// are mixed.
///
/// Block: header (`low` = kind, `high` = number of values), 4 bitmap words, contents.
package struct ColumnPage {
    let block: Block

    /// How the contents are laid out.
    package enum Layout: UInt16, Sendable {
        /// Cells of the present rows only, in row order.
        case sparse = 1
        /// 256 bits.
        case boolean
        /// 256 two's complement words.
        case integer
        /// 256 IEEE 754 words.
        case float
        /// 256 text codes of 32 bits.
        case string
        /// 256 cells.
        case general

        /// The bytes of a dense page's contents.
        var denseSize: Int {
            switch self {
            case .sparse: 0
            case .boolean: 32
            case .integer, .float: 2048
            case .string: 1024
            case .general: 4096
            }
        }

        /// The layout that holds just this cell's kind.
        init(holding cell: Cell) {
            switch cell.tag {
            case .boolean: self = .boolean
            case .integer: self = .integer
            case .float: self = .float
            case .string: self = .string
            default: self = .general
            }
        }
    }

    static let bitmapSize = 32
    /// A sparse page with more values becomes dense.
    static let sparseLimit = 32

    /// How the contents are laid out; an unknown mark cannot occur.
    package var layout: Layout {
        Layout(rawValue: block.header.pointee.low) ?? .sparse
    }

    /// The number of values.
    package var count: Int { Int(block.header.pointee.high) }

    /// Four words, a bit set for each row that has a value.
    package var bitmap: UnsafeMutablePointer<UInt64> { block.elements(as: UInt64.self) }

    /// The contents, as the layout says.
    ///
    /// Valid as long as the graph it came from is held.
    package var contents: UnsafeMutableRawPointer { block.payload + Self.bitmapSize }

    /// Whether the row has a value.
    @inline(__always)
    package func isPresent(_ row: Int) -> Bool {
        bitmap[row >> 6] & (1 << UInt64(row & 63)) != 0
    }

    /// The cell at a row (0 ..< 256), null where there is no value.
    @inline(__always)
    package func cell(_ row: Int) -> Cell {
        guard isPresent(row) else { return .null }
        switch block.header.pointee.low {
        case Layout.string.rawValue:
            return .string(code: contents.assumingMemoryBound(to: UInt32.self)[row])
        case Layout.integer.rawValue:
            return Cell(
                tag: .integer, bits: contents.assumingMemoryBound(to: UInt64.self)[row])
        case Layout.float.rawValue:
            return Cell(tag: .float, bits: contents.assumingMemoryBound(to: UInt64.self)[row])
        case Layout.boolean.rawValue:
            let word = contents.assumingMemoryBound(to: UInt64.self)[row >> 6]
            return .boolean(word & (1 << UInt64(row & 63)) != 0)
        case Layout.general.rawValue:
            return contents.assumingMemoryBound(to: Cell.self)[row]
        default:
            return contents.assumingMemoryBound(to: Cell.self)[rank(row)]
        }
    }

    /// The number of values in rows before `row`.
    func rank(_ row: Int) -> Int {
        var result = 0
        for word in 0..<(row >> 6) {
            result += bitmap[word].nonzeroBitCount
        }
        let below: UInt64 = (1 << UInt64(row & 63)) - 1
        return result + (bitmap[row >> 6] & below).nonzeroBitCount
    }
}

// MARK: - Writing

extension ColumnPage {
    static func make(_ layout: Layout, capacity: Int = 4, _ arena: PageArena) -> ColumnPage {
        let size = layout == .sparse ? capacity * 16 : layout.denseSize
        return ColumnPage(
            block: arena.allocate(Self.bitmapSize + size, low: layout.rawValue))
    }

    /// Puts a value in a row of a page the draft owns.
    ///
    /// Answers the page that holds it: this one, or the one that replaces it.
    func put(_ cell: Cell, _ row: Int, _ arena: PageArena) -> ColumnPage {
        let layout = layout
        if layout == .sparse { return putSparse(cell, row, arena) }
        guard layout == .general || layout == Layout(holding: cell) else {
            return converted(to: .general, arena).put(cell, row, arena)
        }
        writeDense(cell, row, layout)
        markPresent(row)
        return self
    }

    private func writeDense(_ cell: Cell, _ row: Int, _ layout: Layout) {
        switch layout {
        case .string:
            contents.assumingMemoryBound(to: UInt32.self)[row] = cell.code
        case .integer, .float:
            contents.assumingMemoryBound(to: UInt64.self)[row] = cell.bits
        case .boolean:
            let words = contents.assumingMemoryBound(to: UInt64.self)
            let bit: UInt64 = 1 << UInt64(row & 63)
            words[row >> 6] = cell.bits == 0 ? words[row >> 6] & ~bit : words[row >> 6] | bit
        case .general, .sparse:
            contents.assumingMemoryBound(to: Cell.self)[row] = cell
        }
    }

    private func markPresent(_ row: Int) {
        let bit: UInt64 = 1 << UInt64(row & 63)
        if bitmap[row >> 6] & bit == 0 {
            bitmap[row >> 6] |= bit
            block.header.pointee.high += 1
        }
    }

    private func putSparse(_ cell: Cell, _ row: Int, _ arena: PageArena) -> ColumnPage {
        let position = rank(row)
        if isPresent(row) {
            contents.assumingMemoryBound(to: Cell.self)[position] = cell
            return self
        }
        let count = count
        if count >= Self.sparseLimit {
            return converted(to: denseLayout(with: cell), arena).put(cell, row, arena)
        }
        var page = self
        let capacity = (block.payloadSize - Self.bitmapSize) / 16
        if count == capacity {
            let size = Self.bitmapSize + min(Self.sparseLimit, capacity * 2) * 16
            page = ColumnPage(block: arena.copy(block, size: size))
        }
        let cells = page.contents.assumingMemoryBound(to: Cell.self)
        var index = count
        while index > position {
            cells[index] = cells[index - 1]
            index -= 1
        }
        cells[position] = cell
        page.markPresent(row)
        return page
    }

    /// Removes the value of a row that has one, from a page the draft owns.
    func clear(_ row: Int) {
        if layout == .sparse {
            let cells = contents.assumingMemoryBound(to: Cell.self)
            for index in rank(row)..<(count - 1) {
                cells[index] = cells[index + 1]
            }
        }
        bitmap[row >> 6] &= ~(1 << UInt64(row & 63))
        block.header.pointee.high -= 1
    }

    /// The dense layout that fits all present cells and one more.
    private func denseLayout(with cell: Cell) -> Layout {
        let wanted = Layout(holding: cell)
        let cells = contents.assumingMemoryBound(to: Cell.self)
        for index in 0..<count where Layout(holding: cells[index]) != wanted {
            return .general
        }
        return wanted
    }

    private func converted(to layout: Layout, _ arena: PageArena) -> ColumnPage {
        let result = Self.make(layout, arena)
        for row in 0..<256 where isPresent(row) {
            result.writeDense(cell(row), row, layout)
            result.markPresent(row)
        }
        arena.drop(block)
        return result
    }
}
