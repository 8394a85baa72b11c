/// Asks many nodes at once whether they have a neighbour of some kind.
///
/// A node without such relationships costs a look at its groups; of others the first neighbour
/// mostly decides. First neighbours are gathered for a whole batch before their labels are looked
/// at, so that the look-ups, which go all over memory, overlap.
///
/// - Complexity: about 20 ns for each node whose first neighbour decides, else the number of its
///   relationships.
package struct NeighbourTest {
    private let graph: Graph
    private let direction: Direction
    /// The types that count; nil for all.
    private let types: [RelationshipTypeID]?
    /// The type, when it is just one.
    private let only: UInt16?
    private let access: AccessView
    /// For each label set, by its code, whether a neighbour may have it; nil when any may.
    private let isWanted: [Bool]?

    /// A test for relationships of some types, or of any, to visible nodes whose labels fulfil a
    /// condition.
    package init(
        _ graph: Graph, _ direction: Direction, types: [RelationshipTypeID]?,
        access: AccessView, labels: ((LabelSet) -> Bool)?
    ) {
        self.graph = graph
        self.direction = direction
        self.types = types
        only = types?.count == 1 ? types?.first?.rawValue : nil
        self.access = access
        isWanted = labels.map { graph.version.root.labelSets.sets.map($0) }
    }

    /// Answers for each node whether it has such a neighbour; a node that does not exist has none.
    ///
    /// - Parameters:
    ///   - nodes: The nodes.
    ///   - answers: Takes an answer for each node.
    /// - Returns: How many groups of relationships were looked at, as a measure of the work.
    package func test(
        _ nodes: UnsafeBufferPointer<NodeID>, into answers: UnsafeMutableBufferPointer<Bool>
    ) -> Int {
        let root = graph.version.root
        var work = nodes.count
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: max(nodes.count, 1)) { firsts in
            firsts.update(repeating: Self.none)
            if direction != .incoming { work += findFirsts(of: nodes, in: root.outgoing, firsts) }
            if direction != .outgoing { work += findFirsts(of: nodes, in: root.incoming, firsts) }
            for index in nodes.indices {
                let neighbour = firsts[index]
                answers[index] = neighbour != Self.none && isWanted(neighbour, root)
            }
            for index in nodes.indices where !answers[index] && firsts[index] != Self.none {
                answers[index] = search(of: nodes[index])
            }
        }
        return work
    }

    /// No node has this identity.
    private static let none = UInt32.max

    /// Where the search for a node's first wanted group has come to.
    private struct Walk {
        var next: UnsafePointer<UInt64>
        var end: UnsafePointer<UInt64>
        var index: Int
    }

    /// Finds the first neighbours of the nodes that have none yet.
    ///
    /// All nodes go on by one group at a time, without a branch on what was just loaded, so that
    /// the loads do not wait for each other.
    private func findFirsts(
        of nodes: UnsafeBufferPointer<NodeID>, in adjacency: Adjacency,
        _ firsts: UnsafeMutableBufferPointer<UInt32>
    ) -> Int {
        let capacity = max(nodes.count, 1)
        return withUnsafeTemporaryAllocation(of: Walk.self, capacity: capacity) { walks in
            withUnsafeTemporaryAllocation(of: Walk.self, capacity: capacity) { found in
                var active = 0
                for index in nodes.indices where firsts[index] == Self.none {
                    guard let run = adjacency.run(of: nodes[index].rawValue) else { continue }
                    walks[active] = Walk(
                        next: UnsafePointer(run.words + run.start),
                        end: UnsafePointer(run.words + run.end), index: index)
                    active += 1
                }
                var (work, foundCount) = (0, 0)
                while active > 0 {
                    work += active
                    var kept = 0
                    for place in 0..<active {
                        var walk = walks[place]
                        let header = Adjacency.GroupHeader(word: walk.next.pointee)
                        let isFound = counts(header.type)
                        found[foundCount] = walk
                        foundCount &+= isFound ? 1 : 0
                        walk.next += 1 &+ header.inlineCount
                        walks[kept] = walk
                        kept &+= isFound ? 0 : walk.next < walk.end ? 1 : 0
                    }
                    active = kept
                }
                for walk in found[..<foundCount] {
                    firsts[walk.index] = neighbour(walk, nodes[walk.index].rawValue, adjacency)
                }
                return work
            }
        }
    }

    /// The first neighbour in the group that a walk has come to.
    @inline(__always)
    private func neighbour(_ walk: Walk, _ node: UInt32, _ adjacency: Adjacency) -> UInt32 {
        let header = Adjacency.GroupHeader(word: walk.next.pointee)
        if header.isSpilled { return firstSpilled(of: node, header.type, in: adjacency) }
        // A group that is not spilled has an entry, or it would not be there.
        return walk.next + 1 < walk.end ? UInt32(truncatingIfNeeded: walk.next[1] >> 32) : Self.none
    }

    @inline(__always)
    private func counts(_ type: UInt16) -> Bool {
        if let only { return type == only }
        return types?.contains(RelationshipTypeID(type)) ?? true
    }

    private func firstSpilled(of node: UInt32, _ type: UInt16, in adjacency: Adjacency) -> UInt32 {
        let key = Adjacency.spillKey(node, type, 0, 0)
        guard let found = adjacency.spilled.first(from: key, NumericOrder()),
            Adjacency.spilledOwner(found) == (node, type)
        else { return Self.none }
        return UInt32(truncatingIfNeeded: Adjacency.spilledEntry(found) >> 32)
    }

    @inline(__always)
    private func isWanted(_ neighbour: UInt32, _ root: GraphRoot) -> Bool {
        guard access.seesEverything || access.isVisible(NodeID(neighbour)) else { return false }
        guard let isWanted else { return true }
        guard let record = root.node(neighbour) else { return false }
        return isWanted[Int(record.labelSet - 1)]
    }

    /// Looks at all neighbours.
    private func search(of node: NodeID) -> Bool {
        let root = graph.version.root
        var cursor = graph.relationships(of: node, direction, types: types)
        while let entry = cursor.next() {
            if isWanted(entry.neighbour.rawValue, root) { return true }
        }
        return false
    }
}
