extension Draft {
    /// Replays a change set: recovery, undo, or the work of a draft that came second.
    ///
    /// Each thing changed must be as the change set says it was before. Constraints hold at the
    /// end, not necessarily in between. After an error the draft must be discarded.
    ///
    /// - Throws: `.changeSetMismatch` where the graph is different, `.constraintViolation`.
    public func apply(_ changes: ChangeSet) throws(GraphError) {
        try learn(changes.names)
        checksUniqueness = false
        defer { checksUniqueness = true }
        for change in changes.schema {
            switch change {
            case .dropConstraint(let definition): try dropConstraint(named: definition.name)
            case .dropIndex(let definition): try dropIndex(named: definition.name)
            default: break
            }
        }
        try checkBefore(changes)
        for change in changes.relationships where change.after == nil {
            try delete(change.id)
        }
        for change in changes.nodes {
            guard let after = change.after else { continue }
            try replay(after, before: change.before, on: change.id)
        }
        for change in changes.relationships {
            guard let after = change.after else { continue }
            try replay(after, before: change.before, on: change.id)
        }
        for change in changes.nodes where change.after == nil {
            try delete(change.id)
        }
        advanceIdentities(changes)
        for change in changes.nodes {
            guard let after = change.after else { continue }
            try verifyUnique(after, change.id)
        }
        for change in changes.relationships {
            guard let after = change.after else { continue }
            try checkUnique(.type(after.type), except: change.id.rawValue) {
                self.root.relationshipCell($0, change.id.rawValue)
            }
        }
        for change in changes.schema {
            switch change {
            case .createConstraint(let definition): try create(definition)
            case .createIndex(let definition): try create(definition)
            default: break
            }
        }
    }

    /// Makes names known under the numbers they had.
    private func learn(_ names: NewNames) throws(GraphError) {
        for (id, name) in names.labels where try label(name) != id {
            throw .changeSetMismatch("label `\(name)` has another number")
        }
        for (id, name) in names.types where try relationshipType(name) != id {
            throw .changeSetMismatch("relationship type `\(name)` has another number")
        }
        for (id, name) in names.keys where try propertyKey(name) != id {
            throw .changeSetMismatch("property key `\(name)` has another number")
        }
    }

    private func checkBefore(_ changes: ChangeSet) throws(GraphError) {
        let now = graph
        for change in changes.nodes where now.state(of: change.id) != change.before {
            throw .changeSetMismatch("node \(change.id.rawValue)")
        }
        for change in changes.relationships where now.state(of: change.id) != change.before {
            throw .changeSetMismatch("relationship \(change.id.rawValue)")
        }
    }

    private func replay(
        _ after: NodeState, before: NodeState?, on node: NodeID
    ) throws(GraphError) {
        guard let before else {
            try createNode(id: node, labels: after.labels, properties: after.properties)
            return
        }
        for label in before.labels where !after.labels.contains(label) {
            try remove(label, from: node)
        }
        for label in after.labels where !before.labels.contains(label) {
            try add(label, to: node)
        }
        for key in Self.missingKeys(before.properties, after.properties) {
            try set(key, .null, on: node)
        }
        for property in after.properties {
            try set(property.key, property.value, on: node)
        }
    }

    private func replay(
        _ after: RelationshipState, before: RelationshipState?, on id: RelationshipID
    ) throws(GraphError) {
        guard let before else {
            try createRelationship(
                id: id, after.type, from: after.start, to: after.end,
                properties: after.properties)
            return
        }
        guard before.type == after.type, before.start == after.start, before.end == after.end
        else { throw .changeSetMismatch("relationship \(id.rawValue) moves") }
        for key in Self.missingKeys(before.properties, after.properties) {
            try set(key, .null, on: id)
        }
        for property in after.properties {
            try set(property.key, property.value, on: id)
        }
    }

    private static func missingKeys(
        _ before: [PropertyEntry], _ after: [PropertyEntry]
    ) -> [PropertyKeyID] {
        let kept = Set(after.map(\.key))
        return before.map(\.key).filter { !kept.contains($0) }
    }

    private func advanceIdentities(_ changes: ChangeSet) {
        root.nextNodeID = max(root.nextNodeID, changes.nextNodeID)
        root.nextRelationshipID = max(root.nextRelationshipID, changes.nextRelationshipID)
        lineage.nodeIDs.advance(to: changes.nextNodeID)
        lineage.relationshipIDs.advance(to: changes.nextRelationshipID)
    }

    private func verifyUnique(_ state: NodeState, _ node: NodeID) throws(GraphError) {
        for label in state.labels {
            try checkUnique(.label(label), except: node.rawValue) {
                self.root.nodeCell($0, node.rawValue)
            }
        }
    }

    // MARK: Coming second

    /// A draft with the same changes on a newer version of the same graph.
    ///
    /// - Throws: `.conflict` when something touched has changed since, `.constraintViolation`
    ///   when the newer version leaves no room for them.
    func rebased(onto newer: Graph) throws(GraphError) -> Draft {
        if let draft = try reinserted(on: newer) { return draft }
        let changes = changes
        let draft = Draft(on: newer)
        do throws(GraphError) {
            try draft.learnByName(changes.names)
            try draft.apply(changes.renamed(for: draft.graph))
        } catch {
            switch error {
            case .changeSetMismatch(let place): throw .conflict(place)
            case .nodeNotFound(let id): throw .conflict("node \(id.rawValue)")
            case .nodeHasRelationships(let id): throw .conflict("node \(id.rawValue)")
            case .relationshipNotFound(let id):
                throw .conflict("relationship \(id.rawValue)")
            case .indexNotFound(let name), .constraintNotFound(let name),
                .schemaNameTaken(let name), .equivalentSchemaExists(let name):
                throw .conflict("`\(name)`")
            default: throw error
            }
        }
        return draft
    }

    func learnByName(_ names: NewNames) throws(GraphError) {
        for entry in names.labels {
            _ = try label(entry.name)
        }
        for entry in names.types {
            _ = try relationshipType(entry.name)
        }
        for entry in names.keys {
            _ = try propertyKey(entry.name)
        }
    }
}
