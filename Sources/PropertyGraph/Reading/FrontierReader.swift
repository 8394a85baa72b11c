/// One relationship met while reading the relationships of several nodes.
package struct FrontierEntry {
    /// The relationship as seen from the node.
    package var entry: AdjacencyEntry
    /// The place of the node among those that were opened.
    package var origin: Int32
}

/// Reads the relationships of a search's frontier, several nodes at a time.
///
/// What the nodes need from memory is asked for node by node in rounds (where the runs are, then
/// how they begin), so that the waits for different nodes overlap: a dependent miss costs 160 to
/// 220 ns, and reading one node after the other takes two or three of them for each.
///
/// Order: the nodes as opened, and for each what `Graph.relationships(of:_:types:)` yields.
package final class FrontierReader {
    private struct Run {
        var words: UnsafeMutablePointer<UInt64>
        var position: Int32
        var end: Int32
        var node: UInt32
        var origin: Int32
        var isOutgoing: Bool
    }

    /// The most nodes to open at once.
    package static let room = 32

    private var graph: Graph?
    private var types: [RelationshipTypeID]?
    /// The only type wanted, as it stands in headers; nil when there are several or all.
    private var onlyType: UInt16?
    private var skipsLoops = false
    // Owned: freed in deinit. The blocks that runs point to are kept by `graph`.
    private let runs: UnsafeMutablePointer<Run>
    private var runCount = 0
    private var current = 0
    private var position = 0
    private var groupEnd = 0
    private var type: UInt16 = 0
    private var spill: KeyTreeCursor<NumericOrder>?

    /// Makes a reader that has nothing to read.
    package init() {
        runs = .allocate(capacity: Self.room * 2)
    }

    deinit { runs.deallocate() }

    /// Says which graph and which types the next nodes are about; `types` nil means all.
    package func begin(_ graph: Graph, types: [RelationshipTypeID]?) {
        self.graph = graph
        self.types = types
        onlyType = types?.count == 1 ? types?.first?.rawValue : nil
        (runCount, current, position, groupEnd) = (0, 0, 0, 0)
        spill = nil
    }

    /// Opens at most `room` nodes, in place of those before.
    package func open(_ nodes: UnsafeBufferPointer<NodeID>, _ direction: Direction) {
        (runCount, current, position, groupEnd) = (0, 0, 0, 0)
        spill = nil
        skipsLoops = direction == .both
        guard let root = graph?.root else { return }
        for (origin, node) in nodes.prefix(Self.room).enumerated() {
            if direction != .incoming { add(node.rawValue, root.outgoing, origin, true) }
            if direction != .outgoing { add(node.rawValue, root.incoming, origin, false) }
        }
        locate()
        if runCount > 0 { position = Int(runs[0].position) }
    }

    /// First round: where each node's block is.
    @inline(__always)
    private func add(_ node: UInt32, _ adjacency: Adjacency, _ origin: Int, _ isOutgoing: Bool) {
        guard let block = adjacency.blocks[Int(node >> 6)] else { return }
        // `words` is the block's until the second round.
        runs[runCount] = Run(
            words: Adjacency.NodeBlock(block: block).words, position: 0, end: 0, node: node,
            origin: Int32(truncatingIfNeeded: origin), isOutgoing: isOutgoing)
        runCount += 1
    }

    /// Second and third round: where the runs begin and end, and their first words.
    private func locate() {
        for index in 0..<runCount {
            let offsets = (UnsafeMutableRawPointer(runs[index].words) - Adjacency.wordsOffset)
                .assumingMemoryBound(to: UInt32.self)
            let place = Int(runs[index].node & 63)
            runs[index].position = Int32(truncatingIfNeeded: offsets[place])
            runs[index].end = Int32(truncatingIfNeeded: offsets[place + 1])
        }
        // The header that is read here is read again soon; a run without the type goes at once.
        var kept = 0
        for index in 0..<runCount {
            let run = runs[index]
            guard run.position < run.end else { continue }
            let header = Adjacency.GroupHeader(word: run.words[Int(run.position)])
            // Groups ascend by type: the first one beyond the wanted type ends the run.
            if let onlyType, header.type > onlyType { continue }
            runs[kept] = run
            kept += 1
        }
        runCount = kept
    }

    /// Fills a buffer; answers the number of entries, 0 when the open nodes are done.
    package func next(into buffer: UnsafeMutableBufferPointer<FrontierEntry>) -> Int {
        var count = 0
        while count < buffer.count, current < runCount {
            let run = runs[current]
            if position < groupEnd {
                copyGroup(run, into: buffer, &count)
            } else if spill != nil {
                copySpilled(run, into: buffer, &count)
            } else if !nextGroup(run) {
                current += 1
                if current < runCount { position = Int(runs[current].position) }
                groupEnd = position
            }
        }
        return count
    }

    @inline(__always)
    private func put(
        _ word: UInt64, _ run: Run, _ buffer: UnsafeMutableBufferPointer<FrontierEntry>,
        _ count: inout Int
    ) {
        let neighbour = UInt32(truncatingIfNeeded: word >> 32)
        if skipsLoops, !run.isOutgoing, neighbour == run.node { return }
        buffer[count] = FrontierEntry(
            entry: AdjacencyEntry(
                relationship: RelationshipID(UInt32(truncatingIfNeeded: word)),
                neighbour: NodeID(neighbour), type: RelationshipTypeID(type),
                isOutgoing: run.isOutgoing),
            origin: run.origin)
        count += 1
    }

    private func copyGroup(
        _ run: Run, into buffer: UnsafeMutableBufferPointer<FrontierEntry>, _ count: inout Int
    ) {
        let end = min(groupEnd, position + buffer.count - count)
        for index in position..<end { put(run.words[index], run, buffer, &count) }
        position = end
    }

    private func copySpilled(
        _ run: Run, into buffer: UnsafeMutableBufferPointer<FrontierEntry>, _ count: inout Int
    ) {
        while count < buffer.count {
            guard let key = spill?.peek(), Adjacency.spilledOwner(key) == (run.node, type) else {
                spill = nil
                return
            }
            spill?.advance()
            put(Adjacency.spilledEntry(key), run, buffer, &count)
        }
    }

    /// Moves to the run's next group of a wanted type.
    private func nextGroup(_ run: Run) -> Bool {
        let end = Int(run.end)
        while position < end {
            let header = Adjacency.GroupHeader(word: run.words[position])
            position += 1
            // A view of a draft may meet words that have moved: never pass the run's end.
            groupEnd = min(end, position + header.inlineCount)
            type = header.type
            if let onlyType {
                if type > onlyType { return false }
                if type < onlyType {
                    position = groupEnd
                    continue
                }
            } else if let types, !types.contains(RelationshipTypeID(type)) {
                position = groupEnd
                continue
            }
            if header.isSpilled, let root = graph?.root {
                let tree = run.isOutgoing ? root.outgoing.spilled : root.incoming.spilled
                spill = KeyTreeCursor(
                    tree, from: Adjacency.spillKey(run.node, type, 0, 0), NumericOrder())
            }
            return true
        }
        return false
    }
}
