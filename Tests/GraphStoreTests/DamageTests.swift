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

    @Test(arguments: UInt64(0)..<60)
    func `flipped bytes give an error or the whole graph, never a trap`(seed: UInt64) throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        try Self.sample(path)
        var random = SeededGenerator(seed: seed)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        for _ in 0..<4 {
            let index = Int.random(in: bytes.indices, using: &random)
            bytes[index] ^= UInt8.random(in: 1...255, using: &random)
        }
        try bytes.write(to: URL(fileURLWithPath: path))
        do {
            let graph = try DurableDatabase(path: path).snapshot()
            try graph.checkInvariants()
        } catch let error as GraphError {
            #expect("\(error)".contains(path))
        }
    }
}
