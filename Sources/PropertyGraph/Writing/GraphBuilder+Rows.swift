extension GraphBuilder {
    /// Consecutive rows of one table, given to entities that are added together.
    package struct Rows: Sendable {
        fileprivate enum Table {
            case nodes(UInt32)
            case relationships(UInt16)
        }

        fileprivate let table: Table
        fileprivate let first: UInt32
        fileprivate let count: Int
    }

    /// Adds nodes with the same labels, without properties so far.
    ///
    /// - Throws: `.identityInUse`, `.invalidName` for a label that is not known.
    package func addNodes(
        _ ids: [UInt32], labels: LabelSet
    ) throws(GraphError) -> Rows {
        for label in labels where Int(label.rawValue) >= draft.root.names.labels.count {
            throw .invalidName("There is no label \(label.rawValue).")
        }
        let code = draft.root.labelSets.code(for: labels)
        let table = draft.root.nodeTables.writable(Int(code), draft.arena)
        let first = table.pointee.rowCount
        for id in ids {
            guard NodeID(id) <= .maximum, draft.root.node(id) == nil else {
                throw .identityInUse(id)
            }
            let row = table.pointee.addRow(for: id, draft.arena)
            draft.root.nodes.writable(Int(id), draft.arena).pointee = NodeRecord(
                labelSet: code + 1, row: row)
            draft.root.nextNodeID = max(draft.root.nextNodeID, id + 1)
        }
        draft.root.nodeCount += ids.count
        return Rows(table: .nodes(code), first: first, count: ids.count)
    }

    /// Adds relationships of one type, each with its start and end, without properties so far.
    ///
    /// - Throws: `.identityInUse`, `.invalidName` for a type that is not known.
    package func addRelationships(
        _ ids: [UInt32], _ type: RelationshipTypeID, starts: [UInt32], ends: [UInt32]
    ) throws(GraphError) -> Rows {
        guard Int(type.rawValue) < draft.root.names.types.count else {
            throw .invalidName("There is no relationship type \(type.rawValue).")
        }
        precondition(starts.count == ids.count && ends.count == ids.count)
        let table = draft.root.relationshipTables.writable(Int(type.rawValue), draft.arena)
        let first = table.pointee.rowCount
        for (place, id) in ids.enumerated() {
            guard RelationshipID(id) <= .maximum, draft.root.relationship(id) == nil else {
                throw .identityInUse(id)
            }
            let row = table.pointee.addRow(for: id, draft.arena)
            draft.root.relationships.writable(Int(id), draft.arena).pointee =
                RelationshipStorage(
                    start: starts[place], end: ends[place], row: row,
                    type: UInt32(type.rawValue) + 1)
            draft.root.nextRelationshipID = max(draft.root.nextRelationshipID, id + 1)
        }
        draft.root.relationshipCount += ids.count
        return Rows(table: .relationships(type.rawValue), first: first, count: ids.count)
    }

    /// Gives a property to rows: a cell for each, null where it has none.
    ///
    /// - Throws: `.invalidName` for a key that is not known, `.limitExceeded` for too many keys.
    package func set(
        _ key: PropertyKeyID, _ cells: [Cell], in rows: Rows
    ) throws(GraphError) {
        guard Int(key.rawValue) < draft.root.names.keys.count else {
            throw .invalidName("There is no property key \(key.rawValue).")
        }
        precondition(cells.count == rows.count)
        let table =
            switch rows.table {
            case .nodes(let code): draft.root.nodeTables.writable(Int(code), draft.arena)
            case .relationships(let type):
                draft.root.relationshipTables.writable(Int(type), draft.arena)
            }
        for (place, cell) in cells.enumerated() where !cell.isNull {
            let row = Int(rows.first) + place
            guard table.pointee.set(key.rawValue, cell, row, draft.arena) else {
                throw Draft.tooManyColumns
            }
        }
    }
}
