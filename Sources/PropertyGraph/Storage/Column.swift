/// All values of one property key in one table.
struct Column {
    /// The key.
    var key: UInt32
    /// The number of values.
    var count: UInt32 = 0
    var pages = PointerTree()

    init(key: UInt32) {
        self.key = key
    }

    @inline(__always)
    func page(_ index: Int) -> ColumnPage? {
        pages[index].map(ColumnPage.init(block:))
    }

    @inline(__always)
    func cell(_ row: Int) -> Cell {
        page(row >> 8)?.cell(row & 255) ?? .null
    }

    /// Puts a value, or null to remove it.
    mutating func set(_ cell: Cell, _ row: Int, _ arena: PageArena) {
        if cell.isNull {
            remove(row, arena)
            return
        }
        let index = row >> 8
        let found = page(index)
        let page: ColumnPage
        var before = 0
        if let found {
            before = found.count
            page = ColumnPage(block: arena.writable(found.block))
        } else {
            page = ColumnPage.make(layoutOfNewPage(index, for: cell), arena)
        }
        let result = page.put(cell, row & 255, arena)
        if result.block.base != found?.block.base {
            pages.set(index, to: result.block, arena)
        }
        count += UInt32(result.count - before)
    }

    private mutating func remove(_ row: Int, _ arena: PageArena) {
        let index = row >> 8
        guard let found = page(index), found.isPresent(row & 255) else { return }
        count -= 1
        if found.count == 1 {
            arena.drop(found.block)
            pages.set(index, to: nil, arena)
            return
        }
        let page = ColumnPage(block: arena.writable(found.block))
        if page.block.base != found.block.base {
            pages.set(index, to: page.block, arena)
        }
        page.clear(row & 255)
    }

    /// A page that follows a full one of the same kind will probably be full as well.
    private func layoutOfNewPage(_ index: Int, for cell: Cell) -> ColumnPage.Layout {
        guard index > 0, let previous = page(index - 1), previous.count > 224,
            previous.layout == ColumnPage.Layout(holding: cell)
        else { return .sparse }
        return previous.layout
    }

    mutating func dropAll(rows: Int, _ arena: PageArena) {
        for index in 0..<((rows + 255) >> 8) {
            if let page = pages[index] {
                arena.drop(page)
            }
        }
        pages.dropAll(arena)
        count = 0
    }
}
