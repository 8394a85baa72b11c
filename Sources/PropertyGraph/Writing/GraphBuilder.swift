/// Loads a graph whole: everything with its identity, adjacency and indexes built at the end.
///
/// For one thread. Names must be given in the order of their numbers; nodes and relationships
/// may come in any order, but relationships' ends must exist by the time `finish` is called.
public final class GraphBuilder {
    private let draft = Draft(on: Graph())
    private var links: [Link] = []
    private var constraints: [ConstraintDefinition] = []
    private var indexes: [IndexDefinition] = []

    private struct Link {
        var start: UInt32
        var end: UInt32
        var relationship: UInt32
        var type: UInt16
    }

    /// An empty graph to be filled.
    public init() {}

    /// Makes a label's name known; numbers are given from 0 on.
    public func label(_ name: String) throws(GraphError) -> LabelID { try draft.label(name) }

    /// Makes a type's name known; numbers are given from 0 on.
    public func relationshipType(_ name: String) throws(GraphError) -> RelationshipTypeID {
        try draft.relationshipType(name)
    }

    /// Makes a key's name known; numbers are given from 0 on.
    public func propertyKey(_ name: String) throws(GraphError) -> PropertyKeyID {
        try draft.propertyKey(name)
    }

    /// The cell that stores a value.
    public func cell(storing value: Value) throws(GraphError) -> Cell {
        try draft.cell(storing: value)
    }

    /// The cell that stores a text given as UTF-8.
    ///
    /// Safe to call from several threads at once.
    public func cell(
        storingText bytes: UnsafeBufferPointer<UInt8>
    ) throws(GraphError) -> Cell {
        guard let code = draft.interner.intern(bytes, .text) else {
            throw .limitExceeded(what: "different texts", limit: UInt64(Interner.limit))
        }
        return .string(code: code)
    }

    /// Adds a node; its cells must be this builder's, without nulls and duplicate keys.
    public func addNode(
        _ id: NodeID, labels: LabelSet, cells: [(key: PropertyKeyID, cell: Cell)]
    ) throws(GraphError) {
        guard id <= .maximum, draft.root.node(id.rawValue) == nil else {
            throw .identityInUse(id.rawValue)
        }
        for label in labels where Int(label.rawValue) >= draft.root.names.labels.count {
            throw .invalidName("There is no label \(label.rawValue).")
        }
        try draft.insertNode(
            id.rawValue, labels, cells.map { ($0.key.rawValue, $0.cell) })
        draft.createdNodes.removeAll(keepingCapacity: true)
    }

    /// Adds a relationship; see `addNode`.
    public func addRelationship(
        _ id: RelationshipID, _ type: RelationshipTypeID, from start: NodeID, to end: NodeID,
        cells: [(key: PropertyKeyID, cell: Cell)]
    ) throws(GraphError) {
        guard id <= .maximum, draft.root.relationship(id.rawValue) == nil else {
            throw .identityInUse(id.rawValue)
        }
        guard Int(type.rawValue) < draft.root.names.types.count else {
            throw .invalidName("There is no relationship type \(type.rawValue).")
        }
        try draft.insertRelationshipRecord(
            id.rawValue, type, start, end, cells.map { ($0.key.rawValue, $0.cell) })
        links.append(
            Link(
                start: start.rawValue, end: end.rawValue, relationship: id.rawValue,
                type: type.rawValue))
    }

    /// Declares an index, to be built at the end.
    public func add(_ index: IndexDefinition) { indexes.append(index) }

    /// Declares a constraint, to be checked and built at the end.
    public func add(_ constraint: ConstraintDefinition) { constraints.append(constraint) }

    /// Builds adjacency and indexes and answers the graph, the first version of its own line.
    ///
    /// The builder is spent.
    /// - Throws: `.nodeNotFound` for an end that does not exist; what creating the schema throws.
    public func finish(
        sequence: UInt64, nextNodeID: UInt32 = 0, nextRelationshipID: UInt32 = 0
    ) throws(GraphError) -> Graph {
        try draft.willChange()
        for link in links {
            guard draft.root.node(link.start) != nil else { throw .nodeNotFound(.init(link.start)) }
            guard draft.root.node(link.end) != nil else { throw .nodeNotFound(.init(link.end)) }
            draft.root.countEnds(link.type, link.start, link.end, draft.arena)
        }
        buildAdjacency()
        for constraint in constraints {
            try draft.create(constraint)
        }
        for index in indexes {
            try draft.create(index)
        }
        draft.giveBackIdentities()
        draft.isClosed = true
        draft.root.nextNodeID = max(draft.root.nextNodeID, nextNodeID)
        draft.root.nextRelationshipID = max(draft.root.nextRelationshipID, nextRelationshipID)
        draft.root.sequence = sequence
        draft.lineage.nodeIDs.advance(to: draft.root.nextNodeID)
        draft.lineage.relationshipIDs.advance(to: draft.root.nextRelationshipID)
        let version = GraphVersion(
            draft.root, draft.lineage, derived: [:], arena: draft.arena,
            base: draft.base.version)
        version.publish()
        return Graph(version)
    }

    private func buildAdjacency() {
        let bound = Int(draft.root.nextNodeID)
        if bound / 64 > links.count + draft.root.nodeCount {
            // Identities are so sparse that counting by node would cost more than the graph.
            for link in links {
                draft.root.outgoing.insert(
                    link.start, link.type, link.end, link.relationship, draft.arena)
                draft.root.incoming.insert(
                    link.end, link.type, link.start, link.relationship, draft.arena)
            }
        } else {
            draft.root.outgoing = Self.adjacency(links, bound, draft.arena) {
                ($0.start, $0.end)
            }
            draft.root.incoming = Self.adjacency(links, bound, draft.arena) {
                ($0.end, $0.start)
            }
        }
        links = []
    }

    /// Sorts all relationships by node, type, neighbour and lays them out in blocks.
    private static func adjacency(
        _ links: [Link], _ nodeBound: Int, _ arena: PageArena,
        _ ends: (Link) -> (UInt32, UInt32)
    ) -> Adjacency {
        // Two words for each relationship, put in the order of nodes by counting.
        var starts = [UInt32](repeating: 0, count: nodeBound + 1)
        for link in links {
            starts[Int(ends(link).0) + 1] += 1
        }
        for index in 0..<nodeBound {
            starts[index + 1] += starts[index]
        }
        var places = starts
        var sorted = [Entry](repeating: Entry(type: 0, word: 0), count: links.count)
        for link in links {
            let (node, neighbour) = ends(link)
            sorted[Int(places[Int(node)])] = Entry(
                type: link.type, word: Adjacency.entry(neighbour, link.relationship))
            places[Int(node)] += 1
        }
        var result = Adjacency()
        var spilled: [TreeKey] = []
        var words: [UInt64] = []
        for first in stride(from: 0, to: nodeBound, by: Adjacency.nodesPerBlock) {
            let end = min(nodeBound, first + Adjacency.nodesPerBlock)
            if starts[first] == starts[end] { continue }
            words.removeAll(keepingCapacity: true)
            var offsets: [UInt32] = [0]
            for node in first..<end {
                let range = Int(starts[node])..<Int(starts[node + 1])
                sorted[range].sort {
                    $0.type != $1.type ? $0.type < $1.type : $0.word < $1.word
                }
                append(sorted[range], of: UInt32(node), to: &words, &spilled)
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

    private struct Entry {
        var type: UInt16
        var word: UInt64
    }

    /// Appends the groups of one node, its entries sorted.
    private static func append(
        _ entries: ArraySlice<Entry>, of node: UInt32, to words: inout [UInt64],
        _ spilled: inout [TreeKey]
    ) {
        let begin = words.count
        var position = entries.startIndex
        while position < entries.endIndex {
            let type = entries[position].type
            var end = position
            while end < entries.endIndex, entries[end].type == type {
                end += 1
            }
            let count = end - position
            let isSpilled =
                count > Adjacency.groupLimit
                || words.count - begin + count > Adjacency.runLimit
            words.append(
                Adjacency.GroupHeader(type: type, count: count, isSpilled: isSpilled).word)
            for entry in entries[position..<end] {
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
