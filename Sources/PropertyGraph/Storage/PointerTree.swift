/// A persistent array of optional blocks: a growing top of middle blocks of 64 pointers.
///
/// Replacing one pointer copies the top and one middle block. A value is two words and trivial.
struct PointerTree {
    private var top: Block?

    private static let fanOut = 64

    /// The number of places there is room for.
    var capacity: Int { (top?.payloadSize ?? 0) / 8 * Self.fanOut }

    /// The block at `index`, nil when absent or beyond the end.
    subscript(index: Int) -> Block? {
        @inline(__always) get {
            guard let top else { return nil }
            let position = index >> 6
            guard position < top.payloadSize >> 3 else { return nil }
            guard let middle = top.elements(as: UnsafeMutableRawPointer?.self)[position] else {
                return nil
            }
            // Middle blocks always have 64 places.
            let pointers = Block(base: middle).elements(as: UnsafeMutableRawPointer?.self)
            return pointers[index & 63].map(Block.init(base:))
        }
    }

    /// Puts a block, or nothing, at `index`.
    mutating func set(_ index: Int, to block: Block?, _ arena: PageArena) {
        let position = index >> 6
        let ownTop = writableTop(holding: position, arena)
        let middles = ownTop.elements(as: UnsafeMutableRawPointer?.self)
        let middle: Block
        if let existing = middles[position] {
            middle = arena.writable(Block(base: existing))
        } else {
            middle = arena.allocate(Self.fanOut * 8)
        }
        middles[position] = middle.base
        middle.elements(as: UnsafeMutableRawPointer?.self)[index & 63] = block?.base
    }

    private mutating func writableTop(holding position: Int, _ arena: PageArena) -> Block {
        let result: Block
        if let top {
            let places = top.payloadSize >> 3
            result =
                position < places
                ? arena.writable(top)
                : arena.copy(top, size: max(position + 1, places * 2) * 8)
        } else {
            result = arena.allocate((position + 1) * 8)
        }
        top = result
        return result
    }

    /// Drops the structure's own blocks; the blocks pointed to are the caller's.
    mutating func dropAll(_ arena: PageArena) {
        guard let top else { return }
        let middles = top.elements(as: UnsafeMutableRawPointer?.self)
        for position in 0..<(top.payloadSize >> 3) {
            if let middle = middles[position] {
                arena.drop(Block(base: middle))
            }
        }
        arena.drop(top)
        self.top = nil
    }
}
