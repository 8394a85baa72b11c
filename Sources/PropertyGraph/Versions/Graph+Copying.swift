extension Graph {
    /// The same graph with the same identities and numbers of names, in memory of its own.
    ///
    /// Derived indexes are not taken along.
    ///
    /// - Complexity: O(nodes + relationships), and the sorting of the indexes.
    func copied() -> Graph {
        do throws(GraphError) {
            var overlay = GraphOverlay()
            overlay.indexes = indexes
            overlay.constraints = constraints
            return try copied(under: overlay, sequence: sequence)
        } catch {
            // What one graph holds, another of the same limits can hold.
            preconditionFailure("a graph cannot be copied: \(error)")
        }
    }

    /// A copy of this graph in which some things are otherwise, in memory of its own.
    ///
    /// Derived indexes are not taken along.
    ///
    /// - Throws: What building a graph throws when what is given does not fit together.
    /// - Complexity: O(nodes + relationships), and the sorting of the indexes.
    package func copied(
        under overlay: GraphOverlay, sequence: UInt64
    ) throws(GraphError) -> Graph {
        let builder = GraphBuilder()
        let names = allNames
        for entry in names.labels { _ = try builder.label(entry.name) }
        for entry in names.types { _ = try builder.relationshipType(entry.name) }
        for entry in names.keys { _ = try builder.propertyKey(entry.name) }
        var nodes = nodes()
        while let node = nodes.next() {
            guard !overlay.covers(node) else { continue }
            try builder.addNode(
                node, labels: labels(of: node), cells: try copies(cells(of: node), builder))
        }
        for (node, state) in overlay.nodes {
            guard let state else { continue }
            try builder.addNode(
                node, labels: LabelSet(state.labels), cells: try cells(state.properties, builder))
        }
        var relationships = relationships()
        while let id = relationships.next() {
            guard !overlay.covers(id), let record = relationship(id) else { continue }
            try builder.addRelationship(
                id, record.type, from: record.start, to: record.end,
                cells: try copies(cells(of: id), builder))
        }
        for (id, state) in overlay.relationships {
            guard let state else { continue }
            try builder.addRelationship(
                id, state.type, from: state.start, to: state.end,
                cells: try cells(state.properties, builder))
        }
        for constraint in overlay.constraints { builder.add(constraint) }
        for index in overlay.indexes where index.constraint == nil { builder.add(index) }
        return try builder.finish(
            sequence: sequence, nextNodeID: nextNodeID, nextRelationshipID: nextRelationshipID)
    }

    private func cells(
        _ properties: [PropertyEntry], _ builder: GraphBuilder
    ) throws(GraphError) -> [(key: PropertyKeyID, cell: Cell)] {
        var cells: [(key: PropertyKeyID, cell: Cell)] = []
        for property in properties {
            cells.append((property.key, try builder.cell(storing: property.value)))
        }
        return cells
    }

    private func copies(
        _ cells: [(key: PropertyKeyID, cell: Cell)], _ builder: GraphBuilder
    ) throws(GraphError) -> [(key: PropertyKeyID, cell: Cell)] {
        var copies = cells
        for place in copies.indices {
            let cell = cells[place].cell
            guard cell.tag == .string || cell.tag == .stored else { continue }
            copies[place].cell = try builder.cell(storing: value(cell))
        }
        return copies
    }
}
