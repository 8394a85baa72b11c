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

    /// Adds what follows from nodes and relationships that were touched.
    func apply(
        to nodes: [NodeID], _ relationships: [RelationshipID]
    ) throws(GraphError) {
        let base = draft.base
        for node in nodes where draft.hasLabel(dataset, node) {
            let before = base.value(of: name, on: node)
            if before != draft.value(of: name, on: node) { try rename(node, from: before) }
        }
        let created = created(relationships)
        if created.isEmpty { return }
        let datasetName = try draft.propertyKey("dataset_name")
        for record in created { try adopt(record.end, by: record.start, datasetName) }
    }

    /// Those that the draft made, of the type that leads to columns.
    private func created(_ relationships: [RelationshipID]) -> [RelationshipRecord] {
        let graph = draft.graph
        let base = draft.base
        return relationships.compactMap { id in
            guard let record = graph.relationship(id), record.type == hasColumn,
                !base.contains(id)
            else { return nil }
            return record
        }
    }

    /// Gives a dataset's columns its new name, unless they bear the name of another dataset.
    private func rename(_ node: NodeID, from old: Value) throws(GraphError) {
        let datasetName = try draft.propertyKey("dataset_name")
        let new = draft.graph.value(of: name, on: node)
        for child in columns(of: node) {
            let hasName = !draft.cell(of: datasetName, on: child).isNull
            if hasName, old.isNull || draft.value(of: datasetName, on: child) != old { continue }
            try draft.set(datasetName, new, on: child)
        }
    }

    /// Gives a column that was put into a dataset the dataset's name.
    func adopt(_ child: NodeID, by node: NodeID) throws(GraphError) {
        try adopt(child, by: node, try draft.propertyKey("dataset_name"))
    }

    private func adopt(
        _ child: NodeID, by node: NodeID, _ datasetName: PropertyKeyID
    ) throws(GraphError) {
        guard draft.hasLabel(dataset, node), draft.hasLabel(column, child) else { return }
        let new = draft.cell(of: name, on: node)
        guard !new.isNull else { return }
        let current = draft.cell(of: datasetName, on: child)
        guard !current.isIdentical(to: new) else { return }
        if !current.isNull {
            let value = draft.value(of: datasetName, on: child)
            if owners(of: child).contains(where: { $0 == value }) { return }
        }
        try draft.set(datasetName, draft.value(of: name, on: node), on: child)
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
