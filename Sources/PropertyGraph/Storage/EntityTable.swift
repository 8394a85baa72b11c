/// The rows of all nodes with one label set, or of all relationships of one type.
///
/// A row is found from the entity's record; `owners` leads back. Free rows are linked through
/// `owners`. The columns lie in one block, with a small hash table from key to place behind them.
struct EntityTable: BitwiseCopyable {
    /// The number of rows ever used.
    var rowCount: UInt32 = 0
    /// The number of rows in use.
    var liveCount: UInt32 = 0
    /// The first free row plus one, 0 when there is none.
    var freeRow: UInt32 = 0
    var columnCount: UInt32 = 0
    /// For each row the entity, or with the top bit set, the next free row plus one.
    var owners = PagedArray<UInt32>()
    private var columnBlock: UnsafeMutableRawPointer?

    static let freeFlag: UInt32 = 0x8000_0000

    init() {}

    // MARK: Columns

    /// Where the columns are; valid for `columnCount` places.
    var columns: UnsafeMutablePointer<Column>? {
        columnBlock.map { Block(base: $0).elements(as: Column.self) }
    }

    /// The block's `low` is the number of columns it has room for, a power of two.
    private static func size(room: Int) -> Int {
        room * MemoryLayout<Column>.stride + room * 2 * MemoryLayout<UInt16>.stride
    }

    /// Where the key's column is, nil when no row has a value.
    @inline(__always)
    func column(_ key: UInt32) -> UnsafeMutablePointer<Column>? {
        guard let columnBlock else { return nil }
        let block = Block(base: columnBlock)
        let columns = block.elements(as: Column.self)
        let room = Int(block.header.pointee.low)
        let slots = UnsafeMutableRawPointer(columns + room).assumingMemoryBound(to: UInt16.self)
        let mask = room * 2 - 1
        var slot = Int(key) & mask
        // The hash table is at most half full, so the walk ends.
        while true {
            let place = Int(slots[slot])
            if place == 0 { return nil }
            if columns[place - 1].key == key { return columns + (place - 1) }
            slot = (slot + 1) & mask
        }
    }

    /// The cell of a key in a row.
    @inline(__always)
    func cell(_ key: UInt32, _ row: Int) -> Cell {
        column(key)?.pointee.cell(row) ?? .null
    }

    /// Puts a value or null, making the column if needed.
    ///
    /// Answers false when the table has no room for another column.
    mutating func set(_ key: UInt32, _ cell: Cell, _ row: Int, _ arena: PageArena) -> Bool {
        if let columnBlock, !arena.owns(Block(base: columnBlock)) {
            self.columnBlock = arena.writable(Block(base: columnBlock)).base
        }
        if let column = column(key) {
            column.pointee.set(cell, row, arena)
            return true
        }
        if cell.isNull { return true }
        guard let column = addColumn(key, arena) else { return false }
        column.pointee.set(cell, row, arena)
        return true
    }

    private mutating func addColumn(_ key: UInt32, _ arena: PageArena)
        -> UnsafeMutablePointer<Column>?
    {
        let count = Int(columnCount)
        let room = columnBlock.map { Int(Block(base: $0).header.pointee.low) } ?? 0
        if count == room {
            guard room < Self.columnLimit else { return nil }
            grow(to: max(4, room * 2), arena)
        }
        guard let columns else { return nil }
        (columns + count).initialize(to: Column(key: key))
        columnCount += 1
        insertSlot(count)
        return columns + count
    }

    /// The largest number of different keys within one table.
    static let columnLimit = 16_384

    private mutating func grow(to room: Int, _ arena: PageArena) {
        let larger = arena.allocate(Self.size(room: room), low: UInt16(room))
        if let columnBlock {
            let old = Block(base: columnBlock)
            larger.payload.copyMemory(
                from: old.payload,
                byteCount: Int(columnCount) * MemoryLayout<Column>.stride)
            arena.drop(old)
        }
        columnBlock = larger.base
        for place in 0..<Int(columnCount) {
            insertSlot(place)
        }
    }

    private func insertSlot(_ place: Int) {
        guard let columns, let columnBlock else { return }
        let room = Int(Block(base: columnBlock).header.pointee.low)
        let slots = UnsafeMutableRawPointer(columns + room).assumingMemoryBound(to: UInt16.self)
        let mask = room * 2 - 1
        var slot = Int(columns[place].key) & mask
        while slots[slot] != 0 {
            slot = (slot + 1) & mask
        }
        slots[slot] = UInt16(place + 1)
    }

    // MARK: Rows

    /// Takes a row for an entity.
    mutating func addRow(for owner: UInt32, _ arena: PageArena) -> UInt32 {
        liveCount += 1
        if freeRow != 0 {
            let row = freeRow - 1
            let place = owners.writable(Int(row), arena)
            freeRow = place.pointee & ~Self.freeFlag
            place.pointee = owner
            return row
        }
        let row = rowCount
        rowCount += 1
        owners.writable(Int(row), arena).pointee = owner
        return row
    }

    /// Gives a row up, with all its values.
    mutating func removeRow(_ row: UInt32, _ arena: PageArena) {
        for place in 0..<Int(columnCount) {
            guard let columns, !columns[place].cell(Int(row)).isNull else { continue }
            _ = set(columns[place].key, .null, Int(row), arena)
        }
        owners.writable(Int(row), arena).pointee = Self.freeFlag | freeRow
        freeRow = row + 1
        liveCount -= 1
        if liveCount == 0 { dropAll(arena) }
    }

    /// Frees everything once no row is left.
    private mutating func dropAll(_ arena: PageArena) {
        if let columnBlock, let columns {
            for place in 0..<Int(columnCount) {
                var column = columns[place]
                column.dropAll(rows: Int(rowCount), arena)
            }
            arena.drop(Block(base: columnBlock))
        }
        owners.dropAll(count: Int(rowCount), arena)
        self = EntityTable()
    }

    /// The properties of a row, ascending by key.
    func cells(_ row: Int) -> [(key: UInt32, cell: Cell)] {
        guard let columns else { return [] }
        var result: [(key: UInt32, cell: Cell)] = []
        for place in 0..<Int(columnCount) {
            let cell = columns[place].cell(row)
            if !cell.isNull {
                result.append((columns[place].key, cell))
            }
        }
        result.sort { $0.key < $1.key }
        return result
    }
}
