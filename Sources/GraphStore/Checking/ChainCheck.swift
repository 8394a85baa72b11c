internal import Crypto
internal import PropertyGraph
internal import SQLite

/// Checks the log from its last entry to its first: each entry's digests, its link to the one
/// before, and that the state it led to, which is known from the entries after it and from what
/// the graph is now, is the one it says.
///
/// So the present state and every earlier one are covered by the chain: whoever changes a row, of
/// the log or of the graph, must change every later link.
struct ChainCheck {
    private let file: StoreFile
    private let log: LogReader
    private(set) var rewinding: Rewinding

    /// What was found so far.
    var report: CheckReport

    /// What later entries say of earlier ones: the digest of contents that were replaced.
    private var rewritten: [UInt64: Digest] = [:]
    /// What later entries say of the entry that everything before was folded into.
    private var base: (sequence: UInt64, link: Digest)?
    /// Whether outcomes can be checked further back.
    private var isCovered = true
    /// How many rows there should be of which transactions touched what.
    private var touches: (nodes: Int64, relationships: Int64) = (0, 0)
    /// The entities that have rows of their own though they may stand in a segment.
    private var rows: (nodes: Set<UInt32>, relationships: Set<UInt32>) = ([], [])

    init(_ file: StoreFile, _ graph: Graph, _ report: CheckReport) {
        self.file = file
        log = LogReader(file)
        rewinding = Rewinding(graph)
        self.report = report
    }

    /// Checks the log; what is wrong is in `report`.
    ///
    /// - Throws: When an entry cannot be read; what was found before is in `report`.
    mutating func run() throws(GraphError) {
        rows.nodes = try identities("node")
        rows.relationships = try identities("relationship")
        var newer: (row: StoredLogRow, record: ChangeRecord)?
        var state = self
        try log.forEachRowBackwards(after: 0, through: .max) {
            (row: StoredLogRow) throws(GraphError) in
            let record = try state.log.record(of: row)
            if let newer {
                state.checkLink(newer.row, to: row)
                try state.checkOutcome(newer.row, newer.record, names: record.tail.names)
            } else if row.sequence != state.report.sequence {
                state.report.add(.log, "The last entry is \(row.sequence).")
            }
            state.report.entries += 1
            state.checkContent(row, record)
            newer = (row, record)
            return true
        }
        self = state
        if let newer { try checkFirst(newer.row, newer.record) }
        try checkTouches()
    }

    private func identities(_ kind: String) throws(GraphError) -> Set<UInt32> {
        var found: Set<UInt32> = []
        try file.forEachRow(
            "SELECT id FROM \(kind) WHERE id <= (SELECT max(last_\(kind)) FROM \(kind)_segment)"
        ) { found.insert(UInt32(truncatingIfNeeded: $0.integer(at: 0))) }
        return found
    }

    // MARK: The chain

    private mutating func checkContent(_ row: StoredLogRow, _ record: ChangeRecord) {
        let sequence = row.sequence
        let expected = rewritten[sequence] ?? row.content
        if row.row.contentDigest != expected {
            report.add(.log, "Change \(sequence) does not say any more what it said.")
        }
        if row.rewritten != nil, rewritten[sequence] == nil {
            report.add(
                .log, "Change \(sequence) was replaced, but no later change tells of that.")
        }
        for note in record.tail.notes {
            switch note {
            // The newest word on an entry counts.
            case .rewritten(let other, let content):
                if rewritten[other] == nil { rewritten[other] = content }
            case .base(let other, let link):
                if base == nil { base = (other, link) }
            }
        }
        let isBulk = record.tail.traits.contains(.isBulk)
        touches.nodes += Int64(record.nodes.count)
        touches.relationships += Int64(record.relationships.count)
        if !isBulk {
            touches.nodes += Int64(record.createdNodes.reduce(0) { $0 + $1.count })
            touches.relationships += Int64(
                record.createdRelationships.reduce(0) { $0 + $1.count })
        }
    }

    private mutating func checkLink(_ newer: StoredLogRow, to older: StoredLogRow) {
        if older.sequence &+ 1 != newer.sequence {
            report.add(
                .log, "Between changes \(older.sequence) and \(newer.sequence), some are missing.")
        }
        let link = LogRow.link(
            after: older.digest, sequence: newer.sequence, content: newer.content)
        if link != newer.digest {
            report.add(
                .log,
                "The chain is broken between changes \(older.sequence) and \(newer.sequence).")
        }
    }

    private mutating func checkFirst(
        _ row: StoredLogRow, _ record: ChangeRecord
    ) throws(GraphError) {
        if row.sequence == 1, base == nil {
            let link = LogRow.link(after: .none, sequence: 1, content: row.content)
            if link != row.digest {
                report.add(.log, "The chain is broken before change 1.")
            }
        } else if let base, base.sequence == row.sequence {
            if base.link != row.digest {
                report.add(.log, "The chain is broken at change \(row.sequence).")
            }
        } else {
            report.add(.log, "The changes before \(row.sequence) are missing.")
        }
        try checkOutcome(row, record, names: NameCounts())
        guard isCovered else { return }
        report.firstCheckedState = row.sequence
        checkBeginning()
    }

    /// Checks that nothing is left when all entries are undone.
    private mutating func checkBeginning() {
        let graph = rewinding.graph
        var nodes = graph.nodes()
        while let node = nodes.next() {
            if !rewinding.overlay.covers(node) {
                report.add(.state, "No change made node \(node.rawValue).")
            }
        }
        var relationships = graph.relationships()
        while let id = relationships.next() {
            if !rewinding.overlay.covers(id) {
                report.add(.state, "No change made relationship \(id.rawValue).")
            }
        }
        for definition in rewinding.overlay.indexes {
            report.add(.state, "No change made index `\(definition.name)`.")
        }
        for definition in rewinding.overlay.constraints {
            report.add(.state, "No change made constraint `\(definition.name)`.")
        }
    }

    // MARK: Outcomes

    /// Checks what an entry led to, given how many names there were before, and goes back over it.
    private mutating func checkOutcome(
        _ row: StoredLogRow, _ record: ChangeRecord, names: NameCounts
    ) throws(GraphError) {
        guard isCovered else { return }
        let sequence = row.sequence
        let outcome: Digest
        if record.tail.traits.contains(.isWhole) {
            isCovered = false
            report.firstCheckedState = sequence
            outcome = try rewinding.graph(sequence, .none).stateDigest(record.tail.names)
        } else {
            outcome = try touchedDigest(sequence, record, names)
        }
        if outcome != row.row.after {
            report.add(
                .state,
                "What change \(sequence) led to is not what is stored: \(Self.list(record)).")
        }
        checkSchema(sequence, record)
        rewinding.undo(record)
    }

    /// The digest of what an entry touched, as it was afterwards; see `ChangeWriter`.
    private mutating func touchedDigest(
        _ sequence: UInt64, _ record: ChangeRecord, _ names: NameCounts
    ) throws(GraphError) -> Digest {
        let isBulk = record.tail.traits.contains(.isBulk)
        let hasher = StateHasher()
        hasher.add(rewinding.graph.names(from: names, to: record.tail.names))
        let touched = TouchedEntities(record)
        for id in touched.nodes { hasher.add(id, rewinding.state(of: id)) }
        for id in touched.relationships { hasher.add(id, rewinding.state(of: id)) }
        if isBulk {
            try SegmentReader(file).forEachDigest(of: sequence, hasher)
            checkSegments(record)
        }
        return hasher.finish()
    }

    /// Checks that what was made in segments is as they say, but for what later entries tell.
    private mutating func checkSegments(_ record: ChangeRecord) {
        let (graph, overlay) = (rewinding.graph, rewinding.overlay)
        for id in record.createdNodes.joined() where overlay.nodes[NodeID(id)] == nil {
            if !graph.contains(NodeID(id)) {
                report.add(.state, "Node \(id) is gone, though no change deleted it.")
            } else if rows.nodes.contains(id) {
                report.add(.state, "No change made node \(id) what it is.")
            }
        }
        for id in record.createdRelationships.joined()
        where overlay.relationships[RelationshipID(id)] == nil {
            if !graph.contains(RelationshipID(id)) {
                report.add(.state, "Relationship \(id) is gone, though no change deleted it.")
            } else if rows.relationships.contains(id) {
                report.add(.state, "No change made relationship \(id) what it is.")
            }
        }
    }

    /// Checks that what an entry did to the schema shows in it.
    private mutating func checkSchema(_ sequence: UInt64, _ record: ChangeRecord) {
        let (indexes, constraints) = (rewinding.overlay.indexes, rewinding.overlay.constraints)
        for change in record.schema {
            let (name, isThere): (String, Bool) =
                switch change {
                case .createIndex(let index): (index.name, indexes.contains(index))
                case .dropIndex(let index):
                    (index.name, !indexes.contains(index) || Self.remakes(index, record))
                case .createConstraint(let constraint):
                    (constraint.name, constraints.contains(constraint))
                case .dropConstraint(let constraint):
                    (constraint.name, !constraints.contains(constraint))
                }
            if !isThere {
                report.add(
                    .state, "What change \(sequence) did to `\(name)` is not what is stored.")
            }
        }
    }

    private static func remakes(_ index: IndexDefinition, _ record: ChangeRecord) -> Bool {
        record.schema.contains(.createIndex(index))
    }

    /// What an entry touched, for a message.
    private static func list(_ record: ChangeRecord) -> String {
        var parts: [String] = []
        func add(_ kind: String, _ ids: [UInt32]) {
            guard let first = ids.first else { return }
            parts.append(ids.count == 1 ? "\(kind) \(first)" : "\(ids.count) \(kind)s")
        }
        add("node", record.createdNodes.flatMap { $0 } + record.nodes.map(\.id.rawValue))
        add(
            "relationship",
            record.createdRelationships.flatMap { $0 } + record.relationships.map(\.id.rawValue))
        return parts.isEmpty ? "names or the whole graph" : parts.joined(separator: ", ")
    }

    // MARK: What touched what

    private mutating func checkTouches() throws(GraphError) {
        for (kind, expected) in [("node", touches.nodes), ("relationship", touches.relationships)] {
            var found: Int64 = 0
            try file.forEachRow("SELECT count(*) FROM \(kind)_change") {
                found = $0.integer(at: 0)
            }
            if found != expected {
                report.add(
                    .log,
                    "`\(kind)_change` has \(found) rows, but the log tells of \(expected).")
            }
        }
    }
}
