/// A persistent array of trivial records in pages of 256; places never written read as zero.
struct PagedArray<Element: BitwiseCopyable> {
    private var pages = PointerTree()

    /// The number of records in a page.
    static var pageSize: Int { 256 }

    init() {}

    /// Where the record is, nil when its page does not exist (all zero).
    @inline(__always)
    func pointer(_ index: Int) -> UnsafePointer<Element>? {
        guard let page = pages[index >> 8] else { return nil }
        return UnsafePointer(page.elements(as: Element.self) + (index & 255))
    }

    /// The records of one page, nil when all are zero.
    func page(_ index: Int) -> UnsafePointer<Element>? {
        pages[index].map { UnsafePointer($0.elements(as: Element.self)) }
    }

    /// Where the record can be written.
    mutating func writable(_ index: Int, _ arena: PageArena) -> UnsafeMutablePointer<Element> {
        if let page = pages[index >> 8], arena.owns(page) {
            return page.elements(as: Element.self) + (index & 255)
        }
        let page: Block
        if let existing = pages[index >> 8] {
            page = arena.writable(existing)
        } else {
            page = arena.allocate(Self.pageSize * MemoryLayout<Element>.stride)
        }
        pages.set(index >> 8, to: page, arena)
        return page.elements(as: Element.self) + (index & 255)
    }

    /// Drops all pages up to the one that holds `count`.
    mutating func dropAll(count: Int, _ arena: PageArena) {
        for index in 0..<((count + 255) >> 8) {
            if let page = pages[index] {
                arena.drop(page)
            }
        }
        pages.dropAll(arena)
    }
}
