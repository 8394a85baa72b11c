import PropertyGraph

/// The nodes that one side of a bidirectional search has reached, with how they were reached.
struct SearchSide {
    /// A way to a node: the relationship and the place of the node before.
    struct Arrival {
        let relationship: RelationshipID
        let from: Int32
        /// The place of a further way of the same length, or -1.
        let next: Int32
    }

    private(set) var nodes: [NodeID] = []
    private(set) var depths: [Int32] = []
    /// The place in `arrivals` of each node's latest way, or -1 for the start.
    private(set) var ways: [Int32] = []
    private(set) var arrivals: [Arrival] = []
    private var table: [Int32] = Array(repeating: -1, count: 32)
    /// Where the frontier begins in `nodes`.
    private(set) var frontierStart = 0
    private(set) var level: Int32 = 0

    /// Begins at a node.
    mutating func begin(at node: NodeID) {
        if nodes.count > 0 { for place in table.indices { table[place] = -1 } }
        nodes.removeAll(keepingCapacity: true)
        depths.removeAll(keepingCapacity: true)
        ways.removeAll(keepingCapacity: true)
        arrivals.removeAll(keepingCapacity: true)
        level = 0
        add(node, depth: 0, way: -1)
        frontierStart = 0
    }

    /// The number of nodes at the present level.
    var frontierCount: Int { nodes.count - frontierStart }

    /// Declares the present frontier to be the last level; nodes added from now on are the next.
    mutating func beginLevel() -> Range<Int> {
        let frontier = frontierStart..<nodes.count
        frontierStart = nodes.count
        level += 1
        return frontier
    }

    /// The place of a node, or nil when this side has not reached it.
    @inline(__always)
    func place(of node: NodeID) -> Int? {
        let mask = table.count &- 1
        var slot = Int(truncatingIfNeeded: node.rawValue &* 0x9E37_79B9) & mask
        while table[slot] >= 0 {
            if nodes[Int(table[slot])] == node { return Int(table[slot]) }
            slot = (slot &+ 1) & mask
        }
        return nil
    }

    /// Notes that a node was reached; answers whether it is new.
    ///
    /// With `keepsAll`, another way of the same length to a node is kept too.
    mutating func reach(
        _ node: NodeID, by relationship: RelationshipID, from place: Int, keepsAll: Bool
    ) -> Bool {
        if let known = self.place(of: node) {
            if keepsAll, depths[known] == level {
                arrivals.append(
                    Arrival(
                        relationship: relationship, from: Int32(truncatingIfNeeded: place),
                        next: ways[known]))
                ways[known] = Int32(truncatingIfNeeded: arrivals.count - 1)
            }
            return false
        }
        arrivals.append(
            Arrival(
                relationship: relationship, from: Int32(truncatingIfNeeded: place), next: -1))
        add(node, depth: level, way: Int32(truncatingIfNeeded: arrivals.count - 1))
        return true
    }

    private mutating func add(_ node: NodeID, depth: Int32, way: Int32) {
        if nodes.count &* 2 >= table.count { grow() }
        let mask = table.count &- 1
        var slot = Int(truncatingIfNeeded: node.rawValue &* 0x9E37_79B9) & mask
        while table[slot] >= 0 { slot = (slot &+ 1) & mask }
        table[slot] = Int32(truncatingIfNeeded: nodes.count)
        nodes.append(node)
        depths.append(depth)
        ways.append(way)
    }

    private mutating func grow() {
        table = Array(repeating: -1, count: table.count * 2)
        let mask = table.count &- 1
        for (place, node) in nodes.enumerated() {
            var slot = Int(truncatingIfNeeded: node.rawValue &* 0x9E37_79B9) & mask
            while table[slot] >= 0 { slot = (slot &+ 1) & mask }
            table[slot] = Int32(truncatingIfNeeded: place)
        }
    }

    /// The relationships from a node back to the start, by each node's first kept way.
    func trail(from place: Int) -> [RelationshipID] {
        var result: [RelationshipID] = []
        var place = place
        while ways[place] >= 0 {
            let arrival = arrivals[Int(ways[place])]
            result.append(arrival.relationship)
            place = Int(arrival.from)
        }
        return result
    }

    /// Hands over all trails of the shortest length from a node back to the start.
    ///
    /// It keeps a stack of its own: the arrival being tried at each step.
    func forEachTrail<E: Error>(
        from place: Int, _ visit: ([RelationshipID]) throws(E) -> Void
    ) throws(E) {
        if ways[place] < 0 { return try visit([]) }
        var tried: [Int32] = [ways[place]]
        var trail: [RelationshipID] = []
        while let way = tried.last {
            if way < 0 {
                // All ways of this step are done: the step before takes its next one.
                tried.removeLast()
                guard let before = tried.popLast() else { return }
                trail.removeLast()
                tried.append(arrivals[Int(before)].next)
                continue
            }
            let arrival = arrivals[Int(way)]
            let before = ways[Int(arrival.from)]
            if before < 0 {
                try visit(trail + [arrival.relationship])
                tried[tried.count - 1] = arrival.next
            } else {
                trail.append(arrival.relationship)
                tried.append(before)
            }
        }
    }
}
