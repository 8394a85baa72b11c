package import PropertyGraph

/// Adds nodes and relationships to a draft unless they are there, and counts what it did.
package struct GraphMerger {
    let draft: Draft
    let policy: MergePolicy
    let now: DateTimeValue
    /// What was done so far.
    package private(set) var summary = LoadSummary()

    package init(draft: Draft, policy: MergePolicy, now: DateTimeValue) {
        self.draft = draft
        self.policy = policy
        self.now = now
    }

    package typealias Properties = [(key: String, value: Value)]

    package func find(_ label: CatalogLabel, _ key: String, _ value: String) -> NodeID? {
        NodeFinder(draft.graph).node(label.rawValue, where: [(key, .string(value))])
    }

    /// The node with these keys, made when there is none.
    ///
    /// `stated` is what the file says, where null values are left out; `initial` is what a new node
    /// gets besides.
    package mutating func node(
        _ label: CatalogLabel, keys: Properties, stated: Properties, initial: Properties = []
    ) throws(GraphError) -> NodeID {
        if let node = NodeFinder(draft.graph).node(label.rawValue, where: keys) {
            if try update(node, with: stated) { summary.nodesChanged += 1 }
            return node
        }
        var properties: [String: Value] = [:]
        for (key, value) in initial + stated + keys where value != .null { properties[key] = value }
        summary.nodesCreated += 1
        return try draft.createNode(labels: [label.rawValue], properties: properties)
    }

    private func update(_ node: NodeID, with stated: Properties) throws(GraphError) -> Bool {
        var isChanged = false
        for (name, value) in stated where value != .null {
            let key = try draft.propertyKey(name)
            let current = draft.graph.value(of: key, on: node)
            guard current == .null || (policy == .replace && current != value) else { continue }
            isChanged = try draft.set(key, value, on: node) || isChanged
        }
        if isChanged, let key = draft.graph.propertyKey(named: "updated_at"),
            draft.graph.value(of: key, on: node) != .null
        {
            try draft.set(key, .dateTime(now), on: node)
        }
        return isChanged
    }

    /// The relationship of this type from one node to the other, made when there is none.
    ///
    /// `stated` is what the file says; where it replaces, null values remove what was there.
    /// `initial` is what a new relationship gets besides.
    package mutating func relate(
        _ start: NodeID, _ type: CatalogRelationship, _ end: NodeID,
        stated: Properties = [], initial: Properties = []
    ) throws(GraphError) {
        let typeID = try draft.relationshipType(type.rawValue)
        if let existing = relationship(from: start, typeID, to: end) {
            if try update(existing, with: stated) { summary.relationshipsChanged += 1 }
            return
        }
        var properties: [String: Value] = [:]
        for (key, value) in initial + stated where value != .null { properties[key] = value }
        _ = try draft.createRelationship(
            type.rawValue, from: start, to: end, properties: properties
        )
        summary.relationshipsCreated += 1
    }

    private func update(
        _ relationship: RelationshipID, with stated: Properties
    ) throws(GraphError) -> Bool {
        var isChanged = false
        for (name, value) in stated {
            let key = try draft.propertyKey(name)
            let current = draft.graph.value(of: key, on: relationship)
            guard policy == .replace ? current != value : current == .null && value != .null
            else { continue }
            isChanged = try draft.set(key, value, on: relationship) || isChanged
        }
        return isChanged
    }

    private func relationship(
        from start: NodeID, _ type: RelationshipTypeID, to end: NodeID
    ) -> RelationshipID? {
        var cursor = draft.graph.relationships(of: start, .outgoing, types: [type])
        while let entry = cursor.next() {
            if entry.neighbour == end { return entry.relationship }
        }
        return nil
    }

    /// Makes `end` the only node with its label that `start` is related to by this type; where the
    /// graph's word counts, only when there is none yet.
    package mutating func relateOnly(
        _ start: NodeID, _ type: CatalogRelationship, _ end: NodeID, _ label: CatalogLabel
    ) throws(GraphError) {
        let others = related(start, type, label)
        if policy == .fill, !others.isEmpty { return }
        for other in others where other.neighbour != end {
            try draft.delete(other.relationship)
            summary.relationshipsDeleted += 1
        }
        try relate(start, type, end)
    }

    package func related(
        _ start: NodeID, _ type: CatalogRelationship, _ label: CatalogLabel
    ) -> [AdjacencyEntry] {
        let graph = draft.graph
        guard let typeID = graph.relationshipType(named: type.rawValue),
            let labelID = graph.label(named: label.rawValue)
        else { return [] }
        var found: [AdjacencyEntry] = []
        var cursor = graph.relationships(of: start, .outgoing, types: [typeID])
        while let entry = cursor.next() {
            if graph.hasLabel(labelID, entry.neighbour) { found.append(entry) }
        }
        return found
    }

    mutating func warn(_ text: String) {
        summary.warnings.append(text)
    }
}
