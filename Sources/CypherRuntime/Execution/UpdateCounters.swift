/// What a statement changed, as Neo4j counts it.
public struct UpdateCounters: Hashable, Sendable {
    /// Nodes made.
    public var nodesCreated = 0
    /// Nodes removed.
    public var nodesDeleted = 0
    /// Relationships made.
    public var relationshipsCreated = 0
    /// Relationships removed.
    public var relationshipsDeleted = 0
    /// Property assignments, removals included.
    public var propertiesSet = 0
    /// Labels put on nodes.
    public var labelsAdded = 0
    /// Labels taken from nodes.
    public var labelsRemoved = 0
    /// Indexes made.
    public var indexesAdded = 0
    /// Indexes dropped.
    public var indexesRemoved = 0
    /// Constraints made.
    public var constraintsAdded = 0
    /// Constraints dropped.
    public var constraintsRemoved = 0

    /// Nothing changed.
    public init() {}

    /// Whether data changed.
    public var containsUpdates: Bool {
        nodesCreated | nodesDeleted | relationshipsCreated | relationshipsDeleted | propertiesSet
            | labelsAdded | labelsRemoved != 0
    }

    /// Whether the schema changed.
    public var containsSchemaUpdates: Bool {
        indexesAdded | indexesRemoved | constraintsAdded | constraintsRemoved != 0
    }
}
