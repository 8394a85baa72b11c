extension Draft {
    var order: ValueOrder { ValueOrder(interner: interner) }

    /// The key of an entity in an index, nil when it lacks a property.
    func indexKey(_ index: IndexState, _ cell: (UInt32) -> Cell) -> IndexKey? {
        if index.keys.count == 1 {
            return IndexKey(cell(index.keys[0].rawValue), interner)
        }
        var parts: [IndexKey] = []
        for key in index.keys {
            guard let part = IndexKey(cell(key.rawValue), interner) else { return nil }
            parts.append(part)
        }
        return IndexKey.combined(parts)
    }

    func storedCell(_ target: IndexState.Target?, _ entity: UInt32, _ key: UInt32) -> Cell {
        if case .type = target { return root.relationshipCell(key, entity) }
        return root.nodeCell(key, entity)
    }

    // MARK: Contents

    func addToIndexes(_ entity: UInt32, _ target: IndexState.Target) {
        for position in root.schema.positions(target) {
            addToIndex(position, entity)
        }
    }

    func removeFromIndexes(_ entity: UInt32, _ target: IndexState.Target) {
        for position in root.schema.positions(target) {
            removeFromIndex(position, entity)
        }
    }

    func forEachIndex(
        _ target: IndexState.Target, with key: PropertyKeyID, _ body: (Int) -> Void
    ) {
        if root.schema.isEmpty { return }
        for position in root.schema.positions(target)
        where root.schema.indexes[position].keys.contains(key) {
            body(position)
        }
    }

    func forEachLabelIndex(_ labels: LabelSet, with key: PropertyKeyID, _ body: (Int) -> Void) {
        if root.schema.isEmpty { return }
        for label in labels {
            forEachIndex(.label(label), with: key, body)
        }
    }

    func addToIndex(_ position: Int, _ entity: UInt32) {
        let index = root.schema.indexes[position]
        guard let key = indexKey(index, { storedCell(index.target, entity, $0) }) else { return }
        let (order, arena) = (order, arena)
        root.schema.updateIndex(at: position) { index in
            let isKnown = Self.hasEntry(index.tree, key, order)
            if index.tree.insert(key.treeKey(entity), order, arena) {
                index.entries += 1
                if !isKnown { index.distinct += 1 }
            }
        }
    }

    func removeFromIndex(_ position: Int, _ entity: UInt32) {
        let index = root.schema.indexes[position]
        guard let key = indexKey(index, { storedCell(index.target, entity, $0) }) else { return }
        let (order, arena) = (order, arena)
        root.schema.updateIndex(at: position) { index in
            guard index.tree.remove(key.treeKey(entity), order, arena) else { return }
            index.entries -= 1
            if !Self.hasEntry(index.tree, key, order) { index.distinct -= 1 }
        }
    }

    private static func hasEntry(_ tree: KeyTree, _ key: IndexKey, _ order: ValueOrder) -> Bool {
        guard let found = tree.first(from: key.treeKey(0), order) else { return false }
        return found.high == key.high && found.low >> 32 == UInt64(key.middle)
    }

    // MARK: Uniqueness

    func checkUnique(creating labels: LabelSet, _ cells: [CellEntry]) throws(GraphError) {
        if root.schema.isEmpty || !checksUniqueness { return }
        for label in labels {
            try checkUnique(.label(label), except: nil) { key in
                cells.first { $0.key == key }?.cell ?? .null
            }
        }
    }

    func checkUnique(
        _ node: UInt32, _ labels: LabelSet, setting key: UInt32, to cell: Cell
    ) throws(GraphError) {
        if root.schema.isEmpty || !checksUniqueness || cell.isNull { return }
        for label in labels {
            try checkUnique(.label(label), except: node, involving: key) { wanted in
                wanted == key ? cell : self.root.nodeCell(wanted, node)
            }
        }
    }

    func checkUnique(adding label: LabelID, to node: UInt32) throws(GraphError) {
        try checkUnique(.label(label), except: node) { self.root.nodeCell($0, node) }
    }

    /// Refuses values that another entity of the target has under a uniqueness constraint.
    func checkUnique(
        _ target: IndexState.Target, except entity: UInt32?, involving key: UInt32? = nil,
        _ cell: (UInt32) -> Cell
    ) throws(GraphError) {
        for position in root.schema.positions(target) {
            let index = root.schema.indexes[position]
            guard index.isUnique else { continue }
            if let key, !index.keys.contains(PropertyKeyID(key)) { continue }
            if let other = firstEqual(index, except: entity, cell) {
                throw .constraintViolation(violation(index, existing: other, cell))
            }
        }
    }

    /// Another entity in the index whose values are the same.
    func firstEqual(
        _ index: IndexState, except entity: UInt32?, _ cell: (UInt32) -> Cell
    ) -> UInt32? {
        guard let key = indexKey(index, cell) else { return nil }
        var cursor = KeyTreeCursor(index.tree, from: key.treeKey(0), order)
        while let found = cursor.peek(), found.high == key.high,
            found.low >> 32 == UInt64(key.middle)
        {
            cursor.advance()
            let other = UInt32(truncatingIfNeeded: found.low)
            if other != entity, areEqual(index, other, cell) { return other }
        }
        return nil
    }

    func areEqual(
        _ index: IndexState, _ other: UInt32, _ cell: (UInt32) -> Cell
    ) -> Bool {
        index.keys.allSatisfy { key in
            let mine = cell(key.rawValue)
            let theirs = storedCell(index.target, other, key.rawValue)
            let part = IndexKey(mine, interner)
            switch part?.rank {
            case .boolean, .number, .string: return part == IndexKey(theirs, interner)
            default: return mine.isIdentical(to: theirs)
            }
        }
    }

    func violation(
        _ index: IndexState, existing: UInt32?, _ cell: (UInt32) -> Cell
    ) -> ConstraintViolation {
        let name = index.definition.constraint ?? index.definition.name
        let constraint = root.schema.constraints.first { $0.definition.name == name }
        return ConstraintViolation(
            constraint: name, kind: constraint?.definition.kind ?? .unique,
            target: targetName(index.target), keys: index.definition.keys,
            values: index.keys.map { interner.value(cell($0.rawValue)) }, existing: existing)
    }

    func targetName(_ target: IndexState.Target?) -> String {
        switch target {
        case .label(let label): root.names.labels[Int(label.rawValue)]
        case .type(let type): root.names.types[Int(type.rawValue)]
        case nil: ""
        }
    }
}
