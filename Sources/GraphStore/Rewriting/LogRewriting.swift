internal import Crypto
internal import PropertyGraph
internal import SQLite

/// Replaces contents of earlier entries of the log, as part of a transaction that tells of it.
protocol LogRewriting: Sendable {
    /// What a node's properties become wherever they are stored, nil when they stay.
    func replacement(for node: NodeID, _ properties: [PropertyEntry]) -> [PropertyEntry]?

    /// What a relationship's properties become wherever they are stored, nil when they stay.
    func replacement(
        for relationship: RelationshipID, _ properties: [PropertyEntry]
    ) -> [PropertyEntry]?

    /// Does the work, in the transaction that the connection has open.
    ///
    /// - Parameters:
    ///   - file: The file; its log has all entries before the transaction's own.
    ///   - now: The graph before the transaction.
    ///   - sequence: The transaction's number.
    /// - Returns: What the transaction's entry has to tell.
    /// - Throws: When the log cannot be read or written; the transaction fails then.
    func run(
        on file: StoreFile, now: Graph, sequence: UInt64
    ) throws(GraphError) -> [LogNote]
}

extension LogRewriting {
    /// A state with its replacement, if it has one.
    func replaced(_ node: NodeID, _ state: NodeState) -> NodeState {
        guard let properties = replacement(for: node, state.properties) else { return state }
        return NodeState(labels: state.labels, properties: properties)
    }

    /// A state with its replacement, if it has one.
    func replaced(
        _ relationship: RelationshipID, _ state: RelationshipState
    ) -> RelationshipState {
        guard let properties = replacement(for: relationship, state.properties) else {
            return state
        }
        var state = state
        state.properties = properties
        return state
    }

    /// The same changes, with what was before replaced.
    func replacing(_ changes: ChangeSet) -> ChangeSet {
        var changes = changes
        for index in changes.nodes.indices {
            let change = changes.nodes[index]
            changes.nodes[index].before = change.before.map { replaced(change.id, $0) }
        }
        for index in changes.relationships.indices {
            let change = changes.relationships[index]
            changes.relationships[index].before = change.before.map { replaced(change.id, $0) }
        }
        return changes
    }
}

extension StoreFile {
    /// Replaces what an entry of the log says; its links stay.
    ///
    /// - Returns: The note that the entry `sequence` must have.
    func rewrite(_ row: LogRow, by sequence: UInt64) throws(GraphError) -> LogNote {
        var row = row
        row.salt = LogRow.randomSalt()
        let values: [SQLiteValue] = [
            .text(row.info.actor), row.info.reason.map { .text($0) } ?? .null,
            .blob(row.before), row.after.map { .blob($0.bytes) } ?? .null, .blob(row.salt),
            .integer(Int64(clamping: sequence)), .integer(Int64(clamping: row.sequence)),
        ]
        try execute(
            """
            UPDATE change SET actor = ?1, reason = ?2, before = ?3, after = ?4, salt = ?5,
                rewritten = ?6
            WHERE sequence = ?7
            """, values)
        return .rewritten(sequence: row.sequence, content: row.contentDigest)
    }

    /// Runs a statement that yields no rows.
    func execute(_ sql: String, _ values: [SQLiteValue] = []) throws(GraphError) {
        do throws(SQLiteError) {
            try connection.run(sql, values)
        } catch {
            throw StorageErrors.translate(error, path: path)
        }
    }

    /// Leaves nothing of what was deleted or replaced in the file or beside it.
    ///
    /// - Returns: Whether that is done; a reader that still looks at an earlier moment prevents it.
    func purge() throws(GraphError) -> Bool {
        try execute("VACUUM")
        do throws(SQLiteError) {
            return try connection.checkpoint(.truncate)
        } catch {
            throw StorageErrors.translate(error, path: path)
        }
    }
}
