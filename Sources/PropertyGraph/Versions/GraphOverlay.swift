/// What is otherwise in another version of a graph.
package struct GraphOverlay: Sendable {
    /// Nodes that differ, nil where they do not exist.
    package var nodes: [NodeID: NodeState?] = [:]
    /// Relationships that differ, nil where they do not exist.
    package var relationships: [RelationshipID: RelationshipState?] = [:]
    /// Nodes that do not exist, many at once; none of them is in `nodes`.
    package var absentNodes: [Range<UInt32>] = []
    /// Relationships that do not exist, many at once; none of them is in `relationships`.
    package var absentRelationships: [Range<UInt32>] = []
    /// The indexes, all of them.
    package var indexes: [IndexDefinition] = []
    /// The constraints, all of them.
    package var constraints: [ConstraintDefinition] = []

    /// An overlay in which nothing differs and nothing is declared.
    package init() {}

    /// Whether this says what the node is.
    package func covers(_ node: NodeID) -> Bool {
        nodes[node] != nil || absentNodes.contains { $0.contains(node.rawValue) }
    }

    /// Whether this says what the relationship is.
    package func covers(_ relationship: RelationshipID) -> Bool {
        relationships[relationship] != nil
            || absentRelationships.contains { $0.contains(relationship.rawValue) }
    }

    /// How many nodes and relationships this says something of.
    package var count: Int {
        nodes.count + relationships.count + absentNodes.reduce(0) { $0 + $1.count }
            + absentRelationships.reduce(0) { $0 + $1.count }
    }
}
