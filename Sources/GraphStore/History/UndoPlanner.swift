internal import PropertyGraph

/// Works out one `UndoPlan`.
struct UndoPlanner {
    private let log: LogReader
    private let sequence: UInt64
    private let record: ChangeRecord
    private let now: Graph
    private var plan: UndoPlan
    /// The nodes that the transaction deleted, so that they come back.
    private let restored: Set<NodeID>
    /// Entries that were read already, with what they say by entity.
    private var read: [UInt64: KnownEntry] = [:]

    private struct KnownEntry {
        var nodes: [NodeID: NodeState] = [:]
        var relationships: [RelationshipID: RelationshipState] = [:]

        init(_ record: ChangeRecord) {
            for node in record.nodes { nodes[node.id] = node.before }
            for relationship in record.relationships {
                relationships[relationship.id] = relationship.before
            }
        }
    }

    /// The states of an entity after the transaction.
    ///
    /// That is what each later one that touched it found, and what there is now; the first is what
    /// the transaction left.
    private struct Later<State: Equatable> {
        let sequences: [UInt64]
        let states: [State?]

        var first: State? { states.first ?? nil }

        /// The later transactions that changed a part of the state.
        func changing<Part: Equatable>(_ part: (State?) -> Part) -> [UInt64] {
            sequences.indices.filter { part(states[$0]) != part(states[$0 + 1]) }
                .map { sequences[$0] }
        }
    }

    init(_ log: LogReader, _ row: StoredLogRow, _ record: ChangeRecord, _ now: Graph) {
        self.log = log
        sequence = row.sequence
        self.record = record
        self.now = now
        restored = Set(record.nodes.filter(\.isDeleted).map(\.id))
        plan = UndoPlan(
            entry: LogEntry(row, record),
            changes: ChangeSet(
                nextNodeID: now.nextNodeID, nextRelationshipID: now.nextRelationshipID))
    }

    mutating func make() throws(GraphError) -> UndoPlan {
        for id in record.createdNodes.joined() { try uncreate(NodeID(id)) }
        for id in record.createdRelationships.joined() { try uncreate(RelationshipID(id)) }
        for node in record.nodes { try restore(node) }
        for relationship in record.relationships { try restore(relationship) }
        for change in record.schema.reversed() { undo(change) }
        plan.changes.nodes.sort { $0.id < $1.id }
        plan.changes.relationships.sort { $0.id < $1.id }
        return plan
    }

    private mutating func conflict(
        _ entity: UndoConflict.Entity, _ reason: UndoConflict.Reason, _ sequences: [UInt64] = []
    ) {
        plan.conflicts.append(
            UndoConflict(entity: entity, reason: reason, sequences: sequences))
    }

    // MARK: What came later

    private mutating func known(_ sequence: UInt64) throws(GraphError) -> KnownEntry? {
        if let known = read[sequence] { return known }
        guard let record = try log.record(sequence) else { return nil }
        let known = KnownEntry(record)
        read[sequence] = known
        return known
    }

    private mutating func later(_ node: NodeID) throws(GraphError) -> Later<NodeState> {
        let sequences = try log.sequences(
            changing: node, after: sequence, through: now.sequence)
        var states: [NodeState?] = []
        for sequence in sequences { states.append(try known(sequence)?.nodes[node]) }
        return Later(sequences: sequences, states: states + [now.state(of: node)])
    }

    private mutating func later(
        _ id: RelationshipID
    ) throws(GraphError) -> Later<RelationshipState> {
        let sequences = try log.sequences(changing: id, after: sequence, through: now.sequence)
        var states: [RelationshipState?] = []
        for sequence in sequences { states.append(try known(sequence)?.relationships[id]) }
        return Later(sequences: sequences, states: states + [now.state(of: id)])
    }

    // MARK: What the transaction made

    private mutating func uncreate(_ node: NodeID) throws(GraphError) {
        let later = try later(node)
        guard let state = now.state(of: node) else {
            return conflict(.node(node), .deleted, later.sequences.suffix(1))
        }
        checkProperties(.node(node), later.first?.properties, state.properties, later) {
            $0?.properties
        }
        checkLabels(node, later, wanted: Set(later.first?.labels ?? []), state.labels)
        let others = now.relationshipIDs(of: node).filter { !record.created($0) }
        if !others.isEmpty {
            var makers: Set<UInt64> = []
            for id in others.prefix(100) {
                makers.formUnion(try log.sequences(touching: id, through: now.sequence).prefix(1))
            }
            conflict(.node(node), .relationships(others), makers.sorted())
        }
        plan.changes.nodes.append(NodeChange(id: node, before: state, after: nil))
    }

    private mutating func uncreate(_ id: RelationshipID) throws(GraphError) {
        let later = try later(id)
        guard let state = now.state(of: id) else {
            return conflict(.relationship(id), .deleted, later.sequences.suffix(1))
        }
        checkProperties(.relationship(id), later.first?.properties, state.properties, later) {
            $0?.properties
        }
        plan.changes.relationships.append(RelationshipChange(id: id, before: state, after: nil))
    }

    /// Notes a conflict for each property that is not what the transaction left.
    private mutating func checkProperties<State>(
        _ entity: UndoConflict.Entity, _ left: [PropertyEntry]?, _ present: [PropertyEntry],
        _ later: Later<State>, keys: Set<PropertyKeyID>? = nil,
        _ properties: (State?) -> [PropertyEntry]?
    ) {
        let left = left ?? []
        let all = Set(left.map(\.key) + present.map(\.key))
        for key in (keys ?? all).sorted() where left.value(of: key) != present.value(of: key) {
            conflict(
                entity, .property(now.name(of: key)),
                later.changing { properties($0)?.value(of: key) })
        }
    }

    /// Notes a conflict for each label that is not as the transaction left it.
    private mutating func checkLabels(
        _ node: NodeID, _ later: Later<NodeState>, wanted: Set<LabelID>, _ present: [LabelID],
        among labels: Set<LabelID>? = nil
    ) {
        for label in (labels ?? wanted.union(present)).sorted()
        where wanted.contains(label) != present.contains(label) {
            conflict(
                .node(node), .label(now.name(of: label)),
                later.changing { $0?.labels.contains(label) })
        }
    }

    // MARK: What the transaction changed or deleted

    private mutating func restore(_ node: LoggedNode) throws(GraphError) {
        let later = try later(node.id)
        let present = now.state(of: node.id)
        if node.isDeleted {
            guard present == nil else {
                return conflict(.node(node.id), .exists, later.sequences.suffix(1))
            }
            plan.changes.nodes.append(
                NodeChange(id: node.id, before: nil, after: node.before))
            return
        }
        guard let present else {
            return conflict(.node(node.id), .deleted, later.sequences.suffix(1))
        }
        let left = later.first ?? NodeState(labels: [], properties: [])
        let keys = Self.differing(node.before.properties, left.properties)
        checkProperties(
            .node(node.id), left.properties, present.properties, later, keys: keys
        ) { $0?.properties }
        let labels = Set(node.before.labels).symmetricDifference(left.labels)
        checkLabels(
            node.id, later, wanted: Set(left.labels), present.labels, among: labels)
        let restored = NodeState(
            labels: Set(present.labels).symmetricDifference(labels).sorted(),
            properties: Self.restored(present.properties, node.before.properties, keys))
        guard restored != present else { return }
        plan.changes.nodes.append(NodeChange(id: node.id, before: present, after: restored))
    }

    private mutating func restore(_ item: LoggedRelationship) throws(GraphError) {
        let later = try later(item.id)
        let present = now.state(of: item.id)
        if item.isDeleted {
            guard present == nil else {
                return conflict(.relationship(item.id), .exists, later.sequences.suffix(1))
            }
            for end in Set([item.before.start, item.before.end]).sorted()
            where !now.contains(end) && !restored.contains(end) {
                let deleters = try log.sequences(
                    changing: end, after: sequence, through: now.sequence)
                conflict(.relationship(item.id), .endDeleted(end), deleters.suffix(1))
            }
            plan.changes.relationships.append(
                RelationshipChange(id: item.id, before: nil, after: item.before))
            return
        }
        guard let present else {
            return conflict(.relationship(item.id), .deleted, later.sequences.suffix(1))
        }
        let left = later.first?.properties ?? []
        let keys = Self.differing(item.before.properties, left)
        checkProperties(
            .relationship(item.id), left, present.properties, later, keys: keys
        ) { $0?.properties }
        var restored = present
        restored.properties = Self.restored(present.properties, item.before.properties, keys)
        guard restored != present else { return }
        plan.changes.relationships.append(
            RelationshipChange(id: item.id, before: present, after: restored))
    }

    private static func differing(
        _ left: [PropertyEntry], _ right: [PropertyEntry]
    ) -> Set<PropertyKeyID> {
        Set(left.map(\.key) + right.map(\.key))
            .filter { left.value(of: $0) != right.value(of: $0) }
    }

    private static func restored(
        _ present: [PropertyEntry], _ old: [PropertyEntry], _ keys: Set<PropertyKeyID>
    ) -> [PropertyEntry] {
        (present.filter { !keys.contains($0.key) } + old.filter { keys.contains($0.key) })
            .sorted { $0.key < $1.key }
    }

    // MARK: The schema

    private mutating func undo(_ change: SchemaChange) {
        let indexes = now.indexes.filter { $0.constraint == nil }
        let constraints = now.constraints
        switch change {
        case .createIndex(let index) where !indexes.contains(index):
            conflict(.schema(index.name), .deleted)
        case .createConstraint(let constraint) where !constraints.contains(constraint):
            conflict(.schema(constraint.name), .deleted)
        case .dropIndex(let index)
        where (indexes.map(\.name) + constraints.map(\.name)).contains(index.name):
            conflict(.schema(index.name), .exists)
        case .dropConstraint(let constraint)
        where (indexes.map(\.name) + constraints.map(\.name)).contains(constraint.name):
            conflict(.schema(constraint.name), .exists)
        default: plan.changes.schema.append(change.inverse)
        }
    }
}

extension [PropertyEntry] {
    /// The value of a key; nil when it is not there.
    func value(of key: PropertyKeyID) -> Value? {
        first { $0.key == key }?.value
    }
}

extension Graph {
    /// All relationships of a node, each once, ascending.
    func relationshipIDs(of node: NodeID) -> [RelationshipID] {
        var found: Set<RelationshipID> = []
        forEachRelationship(of: node, .both) { entry in
            found.insert(entry.relationship)
            return true
        }
        return found.sorted()
    }
}
