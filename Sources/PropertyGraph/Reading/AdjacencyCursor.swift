/// A walk over a node's relationships without allocation for each of them.
public struct AdjacencyCursor {
    private let graph: Graph
    private let node: UInt32
    private let types: [RelationshipTypeID]?
    private let wanted: UInt32?
    private let skipsLoops: Bool
    private var isOutgoing: Bool
    private var hasIncoming: Bool

    /// The rest of the run: groups not yet begun.
    private var words: UnsafeMutablePointer<UInt64>?
    private var position = 0
    private var end = 0
    /// The rest of the current group, if its entries lie in the run.
    private var groupEnd = 0
    private var type: UInt16 = 0
    /// The rest of the current group, if its entries lie in the tree.
    private var spill: KeyTreeCursor<NumericOrder>?

    /// Visits the relationships of `node`; with `wanted`, only those to that neighbour.
    init(
        _ graph: Graph, _ node: NodeID, _ direction: Direction, types: [RelationshipTypeID]?,
        to wanted: NodeID? = nil
    ) {
        self.graph = graph
        self.node = node.rawValue
        self.types = types
        self.wanted = wanted?.rawValue
        isOutgoing = direction != .incoming
        hasIncoming = direction == .both
        skipsLoops = direction == .both
        open()
    }

    private var adjacency: Adjacency {
        isOutgoing ? graph.version.root.outgoing : graph.version.root.incoming
    }

    private mutating func open() {
        spill = nil
        guard let run = adjacency.run(of: node) else {
            (position, groupEnd, end) = (0, 0, 0)
            return
        }
        words = run.words
        position = run.start
        groupEnd = run.start
        end = run.end
    }

    /// The next relationship, nil at the end.
    public mutating func next() -> AdjacencyEntry? {
        while true {
            if let entry = nextInGroup() {
                let neighbour = UInt32(truncatingIfNeeded: entry >> 32)
                if let wanted, neighbour != wanted {
                    // Entries are sorted by neighbour: the rest of the group is larger.
                    skipGroup()
                    continue
                }
                if skipsLoops, !isOutgoing, neighbour == node { continue }
                return AdjacencyEntry(
                    relationship: RelationshipID(UInt32(truncatingIfNeeded: entry)),
                    neighbour: NodeID(neighbour), type: RelationshipTypeID(type),
                    isOutgoing: isOutgoing)
            }
            if nextGroup() { continue }
            guard hasIncoming else { return nil }
            hasIncoming = false
            isOutgoing = false
            open()
        }
    }

    /// Fills a buffer; answers the number of entries, 0 at the end.
    public mutating func next(into buffer: UnsafeMutableBufferPointer<AdjacencyEntry>) -> Int {
        var count = 0
        while count < buffer.count, let entry = next() {
            buffer[count] = entry
            count += 1
        }
        return count
    }

    @inline(__always)
    private mutating func nextInGroup() -> UInt64? {
        if position < groupEnd, let words {
            defer { position += 1 }
            return words[position]
        }
        guard let key = spill?.peek() else { return nil }
        guard Adjacency.spilledOwner(key) == (node, type) else {
            spill = nil
            return nil
        }
        spill?.advance()
        return Adjacency.spilledEntry(key)
    }

    private mutating func skipGroup() {
        position = max(position, groupEnd)
        spill = nil
    }

    /// Moves to the next group of a wanted type.
    private mutating func nextGroup() -> Bool {
        guard let words else { return false }
        while position < end {
            let header = Adjacency.GroupHeader(word: words[position])
            position += 1
            // A view of a draft may meet words that have moved: never pass the run's end.
            groupEnd = min(end, position + header.inlineCount)
            type = header.type
            if let types, !types.contains(RelationshipTypeID(type)) {
                position = groupEnd
                continue
            }
            begin(header)
            return true
        }
        return false
    }

    private mutating func begin(_ header: Adjacency.GroupHeader) {
        if header.isSpilled {
            let key = Adjacency.spillKey(node, type, wanted ?? 0, 0)
            spill = KeyTreeCursor(adjacency.spilled, from: key, NumericOrder())
        } else if let wanted, let words {
            position += Adjacency.lowerBound(
                Adjacency.entry(wanted, 0), words + position, groupEnd - position)
        }
    }
}
