internal import Crypto
internal import PropertyGraph
internal import SQLite

/// Brings the log of a file of version 2 into the form of version 3.
///
/// Old entries say nothing of what they led to. The last of them gets the digest of the whole
/// state, so that from here on everything is covered by the chain.
struct LogMigration {
    private let graph: Graph

    /// - Parameter graph: What the file holds.
    init(_ graph: Graph) {
        self.graph = graph
    }

    /// Fills `change` from `change_2`, and what tells which transactions touched what.
    ///
    /// - Complexity: O(log + nodes + relationships).
    func run(on connection: Connection) throws(SQLiteError) {
        let last = Int64(clamping: graph.sequence)
        var digest = Digest.none
        let rows = try connection.prepare("SELECT * FROM change_2 ORDER BY sequence")
        while try rows.step() {
            let sequence = rows.integer(at: 0)
            var row = LogRow(
                sequence: UInt64(clamping: sequence),
                info: CommitInfo(
                    actor: rows.text(at: 2), reason: rows.isNull(at: 3) ? nil : rows.text(at: 3),
                    source: rows.text(at: 4), time: rows.integer(at: 1)),
                nextNode: UInt32(clamping: rows.integer(at: 5)),
                nextRelationship: UInt32(clamping: rows.integer(at: 6)), before: rows.blob(at: 7),
                after: nil, salt: LogRow.randomSalt())
            // What cannot be read stays as it is; `check` tells of it.
            if let record = try? ChangeRecord(row.before.span) {
                let isBulk = try isInSegments(sequence, connection)
                try index(record, sequence, isBulk, connection)
                var traits: LogTraits = isBulk ? .isBulk : []
                if sequence == last { traits.insert(.isWhole) }
                row.before = ChangeLogEntry(record).encoded(
                    LogTail(names: graph.nameCounts, traits: traits))
                if sequence == last { row.after = graph.stateDigest(graph.nameCounts) }
            }
            let content = row.contentDigest
            digest = LogRow.link(after: digest, sequence: row.sequence, content: content)
            try row.insert(connection, content: content, digest: digest)
        }
        rows.reset()
        try connection.execute(script: "DROP TABLE change_2")
    }

    private func isInSegments(
        _ sequence: Int64, _ connection: Connection
    ) throws(SQLiteError) -> Bool {
        try connection.scalar(
            """
            SELECT EXISTS (SELECT 1 FROM node_segment WHERE sequence = ?1)
                OR EXISTS (SELECT 1 FROM relationship_segment WHERE sequence = ?1)
            """, [.integer(sequence)])?.integer == 1
    }

    /// Notes what a transaction touched; what it made in segments is known from them.
    private func index(
        _ record: ChangeRecord, _ sequence: Int64, _ isBulk: Bool, _ connection: Connection
    ) throws(SQLiteError) {
        var nodes = record.nodes.map(\.id.rawValue)
        var relationships = record.relationships.map(\.id.rawValue)
        if !isBulk {
            nodes += record.createdNodes.flatMap { $0 }
            relationships += record.createdRelationships.flatMap { $0 }
        }
        for node in nodes {
            try connection.run(
                "INSERT OR IGNORE INTO node_change VALUES (?1, ?2)",
                [.integer(Int64(node)), .integer(sequence)])
        }
        for relationship in relationships {
            try connection.run(
                "INSERT OR IGNORE INTO relationship_change VALUES (?1, ?2)",
                [.integer(Int64(relationship)), .integer(sequence)])
        }
    }
}
