/// The keys of nodes that were added in bulk, under one uniqueness constraint, by their hash.
///
/// Holds eight bytes a place: the hash, and the node plus one, so that growing needs nothing else.
struct UniqueKeyTable {
    private var slots = [UInt64](repeating: 0, count: 64)
    private var count = 0

    /// The first node with this hash of which `isEqual` is true.
    @inline(__always)
    func find(_ hash: UInt32, _ isEqual: (UInt32) -> Bool) -> UInt32? {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let occupant = slots[slot]
            let node = UInt32(truncatingIfNeeded: occupant) &- 1
            if occupant >> 32 == UInt64(hash), isEqual(node) { return node }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Enters a node whose key is not there.
    mutating func insert(_ hash: UInt32, _ node: UInt32) {
        if count * 2 >= slots.count {
            let old = slots
            slots = [UInt64](repeating: 0, count: old.count * 4)
            for occupant in old where occupant != 0 { place(occupant) }
        }
        place(UInt64(hash) << 32 | UInt64(node &+ 1))
        count += 1
    }

    private mutating func place(_ occupant: UInt64) {
        let mask = slots.count - 1
        var slot = Int(occupant >> 32) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = occupant
    }
}
