/// Relationships of one node and one type as they lie in memory.
package struct RelationshipRun {
    /// The place of the node among those asked for.
    package var origin: Int32
    /// The number of relationships; when they are not in a row in memory, an upper bound.
    package var count: Int32
    /// The relationships, ascending by neighbour; nil when they are not in a row in memory.
    package var entries: UnsafePointer<PackedRelationship>?
    /// Their type.
    package var type: RelationshipTypeID
    /// Whether they start at the node.
    package var isOutgoing: Bool
    /// Whether those that lead to the node itself are not meant, because they come as outgoing.
    package var skipsLoops: Bool
}

/// A relationship and the node at its other end, in one word.
package struct PackedRelationship: BitwiseCopyable {
    let word: UInt64

    /// The node at the other end.
    @inline(__always)
    package var neighbour: NodeID { NodeID(UInt32(truncatingIfNeeded: word >> 32)) }

    /// The relationship.
    @inline(__always)
    package var relationship: RelationshipID { RelationshipID(UInt32(truncatingIfNeeded: word)) }
}

/// Finds the relationships of many nodes at once.
///
/// Each step is done for all nodes before the next one: first their blocks are found, then where
/// their runs begin, then the groups of the wanted types. The loads of a step do not depend on one
/// another, so the processor has several cache misses under way, where a walk from node to node
/// waits for each of four in turn.
///
/// Safety: what `find` answers points into the graph's pages. It is valid as long as the graph is
/// held and, for a view of a draft, until the draft changes.
package final class RelationshipGather {
    /// The most nodes that can be asked for at once.
    package let capacity: Int
    // Owned: freed in deinit.
    private let blocks: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    private let starts: UnsafeMutablePointer<UnsafeMutablePointer<UInt64>?>
    private let lengths: UnsafeMutablePointer<Int32>
    private var touched: UInt64 = 0

    /// Makes room for asking for `capacity` nodes at once.
    package init(capacity: Int) {
        self.capacity = capacity
        blocks = .allocate(capacity: capacity)
        starts = .allocate(capacity: capacity)
        lengths = .allocate(capacity: capacity)
    }

    deinit {
        blocks.deallocate()
        starts.deallocate()
        lengths.deallocate()
    }

    /// Appends the runs of some nodes, in their order; a node without relationships has none.
    ///
    /// - Parameters:
    ///   - graph: The graph.
    ///   - cells: The nodes; cells that are no nodes have no relationships.
    ///   - range: Which of the cells are meant, at most `capacity`; origins count from 0.
    ///   - direction: Seen from the nodes.
    ///   - types: The types that count; nil for all.
    ///   - runs: Takes the runs. For both directions a node's outgoing ones come first.
    package func find(
        _ graph: Graph, _ cells: UnsafePointer<Cell>, _ range: Range<Int>,
        _ direction: Direction, types: [RelationshipTypeID]?, into runs: inout [RelationshipRun]
    ) {
        let root = graph.version.root
        switch direction {
        case .outgoing:
            locate(root.outgoing, cells, range)
            collect(range, types, isOutgoing: true, skipsLoops: false, into: &runs)
        case .incoming:
            locate(root.incoming, cells, range)
            collect(range, types, isOutgoing: false, skipsLoops: false, into: &runs)
        case .both:
            let first = runs.count
            locate(root.outgoing, cells, range)
            collect(range, types, isOutgoing: true, skipsLoops: false, into: &runs)
            let middle = runs.count
            locate(root.incoming, cells, range)
            collect(range, types, isOutgoing: false, skipsLoops: true, into: &runs)
            merge(&runs, from: first, middle)
        }
    }

    /// Brings two stretches that are each in the order of nodes into one such order.
    private func merge(_ runs: inout [RelationshipRun], from first: Int, _ middle: Int) {
        guard first < middle, middle < runs.count else { return }
        let outgoing = Array(runs[first..<middle])
        let incoming = Array(runs[middle...])
        runs.removeSubrange(first...)
        var (left, right) = (0, 0)
        while left < outgoing.count || right < incoming.count {
            let isLeft =
                right == incoming.count
                || left < outgoing.count && outgoing[left].origin <= incoming[right].origin
            if isLeft {
                runs.append(outgoing[left])
                left += 1
            } else {
                runs.append(incoming[right])
                right += 1
            }
        }
    }

    /// Finds where each node's run of words begins and how long it is.
    private func locate(
        _ adjacency: Adjacency, _ cells: UnsafePointer<Cell>, _ range: Range<Int>
    ) {
        let count = min(range.count, capacity)
        let cells = cells + range.lowerBound
        let tree = adjacency.blocks
        for index in 0..<count {
            let cell = cells[index]
            blocks[index] =
                cell.tag == .node ? tree[Int(cell.nodeBits.rawValue >> 6)]?.base : nil
        }
        for index in 0..<count {
            guard let base = blocks[index] else {
                starts[index] = nil
                lengths[index] = 0
                continue
            }
            let view = Adjacency.NodeBlock(block: Block(base: base))
            let place = Int(cells[index].nodeBits.rawValue & 63)
            let (start, end) = (view.offsets[place], view.offsets[place + 1])
            starts[index] = view.words + Int(start)
            lengths[index] = Int32(truncatingIfNeeded: end &- start)
        }
        var sum: UInt64 = 0
        for index in 0..<count where lengths[index] > 0 {
            sum &+= starts[index]?.pointee ?? 0
        }
        // Keeps the loads, which bring the headers into the cache without a branch on them.
        touched = sum
    }

    private func collect(
        _ range: Range<Int>, _ types: [RelationshipTypeID]?, isOutgoing: Bool, skipsLoops: Bool,
        into runs: inout [RelationshipRun]
    ) {
        let only = types?.count == 1 ? types?.first?.rawValue : nil
        for index in 0..<min(range.count, capacity) {
            guard let words = starts[index] else { continue }
            let end = Int(lengths[index])
            var position = 0
            while position < end {
                let header = Adjacency.GroupHeader(word: words[position])
                let begin = position + 1
                // A view of a draft may meet words that have moved: never pass the run's end.
                position = min(end, begin + header.inlineCount)
                if let only {
                    if header.type != only {
                        // Groups ascend by type.
                        if header.type > only { break }
                        continue
                    }
                } else if let types, !types.contains(RelationshipTypeID(header.type)) {
                    continue
                }
                let count = header.isSpilled ? header.count : position - begin
                let entries = UnsafeRawPointer(words + begin)
                    .assumingMemoryBound(to: PackedRelationship.self)
                runs.append(
                    RelationshipRun(
                        origin: Int32(truncatingIfNeeded: index),
                        count: Int32(truncatingIfNeeded: count),
                        entries: header.isSpilled ? nil : entries,
                        type: RelationshipTypeID(header.type), isOutgoing: isOutgoing,
                        skipsLoops: skipsLoops))
            }
        }
    }
}

extension RelationshipRun {
    /// The part of the run that leads to one neighbour.
    ///
    /// - Complexity: O(log count).
    package func narrowed(to neighbour: NodeID) -> RelationshipRun {
        guard let entries else { return self }
        let words = UnsafeMutablePointer(
            mutating: UnsafeRawPointer(entries)
                .assumingMemoryBound(to: UInt64.self))
        let first = Adjacency.lowerBound(
            Adjacency.entry(neighbour.rawValue, 0), words, Int(count))
        var end = first
        while end < Int(count), entries[end].neighbour == neighbour { end += 1 }
        var result = self
        result.entries = entries + first
        result.count = Int32(truncatingIfNeeded: end - first)
        return result
    }

    /// A cursor over the relationships of the run when they are not in a row in memory.
    ///
    /// - Parameters:
    ///   - graph: The graph that the run was found in.
    ///   - node: The node it belongs to.
    ///   - neighbour: The only neighbour that counts, if there is one.
    /// - Returns: A cursor; it does not know of `skipsLoops`.
    package func cursor(
        _ graph: Graph, of node: NodeID, to neighbour: NodeID? = nil
    ) -> AdjacencyCursor {
        AdjacencyCursor(
            graph, node, isOutgoing ? .outgoing : .incoming, types: [type], to: neighbour)
    }
}
