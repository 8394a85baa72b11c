extension Draft {
    /// Makes a relationship; see `createNode` for the properties.
    ///
    /// - Throws: `.nodeNotFound` when an end does not exist.
    public func createRelationship(
        _ type: RelationshipTypeID, from start: NodeID, to end: NodeID,
        properties: [PropertyEntry] = []
    ) throws(GraphError) -> RelationshipID {
        try willChange()
        let cells = try checkedCells(type, start, end, properties)
        let id = try nextRelationship()
        try insertRelationship(id, type, start, end, cells)
        return RelationshipID(id)
    }

    /// Makes a relationship; see the other form.
    public func createRelationship(
        _ type: String, from start: NodeID, to end: NodeID, properties: [String: Value] = [:]
    ) throws(GraphError) -> RelationshipID {
        try createRelationship(
            try relationshipType(type), from: start, to: end,
            properties: try entries(properties))
    }

    /// Makes a relationship with a given identity.
    public func createRelationship(
        id: RelationshipID, _ type: RelationshipTypeID, from start: NodeID, to end: NodeID,
        properties: [PropertyEntry]
    ) throws(GraphError) {
        try willChange()
        guard id <= .maximum, root.relationship(id.rawValue) == nil else {
            throw .identityInUse(id.rawValue)
        }
        let cells = try checkedCells(type, start, end, properties)
        lineage.relationshipIDs.advance(to: id.rawValue + 1)
        try insertRelationship(id.rawValue, type, start, end, cells)
    }

    private func checkedCells(
        _ type: RelationshipTypeID, _ start: NodeID, _ end: NodeID, _ properties: [PropertyEntry]
    ) throws(GraphError) -> [CellEntry] {
        guard root.node(start.rawValue) != nil else { throw .nodeNotFound(start) }
        guard root.node(end.rawValue) != nil else { throw .nodeNotFound(end) }
        guard Int(type.rawValue) < root.names.types.count else {
            throw .invalidName("There is no relationship type \(type.rawValue).")
        }
        let cells = try cells(of: properties)
        if checksUniqueness, !root.schema.isEmpty {
            try checkUnique(.type(type), except: nil) { key in
                cells.first { $0.key == key }?.cell ?? .null
            }
        }
        return cells
    }

    private func insertRelationship(
        _ id: UInt32, _ type: RelationshipTypeID, _ start: NodeID, _ end: NodeID,
        _ cells: [CellEntry]
    ) throws(GraphError) {
        try insertRelationshipRecord(id, type, start, end, cells)
        root.countEnds(type.rawValue, start.rawValue, end.rawValue, arena)
        root.outgoing.insert(start.rawValue, type.rawValue, end.rawValue, id, arena)
        root.incoming.insert(end.rawValue, type.rawValue, start.rawValue, id, arena)
        createdRelationships.append(id)
        if !root.schema.isEmpty { addToIndexes(id, .type(type)) }
    }

    /// Everything of a relationship but its place in its nodes' runs and in the indexes.
    @discardableResult
    func insertRelationshipRecord(
        _ id: UInt32, _ type: RelationshipTypeID, _ start: NodeID, _ end: NodeID,
        _ cells: [CellEntry]
    ) throws(GraphError) -> UInt32 {
        let table = root.relationshipTables.writable(Int(type.rawValue), arena)
        let row = table.pointee.addRow(for: id, arena)
        for (key, cell) in cells {
            guard table.pointee.set(key, cell, Int(row), arena) else {
                table.pointee.removeRow(row, arena)
                throw Self.tooManyColumns
            }
        }
        root.relationships.writable(Int(id), arena).pointee = RelationshipStorage(
            start: start.rawValue, end: end.rawValue, row: row, type: UInt32(type.rawValue) + 1)
        root.relationshipCount += 1
        root.nextRelationshipID = max(root.nextRelationshipID, id + 1)
        return row
    }

    /// Sets a property; null removes it.
    ///
    /// Answers whether anything changed.
    @discardableResult
    public func set(
        _ key: PropertyKeyID, _ value: Value, on relationship: RelationshipID
    ) throws(GraphError) -> Bool {
        try willChange()
        let id = relationship.rawValue
        guard let record = root.relationship(id) else {
            throw .relationshipNotFound(relationship)
        }
        let cell = try cells(of: [PropertyEntry(key, value)]).first?.cell ?? .null
        let old = root.relationshipCell(key.rawValue, id)
        if old.isIdentical(to: cell) { return false }
        let target = typeTarget(record)
        if checksUniqueness, !root.schema.isEmpty {
            try checkUnique(target, except: id, involving: key.rawValue) { wanted in
                wanted == key.rawValue ? cell : self.root.relationshipCell(wanted, id)
            }
        }
        touch(relationship: id)
        forEachIndex(target, with: key) { removeFromIndex($0, id) }
        let table = root.relationshipTables.writable(Int(record.type - 1), arena)
        let done = table.pointee.set(key.rawValue, cell, Int(record.row), arena)
        forEachIndex(target, with: key) { addToIndex($0, id) }
        if !done { throw Self.tooManyColumns }
        return true
    }

    func typeTarget(_ record: RelationshipStorage) -> IndexState.Target {
        .type(RelationshipTypeID(UInt16(truncatingIfNeeded: record.type - 1)))
    }

    /// Deletes a relationship.
    public func delete(_ relationship: RelationshipID) throws(GraphError) {
        try willChange()
        let id = relationship.rawValue
        guard let record = root.relationship(id) else {
            throw .relationshipNotFound(relationship)
        }
        touch(relationship: id)
        if !root.schema.isEmpty { removeFromIndexes(id, typeTarget(record)) }
        let type = UInt16(truncatingIfNeeded: record.type - 1)
        root.countEnds(type, record.start, record.end, by: -1, arena)
        root.outgoing.remove(record.start, type, record.end, id, arena)
        root.incoming.remove(record.end, type, record.start, id, arena)
        root.relationshipTables.writable(Int(type), arena).pointee.removeRow(record.row, arena)
        root.relationships.writable(Int(id), arena).pointee = RelationshipStorage(
            start: 0, end: 0, row: 0, type: 0)
        root.relationshipCount -= 1
    }
}
