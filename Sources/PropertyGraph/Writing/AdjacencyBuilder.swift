/// Lays out the adjacency of all of a graph's relationships at once, by counting and sorting.
///
/// - Complexity: O(nodes + relationships · log degree), about a tenth of inserting one by one.
struct AdjacencyBuilder {
    private let root: GraphRoot
    private let arena: PageArena

    init(_ root: GraphRoot, _ arena: PageArena) {
        self.root = root
        self.arena = arena
    }

    /// Whether identities are so sparse that counting by node would cost more than the graph.
    static func isTooSparse(_ root: GraphRoot) -> Bool {
        Int(root.nextNodeID) / 64 > root.relationshipCount + root.nodeCount
    }

    private struct Entry {
        var type: UInt16
        var word: UInt64

        @inline(__always)
        static func < (left: Entry, right: Entry) -> Bool {
            left.type != right.type ? left.type < right.type : left.word < right.word
        }
    }

    /// Both directions.
    func build() -> (outgoing: Adjacency, incoming: Adjacency) {
        (build(isOutgoing: true), build(isOutgoing: false))
    }

    private func build(isOutgoing: Bool) -> Adjacency {
        let nodeBound = Int(root.nextNodeID)
        // Where each node's entries begin; first counted, then summed up.
        var starts = [UInt32](repeating: 0, count: nodeBound + 2)
        var sorted = [Entry](
            repeating: Entry(type: 0, word: 0), count: root.relationshipCount)
        return starts.withUnsafeMutableBufferPointer { starts in
            sorted.withUnsafeMutableBufferPointer { sorted in
                // Shifted by two, so that filling leaves each beginning in its place.
                root.forEachRelationship { _, record in
                    starts[Int(isOutgoing ? record.start : record.end) + 2] += 1
                }
                for index in 2..<max(2, nodeBound + 2) { starts[index] += starts[index - 1] }
                root.forEachRelationship { id, record in
                    let node = Int(isOutgoing ? record.start : record.end)
                    let neighbour = isOutgoing ? record.end : record.start
                    sorted[Int(starts[node + 1])] = Entry(
                        type: UInt16(truncatingIfNeeded: record.type - 1),
                        word: Adjacency.entry(neighbour, id))
                    starts[node + 1] += 1
                }
                return layOut(starts, sorted, nodeBound)
            }
        }
    }

    /// Makes the blocks; `starts[n]..<starts[n + 1]` are the entries of node *n*.
    private func layOut(
        _ starts: UnsafeMutableBufferPointer<UInt32>,
        _ sorted: UnsafeMutableBufferPointer<Entry>, _ nodeBound: Int
    ) -> Adjacency {
        var result = Adjacency()
        var spilled: [TreeKey] = []
        var words: [UInt64] = []
        var offsets: [UInt32] = []
        for first in stride(from: 0, to: nodeBound, by: Adjacency.nodesPerBlock) {
            let end = min(nodeBound, first + Adjacency.nodesPerBlock)
            if starts[first] == starts[end] { continue }
            words.removeAll(keepingCapacity: true)
            offsets.removeAll(keepingCapacity: true)
            offsets.append(0)
            for node in first..<end {
                let entries = UnsafeMutableBufferPointer(
                    rebasing: sorted[Int(starts[node])..<Int(starts[node + 1])])
                Self.sort(entries)
                Self.append(entries, of: UInt32(node), to: &words, &spilled)
                offsets.append(UInt32(words.count))
            }
            while offsets.count <= Adjacency.nodesPerBlock {
                offsets.append(UInt32(words.count))
            }
            let block = arena.allocate(Adjacency.wordsOffset + words.count * 8)
            let view = Adjacency.NodeBlock(block: block)
            view.offsets.update(from: offsets, count: offsets.count)
            view.words.update(from: words, count: words.count)
            result.blocks.set(first / Adjacency.nodesPerBlock, to: block, arena)
        }
        result.spilled = KeyTree.build(spilled, arena)
        return result
    }

    /// Sorts; few entries and those in order already, which are usual, at little cost.
    @inline(__always)
    private static func sort(_ entries: UnsafeMutableBufferPointer<Entry>) {
        var index = 1
        while index < entries.count, entries[index - 1] < entries[index] { index += 1 }
        guard index < entries.count else { return }
        var entries = entries
        entries.sort { $0 < $1 }
    }

    /// Appends the groups of one node, its entries sorted.
    private static func append(
        _ entries: UnsafeMutableBufferPointer<Entry>, of node: UInt32,
        to words: inout [UInt64], _ spilled: inout [TreeKey]
    ) {
        let begin = words.count
        var position = 0
        while position < entries.count {
            let type = entries[position].type
            var end = position
            while end < entries.count, entries[end].type == type {
                end += 1
            }
            let count = end - position
            let isSpilled =
                count > Adjacency.groupLimit
                || words.count - begin + count > Adjacency.runLimit
            words.append(
                Adjacency.GroupHeader(type: type, count: count, isSpilled: isSpilled).word)
            for place in position..<end {
                let entry = entries[place]
                if isSpilled {
                    spilled.append(
                        Adjacency.spillKey(
                            node, type, UInt32(truncatingIfNeeded: entry.word >> 32),
                            UInt32(truncatingIfNeeded: entry.word)))
                } else {
                    words.append(entry.word)
                }
            }
            position = end
        }
    }
}

extension GraphRoot {
    /// Visits all relationships, by ascending identity.
    ///
    /// - Complexity: a step for each 256 identities, and one for each relationship.
    @inline(__always)
    func forEachRelationship(_ body: (UInt32, RelationshipStorage) -> Void) {
        for first in stride(from: 0, to: Int(nextRelationshipID), by: 256) {
            guard let page = relationships.page(first >> 8) else { continue }
            for place in 0..<min(256, Int(nextRelationshipID) - first) where page[place].exists {
                body(UInt32(truncatingIfNeeded: first + place), page[place])
            }
        }
    }
}

extension Adjacency {
    /// Drops all blocks.
    mutating func dropAll(_ arena: PageArena) {
        for index in 0..<blocks.capacity {
            if let block = blocks[index] { arena.drop(block) }
        }
        blocks.dropAll(arena)
        spilled.dropAll(arena)
    }
}

extension Draft {
    /// Builds the adjacency of all relationships anew.
    func rebuildAdjacency() {
        root.outgoing.dropAll(arena)
        root.incoming.dropAll(arena)
        if AdjacencyBuilder.isTooSparse(root) {
            root.forEachRelationship { link($0, $1) }
        } else {
            let built = AdjacencyBuilder(root, arena).build()
            root.outgoing = built.outgoing
            root.incoming = built.incoming
        }
    }

    /// Enters one relationship into the runs of its ends.
    func link(_ id: UInt32, _ record: RelationshipStorage) {
        let type = UInt16(truncatingIfNeeded: record.type - 1)
        root.outgoing.insert(record.start, type, record.end, id, arena)
        root.incoming.insert(record.end, type, record.start, id, arena)
    }
}
