internal import PropertyGraph

/// What a graph was before the entries of the log that were undone, going back one by one.
struct Rewinding {
    /// The graph one went back from.
    let graph: Graph

    /// What differs from it.
    private(set) var overlay = GraphOverlay()

    /// From this many on, what was made at once is kept as a range of identities.
    private static let rangeSize = 1_024

    init(_ graph: Graph) {
        self.graph = graph
        overlay.indexes = graph.indexes.filter { $0.constraint == nil }
        overlay.constraints = graph.constraints
    }

    /// A node as it was; nil when it did not exist.
    func state(of node: NodeID) -> NodeState? {
        if let known = overlay.nodes[node] { return known }
        return overlay.covers(node) ? nil : graph.state(of: node)
    }

    /// A relationship as it was; nil when it did not exist.
    func state(of relationship: RelationshipID) -> RelationshipState? {
        if let known = overlay.relationships[relationship] { return known }
        return overlay.covers(relationship) ? nil : graph.state(of: relationship)
    }

    /// Goes back over one entry, which must be the one that led to what is known now.
    ///
    /// - Complexity: O(changes of the entry).
    mutating func undo(_ record: ChangeRecord) {
        for range in record.createdNodes { forget(nodes: range) }
        for range in record.createdRelationships { forget(relationships: range) }
        for node in record.nodes { overlay.nodes.updateValue(node.before, forKey: node.id) }
        for relationship in record.relationships {
            overlay.relationships.updateValue(relationship.before, forKey: relationship.id)
        }
        for change in record.schema.reversed() {
            switch change {
            case .createIndex(let definition): overlay.indexes.removeAll { $0 == definition }
            case .dropIndex(let definition): overlay.indexes.append(definition)
            case .createConstraint(let definition):
                overlay.constraints.removeAll { $0 == definition }
            case .dropConstraint(let definition): overlay.constraints.append(definition)
            }
        }
    }

    private mutating func forget(nodes range: Range<UInt32>) {
        guard range.count >= Self.rangeSize else {
            for id in range { overlay.nodes.updateValue(nil, forKey: NodeID(id)) }
            return
        }
        overlay.nodes = overlay.nodes.filter { !range.contains($0.key.rawValue) }
        Self.append(range, to: &overlay.absentNodes)
    }

    private mutating func forget(relationships range: Range<UInt32>) {
        guard range.count >= Self.rangeSize else {
            for id in range { overlay.relationships.updateValue(nil, forKey: RelationshipID(id)) }
            return
        }
        overlay.relationships = overlay.relationships.filter {
            !range.contains($0.key.rawValue)
        }
        Self.append(range, to: &overlay.absentRelationships)
    }

    /// Adds a range; what was made just before continues it downwards.
    private static func append(_ range: Range<UInt32>, to ranges: inout [Range<UInt32>]) {
        if let last = ranges.last, last.lowerBound == range.upperBound {
            ranges[ranges.count - 1] = range.lowerBound..<last.upperBound
        } else {
            ranges.append(range)
        }
    }

    // MARK: Outcomes

    /// What leads from the graph to what it was.
    ///
    /// - Complexity: O(*n* log *n*) in what differs.
    var changes: ChangeSet {
        var nodes = Array(overlay.nodes.keys)
        for range in overlay.absentNodes { nodes += range.map { NodeID($0) } }
        var relationships = Array(overlay.relationships.keys)
        for range in overlay.absentRelationships {
            relationships += range.map { RelationshipID($0) }
        }
        return ChangeSet(
            nodes: nodes.sorted().compactMap { id in
                let (now, then) = (graph.state(of: id), state(of: id))
                return now == then ? nil : NodeChange(id: id, before: now, after: then)
            },
            relationships: relationships.sorted().compactMap { id in
                let (now, then) = (graph.state(of: id), state(of: id))
                return now == then ? nil : RelationshipChange(id: id, before: now, after: then)
            },
            schema: schemaChanges, nextNodeID: graph.nextNodeID,
            nextRelationshipID: graph.nextRelationshipID)
    }

    private var schemaChanges: [SchemaChange] {
        let indexes = graph.indexes.filter { $0.constraint == nil }
        var changes: [SchemaChange] = []
        changes += graph.constraints.filter { !overlay.constraints.contains($0) }
            .map(SchemaChange.dropConstraint)
        changes += indexes.filter { !overlay.indexes.contains($0) }.map(SchemaChange.dropIndex)
        changes += overlay.indexes.filter { !indexes.contains($0) }
            .map(SchemaChange.createIndex)
        changes += overlay.constraints.filter { !graph.constraints.contains($0) }
            .map(SchemaChange.createConstraint)
        return changes
    }

    /// The graph as it was, with its number.
    ///
    /// - Complexity: O(what differs), and never much more than O(nodes + relationships).
    func graph(
        _ sequence: UInt64, _ rules: DerivedIndexRules
    ) throws(GraphError) -> Graph {
        let size = graph.nodeCount + graph.relationshipCount
        if overlay.count > max(20_000, size / 8) {
            return try graph.copied(under: overlay, sequence: sequence, rules)
        }
        return try graph.changed(by: changes, sequence: sequence, rules)
    }
}
