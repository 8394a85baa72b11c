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

    /// The nodes reached, in order.
    private let places = NodePlaces()
    /// The place in `arrivals` of each node's latest way, or -1 for the start.
    private(set) var ways: [Int32] = []
    private(set) var arrivals: [Arrival] = []
    /// Where the frontier begins among the places.
    private(set) var frontierStart = 0
    private(set) var level: Int32 = 0

    /// Begins at a node.
    mutating func begin(at node: NodeID) {
        places.removeAll()
        ways.removeAll(keepingCapacity: true)
        arrivals.removeAll(keepingCapacity: true)
        _ = places.insert(node)
        ways.append(-1)
        level = 0
        frontierStart = 0
    }

    /// The number of nodes reached.
    var count: Int { places.count }

    /// The node at a place.
    func node(at place: Int) -> NodeID { places.nodes[place] }

    /// The nodes at places that exist; valid until the next is reached.
    func nodes(_ range: Range<Int>) -> UnsafeBufferPointer<NodeID> {
        UnsafeBufferPointer(start: places.nodes + range.lowerBound, count: range.count)
    }

    /// The number of nodes at the present level.
    var frontierCount: Int { places.count - frontierStart }

    /// Declares the present frontier to be the last level; nodes added from now on are the next.
    mutating func beginLevel() -> Range<Int> {
        let frontier = frontierStart..<places.count
        frontierStart = places.count
        level += 1
        return frontier
    }

    /// The place of a node, or nil when this side has not reached it.
    @inline(__always)
    func place(of node: NodeID) -> Int? { places.place(of: node) }

    /// Notes that a node was reached; answers whether it is new.
    ///
    /// With `keepsAll`, another way of the same length to a node is kept too.
    mutating func reach(
        _ node: NodeID, by relationship: RelationshipID, from place: Int, keepsAll: Bool
    ) -> Bool {
        let (known, isNew) = places.insert(node)
        guard isNew || keepsAll && known >= frontierStart else { return false }
        arrivals.append(
            Arrival(
                relationship: relationship, from: Int32(truncatingIfNeeded: place),
                next: isNew ? -1 : ways[known]))
        let way = Int32(truncatingIfNeeded: arrivals.count - 1)
        if isNew {
            ways.append(way)
        } else {
            ways[known] = way
        }
        return isNew
    }

    /// The relationships from a node back to the start, by each node's latest way.
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

    /// Hands over all trails of the shortest length from a node back to the start, until `visit`
    /// answers false; answers whether it never did.
    ///
    /// It keeps a stack of its own: the arrival being tried at each step.
    func forEachTrail<E: Error>(
        from place: Int, _ visit: ([RelationshipID]) throws(E) -> Bool
    ) throws(E) -> Bool {
        if ways[place] < 0 { return try visit([]) }
        var tried: [Int32] = [ways[place]]
        var trail: [RelationshipID] = []
        while let way = tried.last {
            if way < 0 {
                // All ways of this step are done: the step before takes its next one.
                tried.removeLast()
                guard let before = tried.popLast() else { return true }
                trail.removeLast()
                tried.append(arrivals[Int(before)].next)
                continue
            }
            let arrival = arrivals[Int(way)]
            let before = ways[Int(arrival.from)]
            if before < 0 {
                guard try visit(trail + [arrival.relationship]) else { return false }
                tried[tried.count - 1] = arrival.next
            } else {
                trail.append(arrival.relationship)
                tried.append(before)
            }
        }
        return true
    }
}
