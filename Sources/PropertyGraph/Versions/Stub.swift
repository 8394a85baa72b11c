// Signatures only; replaced file by file with the real storage.

public struct Graph: Sendable {
    public static let empty = Graph()
    public var sequence: UInt64 { 0 }
    public var nodeCount: Int { 0 }
    public var relationshipCount: Int { 0 }
    /// All identities in use are below.
    public var nextNodeID: UInt32 { 0 }
    public var nextRelationshipID: UInt32 { 0 }
    public func nodeCount(labelled label: LabelID) -> Int { 0 }
    public func relationshipCount(ofType type: RelationshipTypeID) -> Int { 0 }

    // Names; an identity from the graph always has a name, an unknown one gives "".
    public func label(named name: String) -> LabelID? { nil }
    public func relationshipType(named name: String) -> RelationshipTypeID? { nil }
    public func propertyKey(named name: String) -> PropertyKeyID? { nil }
    public func name(of label: LabelID) -> String { "" }
    public func name(of type: RelationshipTypeID) -> String { "" }
    public func name(of key: PropertyKeyID) -> String { "" }
    /// In use by at least one node / relationship; keys: all that were ever used.
    public var labels: [LabelID] { [] }
    public var relationshipTypes: [RelationshipTypeID] { [] }
    public var propertyKeys: [PropertyKeyID] { [] }

    // Entities
    public func contains(_ node: NodeID) -> Bool { false }
    public func contains(_ relationship: RelationshipID) -> Bool { false }
    public func labels(of node: NodeID) -> LabelSet { LabelSet() }
    public func hasLabel(_ label: LabelID, _ node: NodeID) -> Bool { false }
    public func relationship(_ id: RelationshipID) -> RelationshipRecord? { nil }
    public func state(of node: NodeID) -> NodeState? { nil }
    public func state(of relationship: RelationshipID) -> RelationshipState? { nil }

    // Properties
    public func cell(of key: PropertyKeyID, on node: NodeID) -> Cell { .null }
    public func cell(of key: PropertyKeyID, on relationship: RelationshipID) -> Cell { .null }
    public func value(of key: PropertyKeyID, on node: NodeID) -> Value { .null }
    public func value(of key: PropertyKeyID, on relationship: RelationshipID) -> Value { .null }
    public func properties(of node: NodeID) -> [PropertyEntry] { [] }
    public func properties(of relationship: RelationshipID) -> [PropertyEntry] { [] }

    // The interner
    public func string(_ code: UInt32) -> String { "" }
    public func code(of string: String) -> UInt32? { nil }
    public func withUTF8<R>(of code: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        body(UnsafeBufferPointer(start: nil, count: 0))
    }
    public func value(_ cell: Cell) -> Value { .null }

    // Adjacency: grouped by type, sorted by neighbour; a loop once for .both. nil types = all.
    public func forEachRelationship<E: Error>(
        of node: NodeID, _ direction: Direction, types: [RelationshipTypeID]? = nil,
        _ body: (AdjacencyEntry) throws(E) -> Bool
    ) throws(E) {}
    public func relationships(
        of node: NodeID, _ direction: Direction, types: [RelationshipTypeID]? = nil
    ) -> AdjacencyCursor { AdjacencyCursor() }
    public func degree(
        of node: NodeID, _ direction: Direction, types: [RelationshipTypeID]? = nil
    ) -> Int { 0 }
    public func hasRelationship(
        from start: NodeID, to end: NodeID, type: RelationshipTypeID?
    ) -> Bool { false }

    // Scans
    public func nodes() -> NodeCursor { NodeCursor() }
    public func nodes(labelled label: LabelID) -> NodeCursor { NodeCursor() }
    public func relationships() -> RelationshipCursor { RelationshipCursor() }
    public func relationships(ofType type: RelationshipTypeID) -> RelationshipCursor {
        RelationshipCursor()
    }

    // Schema
    public var indexes: [IndexDefinition] { [] }
    public var constraints: [ConstraintDefinition] { [] }
    public func index(on label: LabelID, keys: [PropertyKeyID]) -> IndexID? { nil }
    public func statistics(for index: IndexID) -> IndexStatistics {
        IndexStatistics(entries: 0, distinct: 0)
    }
    /// Exact for booleans, numbers, strings, dates and local times; for other values possibly a
    /// superset: keep the predicate. null and NaN find nothing.
    public func seek(_ index: IndexID, equal values: [Value]) -> NodeCursor { NodeCursor() }
    public func seek(_ index: IndexID, from lower: IndexBound?, to upper: IndexBound?)
        -> NodeCursor
    { NodeCursor() }
    public func seek(_ index: IndexID, prefix: String) -> NodeCursor { NodeCursor() }

    public var derived: [String: any DerivedIndex] { [:] }
}

public struct NodeCursor {
    /// 0 = exhausted.
    public mutating func next(into buffer: UnsafeMutableBufferPointer<NodeID>) -> Int { 0 }
    public mutating func next() -> NodeID? { nil }
}

public struct RelationshipCursor {
    public mutating func next(into buffer: UnsafeMutableBufferPointer<RelationshipID>) -> Int { 0 }
    public mutating func next() -> RelationshipID? { nil }
}

public struct AdjacencyCursor {
    public mutating func next(into buffer: UnsafeMutableBufferPointer<AdjacencyEntry>) -> Int { 0 }
    public mutating func next() -> AdjacencyEntry? { nil }
}

public final class Draft {
    init() {}
    public var base: Graph { .empty }
    public var graph: Graph { .empty }
    public var changes: ChangeSet { ChangeSet() }

    public func label(_ name: String) throws(GraphError) -> LabelID { LabelID(0) }
    public func relationshipType(_ name: String) throws(GraphError) -> RelationshipTypeID {
        RelationshipTypeID(0)
    }
    public func propertyKey(_ name: String) throws(GraphError) -> PropertyKeyID { PropertyKeyID(0) }
    /// The cell that stores a value, interning it; throws for nodes, paths, …
    public func cell(storing value: Value) throws(GraphError) -> Cell { .null }

    public func createNode(labels: [LabelID], properties: [PropertyEntry]) throws(GraphError)
        -> NodeID
    { NodeID(0) }
    public func createNode(labels: [String], properties: [String: Value]) throws(GraphError)
        -> NodeID
    { NodeID(0) }
    public func createRelationship(
        _ type: RelationshipTypeID, from start: NodeID, to end: NodeID,
        properties: [PropertyEntry]
    ) throws(GraphError) -> RelationshipID { RelationshipID(0) }
    public func createRelationship(
        _ type: String, from start: NodeID, to end: NodeID, properties: [String: Value] = [:]
    ) throws(GraphError) -> RelationshipID { RelationshipID(0) }
    @discardableResult
    public func add(_ label: LabelID, to node: NodeID) throws(GraphError) -> Bool { false }
    @discardableResult
    public func remove(_ label: LabelID, from node: NodeID) throws(GraphError) -> Bool { false }
    /// null removes; answers whether anything changed.
    @discardableResult
    public func set(_ key: PropertyKeyID, _ value: Value, on node: NodeID) throws(GraphError)
        -> Bool
    { false }
    @discardableResult
    public func set(_ key: PropertyKeyID, _ value: Value, on relationship: RelationshipID)
        throws(GraphError) -> Bool
    { false }
    public func delete(_ node: NodeID) throws(GraphError) {}
    public func delete(_ relationship: RelationshipID) throws(GraphError) {}

    public func create(_ index: IndexDefinition) throws(GraphError) {}
    public func dropIndex(named name: String) throws(GraphError) {}
    public func create(_ constraint: ConstraintDefinition) throws(GraphError) {}
    public func dropConstraint(named name: String) throws(GraphError) {}
    public func apply(_ changes: ChangeSet) throws(GraphError) {}
}

public final class MemoryDatabase: GraphDatabase {
    public init() {}
    public func snapshot() -> Graph { .empty }
    public func begin() throws(GraphError) -> Draft { Draft() }
    public func commit(_ draft: Draft, _ info: CommitInfo) throws(GraphError) -> CommitReceipt {
        CommitReceipt(sequence: 0)
    }
}
