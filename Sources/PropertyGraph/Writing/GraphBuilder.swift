/// Loads a graph whole: everything with its identity, adjacency and indexes built at the end.
///
/// For one thread. Names must be given in the order of their numbers; nodes and relationships
/// may come in any order, but relationships' ends must exist by the time `finish` is called.
public final class GraphBuilder {
    let draft = Draft(on: Graph())
    private var constraints: [ConstraintDefinition] = []
    private var indexes: [IndexDefinition] = []

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
        var lost: UInt32?
        draft.root.forEachRelationship { _, record in
            if draft.root.node(record.start) == nil { lost = record.start }
            if draft.root.node(record.end) == nil { lost = record.end }
        }
        if let lost { throw .nodeNotFound(NodeID(lost)) }
        var counting = EndCounting(draft.root)
        draft.root.forEachRelationship { _, record in counting.add(record, in: draft.root) }
        counting.enter(into: &draft.root, draft.arena)
        draft.rebuildAdjacency()
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
}
