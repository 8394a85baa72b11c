/// What is wrong inside a graph; never seen unless this code has a fault or memory is damaged.
package struct BrokenInvariant: Error, CustomStringConvertible, Sendable {
    /// What was found where.
    package let description: String
}

extension Graph {
    /// Checks the whole structure: records, tables, columns, adjacency, indexes and counts.
    ///
    /// - Complexity: everything there is; for tests and `check` commands.
    package func checkInvariants() throws {
        try checkNodes()
        try checkRelationships()
        try checkAdjacency(version.root.outgoing, isOutgoing: true)
        try checkAdjacency(version.root.incoming, isOutgoing: false)
        try checkEndCounts()
        for index in version.root.schema.indexes {
            try check(index)
        }
    }

    private func require(_ condition: Bool, _ what: @autoclosure () -> String) throws {
        if !condition { throw BrokenInvariant(description: what()) }
    }

    private func checkNodes() throws {
        let root = version.root
        var found = 0
        for id in 0..<root.nextNodeID {
            guard let record = root.node(id) else { continue }
            found += 1
            let isKnown = Int(record.labelSet) <= root.labelSets.sets.count
            try require(isKnown, "node \(id) has no label set")
            let table = root.nodeTables.pointer(Int(record.labelSet - 1))?.pointee
            let owner = table?.owners.pointer(Int(record.row))?.pointee
            try require(owner == id, "node \(id)'s row belongs to another")
        }
        try require(found == root.nodeCount, "\(found) nodes, counted \(root.nodeCount)")
        var live = 0
        for code in root.labelSets.sets.indices {
            if let table = root.nodeTables.pointer(code)?.pointee {
                live += Int(table.liveCount)
                try check(table, "label set \(code)")
            }
        }
        try require(live == found, "\(live) rows in use for \(found) nodes")
    }

    private func checkRelationships() throws {
        let root = version.root
        var found = 0
        for id in 0..<root.nextRelationshipID {
            guard let record = root.relationship(id) else { continue }
            found += 1
            let hasEnds = root.node(record.start) != nil && root.node(record.end) != nil
            try require(hasEnds, "relationship \(id) lacks an end")
            let table = root.relationshipTables.pointer(Int(record.type - 1))?.pointee
            let owner = table?.owners.pointer(Int(record.row))?.pointee
            try require(owner == id, "relationship \(id)'s row belongs to another")
        }
        let counted = root.relationshipCount
        try require(found == counted, "\(found) relationships, counted \(counted)")
        for type in 0..<root.names.types.count {
            if let table = root.relationshipTables.pointer(type)?.pointee {
                try check(table, "type \(type)")
            }
        }
    }

    private func checkEndCounts() throws {
        let root = version.root
        let sets = root.labelSets.sets.count
        for type in 0..<root.names.types.count {
            var starts = [Int](repeating: 0, count: sets)
            var ends = starts
            var cursor = relationships(ofType: RelationshipTypeID(UInt16(type)))
            while let id = cursor.next() {
                guard let record = relationship(id), let start = root.node(record.start.rawValue),
                    let end = root.node(record.end.rawValue)
                else { continue }
                starts[Int(start.labelSet - 1)] += 1
                ends[Int(end.labelSet - 1)] += 1
            }
            let counts = root.endCounts.pointer(type)?.pointee ?? EndCounts()
            for code in 0..<sets {
                try require(
                    counts.count(code, atStart: true) == starts[code]
                        && counts.count(code, atStart: false) == ends[code],
                    "ends of type \(type) at label set \(code)")
            }
        }
    }

    private func check(_ table: EntityTable, _ name: String) throws {
        var live = 0
        for row in 0..<Int(table.rowCount) {
            let owner = table.owners.pointer(row)?.pointee ?? 0
            let isFree = owner & EntityTable.freeFlag != 0
            if !isFree { live += 1 }
            if isFree {
                try require(table.cells(row).isEmpty, "\(name): free row \(row) has values")
            }
        }
        try require(live == table.liveCount, "\(name): \(live) rows in use")
        var (next, steps) = (table.freeRow, 0)
        while next != 0 {
            steps += 1
            let owner = table.owners.pointer(Int(next - 1))?.pointee ?? 0
            let isFree = owner & EntityTable.freeFlag != 0 && steps <= Int(table.rowCount)
            try require(isFree, "\(name): bad chain of free rows")
            next = owner & ~EntityTable.freeFlag
        }
        try require(live + steps == Int(table.rowCount), "\(name): lost rows")
        for place in 0..<Int(table.columnCount) {
            if let column = table.columns?[place] {
                try check(column, rows: Int(table.rowCount), name)
            }
        }
    }

    private func check(_ column: Column, rows: Int, _ name: String) throws {
        var count = 0
        for index in 0..<max(1, (rows + 255) >> 8) {
            guard let page = column.page(index) else { continue }
            let bits = (0..<4).reduce(0) { $0 + page.bitmap[$1].nonzeroBitCount }
            try require(bits == page.count && bits > 0, "\(name): page count of \(column.key)")
            count += bits
        }
        try require(count == Int(column.count), "\(name): count of column \(column.key)")
    }

    private func checkAdjacency(_ adjacency: Adjacency, isOutgoing: Bool) throws {
        var total = 0
        for id in 0..<version.root.nextNodeID {
            var cursor = AdjacencyCursor(
                self, NodeID(id), isOutgoing ? .outgoing : .incoming, types: nil)
            var previous: AdjacencyEntry?
            var count = 0
            while let entry = cursor.next() {
                count += 1
                let record = relationship(entry.relationship)
                let ends =
                    isOutgoing ? (id, entry.neighbour) : (entry.neighbour.rawValue, NodeID(id))
                let fits =
                    record?.type == entry.type && record?.start.rawValue == ends.0
                    && record?.end == ends.1
                try require(fits, "node \(id) lists relationship \(entry.relationship)")
                if let previous {
                    let isAscending =
                        (previous.type, previous.neighbour, previous.relationship)
                        < (entry.type, entry.neighbour, entry.relationship)
                    try require(isAscending, "node \(id)'s relationships are not sorted")
                }
                previous = entry
            }
            try require(
                count == adjacency.degree(of: id, type: nil), "degree of node \(id)")
            total += count
        }
        try require(total == version.root.relationshipCount, "\(total) relationships listed")
    }

    private func check(_ index: IndexState) throws {
        let name = index.definition.name
        let interner = version.lineage.interner
        let order = ValueOrder(interner: interner)
        var wanted: Set<TreeKey> = []
        var entities: NodeCursor
        switch index.target {
        case .label(let label): entities = nodes(labelled: label)
        case .type(let type): entities = relationships(ofType: type).source
        case nil: return
        }
        while let entity = entities.next()?.rawValue {
            let isNode = if case .label = index.target { true } else { false }
            let parts = index.keys.compactMap { key in
                IndexKey(
                    isNode
                        ? version.root.nodeCell(key.rawValue, entity)
                        : version.root.relationshipCell(key.rawValue, entity), interner)
            }
            guard parts.count == index.keys.count else { continue }
            let key = parts.count == 1 ? parts[0] : IndexKey.combined(parts)
            wanted.insert(key.treeKey(entity))
        }
        var cursor = KeyTreeCursor(index.tree, from: .minimum, order)
        var (count, distinct) = (0, 0)
        var previous: TreeKey?
        while let key = cursor.peek() {
            cursor.advance()
            count += 1
            try require(wanted.contains(key), "index \(name) has an entry too many")
            if let previous {
                try require(order.isBefore(previous, key), "index \(name) is not sorted")
            }
            if previous?.high != key.high || (previous?.low ?? 0) >> 32 != key.low >> 32 {
                distinct += 1
            }
            previous = key
        }
        try require(count == wanted.count, "index \(name) lacks entries")
        try require(count == index.entries, "index \(name) counted \(index.entries)")
        try require(distinct == index.distinct, "index \(name) distinct \(index.distinct)")
    }
}
