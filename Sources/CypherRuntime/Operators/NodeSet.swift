import PropertyGraph

/// A set of nodes for one search: open addressing, so that small searches touch little memory.
///
/// - Complexity: insertion is O(1) expected; the table doubles when half full.
struct NodeSet {
    private var table: [UInt32]
    private(set) var count = 0

    private static let empty = UInt32.max

    init() { table = Array(repeating: Self.empty, count: 64) }

    /// Adds a node; answers whether it was new.
    @inline(__always)
    mutating func insert(_ node: NodeID) -> Bool {
        if count &* 2 >= table.count { grow() }
        let mask = table.count &- 1
        var place = Int(truncatingIfNeeded: node.rawValue &* 0x9E37_79B9) & mask
        while table[place] != Self.empty {
            if table[place] == node.rawValue { return false }
            place = (place &+ 1) & mask
        }
        table[place] = node.rawValue
        count &+= 1
        return true
    }

    /// Whether a node is a member.
    func contains(_ node: NodeID) -> Bool {
        let mask = table.count &- 1
        var place = Int(truncatingIfNeeded: node.rawValue &* 0x9E37_79B9) & mask
        while table[place] != Self.empty {
            if table[place] == node.rawValue { return true }
            place = (place &+ 1) & mask
        }
        return false
    }

    /// Makes the set empty and keeps its room.
    mutating func removeAll() {
        if count == 0 { return }
        for place in table.indices { table[place] = Self.empty }
        count = 0
    }

    private mutating func grow() {
        let old = table
        table = Array(repeating: Self.empty, count: old.count * 2)
        let mask = table.count &- 1
        for node in old where node != Self.empty {
            var place = Int(truncatingIfNeeded: node &* 0x9E37_79B9) & mask
            while table[place] != Self.empty { place = (place &+ 1) & mask }
            table[place] = node
        }
    }
}
