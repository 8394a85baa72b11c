extension Draft {
    /// A draft with the same new nodes and relationships on a newer version, made without listing
    /// what each of them holds; nil when the draft does anything else, or is not large.
    ///
    /// - Throws: `.conflict` when the newer version leaves no room for something.
    func reinserted(on newer: Graph) throws(GraphError) -> Draft? {
        guard changeCount > VersionLine.bulkLimit, touchedNodes.isEmpty,
            touchedRelationships.isEmpty, schemaChanges.isEmpty
        else { return nil }
        let draft = Draft(on: newer)
        try draft.learnByName(newNames)
        var labels: [LabelID] = []
        for name in root.names.labels.names { labels.append(try draft.label(name)) }
        var keys: [PropertyKeyID] = []
        for name in root.names.keys.names { keys.append(try draft.propertyKey(name)) }
        let insertion = BulkInsertion(draft)
        try reinsertNodes(insertion, labels, keys)
        try reinsertRelationships(insertion, draft, keys)
        try insertion.settle()
        return draft
    }

    private func reinsertNodes(
        _ insertion: BulkInsertion, _ labels: [LabelID], _ keys: [PropertyKeyID]
    ) throws(GraphError) {
        var tables: [UInt32: BulkInsertion.NodeTable] = [:]
        for id in createdNodes {
            guard let record = root.node(id) else { continue }
            let table: BulkInsertion.NodeTable
            if let known = tables[record.labelSet] {
                table = known
            } else {
                table = try insertion.table(
                    labels: root.labelSet(record).map { labels[Int($0.rawValue)] })
                tables[record.labelSet] = table
            }
            let cells = root.nodeCells(record).map { (key: keys[Int($0.key)], cell: $0.cell) }
            guard try insertion.addNode(id: id, to: table, cells) != nil else {
                throw .conflict("a node with the key of node \(id)")
            }
        }
    }

    private func reinsertRelationships(
        _ insertion: BulkInsertion, _ draft: Draft, _ keys: [PropertyKeyID]
    ) throws(GraphError) {
        var tables: [BulkInsertion.RelationshipTable] = []
        for name in root.names.types.names {
            tables.append(try insertion.table(type: try draft.relationshipType(name)))
        }
        for id in createdRelationships {
            guard let record = root.relationship(id) else { continue }
            let cells = root.relationshipCells(record).map {
                (key: keys[Int($0.key)], cell: $0.cell)
            }
            let added = try insertion.addRelationship(
                id: id, to: tables[Int(record.type - 1)], from: NodeID(record.start),
                to: NodeID(record.end), cells)
            if added == nil {
                let gone = draft.root.node(record.start) == nil ? record.start : record.end
                throw .conflict("node \(gone)")
            }
        }
    }
}
