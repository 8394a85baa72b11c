extension Graph {
    /// The table and row of a node; tables are numbered in no order that could be relied on.
    package func row(of node: NodeID) -> (table: UInt32, row: UInt32)? {
        version.root.node(node.rawValue).map { ($0.labelSet - 1, $0.row) }
    }

    /// The row of a relationship in the table of its type.
    package func row(of relationship: RelationshipID) -> UInt32? {
        version.root.relationship(relationship.rawValue)?.row
    }

    /// The table of a number that `row(of:)` gave.
    package func table(numbered number: UInt32) -> TableView? {
        guard Int(number) < version.root.labelSets.sets.count,
            let table = version.root.nodeTables.pointer(Int(number))?.pointee
        else { return nil }
        return TableView(graph: self, labels: version.root.labelSets[number], table: table)
    }
}

extension TableView {
    /// The keys that some row has, ascending.
    package var keys: [PropertyKeyID] {
        guard let columns = table.columns else { return [] }
        return (0..<Int(table.columnCount)).filter { columns[$0].count > 0 }
            .map { PropertyKeyID(columns[$0].key) }.sorted()
    }
}

extension PropertyColumn {
    /// The cell of a row; null where there is none.
    package func cell(row: Int) -> Cell { column.cell(row) }
}
