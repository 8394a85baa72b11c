import PropertyGraph

/// Numbers the nodes that a search meets from 0, in order of arrival.
///
/// Open addressing in which a slot holds node and number together, so that a look-up is one miss
/// at most, and a small search touches a few cache lines only.
///
/// - Complexity: O(1) expected; the table doubles when half full. 24 to 40 bytes for each node.
final class NodePlaces {
    /// How many nodes there are.
    private(set) var count = 0
    /// The nodes by their numbers; valid until the next insertion.
    private(set) var nodes: UnsafeMutablePointer<NodeID>
    private var room: Int
    // Both buffers are owned and freed in deinit. A slot is 0 or holds the node in its upper and
    // the number plus one in its lower half.
    private var slots: UnsafeMutablePointer<UInt64>
    private var bits: Int

    private static let leastBits = 5

    /// Makes an empty table.
    init() {
        bits = Self.leastBits
        room = 1 << (bits - 1)
        nodes = .allocate(capacity: room)
        slots = .allocate(capacity: 1 << bits)
        slots.initialize(repeating: 0, count: 1 << bits)
    }

    deinit {
        nodes.deallocate()
        slots.deallocate()
    }

    /// About how many bytes a table of that many nodes takes.
    static func size(of count: Int) -> Int { count &* 40 }

    /// Forgets all nodes; the room that a large search took is given up.
    func removeAll() {
        if count == 0 { return }
        count = 0
        if bits > Self.leastBits + 6 {
            resize(to: Self.leastBits)
        } else {
            slots.update(repeating: 0, count: 1 << bits)
        }
    }

    /// The number of a node, which is added when new.
    @inline(__always)
    func insert(_ node: NodeID) -> (place: Int, isNew: Bool) {
        let slot = slot(of: node)
        let word = slots[slot]
        if word != 0 { return (Int(truncatingIfNeeded: word & 0xFFFF_FFFF) &- 1, false) }
        let place = count
        nodes[place] = node
        count = place &+ 1
        slots[slot] = Self.word(node, place)
        if count == room { resize(to: bits + 1) }
        return (place, true)
    }

    /// The number of a node, nil when it was not met.
    @inline(__always)
    func place(of node: NodeID) -> Int? {
        let word = slots[slot(of: node)]
        return word == 0 ? nil : Int(truncatingIfNeeded: word & 0xFFFF_FFFF) &- 1
    }

    @inline(__always)
    private static func word(_ node: NodeID, _ place: Int) -> UInt64 {
        UInt64(node.rawValue) << 32 | UInt64(truncatingIfNeeded: place &+ 1)
    }

    /// Where the node is or would be.
    ///
    /// At most half of the slots are taken, so the walk ends.
    @inline(__always)
    private func slot(of node: NodeID) -> Int {
        let mask = (1 << bits) &- 1
        let hash = UInt64(node.rawValue) &* 0x9E37_79B9_7F4A_7C15
        var slot = Int(truncatingIfNeeded: hash >> UInt64(64 &- bits))
        while slots[slot] != 0, slots[slot] >> 32 != UInt64(node.rawValue) {
            slot = (slot &+ 1) & mask
        }
        return slot
    }

    /// Makes room for half as many nodes as `2^bits`, keeping those there are.
    private func resize(to bits: Int) {
        slots.deallocate()
        self.bits = bits
        slots = .allocate(capacity: 1 << bits)
        slots.initialize(repeating: 0, count: 1 << bits)
        room = 1 << (bits - 1)
        let larger = UnsafeMutablePointer<NodeID>.allocate(capacity: room)
        larger.initialize(from: nodes, count: count)
        nodes.deallocate()
        nodes = larger
        for place in 0..<count { slots[slot(of: nodes[place])] = Self.word(nodes[place], place) }
    }
}
