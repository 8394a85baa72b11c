extension ChangeSet {
    /// The same changes with the numbers that another version gives to the names.
    ///
    /// The other version must know the new names already.
    func renamed(for new: Graph) -> ChangeSet {
        if names.isEmpty { return self }
        let renaming = Renaming(names, new)
        var result = self
        result.names = NewNames()
        result.nodes = nodes.map { change in
            NodeChange(
                id: change.id, before: change.before.map(renaming.apply),
                after: change.after.map(renaming.apply))
        }
        result.relationships = relationships.map { change in
            RelationshipChange(
                id: change.id, before: change.before.map(renaming.apply),
                after: change.after.map(renaming.apply))
        }
        return result
    }

    private struct Renaming {
        var labels: [LabelID: LabelID] = [:]
        var types: [RelationshipTypeID: RelationshipTypeID] = [:]
        var keys: [PropertyKeyID: PropertyKeyID] = [:]

        init(_ names: NewNames, _ graph: Graph) {
            for entry in names.labels {
                labels[entry.id] = graph.label(named: entry.name)
            }
            for entry in names.types {
                types[entry.id] = graph.relationshipType(named: entry.name)
            }
            for entry in names.keys {
                keys[entry.id] = graph.propertyKey(named: entry.name)
            }
        }

        func apply(_ state: NodeState) -> NodeState {
            NodeState(
                labels: state.labels.map { labels[$0] ?? $0 }.sorted(),
                properties: apply(state.properties))
        }

        func apply(_ state: RelationshipState) -> RelationshipState {
            RelationshipState(
                type: types[state.type] ?? state.type, start: state.start, end: state.end,
                properties: apply(state.properties))
        }

        private func apply(_ properties: [PropertyEntry]) -> [PropertyEntry] {
            properties.map { PropertyEntry(keys[$0.key] ?? $0.key, $0.value) }
                .sorted { $0.key < $1.key }
        }
    }
}
