internal import Crypto
internal import PropertyGraph
internal import SQLite

/// A row of the log with the digests that are stored beside it.
struct StoredLogRow: Sendable {
    var row: LogRow
    /// The digest of what the row said when it was written.
    var content: Digest
    var digest: Digest
    /// The transaction that replaced what the row says.
    var rewritten: UInt64?

    var sequence: UInt64 { row.sequence }
}

/// Reads the change log of a file through a connection.
struct LogReader {
    private let file: StoreFile

    init(_ file: StoreFile) {
        self.file = file
    }

    /// Reads the log of a file, also while another connection writes to it.
    ///
    /// - Throws: `GraphError.storage` when it cannot be read, or has no log of this form.
    init(path: String) throws(GraphError) {
        file = try StoreFile(reading: path)
        guard file.version >= StoreSchema.version else {
            throw .storage(
                .inaccessible,
                """
                `\(path)` was written by an older Lexigraph, whose log has another form. Open it \
                once for writing, for example with `lexigraph serve`, to bring it up to date.
                """)
        }
    }

    private static let columns = """
        sequence, time, actor, reason, source, next_node, next_relationship, before, after, salt, \
        content, digest, rewritten
        """

    /// The numbers of the first and the last entry; nil when there is none.
    func range() throws(GraphError) -> ClosedRange<UInt64>? {
        var range: ClosedRange<UInt64>?
        try file.forEachRow("SELECT min(sequence), max(sequence) FROM change") { row in
            guard !row.isNull(at: 0) else { return }
            let first = UInt64(clamping: row.integer(at: 0))
            range = first...max(first, UInt64(clamping: row.integer(at: 1)))
        }
        return range
    }

    /// The number of the newest entry that is not later than a time, up to one; 0 when all are.
    ///
    /// - Complexity: O(entries that are later).
    func last(notAfter time: Int64, through last: UInt64) throws(GraphError) -> UInt64 {
        var found: UInt64 = 0
        try file.forEachRow(
            """
            SELECT sequence FROM change WHERE time <= ?1 AND sequence <= ?2
            ORDER BY sequence DESC LIMIT 1
            """, [.integer(time), .integer(Int64(clamping: last))]
        ) { found = UInt64(clamping: $0.integer(at: 0)) }
        return found
    }

    /// An entry; nil when there is none of that number.
    func row(_ sequence: UInt64) throws(GraphError) -> StoredLogRow? {
        var found: StoredLogRow?
        try file.forEachRow(
            "SELECT \(Self.columns) FROM change WHERE sequence = ?1",
            [.integer(Int64(clamping: sequence))]
        ) { (row: Statement) throws(GraphError) in found = try stored(row) }
        return found
    }

    /// What an entry says; nil when there is none of that number.
    func record(_ sequence: UInt64) throws(GraphError) -> ChangeRecord? {
        guard let row = try row(sequence) else { return nil }
        return try record(of: row)
    }

    /// What an entry says.
    func record(of row: StoredLogRow) throws(GraphError) -> ChangeRecord {
        do throws(DecodingFailure) {
            return try ChangeRecord(row.row.before.span)
        } catch {
            throw StorageErrors.damaged(error, "change \(row.sequence)", path: file.path)
        }
    }

    /// Calls `body` with the entries after one up to another, the newest first, until it answers
    /// false.
    func forEachRowBackwards(
        after first: UInt64, through last: UInt64,
        _ body: (StoredLogRow) throws(GraphError) -> Bool
    ) throws(GraphError) {
        var isWanted = true
        var next = last
        // In portions, so that no statement stays open while `body` works.
        while isWanted, next > first {
            var rows: [StoredLogRow] = []
            try file.forEachRow(
                """
                SELECT \(Self.columns) FROM change WHERE sequence > ?1 AND sequence <= ?2
                ORDER BY sequence DESC LIMIT 64
                """, [.integer(Int64(clamping: first)), .integer(Int64(clamping: next))]
            ) { (row: Statement) throws(GraphError) in rows.append(try stored(row)) }
            guard let oldest = rows.last else { return }
            next = oldest.sequence - min(1, oldest.sequence)
            for row in rows where isWanted { isWanted = try body(row) }
        }
    }

    private func stored(_ row: Statement) throws(GraphError) -> StoredLogRow {
        let sequence = UInt64(clamping: row.integer(at: 0))
        guard let content = Digest(row.blob(at: 10)), let digest = Digest(row.blob(at: 11)),
            let nextNode = UInt32(exactly: row.integer(at: 5)),
            let nextRelationship = UInt32(exactly: row.integer(at: 6))
        else {
            throw StorageErrors.damaged(
                DecodingFailure(reason: "a column is malformed"), "change \(sequence)",
                path: file.path)
        }
        return StoredLogRow(
            row: LogRow(
                sequence: sequence,
                info: CommitInfo(
                    actor: row.text(at: 2), reason: row.isNull(at: 3) ? nil : row.text(at: 3),
                    source: row.text(at: 4), time: row.integer(at: 1)),
                nextNode: nextNode, nextRelationship: nextRelationship, before: row.blob(at: 7),
                after: row.isNull(at: 8) ? nil : Digest(row.blob(at: 8)), salt: row.blob(at: 9)),
            content: content, digest: digest,
            rewritten: row.isNull(at: 12) ? nil : UInt64(clamping: row.integer(at: 12)))
    }

    // MARK: What touched an entity

    /// The entries that touched a node after one, up to another, ascending.
    func sequences(
        changing node: NodeID, after first: UInt64, through last: UInt64
    ) throws(GraphError) -> [UInt64] {
        try sequences("node", Int64(node.rawValue), after: first, through: last)
    }

    /// The entries that touched a relationship after one, up to another, ascending.
    func sequences(
        changing relationship: RelationshipID, after first: UInt64, through last: UInt64
    ) throws(GraphError) -> [UInt64] {
        try sequences("relationship", Int64(relationship.rawValue), after: first, through: last)
    }

    private func sequences(
        _ kind: String, _ id: Int64, after first: UInt64, through last: UInt64
    ) throws(GraphError) -> [UInt64] {
        do throws(SQLiteError) {
            return try file.connection.rows(
                """
                SELECT sequence FROM \(kind)_change
                WHERE \(kind) = ?1 AND sequence > ?2 AND sequence <= ?3 ORDER BY sequence
                """,
                [.integer(id), .integer(Int64(clamping: first)), .integer(Int64(clamping: last))]
            ).compactMap { $0.first?.integer.map { UInt64(clamping: $0) } }
        } catch {
            throw StorageErrors.translate(error, path: file.path)
        }
    }

    /// The entries up to one that touched a node, ascending.
    func sequences(
        touching node: NodeID, through last: UInt64
    ) throws(GraphError) -> [UInt64] {
        try sequences(
            "node", Int64(node.rawValue), through: last
        ) { (record: ChangeRecord) in record.created(node) }
    }

    /// The entries up to one that touched a relationship, ascending.
    func sequences(
        touching relationship: RelationshipID, through last: UInt64
    ) throws(GraphError) -> [UInt64] {
        try sequences(
            "relationship", Int64(relationship.rawValue), through: last
        ) { (record: ChangeRecord) in record.created(relationship) }
    }

    private func sequences(
        _ kind: String, _ id: Int64, through last: UInt64, _ isCreated: (ChangeRecord) -> Bool
    ) throws(GraphError) -> [UInt64] {
        var found = try sequences(kind, id, after: 0, through: last)
        // What was made in a segment was not made in any other way.
        var makers: [UInt64] = []
        try file.forEachRow(
            """
            SELECT DISTINCT sequence FROM \(kind)_segment
            WHERE first_\(kind) <= ?1 AND last_\(kind) >= ?1 AND sequence <= ?2
            """, [.integer(id), .integer(Int64(clamping: last))]
        ) { makers.append(UInt64(clamping: $0.integer(at: 0))) }
        for maker in makers {
            guard let record = try record(maker), isCreated(record) else { continue }
            if found.first != maker { found.insert(maker, at: 0) }
        }
        return found
    }
}
