import PropertyGraph

/// Keeps `Column.dataset_name` as `HAS_COLUMN` has it.
struct DatasetNameRule {
    private let draft: Draft
    private let dataset: LabelID
    private let column: LabelID
    private let hasColumn: RelationshipTypeID
    private let name: PropertyKeyID

    /// A rule for a draft; `nil` when its graph has never had a named dataset with a column.
    init?(_ draft: Draft) {
        let graph = draft.graph
        guard let dataset = graph.label(named: CatalogLabel.dataset.rawValue),
            let column = graph.label(named: CatalogLabel.column.rawValue),
            let type = graph.relationshipType(named: CatalogRelationship.hasColumn.rawValue),
            let name = graph.propertyKey(named: "name")
        else { return nil }
        self.draft = draft
        self.dataset = dataset
        self.column = column
        hasColumn = type
        self.name = name
    }

    func apply(to changes: ChangeSet) throws(GraphError) {
        for change in changes.nodes {
            guard let after = change.after, after.labels.contains(dataset) else { continue }
            let before = change.before?.value(of: name) ?? .null
            if before != after.value(of: name) { try rename(change.id, from: before) }
        }
        for change in changes.relationships where change.before == nil {
            guard let after = change.after, after.type == hasColumn else { continue }
            try adopt(after.end, by: after.start)
        }
    }

    /// Gives a dataset's columns its new name, unless they bear the name of another dataset.
    private func rename(_ node: NodeID, from old: Value) throws(GraphError) {
        let datasetName = try draft.propertyKey("dataset_name")
        let new = draft.graph.value(of: name, on: node)
        for child in columns(of: node) {
            let current = draft.graph.value(of: datasetName, on: child)
            guard current == .null || current == old else { continue }
            try draft.set(datasetName, new, on: child)
        }
    }

    /// Gives a column that was put into a dataset the dataset's name.
    private func adopt(_ child: NodeID, by node: NodeID) throws(GraphError) {
        let graph = draft.graph
        guard graph.hasLabel(dataset, node), graph.hasLabel(column, child) else { return }
        let datasetName = try draft.propertyKey("dataset_name")
        let new = graph.value(of: name, on: node)
        let current = graph.value(of: datasetName, on: child)
        guard current != new, new != .null else { return }
        if current != .null, owners(of: child).contains(where: { $0 == current }) { return }
        try draft.set(datasetName, new, on: child)
    }

    private func columns(of node: NodeID) -> [NodeID] {
        var found: [NodeID] = []
        var cursor = draft.graph.relationships(of: node, .outgoing, types: [hasColumn])
        while let entry = cursor.next() {
            if draft.graph.hasLabel(column, entry.neighbour) { found.append(entry.neighbour) }
        }
        return found
    }

    /// The names of the datasets that have a column.
    private func owners(of child: NodeID) -> [Value] {
        var found: [Value] = []
        var cursor = draft.graph.relationships(of: child, .incoming, types: [hasColumn])
        while let entry = cursor.next() {
            guard draft.graph.hasLabel(dataset, entry.neighbour) else { continue }
            found.append(draft.graph.value(of: name, on: entry.neighbour))
        }
        return found
    }
}

extension NodeState {
    /// The value under a key; null when there is none.
    func value(of key: PropertyKeyID) -> Value {
        properties.first { $0.key == key }?.value ?? .null
    }
}
