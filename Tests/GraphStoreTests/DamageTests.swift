import Foundation
import GraphStore
import PropertyGraph
import SQLite
import TestSupport
import Testing

@Suite("Files that are not as they should be")
struct DamageTests {
    private static let info = CommitInfo(actor: "tester", source: "test", time: 0)

    private static func sample(_ path: String) throws {
        let database = try DurableDatabase(path: path)
        for number in 0..<200 {
            try database.write(info) { draft in
                let node = try draft.createNode(
                    labels: ["N", "L\(number % 5)"],
                    properties: ["n": .integer(Int64(number)), "text": "some text \(number)"]
                )
                _ = try draft.createRelationship("SELF", from: node, to: node)
            }
        }
        database.close()
    }

    @Test func `a file that is no database is named as damaged`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("notes.txt")
        try Data(String(repeating: "no database ", count: 100).utf8)
            .write(to: URL(fileURLWithPath: path))
        #expect(problem { _ = try DurableDatabase(path: path) } == .damaged)
    }

    @Test func `another program's database is left alone`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("other.db")
        try Connection(path: path).execute(script: "CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        #expect(problem { _ = try DurableDatabase(path: path) } == .inaccessible)
        let tables = try Connection(path: path).rows("SELECT name FROM sqlite_schema")
        #expect(tables.count == 1)
    }

    @Test func `a file of a newer version is refused`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        try DurableDatabase(path: path).close()
        _ = try Connection(path: path).setPragma("user_version", "999")
        #expect(problem { _ = try DurableDatabase(path: path) } == .newerVersion)
    }

    @Test func `a missing file is not created by reading`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("absent.db")
        #expect(problem { _ = try DurableDatabase.read(path: path) } == .inaccessible)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a relationship without its end is named`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        try Self.sample(path)
        try Connection(path: path).run("DELETE FROM node WHERE id = 7")
        #expect(problem { _ = try DurableDatabase(path: path) } == .damaged)
    }

    /// A file's bytes, and how many nodes, relationships and transactions are in it.
    private struct Sample {
        let bytes: Data
        let counts: [Int]

        init(_ make: (_ path: String) throws -> Void) throws {
            let folder = try TemporaryDirectory()
            let path = folder.path("graph.db")
            try make(path)
            bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            counts = Self.counts(try DurableDatabase.read(path: path))
        }

        static func counts(_ graph: Graph) -> [Int] {
            [graph.nodeCount, graph.relationshipCount, Int(graph.sequence)]
        }
    }

    private static let rows = Result { try Sample(sample) }

    /// With what a bulk insertion stores.
    private static let segments = Result {
        try Sample { path in
            let database = try DurableDatabase(path: path)
            defer { database.close() }
            try database.write(info) { draft in
                let insertion = BulkInsertion(draft)
                let table = try insertion.table(labels: [try draft.label("Entry")])
                let type = try insertion.table(type: try draft.relationshipType("SELF"))
                let key = try draft.propertyKey("number")
                for number in Int64(0)..<26_000 {
                    let node = try insertion.addNode(to: table, [(key, .integer(number))])
                    let added = try #require(node)
                    _ = try insertion.addRelationship(to: type, from: added, to: added, [])
                }
                try insertion.settle()
            }
        }
    }

    /// Opens a changed file: all of the graph is there, or an error names the file.
    private static func checkOpening(_ bytes: Data, of sample: Sample, _ what: String) throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        try bytes.write(to: URL(fileURLWithPath: path))
        do {
            let database = try DurableDatabase(path: path)
            defer { database.close() }
            let graph = database.snapshot()
            try graph.checkInvariants()
            #expect(Sample.counts(graph) == sample.counts, "\(what): something is missing")
        } catch let error as GraphError {
            #expect("\(error)".contains(path))
        }
    }

    @Test(arguments: UInt64(0)..<UInt64(40 * TestScale.factor))
    func `flipped bytes give an error or the whole graph, never a trap`(seed: UInt64) throws {
        try Self.flip(Self.rows.get(), seed)
    }

    @Test(arguments: UInt64(0)..<UInt64(4 * TestScale.factor))
    func `flipped bytes in segments give an error or the whole graph`(seed: UInt64) throws {
        try Self.flip(Self.segments.get(), seed)
    }

    private static func flip(_ sample: Sample, _ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = sample.bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let index = Int.random(in: bytes.indices, using: &random)
            bytes[index] ^= UInt8.random(in: 1...255, using: &random)
        }
        try checkOpening(bytes, of: sample, "seed \(seed)")
    }

    @Test(arguments: UInt64(0)..<UInt64(20 * TestScale.factor))
    func `a file whose end is missing gives an error or the whole graph`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let sample = try Self.rows.get()
        let bytes = sample.bytes
        let page = 4_096
        let count =
            seed.isMultiple(of: 2)
            ? Int.random(in: 1..<bytes.count / page, using: &random) * page
            : Int.random(in: 1..<bytes.count, using: &random)
        try Self.checkOpening(bytes.prefix(count), of: sample, "\(count) bytes")
    }
}
