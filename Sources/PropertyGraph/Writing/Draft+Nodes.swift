extension Draft {
    /// A property as it is stored.
    typealias CellEntry = (key: UInt32, cell: Cell)

    /// Makes a node; null properties are left out, of duplicate keys the last counts.
    ///
    /// - Throws: `.constraintViolation` when a uniqueness constraint forbids it.
    public func createNode(
        labels: [LabelID], properties: [PropertyEntry] = []
    ) throws(GraphError) -> NodeID {
        try willChange()
        let cells = try cells(of: properties)
        let set = LabelSet(labels)
        try checkNames(set)
        try checkUnique(creating: set, cells)
        let id = try nextNode()
        try insertNode(id, set, cells)
        return NodeID(id)
    }

    /// Makes a node; see the other form.
    public func createNode(
        labels: [String], properties: [String: Value] = [:]
    ) throws(GraphError) -> NodeID {
        var ids: [LabelID] = []
        for name in labels {
            ids.append(try label(name))
        }
        return try createNode(labels: ids, properties: try entries(properties))
    }

    /// Makes a node with a given identity, which must never have been in use in this version.
    public func createNode(
        id: NodeID, labels: [LabelID], properties: [PropertyEntry]
    ) throws(GraphError) {
        try willChange()
        guard id <= .maximum, root.node(id.rawValue) == nil else {
            throw .identityInUse(id.rawValue)
        }
        let cells = try cells(of: properties)
        let set = LabelSet(labels)
        try checkNames(set)
        try checkUnique(creating: set, cells)
        lineage.nodeIDs.advance(to: id.rawValue + 1)
        try insertNode(id.rawValue, set, cells)
    }

    /// Properties by name as entries, ascending by name so that the outcome is always the same.
    func entries(_ properties: [String: Value]) throws(GraphError) -> [PropertyEntry] {
        var result: [PropertyEntry] = []
        for (name, value) in properties.sorted(by: { $0.key < $1.key }) where !value.isNull {
            result.append(PropertyEntry(try propertyKey(name), value))
        }
        return result
    }

    /// Interned, without nulls, each key once.
    func cells(of properties: [PropertyEntry]) throws(GraphError) -> [CellEntry] {
        var result: [CellEntry] = []
        result.reserveCapacity(properties.count)
        for property in properties {
            guard property.key.rawValue < UInt32(root.names.keys.count) else {
                throw .invalidName("There is no property key \(property.key.rawValue).")
            }
            let cell = try cell(storing: property.value)
            if let index = result.firstIndex(where: { $0.key == property.key.rawValue }) {
                result[index].cell = cell
            } else {
                result.append((property.key.rawValue, cell))
            }
        }
        result.removeAll { $0.cell.isNull }
        return result
    }

    private func checkNames(_ set: LabelSet) throws(GraphError) {
        for label in set where Int(label.rawValue) >= root.names.labels.count {
            throw .invalidName("There is no label \(label.rawValue).")
        }
    }

    /// Puts a node in its table and the indexes; everything has been checked.
    func insertNode(
        _ id: UInt32, _ labels: LabelSet, _ cells: [CellEntry]
    ) throws(GraphError) {
        let code = root.labelSets.code(for: labels)
        let table = root.nodeTables.writable(Int(code), arena)
        let row = table.pointee.addRow(for: id, arena)
        for (key, cell) in cells {
            guard table.pointee.set(key, cell, Int(row), arena) else {
                table.pointee.removeRow(row, arena)
                throw Self.tooManyColumns
            }
        }
        root.nodes.writable(Int(id), arena).pointee = NodeRecord(labelSet: code + 1, row: row)
        root.nodeCount += 1
        root.nextNodeID = max(root.nextNodeID, id + 1)
        createdNodes.append(id)
        if root.schema.isEmpty { return }
        for label in labels {
            addToIndexes(id, .label(label))
        }
    }

    static var tooManyColumns: GraphError {
        .limitExceeded(
            what: "property keys of one label set or type", limit: UInt64(EntityTable.columnLimit))
    }

    /// Sets a property; null removes it.
    ///
    /// Answers whether anything changed.
    @discardableResult
    public func set(
        _ key: PropertyKeyID, _ value: Value, on node: NodeID
    ) throws(GraphError) -> Bool {
        try willChange()
        guard let record = root.node(node.rawValue) else { throw .nodeNotFound(node) }
        let cell = try cells(of: [PropertyEntry(key, value)]).first?.cell ?? .null
        let old = root.nodeCell(key.rawValue, node.rawValue)
        if old.isIdentical(to: cell) { return false }
        let labels = root.labelSet(record)
        try checkUnique(node.rawValue, labels, setting: key.rawValue, to: cell)
        touch(node: node.rawValue)
        forEachLabelIndex(labels, with: key) { removeFromIndex($0, node.rawValue) }
        let table = root.nodeTables.writable(Int(record.labelSet - 1), arena)
        let done = table.pointee.set(key.rawValue, cell, Int(record.row), arena)
        forEachLabelIndex(labels, with: key) { addToIndex($0, node.rawValue) }
        if !done { throw Self.tooManyColumns }
        return true
    }

    /// Adds a label; answers whether the node lacked it.
    @discardableResult
    public func add(_ label: LabelID, to node: NodeID) throws(GraphError) -> Bool {
        try willChange()
        guard let record = root.node(node.rawValue) else { throw .nodeNotFound(node) }
        var labels = root.labelSet(record)
        guard labels.insert(label) else { return false }
        try checkNames(labels)
        if checksUniqueness {
            try checkUnique(adding: label, to: node.rawValue)
        }
        touch(node: node.rawValue)
        try move(node.rawValue, record, to: labels)
        addToIndexes(node.rawValue, .label(label))
        return true
    }

    /// Removes a label; answers whether the node had it.
    @discardableResult
    public func remove(_ label: LabelID, from node: NodeID) throws(GraphError) -> Bool {
        try willChange()
        guard let record = root.node(node.rawValue) else { throw .nodeNotFound(node) }
        var labels = root.labelSet(record)
        guard labels.remove(label) else { return false }
        touch(node: node.rawValue)
        removeFromIndexes(node.rawValue, .label(label))
        try move(node.rawValue, record, to: labels)
        return true
    }

    /// Moves a node's row into the table of another label set.
    private func move(
        _ id: UInt32, _ record: NodeRecord, to labels: LabelSet
    ) throws(GraphError) {
        let cells = root.nodeCells(record)
        let code = root.labelSets.code(for: labels)
        let target = root.nodeTables.writable(Int(code), arena)
        let row = target.pointee.addRow(for: id, arena)
        for (key, cell) in cells {
            guard target.pointee.set(key, cell, Int(row), arena) else {
                target.pointee.removeRow(row, arena)
                throw Self.tooManyColumns
            }
        }
        root.nodeTables.writable(Int(record.labelSet - 1), arena).pointee
            .removeRow(record.row, arena)
        root.nodes.writable(Int(id), arena).pointee = NodeRecord(labelSet: code + 1, row: row)
        root.moveEnds(of: id, from: Int(record.labelSet - 1), to: Int(code), arena)
    }

    /// Deletes a node without relationships.
    ///
    /// - Throws: `.nodeHasRelationships` when it still has some.
    public func delete(_ node: NodeID) throws(GraphError) {
        try willChange()
        let id = node.rawValue
        guard let record = root.node(id) else { throw .nodeNotFound(node) }
        guard root.outgoing.degree(of: id, type: nil) == 0,
            root.incoming.degree(of: id, type: nil) == 0
        else { throw .nodeHasRelationships(node) }
        touch(node: id)
        if !root.schema.isEmpty {
            for label in root.labelSet(record) {
                removeFromIndexes(id, .label(label))
            }
        }
        root.nodeTables.writable(Int(record.labelSet - 1), arena).pointee
            .removeRow(record.row, arena)
        root.nodes.writable(Int(id), arena).pointee = NodeRecord(labelSet: 0, row: 0)
        root.nodeCount -= 1
    }
}
