import PropertyGraph
import SQLite
import TestSupport
import Testing

@testable import GraphStore

@Suite("Files of earlier versions")
struct MigrationTests {
    private static let info = CommitInfo(actor: "ann", reason: "why", source: "test", time: 5)

    /// The log as versions 1 and 2 had it.
    private static let oldLog = """
        CREATE TABLE change_old (
            sequence INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            actor TEXT NOT NULL,
            reason TEXT,
            source TEXT NOT NULL,
            next_node INTEGER NOT NULL,
            next_relationship INTEGER NOT NULL,
            before BLOB NOT NULL
        ) STRICT;
        """

    /// Turns a file into what an earlier version would have written.
    private static func age(_ path: String, to version: Int64) throws {
        let connection = try Connection(path: path)
        defer { connection.close() }
        try connection.execute(script: oldLog)
        for row in try connection.rows("SELECT * FROM change ORDER BY sequence") {
            let bytes = try #require(row[7].blob)
            let record = try ChangeRecord(bytes.span)
            var tail = ByteWriter()
            record.tail.write(to: &tail)
            try connection.run(
                "INSERT INTO change_old VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                Array(row[0..<7]) + [.blob(Array(bytes.dropLast(tail.bytes.count)))])
        }
        try connection.execute(
            script: """
                DROP TABLE change; DROP TABLE node_change; DROP TABLE relationship_change;
                ALTER TABLE change_old RENAME TO change;
                """)
        if version == 1 {
            try connection.execute(
                script: """
                    DROP TABLE node_segment; DROP TABLE relationship_segment; DROP TABLE removed;
                    """)
        }
        try connection.execute(script: "PRAGMA user_version = \(version)")
    }

    private static func fill(_ path: String, isLarge: Bool) throws -> [UInt64: [String]] {
        let database = try DurableDatabase(path: path)
        defer { database.close() }
        var known: [UInt64: [String]] = [:]
        var history = RandomHistory(seed: 4)
        while database.snapshot().sequence < 30 {
            try history.step(database)
            known[database.snapshot().sequence] = contents(database.snapshot())
        }
        guard isLarge else { return known }
        try database.write(info) { draft in
            for number in 0..<51_000 {
                _ = try draft.createNode(
                    labels: ["Large"], properties: ["n": .integer(Int64(number))])
            }
        }
        try database.write(info) { draft in
            let last = NodeID(draft.base.nextNodeID - 1)
            try draft.set(try draft.propertyKey("n"), "changed", on: last)
        }
        known[database.snapshot().sequence] = contents(database.snapshot())
        return known
    }

    @Test(arguments: [1, 2] as [Int64])
    func `opening for writing chains the log, and the past stays what it was`(version: Int64) throws
    {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        let known = try Self.fill(path, isLarge: version == 2)
        try Self.age(path, to: version)
        // Reading alone leaves the file as it is.
        let last = known.keys.max() ?? 0
        #expect(contents(try DurableDatabase.read(path: path)) == known[last])
        #expect(try StoreCheck.run(path: path).findings.map(\.kind) == [.log])
        do {
            let database = try DurableDatabase(path: path)
            defer { database.close() }
            #expect(contents(database.snapshot()) == known[last])
            try database.write(Self.info) { draft in
                _ = try draft.createNode(labels: ["New"], properties: [:])
            }
            let past = GraphHistory(path: path)
            for (sequence, contents) in known {
                let graph = try past.graph(asOf: sequence, now: database.snapshot())
                #expect(GraphStoreTests.contents(graph) == contents, "\(sequence)")
            }
            let node = NodeID(database.snapshot().nextNodeID - 2)
            let versions = try past.versions(of: node, now: database.snapshot())
            #expect(versions.first?.before == nil)
            #expect(!versions.isEmpty)
        }
        let report = try StoreCheck.run(path: path)
        #expect(report.findings == [])
        #expect(report.sequence == last + 1)
        #expect(report.firstCheckedState == last)
        // What was there before is covered all the same.
        let connection = try Connection(path: path)
        try connection.execute(
            script: "UPDATE node SET properties = x'00' WHERE length(properties) > 1")
        connection.close()
        #expect(try !StoreCheck.run(path: path).isClean)
    }
}
