/// Makes the keys of many cells, remembering those of texts.
///
/// A million columns have a few ten thousand names, so most keys are found again by the code of
/// their text, without a look at it.
struct IndexKeyMemo {
    private let interner: Interner
    /// By the lowest bits of the code; unused places hold a code that is never given out.
    private var known: [(code: UInt32, key: IndexKey)] = []
    private static let places = 1 << 16
    /// For fewer cells nothing is remembered.
    private static let fewCells = 4096

    /// Makes a memo for about `count` cells.
    init(_ interner: Interner, count: Int) {
        self.interner = interner
        guard count > Self.fewCells else { return }
        let none = (UInt32.max, IndexKey(high: 0, middle: 0))
        known = Array(repeating: none, count: Self.places)
    }

    /// The key of a property's cell; nil for null and for what cannot be a property.
    @inline(__always)
    mutating func key(of cell: Cell) -> IndexKey? {
        guard cell.tag == .string, !known.isEmpty else { return IndexKey(cell, interner) }
        let place = Int(cell.code) & (Self.places - 1)
        if known[place].code == cell.code { return known[place].key }
        let key = IndexKey.text(interner.bytes(cell.code), code: cell.code)
        known[place] = (cell.code, key)
        return key
    }
}
