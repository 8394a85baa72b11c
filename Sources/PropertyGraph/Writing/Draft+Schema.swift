extension Draft {
    /// Makes an index and fills it.
    ///
    /// - Throws: `.schemaNameTaken`, `.equivalentSchemaExists`.
    public func create(_ index: IndexDefinition) throws(GraphError) {
        try willChange()
        guard !root.schema.isTaken(index.name) else { throw .schemaNameTaken(index.name) }
        guard !index.keys.isEmpty || index.kind == .lookup else {
            throw .schemaNotSupported("An index without property keys")
        }
        if let equal = root.schema.indexes.first(where: { isEquivalent($0.definition, index) }) {
            throw .equivalentSchemaExists(equal.definition.name)
        }
        try addIndex(index, isUnique: false)
    }

    private func isEquivalent(_ left: IndexDefinition, _ right: IndexDefinition) -> Bool {
        left.kind == right.kind && left.target == right.target && left.keys == right.keys
    }

    /// Drops an index that no constraint owns.
    public func dropIndex(named name: String) throws(GraphError) {
        try willChange()
        guard let index = root.schema.indexes.first(where: { $0.definition.name == name }) else {
            throw .indexNotFound(name)
        }
        if let constraint = index.definition.constraint {
            throw .indexOwnedByConstraint(index: name, constraint: constraint)
        }
        removeIndex(named: name)
    }

    /// Makes a constraint, if the data obey it; a uniqueness constraint brings an index of the
    /// same name.
    ///
    /// - Throws: `.constraintCreationFailed`, `.schemaNameTaken`, `.equivalentSchemaExists`.
    public func create(_ constraint: ConstraintDefinition) throws(GraphError) {
        try willChange()
        let name = constraint.name
        guard !root.schema.isTaken(name) else { throw .schemaNameTaken(name) }
        guard !constraint.keys.isEmpty else {
            throw .schemaNotSupported("A constraint without property keys")
        }
        let equal = root.schema.constraints.first {
            $0.definition.kind == constraint.kind && $0.definition.target == constraint.target
                && $0.definition.keys == constraint.keys
        }
        if let equal { throw .equivalentSchemaExists(equal.definition.name) }
        guard let target = try resolve(constraint.target) else {
            throw .schemaNotSupported("A constraint on several labels or types")
        }
        let state = ConstraintState(
            definition: constraint, target: target, keys: try resolve(constraint.keys))
        if constraint.kind != .unique {
            try checkMembers(state)
            // The check took a view of the draft, which does not have the constraint yet.
            try willChange()
        }
        root.schema.append(state)
        guard constraint.hasIndex else { return }
        let index = IndexDefinition(
            name: name, target: constraint.target, keys: constraint.keys, constraint: name)
        do throws(GraphError) {
            try addIndex(index, isUnique: true)
        } catch {
            removeConstraint(named: name)
            throw error
        }
    }

    /// Drops a constraint with its index.
    public func dropConstraint(named name: String) throws(GraphError) {
        try willChange()
        guard root.schema.constraints.contains(where: { $0.definition.name == name }) else {
            throw .constraintNotFound(name)
        }
        removeConstraint(named: name)
        removeIndex(named: name)
    }

    private func removeConstraint(named name: String) {
        if let position = root.schema.constraints.firstIndex(where: {
            $0.definition.name == name
        }) {
            root.schema.removeConstraint(at: position)
        }
    }

    private func removeIndex(named name: String) {
        guard let position = root.schema.indexes.firstIndex(where: { $0.definition.name == name })
        else { return }
        var index = root.schema.removeIndex(at: position)
        index.tree.dropAll(arena)
    }

    // MARK: Machinery

    private func resolve(_ target: SchemaTarget) throws(GraphError) -> IndexState.Target? {
        switch target {
        case .nodes(let labels):
            guard labels.count == 1, let name = labels.first else { return nil }
            return .label(try label(name))
        case .relationships(let types):
            guard types.count == 1, let name = types.first else { return nil }
            return .type(try relationshipType(name))
        }
    }

    private func resolve(_ keys: [String]) throws(GraphError) -> [PropertyKeyID] {
        var result: [PropertyKeyID] = []
        for key in keys {
            result.append(try propertyKey(key))
        }
        return result
    }

    private func addIndex(_ definition: IndexDefinition, isUnique: Bool) throws(GraphError) {
        var index = IndexState(
            id: IndexID(root.schema.nextIndexID), definition: definition, target: nil,
            keys: try resolve(definition.keys))
        index.isUnique = isUnique
        if [.range, .text, .point].contains(definition.kind) {
            guard let target = try resolve(definition.target) else {
                throw .schemaNotSupported("A range index on several labels or types")
            }
            index.target = target
            try fill(&index)
        }
        root.schema.append(index)
    }

    /// Builds the contents of an index anew.
    func refillIndex(at position: Int) throws(GraphError) {
        var index = root.schema.indexes[position]
        index.tree.dropAll(arena)
        try fill(&index)
        root.schema.updateIndex(at: position) { $0 = index }
    }

    /// Builds an index's contents in one sort.
    private func fill(_ index: inout IndexState) throws(GraphError) {
        let sorted = IndexSort.sorted(
            entries(of: index), isComposite: index.keys.count > 1, interner)
        index.distinct = try countDistinct(sorted, index)
        index.entries = sorted.count
        index.tree = KeyTree.build(sorted, arena)
    }

    /// The keys of all members that have the properties.
    private func entries(of index: IndexState) -> [TreeKey] {
        let tables: [EntityTable] =
            switch index.target {
            case .label(let label):
                root.labelSets.codes(with: label).compactMap {
                    root.nodeTables.pointer(Int($0))?.pointee
                }
            case .type(let type):
                root.relationshipTables.pointer(Int(type.rawValue)).map { [$0.pointee] } ?? []
            case nil: []
            }
        var entries: [TreeKey] = []
        let rows = tables.reduce(0) { $0 + Int($1.rowCount) }
        var memo = IndexKeyMemo(interner, count: rows)
        for table in tables {
            let columns = index.keys.compactMap { table.column($0.rawValue)?.pointee }
            guard columns.count == index.keys.count, let first = columns.first else { continue }
            entries.reserveCapacity(entries.count + Int(first.count))
            for row in 0..<Int(table.rowCount) {
                guard let owner = table.owners.pointer(row)?.pointee,
                    owner & EntityTable.freeFlag == 0,
                    let key = columns.count == 1
                        ? memo.key(of: first.cell(row)) : Self.combinedKey(columns, row, &memo)
                else { continue }
                entries.append(key.treeKey(owner))
            }
        }
        return entries
    }

    private static func combinedKey(
        _ columns: [Column], _ row: Int, _ memo: inout IndexKeyMemo
    ) -> IndexKey? {
        var parts: [IndexKey] = []
        parts.reserveCapacity(columns.count)
        for column in columns {
            guard let part = memo.key(of: column.cell(row)) else { return nil }
            parts.append(part)
        }
        return IndexKey.combined(parts)
    }

    private func members(of target: IndexState.Target?, in view: Graph) -> NodeCursor {
        switch target {
        case .label(let label): view.nodes(labelled: label)
        case .type(let type): view.relationships(ofType: type).source
        case nil: NodeCursor(source: .none)
        }
    }

    private func countDistinct(
        _ sorted: [TreeKey], _ index: IndexState
    ) throws(GraphError) -> Int {
        var (distinct, start) = (0, 0)
        for position in sorted.indices {
            let isNew =
                position == 0 || sorted[position].high != sorted[position - 1].high
                || sorted[position].low >> 32 != sorted[position - 1].low >> 32
            if isNew {
                distinct += 1
                start = position
            } else if index.isUnique {
                try checkDuplicate(sorted, start..<position, position, index)
            }
        }
        return distinct
    }

    private func checkDuplicate(
        _ sorted: [TreeKey], _ earlier: Range<Int>, _ position: Int, _ index: IndexState
    ) throws(GraphError) {
        let entity = UInt32(truncatingIfNeeded: sorted[position].low)
        for place in earlier {
            let other = UInt32(truncatingIfNeeded: sorted[place].low)
            let isSame = areEqual(index, other) { storedCell(index.target, entity, $0) }
            if isSame {
                throw .constraintCreationFailed(
                    violation(index, existing: other) {
                        storedCell(index.target, entity, $0)
                    })
            }
        }
    }

    /// Refuses entities that break a constraint by themselves.
    private func checkMembers(_ constraint: ConstraintState) throws(GraphError) {
        let view = graph
        var entities = members(of: constraint.target, in: view)
        while let entity = entities.next() {
            if let found = breach(constraint, entity.rawValue) {
                throw .constraintCreationFailed(found)
            }
        }
    }

    /// How an entity breaks a constraint on the existence or type of its values.
    func breach(_ constraint: ConstraintState, _ entity: UInt32) -> ConstraintViolation? {
        let cells = constraint.keys.map { storedCell(constraint.target, entity, $0.rawValue) }
        let isBroken =
            switch constraint.definition.propertyType {
            case nil: cells.contains(where: \.isNull)
            case let type?:
                cells.contains { !$0.isNull && !type.admits(interner.value($0)) }
            }
        guard isBroken else { return nil }
        return ConstraintViolation(
            constraint: constraint.definition.name, kind: constraint.definition.kind,
            target: targetName(constraint.target), keys: constraint.definition.keys,
            values: cells.map { interner.value($0) }, existing: nil,
            propertyType: constraint.definition.propertyType)
    }
}
