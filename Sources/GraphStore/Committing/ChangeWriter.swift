internal import Crypto
internal import PropertyGraph
internal import SQLite

/// Writes change sets into a store file; the caller opens and commits the transaction.
///
/// - Complexity: O(entities touched).
struct ChangeWriter {
    private let connection: Connection
    private var labelSets: [[LabelID]: Int64]
    private var segments: SegmentReach
    private var buffer = ByteWriter()

    /// The last link of the chain.
    private var digest: Digest

    init(_ connection: Connection, _ contents: StoreContents) {
        self.connection = connection
        labelSets = contents.labelSets
        segments = contents.segments
        digest = contents.digest
    }

    /// Writes one transaction: the state it leads to, and its row in the change log.
    ///
    /// `rewriting` replaces what was before in this entry, too; `notes` are what it says of earlier
    /// ones.
    mutating func write(
        _ commit: PreparedCommit, _ info: CommitInfo, rewriting: (any LogRewriting)? = nil,
        notes: [LogNote] = []
    ) throws(SQLiteError) {
        let changes = commit.changes
        let state = StateHasher()
        try write(changes.names)
        state.add(changes.names)
        var log = ChangeLogEntry(rewriting?.replacing(changes) ?? changes)
        let isBulk = commit.isBulk && !isRestoring(commit)
        try Self.withRowStatements(of: connection, commit.sequence) {
            (statements: RowStatements) throws(SQLiteError) in
            for change in changes.nodes { try write(change, with: statements, state) }
            for change in changes.relationships { try write(change, with: statements, state) }
            if commit.isBulk {
                try writeBulk(
                    commit, &log, inSegments: isBulk, rewriting, with: statements, state)
            }
        }
        for change in changes.schema { try write(change) }
        let tail = LogTail(
            names: commit.after.nameCounts, traits: isBulk ? .isBulk : [], notes: notes)
        let row = LogRow(
            sequence: commit.sequence, info: info, nextNode: changes.nextNodeID,
            nextRelationship: changes.nextRelationshipID, before: log.encoded(tail),
            after: state.finish(), salt: LogRow.randomSalt())
        let content = row.contentDigest
        digest = LogRow.link(after: digest, sequence: row.sequence, content: content)
        try row.insert(connection, content: content, digest: digest)
    }

    /// The statements that are run for each row; borrowed once for a whole commit.
    private struct RowStatements {
        let insertNode: Statement
        let updateNode: Statement
        let insertRelationship: Statement
        let updateRelationship: Statement
        let touchNode: Statement
        let touchRelationship: Statement
    }

    private static func withRowStatements(
        of connection: Connection, _ sequence: UInt64,
        _ body: (RowStatements) throws(SQLiteError) -> Void
    ) throws(SQLiteError) {
        try connection.withStatement("INSERT INTO node_change VALUES (?1, ?2)") {
            (touchNode: Statement) throws(SQLiteError) in
            try connection.withStatement("INSERT INTO relationship_change VALUES (?1, ?2)") {
                (touchRelationship: Statement) throws(SQLiteError) in
                for statement in [touchNode, touchRelationship] {
                    try statement.bind(integer: Int64(clamping: sequence), at: 2)
                }
                try withStateStatements(of: connection, touchNode, touchRelationship, body)
            }
        }
    }

    private static func withStateStatements(
        of connection: Connection, _ touchNode: Statement, _ touchRelationship: Statement,
        _ body: (RowStatements) throws(SQLiteError) -> Void
    ) throws(SQLiteError) {
        try connection.withStatement(
            "INSERT INTO node (id, labels, properties) VALUES (?1, ?2, ?3)"
        ) { (insertNode: Statement) throws(SQLiteError) in
            try connection.withStatement(
                """
                INSERT INTO node VALUES (?1, ?2, ?3) ON CONFLICT (id)
                DO UPDATE SET labels = excluded.labels, properties = excluded.properties
                """
            ) { (updateNode: Statement) throws(SQLiteError) in
                try connection.withStatement(
                    "INSERT INTO relationship VALUES (?1, ?2, ?3, ?4, ?5)"
                ) { (insertRelationship: Statement) throws(SQLiteError) in
                    // A relationship's type and ends never change.
                    try connection.withStatement(
                        """
                        INSERT INTO relationship VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id)
                        DO UPDATE SET properties = excluded.properties
                        """
                    ) { (updateRelationship: Statement) throws(SQLiteError) in
                        try body(
                            RowStatements(
                                insertNode: insertNode, updateNode: updateNode,
                                insertRelationship: insertRelationship,
                                updateRelationship: updateRelationship, touchNode: touchNode,
                                touchRelationship: touchRelationship))
                    }
                }
            }
        }
    }

    /// Whether a commit brings back what stood in a segment once; a row for each has to tell so.
    private func isRestoring(_ commit: PreparedCommit) -> Bool {
        commit.bulkNodes.contains {
            Int64($0.rawValue) <= segments.lastNode && !commit.before.contains($0)
        }
            || commit.bulkRelationships.contains {
                Int64($0.rawValue) <= segments.lastRelationship && !commit.before.contains($0)
            }
    }

    /// Writes the entities of a commit that lists only their identities: what is new as segments
    /// if it may be, the rest one by one.
    private mutating func writeBulk(
        _ commit: PreparedCommit,
        _ log: inout ChangeLogEntry,
        inSegments: Bool,
        _ rewriting: (any LogRewriting)?,
        with statements: RowStatements,
        _ state: StateHasher
    ) throws(SQLiteError) {
        var newNodes: [NodeID] = []
        for id in commit.bulkNodes {
            if inSegments, !commit.before.contains(id) {
                if commit.after.contains(id) {
                    newNodes.append(id)
                    log.addCreated(id)
                }
                continue
            }
            let before = commit.before.state(of: id)
            let after = commit.after.state(of: id)
            guard before != after else { continue }
            var change = NodeChange(id: id, before: before, after: after)
            try write(change, with: statements, state)
            if let rewriting { change.before = before.map { rewriting.replaced(id, $0) } }
            log.add(change)
        }
        var newRelationships: [RelationshipID] = []
        for id in commit.bulkRelationships {
            if inSegments, !commit.before.contains(id) {
                if commit.after.contains(id) {
                    newRelationships.append(id)
                    log.addCreated(id)
                }
                continue
            }
            let before = commit.before.state(of: id)
            let after = commit.after.state(of: id)
            guard before != after else { continue }
            var change = RelationshipChange(id: id, before: before, after: after)
            try write(change, with: statements, state)
            if let rewriting { change.before = before.map { rewriting.replaced(id, $0) } }
            log.add(change)
        }
        var writer = SegmentWriter(connection, commit.after, state)
        try writer.write(nodes: newNodes) { (labels: LabelSet) throws(SQLiteError) in
            try labelSet(of: Array(labels))
        }
        try writer.write(relationships: newRelationships)
        segments.include(nodes: newNodes.last, relationships: newRelationships.last)
    }

    private func write(_ names: NewNames) throws(SQLiteError) {
        for label in names.labels { try insert("label", Int64(label.id.rawValue), label.name) }
        for type in names.types { try insert("type", Int64(type.id.rawValue), type.name) }
        for key in names.keys { try insert("key", Int64(key.id.rawValue), key.name) }
    }

    private func insert(_ kind: String, _ id: Int64, _ name: String) throws(SQLiteError) {
        try connection.run(
            "INSERT INTO name VALUES (?1, ?2, ?3)",
            [.text(kind), .integer(id), .text(name)]
        )
    }

    // MARK: Entities

    private mutating func write(
        _ change: NodeChange, with statements: RowStatements, _ state: StateHasher
    ) throws(SQLiteError) {
        let id = Int64(change.id.rawValue)
        try statements.touchNode.bind(integer: id, at: 1)
        try Self.finish(statements.touchNode)
        guard let after = change.after else {
            state.add(change.id, nil as NodeState?)
            try connection.run("DELETE FROM node WHERE id = ?1", [.integer(id)])
            if id <= segments.lastNode { try markRemoved("node", id) }
            return
        }
        let labels = try labelSet(of: after.labels)
        buffer.clear()
        ValueCodec.write(after.properties, to: &buffer)
        state.add(change.id, after.labels, properties: buffer.bytes)
        let statement = change.before == nil ? statements.insertNode : statements.updateNode
        try statement.bind(integer: id, at: 1)
        try statement.bind(integer: labels, at: 2)
        try statement.bind(blob: buffer.bytes.span, at: 3)
        try Self.finish(statement)
    }

    private mutating func write(
        _ change: RelationshipChange, with statements: RowStatements, _ state: StateHasher
    ) throws(SQLiteError) {
        let id = Int64(change.id.rawValue)
        try statements.touchRelationship.bind(integer: id, at: 1)
        try Self.finish(statements.touchRelationship)
        guard let after = change.after else {
            state.add(change.id, nil as RelationshipState?)
            try connection.run("DELETE FROM relationship WHERE id = ?1", [.integer(id)])
            if id <= segments.lastRelationship { try markRemoved("relationship", id) }
            return
        }
        buffer.clear()
        ValueCodec.write(after.properties, to: &buffer)
        state.add(change.id, after, properties: buffer.bytes)
        let statement =
            change.before == nil ? statements.insertRelationship : statements.updateRelationship
        try statement.bind(integer: id, at: 1)
        try statement.bind(integer: Int64(after.type.rawValue), at: 2)
        try statement.bind(integer: Int64(after.start.rawValue), at: 3)
        try statement.bind(integer: Int64(after.end.rawValue), at: 4)
        try statement.bind(blob: buffer.bytes.span, at: 5)
        try Self.finish(statement)
    }

    /// Notes that what a segment says of an entity does not count any more.
    private func markRemoved(_ kind: String, _ id: Int64) throws(SQLiteError) {
        try connection.run(
            "INSERT OR IGNORE INTO removed VALUES (?1, ?2)", [.text(kind), .integer(id)])
    }

    /// Runs a statement that yields no rows, and makes it ready for the next values.
    private static func finish(_ statement: Statement) throws(SQLiteError) {
        defer { statement.reset() }
        _ = try statement.step()
    }

    private mutating func labelSet(of labels: [LabelID]) throws(SQLiteError) -> Int64 {
        if labels.isEmpty { return 0 }
        if let known = labelSets[labels] { return known }
        let id = Int64(labelSets.count + 1)
        for label in labels {
            try connection.run(
                "INSERT INTO label_set VALUES (?1, ?2)",
                [.integer(id), .integer(Int64(label.rawValue))]
            )
        }
        labelSets[labels] = id
        return id
    }

    // MARK: Schema

    private func write(_ change: SchemaChange) throws(SQLiteError) {
        switch change {
        case .createIndex(let index):
            try insert(index.name, "index", SchemaCodec.encode(index))
        case .createConstraint(let constraint):
            try insert(constraint.name, "constraint", SchemaCodec.encode(constraint))
        case .dropIndex(let index): try drop(index.name, "index")
        case .dropConstraint(let constraint): try drop(constraint.name, "constraint")
        }
    }

    private func insert(
        _ name: String,
        _ kind: String,
        _ definition: [UInt8]
    ) throws(SQLiteError) {
        try connection.run(
            "INSERT INTO schema_object (name, kind, definition) VALUES (?1, ?2, ?3)",
            [.text(name), .text(kind), .blob(definition)]
        )
    }

    private func drop(_ name: String, _ kind: String) throws(SQLiteError) {
        try connection.run(
            "DELETE FROM schema_object WHERE name = ?1 AND kind = ?2",
            [.text(name), .text(kind)]
        )
    }
}
