/// Adds many new nodes and relationships to a draft, several times as fast as one by one.
///
/// What is added stands in its tables at once; adjacency and indexes follow with `settle`, by one
/// sort when much was added. Until then the draft's relationships and indexes show what was there
/// before, and nothing else may be done with it. Only what is certainly allowed is added: where a
/// constraint might say no, the answer is nil and nothing has happened, so that the caller can
/// settle and take the usual way, which says what is wrong.
package final class BulkInsertion {
    /// The draft that is added to.
    package let draft: Draft

    private let firstNode: Int
    private let firstRelationship: Int
    private var isSettled = false

    /// The keys of what was added, by position of the index in the schema.
    private var keys: [UniqueKeyTable]
    /// What the indexes cover, by their position.
    private let covered: [[PropertyKeyID]]
    /// By position, whether the index has entries, which were there before.
    private let hasEntries: [Bool]
    /// By code of the label set, the positions of its indexes that make unique.
    private var uniqueIndexes: [[Int]] = []
    private let seed: UInt64

    /// Nodes of one label set.
    package struct NodeTable: Sendable {
        fileprivate let code: UInt32
        fileprivate let isGuarded: Bool
    }

    /// Relationships of one type.
    package struct RelationshipTable: Sendable {
        /// The type.
        package let type: RelationshipTypeID
        fileprivate let isGuarded: Bool
    }

    /// Begins to add to a draft.
    package init(_ draft: Draft) {
        self.draft = draft
        firstNode = draft.createdNodes.count
        firstRelationship = draft.createdRelationships.count
        keys = draft.root.schema.indexes.map { _ in UniqueKeyTable() }
        covered = draft.root.schema.indexes.map(\.keys)
        hasEntries = draft.root.schema.indexes.map { $0.entries > 0 }
        var random = SystemRandomNumberGenerator()
        seed = random.next()
        draft.isUnsettled = true
    }

    // MARK: Tables

    /// Where nodes with these labels go.
    package func table(labels: [LabelID]) throws(GraphError) -> NodeTable {
        try draft.willChange()
        let set = LabelSet(labels)
        for label in set where Int(label.rawValue) >= draft.root.names.labels.count {
            throw .invalidName("There is no label \(label.rawValue).")
        }
        let code = draft.root.labelSets.code(for: set)
        while uniqueIndexes.count <= Int(code) {
            let labels = draft.root.labelSets[UInt32(uniqueIndexes.count)]
            uniqueIndexes.append(
                labels.flatMap { draft.root.schema.positions(.label($0)) }
                    .filter { draft.root.schema.indexes[$0].isUnique })
        }
        return NodeTable(
            code: code,
            isGuarded: draft.root.schema.constraints.contains { constraint in
                guard case .label(let label) = constraint.target else { return false }
                return constraint.definition.kind != .unique && set.contains(label)
            })
    }

    /// Where relationships of this type go.
    package func table(type: RelationshipTypeID) throws(GraphError) -> RelationshipTable {
        guard Int(type.rawValue) < draft.root.names.types.count else {
            throw .invalidName("There is no relationship type \(type.rawValue).")
        }
        return RelationshipTable(
            type: type,
            isGuarded: draft.root.schema.constraints.contains { $0.target == .type(type) })
    }

    // MARK: Adding

    /// Adds a node; nil when a constraint needs a closer look.
    ///
    /// Its properties are cells of this graph, without nulls, each key once.
    package func addNode(
        to table: NodeTable, _ cells: [(key: PropertyKeyID, cell: Cell)]
    ) throws(GraphError) -> NodeID? {
        try addNode(id: nil, to: table, cells)
    }

    /// Adds a node with an identity that was reserved for it.
    func addNode(
        id given: UInt32?, to table: NodeTable, _ cells: [(key: PropertyKeyID, cell: Cell)]
    ) throws(GraphError) -> NodeID? {
        try draft.willChange()
        if table.isGuarded { return nil }
        let unique = uniqueIndexes[Int(table.code)]
        for position in unique {
            let found = holder(position) { key in
                cells.first { $0.key.rawValue == key }?.cell ?? .null
            }
            if found { return nil }
        }
        let id = if let given { given } else { try draft.nextNode() }
        let rows = draft.root.nodeTables.writable(Int(table.code), draft.arena)
        try Self.addRow(for: id, cells, rows, draft.arena) { row in
            draft.root.nodes.writable(Int(id), draft.arena).pointee = NodeRecord(
                labelSet: table.code + 1, row: row)
        }
        draft.root.nodeCount += 1
        draft.root.nextNodeID = max(draft.root.nextNodeID, id + 1)
        draft.createdNodes.append(id)
        for position in unique { enter(id, position) }
        return NodeID(id)
    }

    /// Adds a relationship; nil when an end does not exist or a constraint needs a closer look.
    package func addRelationship(
        to table: RelationshipTable, from start: NodeID, to end: NodeID,
        _ cells: [(key: PropertyKeyID, cell: Cell)]
    ) throws(GraphError) -> RelationshipID? {
        try addRelationship(id: nil, to: table, from: start, to: end, cells)
    }

    /// Adds a relationship with an identity that was reserved for it.
    func addRelationship(
        id given: UInt32?, to table: RelationshipTable, from start: NodeID, to end: NodeID,
        _ cells: [(key: PropertyKeyID, cell: Cell)]
    ) throws(GraphError) -> RelationshipID? {
        try draft.willChange()
        if table.isGuarded { return nil }
        guard draft.root.node(start.rawValue) != nil, draft.root.node(end.rawValue) != nil
        else { return nil }
        let id = if let given { given } else { try draft.nextRelationship() }
        let rows = draft.root.relationshipTables.writable(
            Int(table.type.rawValue), draft.arena)
        try Self.addRow(for: id, cells, rows, draft.arena) { row in
            draft.root.relationships.writable(Int(id), draft.arena).pointee =
                RelationshipStorage(
                    start: start.rawValue, end: end.rawValue, row: row,
                    type: UInt32(table.type.rawValue) + 1)
        }
        draft.root.relationshipCount += 1
        draft.root.nextRelationshipID = max(draft.root.nextRelationshipID, id + 1)
        draft.createdRelationships.append(id)
        return RelationshipID(id)
    }

    @inline(__always)
    private static func addRow(
        for id: UInt32, _ cells: [(key: PropertyKeyID, cell: Cell)],
        _ rows: UnsafeMutablePointer<EntityTable>, _ arena: PageArena,
        _ record: (UInt32) -> Void
    ) throws(GraphError) {
        let row = rows.pointee.addRow(for: id, arena)
        for (key, cell) in cells {
            guard rows.pointee.set(key.rawValue, cell, Int(row), arena) else {
                rows.pointee.removeRow(row, arena)
                throw Draft.tooManyColumns
            }
        }
        record(row)
    }

    /// Gives a property to a node that was added here and lacks it; false when that is not so or a
    /// constraint needs a closer look.
    package func set(
        _ key: PropertyKeyID, _ cell: Cell, on node: NodeID
    ) throws(GraphError) -> Bool {
        try draft.willChange()
        let id = node.rawValue
        guard draft.base.version.root.node(id) == nil, let record = draft.root.node(id),
            draft.root.nodeCell(key.rawValue, id).isNull, !cell.isNull
        else { return false }
        let code = Int(record.labelSet - 1)
        // A table that this insertion did not ask for has nodes that were made in another way.
        guard code < uniqueIndexes.count else { return false }
        for position in uniqueIndexes[code] where involves(key, position) {
            let found = holder(position) { wanted in
                wanted == key.rawValue ? cell : draft.root.nodeCell(wanted, id)
            }
            if found { return false }
        }
        let rows = draft.root.nodeTables.writable(code, draft.arena)
        guard rows.pointee.set(key.rawValue, cell, Int(record.row), draft.arena) else {
            throw Draft.tooManyColumns
        }
        for position in uniqueIndexes[code] where involves(key, position) { enter(id, position) }
        return true
    }

    // MARK: Uniqueness

    private func involves(_ key: PropertyKeyID, _ position: Int) -> Bool {
        covered[position].contains(key)
    }

    /// Whether a node has these values already, here or in the index.
    @inline(__always)
    private func holder(_ position: Int, _ cell: (UInt32) -> Cell) -> Bool {
        guard let hash = hash(position, cell) else { return false }
        if hasEntries[position],
            draft.firstEqual(draft.root.schema.indexes[position], except: nil, cell) != nil
        {
            return true
        }
        return keys[position].find(hash) {
            draft.areEqual(draft.root.schema.indexes[position], $0, cell)
        } != nil
    }

    private func enter(_ node: UInt32, _ position: Int) {
        guard let hash = hash(position, { draft.root.nodeCell($0, node) }) else { return }
        keys[position].insert(hash, node)
    }

    /// A hash of the values that an index covers, nil when one is missing; equal values have equal
    /// hashes, whole numbers and floats included.
    @inline(__always)
    private func hash(_ position: Int, _ cell: (UInt32) -> Cell) -> UInt32? {
        var state = seed
        for key in covered[position] {
            let cell = cell(key.rawValue)
            if cell.tag == .string {
                state = mix(state ^ cell.bits, 0x9E37_79B9_7F4A_7C15)
            } else {
                guard let part = IndexKey(cell, draft.interner) else { return nil }
                state = mix(state ^ part.high, 0xD6E8_FEB8_6659_FD93)
                state = mix(state ^ UInt64(part.middle), 0xA076_1D64_78BD_642F)
            }
        }
        return UInt32(truncatingIfNeeded: state >> 32)
    }

    // MARK: Settling

    /// Completes adjacency and indexes; afterwards the draft is as if everything had been added one
    /// by one.
    package func settle() throws(GraphError) {
        if isSettled { return }
        isSettled = true
        draft.isUnsettled = false
        try draft.willChange()
        keys = []
        try settleAdjacency()
        try settleIndexes()
    }

    /// Whether so much is new that beginning anew is quicker than adding.
    private static func isMuch(_ new: Int, _ all: Int) -> Bool { new > 256 && new > all / 4 }

    private func settleAdjacency() throws(GraphError) {
        let new = draft.createdRelationships[firstRelationship...]
        var counting = EndCounting(draft.root)
        for id in new {
            if let record = draft.root.relationship(id) { counting.add(record, in: draft.root) }
        }
        counting.enter(into: &draft.root, draft.arena)
        if Self.isMuch(new.count, draft.root.relationshipCount - new.count) {
            draft.rebuildAdjacency()
        } else {
            for id in new {
                if let record = draft.root.relationship(id) { draft.link(id, record) }
            }
        }
    }

    private func settleIndexes() throws(GraphError) {
        if draft.root.schema.isEmpty { return }
        var counts: [UInt32: Int] = [:]
        for id in draft.createdNodes[firstNode...] {
            if let record = draft.root.node(id) { counts[record.labelSet - 1, default: 0] += 1 }
        }
        for (position, index) in draft.root.schema.indexes.enumerated() {
            switch index.target {
            case .label(let label):
                let codes = draft.root.labelSets.codes(with: label)
                let new = codes.reduce(0) { $0 + (counts[$1] ?? 0) }
                if new == 0 { continue }
                if Self.isMuch(new, index.entries) {
                    try draft.refillIndex(at: position)
                } else {
                    for id in draft.createdNodes[firstNode...]
                    where draft.hasLabel(label, NodeID(id)) {
                        draft.addToIndex(position, id)
                    }
                }
            case .type(let type):
                try settle(position, index, type)
            case nil: break
            }
        }
    }

    private func settle(
        _ position: Int, _ index: IndexState, _ type: RelationshipTypeID
    ) throws(GraphError) {
        let all = draft.createdRelationships[firstRelationship...]
        var new: [UInt32] = []
        for id in all {
            if draft.root.relationship(id)?.type == UInt32(type.rawValue) + 1 { new.append(id) }
        }
        if Self.isMuch(new.count, index.entries) {
            try draft.refillIndex(at: position)
        } else {
            for id in new { draft.addToIndex(position, id) }
        }
    }
}
