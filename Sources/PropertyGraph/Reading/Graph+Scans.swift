extension Graph {
    /// All nodes, by ascending identity.
    public func nodes() -> NodeCursor {
        NodeCursor(source: .scan(EntityScan(nodesOf: self)))
    }

    /// The nodes with a label, in no particular order that could be relied on.
    ///
    /// - Complexity: the number of them (and of rows freed since); other nodes cost nothing.
    public func nodes(labelled label: LabelID) -> NodeCursor {
        let tables = version.root.labelSets.codes(with: label).compactMap {
            version.root.nodeTables.pointer(Int($0))?.pointee
        }
        return NodeCursor(source: .scan(EntityScan(tables, of: self)))
    }

    /// All relationships, by ascending identity.
    public func relationships() -> RelationshipCursor {
        RelationshipCursor(
            source: NodeCursor(source: .scan(EntityScan(relationshipsOf: self))))
    }

    /// The relationships of a type, in no particular order that could be relied on.
    public func relationships(ofType type: RelationshipTypeID) -> RelationshipCursor {
        let table = version.root.relationshipTables.pointer(Int(type.rawValue))?.pointee
        let tables = table.map { [$0] } ?? []
        return RelationshipCursor(
            source: NodeCursor(source: .scan(EntityScan(tables, of: self))))
    }
}
