import Foundation
import GraphStore
import PropertyGraph
import TestSupport
import Testing

/// What becomes of the file under a database, and under which names it is known.
@Suite("A store and its file")
struct FileTests {
    private static let info = CommitInfo(actor: "tester", source: "test", time: 0)

    private static func add(to database: DurableDatabase) throws {
        _ = try database.write(info) { draft in
            try draft.createNode(labels: ["N"], properties: [:])
        }
    }

    @Test func `all names of a file lead to one lock`() throws {
        let folder = try TemporaryDirectory()
        let manager = FileManager.default
        let path = folder.path("graph.db")
        let link = folder.path("link.db")
        let directory = folder.path("elsewhere")
        try manager.createSymbolicLink(atPath: link, withDestinationPath: "graph.db")
        try manager.createSymbolicLink(atPath: directory, withDestinationPath: folder.url.path)
        // The link leads to a file that is not there yet.
        let database = try DurableDatabase(path: link)
        for name in [path, link, directory + "/graph.db", directory + "/link.db"] {
            #expect(problem { _ = try DurableDatabase(path: name) } == .busy, "\(name)")
        }
        try Self.add(to: database)
        database.close()
        #expect(try DurableDatabase.read(path: path).nodeCount == 1)
    }

    @Test func `a commit to a file that was deleted is refused`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        let database = try DurableDatabase(path: path)
        try Self.add(to: database)
        try FileManager.default.removeItem(atPath: path)
        #expect(problem { try Self.add(to: database) } == .inaccessible)
        #expect(database.snapshot().nodeCount == 1)
        database.close()
    }

    @Test func `a commit to a file that was replaced is refused until it is back`() throws {
        let folder = try TemporaryDirectory()
        let manager = FileManager.default
        let path = folder.path("graph.db")
        let database = try DurableDatabase(path: path)
        try manager.moveItem(atPath: path, toPath: folder.path("away.db"))
        try Data("other".utf8).write(to: URL(fileURLWithPath: path))
        #expect(problem { try Self.add(to: database) } == .inaccessible)
        try manager.removeItem(atPath: path)
        try manager.moveItem(atPath: folder.path("away.db"), toPath: path)
        try Self.add(to: database)
        database.close()
        #expect(try DurableDatabase.read(path: path).nodeCount == 1)
    }

    @Test func `what is no file is left alone`() throws {
        let folder = try TemporaryDirectory()
        for path in [folder.url.path, "/dev/null", ""] {
            #expect(problem { _ = try DurableDatabase(path: path) } == .inaccessible)
            #expect(problem { _ = try DurableDatabase.read(path: path) } == .inaccessible)
            #expect(!FileManager.default.fileExists(atPath: path + "-lock"))
        }
    }
}
