extension Draft {
    /// What this draft changed of its base, exact and minimal.
    ///
    /// - Complexity: what was touched; after bulk creation prefer `changedNodes` and
    ///   `change(of:)`, which need not hold everything at once.
    public var changes: ChangeSet {
        ChangeSet(
            nodes: changedNodes.compactMap { change(of: $0) },
            relationships: changedRelationships.compactMap { change(of: $0) },
            schema: schemaChanges, names: newNames,
            nextNodeID: root.nextNodeID, nextRelationshipID: root.nextRelationshipID)
    }

    /// The nodes that were touched, ascending; some may be as before.
    package var changedNodes: [NodeID] {
        Self.sortedUnion(touchedNodes, createdNodes).map { NodeID($0) }
    }

    /// The relationships that were touched, ascending; some may be as before.
    package var changedRelationships: [RelationshipID] {
        Self.sortedUnion(touchedRelationships, createdRelationships).map { RelationshipID($0) }
    }

    /// How many nodes and relationships were touched, about.
    var changeCount: Int {
        touchedNodes.count + touchedRelationships.count + createdNodes.count
            + createdRelationships.count
    }

    private static func sortedUnion(_ touched: Set<UInt32>, _ created: [UInt32]) -> [UInt32] {
        var all = created
        all.append(contentsOf: touched)
        all.sort()
        var result: [UInt32] = []
        result.reserveCapacity(all.count)
        for id in all where id != result.last {
            result.append(id)
        }
        return result
    }

    /// What happened to a node; nil when it is as it was.
    public func change(of node: NodeID) -> NodeChange? {
        let before = base.state(of: node)
        let after = graph.state(of: node)
        return before == after ? nil : NodeChange(id: node, before: before, after: after)
    }

    /// What happened to a relationship; nil when it is as it was.
    public func change(of relationship: RelationshipID) -> RelationshipChange? {
        let before = base.state(of: relationship)
        let after = graph.state(of: relationship)
        if before == after { return nil }
        return RelationshipChange(id: relationship, before: before, after: after)
    }

    /// What differs in the schema: first what is gone, then what is new.
    ///
    /// Indexes that belong to constraints are not listed.
    package var schemaChanges: [SchemaChange] {
        let (old, new) = (base.version.root.schema, root.schema)
        if old.revision == new.revision { return [] }
        let oldConstraints = old.constraints.map(\.definition)
        let newConstraints = new.constraints.map(\.definition)
        let oldIndexes = old.indexes.map(\.definition).filter { $0.constraint == nil }
        let newIndexes = new.indexes.map(\.definition).filter { $0.constraint == nil }
        var result: [SchemaChange] = []
        result += oldConstraints.filter { !newConstraints.contains($0) }
            .map(SchemaChange.dropConstraint)
        result += oldIndexes.filter { !newIndexes.contains($0) }.map(SchemaChange.dropIndex)
        result += newIndexes.filter { !oldIndexes.contains($0) }.map(SchemaChange.createIndex)
        result += newConstraints.filter { !oldConstraints.contains($0) }
            .map(SchemaChange.createConstraint)
        return result
    }

    /// The names that the base does not know.
    public var newNames: NewNames {
        let (old, new) = (base.version.root.names, root.names)
        var result = NewNames()
        for number in old.labels.count..<max(old.labels.count, new.labels.count) {
            result.labels.append((LabelID(UInt16(number)), new.labels[number]))
        }
        for number in old.types.count..<max(old.types.count, new.types.count) {
            result.types.append((RelationshipTypeID(UInt16(number)), new.types[number]))
        }
        for number in old.keys.count..<max(old.keys.count, new.keys.count) {
            result.keys.append((PropertyKeyID(UInt32(number)), new.keys[number]))
        }
        return result
    }

    /// Refuses what constraints on existence and type forbid in the nodes and relationships touched.
    func checkExistenceConstraints() throws(GraphError) {
        let constraints = root.schema.constraints.filter { $0.definition.kind != .unique }
        if constraints.isEmpty { return }
        for node in Self.sortedUnion(touchedNodes, createdNodes) {
            guard let record = root.node(node) else { continue }
            let labels = root.labelSet(record)
            for constraint in constraints {
                guard case .label(let label) = constraint.target, labels.contains(label),
                    let found = breach(constraint, node)
                else { continue }
                throw .constraintViolation(found)
            }
        }
        for id in Self.sortedUnion(touchedRelationships, createdRelationships) {
            guard let record = root.relationship(id) else { continue }
            for constraint in constraints where constraint.target == typeTarget(record) {
                if let found = breach(constraint, id) { throw .constraintViolation(found) }
            }
        }
    }
}
