/// The keys of nodes that were added in bulk, under one uniqueness constraint, by their hash.
///
/// Holds 8 bytes a place: the upper half of the hash, and the node plus one.
struct UniqueKeyTable {
    private var slots = [UInt64](repeating: 0, count: 64)
    private var count = 0

    /// The first node with this hash of which `isEqual` is true.
    @inline(__always)
    func find(_ hash: UInt64, _ isEqual: (UInt32) -> Bool) -> UInt32? {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let occupant = slots[slot]
            let node = UInt32(truncatingIfNeeded: occupant) &- 1
            if occupant >> 32 == hash >> 32, isEqual(node) { return node }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Enters a node whose key is not there.
    mutating func insert(_ hash: UInt64, _ node: UInt32, _ rehash: (UInt32) -> UInt64?) {
        if count * 2 >= slots.count { grow(rehash) }
        place(hash, node)
        count += 1
    }

    private mutating func place(_ hash: UInt64, _ node: UInt32) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = hash & ~0xFFFF_FFFF | UInt64(node &+ 1)
    }

    private mutating func grow(_ rehash: (UInt32) -> UInt64?) {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 4)
        for occupant in old where occupant != 0 {
            let node = UInt32(truncatingIfNeeded: occupant) &- 1
            if let hash = rehash(node) { place(hash, node) }
        }
    }
}
