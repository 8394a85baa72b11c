/// The type and ends of a relationship.
public struct RelationshipRecord: Hashable, Sendable {
    /// Its type.
    public var type: RelationshipTypeID
    /// Where it starts.
    public var start: NodeID
    /// Where it ends.
    public var end: NodeID

    /// A record from its parts.
    @inlinable
    public init(type: RelationshipTypeID, start: NodeID, end: NodeID) {
        self.type = type
        self.start = start
        self.end = end
    }
}

/// One relationship as seen from one of its nodes.
public struct AdjacencyEntry: Hashable, Sendable {
    /// The relationship.
    public var relationship: RelationshipID
    /// The node at its other end.
    public var neighbour: NodeID
    /// Its type.
    public var type: RelationshipTypeID
    /// Whether it starts at the node one looks from.
    public var isOutgoing: Bool

    /// An entry from its parts.
    @inlinable
    public init(
        relationship: RelationshipID, neighbour: NodeID, type: RelationshipTypeID,
        isOutgoing: Bool
    ) {
        self.relationship = relationship
        self.neighbour = neighbour
        self.type = type
        self.isOutgoing = isOutgoing
    }
}

/// One end of a range in an index.
public struct IndexBound: Hashable, Sendable {
    /// The value at the end.
    public var value: Value
    /// Whether the value itself belongs to the range.
    public var isInclusive: Bool

    /// A bound from its parts.
    public init(_ value: Value, isInclusive: Bool) {
        self.value = value
        self.isInclusive = isInclusive
    }
}
