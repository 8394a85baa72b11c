extension Graph {
    /// The same graph with the same identities and numbers of names, in memory of its own.
    ///
    /// Derived indexes are not taken along.
    ///
    /// - Complexity: O(nodes + relationships), and the sorting of the indexes.
    func copied() -> Graph {
        do throws(GraphError) {
            return try copy()
        } catch {
            // What one graph holds, another of the same limits can hold.
            preconditionFailure("a graph cannot be copied: \(error)")
        }
    }

    private func copy() throws(GraphError) -> Graph {
        let builder = GraphBuilder()
        let names = allNames
        for entry in names.labels { _ = try builder.label(entry.name) }
        for entry in names.types { _ = try builder.relationshipType(entry.name) }
        for entry in names.keys { _ = try builder.propertyKey(entry.name) }
        var nodes = nodes()
        while let node = nodes.next() {
            try builder.addNode(
                node, labels: labels(of: node), cells: try copies(cells(of: node), builder))
        }
        var relationships = relationships()
        while let id = relationships.next() {
            guard let record = relationship(id) else { continue }
            try builder.addRelationship(
                id, record.type, from: record.start, to: record.end,
                cells: try copies(cells(of: id), builder))
        }
        for constraint in constraints { builder.add(constraint) }
        for index in indexes where index.constraint == nil { builder.add(index) }
        return try builder.finish(
            sequence: sequence, nextNodeID: nextNodeID, nextRelationshipID: nextRelationshipID)
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
