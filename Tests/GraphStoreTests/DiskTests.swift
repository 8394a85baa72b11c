import Foundation
import GraphStore
import PropertyGraph
import TestSupport
import Testing

/// Disks that are full, read-only, or that lost the end of the file.
///
/// Full and read-only disks are small ones in memory, which only root can make.
@Suite("Disks")
struct DiskTests {
    private static let info = CommitInfo(actor: "tester", source: "test", time: 0)

    private static func add(_ number: Int, to database: DurableDatabase) throws {
        try database.write(info) { draft in
            let node = try draft.createNode(
                labels: ["N"],
                properties: [
                    "number": .integer(Int64(number)),
                    "text": .string(String(repeating: "x", count: 500)),
                ])
            _ = try draft.createRelationship("SELF", from: node, to: node)
        }
    }

    /// A disk of two megabytes; it goes with the value.
    private final class SmallDisk {
        let folder: TemporaryDirectory

        init?() {
            guard let folder = try? TemporaryDirectory() else { return nil }
            self.folder = folder
            guard Self.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.url.path])
            else { return nil }
        }

        func remount(_ option: String) -> Bool {
            Self.run(["mount", "-o", "remount,\(option)", folder.url.path])
        }

        deinit {
            _ = Self.run(["umount", "-l", folder.url.path])
        }

        private static func run(_ arguments: [String]) -> Bool {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = arguments
            process.standardError = FileHandle.nullDevice
            guard (try? process.run()) != nil else { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
    }

    private static let canMount = SmallDisk() != nil

    @Test(.enabled("only root can make a small disk") { canMount })
    func `a full disk refuses the commit and keeps all before it`() throws {
        let disk = try #require(SmallDisk())
        let path = disk.folder.path("graph.db")
        let ballast = disk.folder.path("ballast")
        try Data(count: 600_000).write(to: URL(fileURLWithPath: ballast))
        let database = try DurableDatabase(path: path)
        var count = 0
        var failure: StorageProblem?
        while failure == nil, count < 10_000 {
            failure = problem { try Self.add(count, to: database) }
            if failure == nil { count += 1 }
        }
        #expect(failure == .full)
        #expect(database.snapshot().nodeCount == count)
        // Whoever is told so knows what happened, and readers see what is on the disk.
        #expect(try DurableDatabase.read(path: path).nodeCount == count)
        #expect(problem { try Self.add(count, to: database) } == .full)
        try FileManager.default.removeItem(atPath: ballast)
        for number in count..<count + 20 { try Self.add(number, to: database) }
        database.close()
        let graph = try DurableDatabase.read(path: path)
        #expect(graph.nodeCount == count + 20)
        #expect(graph.relationshipCount == count + 20)
        try graph.checkInvariants()
    }

    @Test(.enabled("only root can make a small disk") { canMount })
    func `a disk that becomes read-only refuses the commit and stays readable`() throws {
        let disk = try #require(SmallDisk())
        let path = disk.folder.path("graph.db")
        do {
            let database = try DurableDatabase(path: path)
            try Self.add(0, to: database)
            database.close()
        }
        try #require(disk.remount("ro"))
        #expect(problem { _ = try DurableDatabase(path: path) } == .readOnly)
        #expect(try DurableDatabase.read(path: path).nodeCount == 1)
        try #require(disk.remount("rw"))
        let database = try DurableDatabase(path: path)
        try Self.add(1, to: database)
        database.close()
        #expect(try DurableDatabase.read(path: path).nodeCount == 2)
    }

    @Test(.enabled("only root can make a small disk") { canMount })
    func `a backup to a full disk leaves no file`() throws {
        let disk = try #require(SmallDisk())
        let folder = try TemporaryDirectory()
        let database = try DurableDatabase(path: folder.path("graph.db"))
        for number in 0..<40 { try Self.add(number, to: database) }
        try database.write(Self.info) { draft in
            _ = try draft.createNode(
                labels: ["Big"],
                properties: ["text": .string(String(repeating: "y", count: 4 << 20))])
        }
        #expect(problem { try database.backUp(to: disk.folder.path("copy.db")) } == .full)
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.folder.url.path).isEmpty)
        try Self.add(9_999, to: database)
        #expect(database.snapshot().nodeCount == 42)
    }
}
