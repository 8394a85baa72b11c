import Foundation
import PropertyGraph
import TestSupport
import Testing

@testable import GraphStore

@Suite("Backups")
struct BackupTests {
    private static let info = CommitInfo(actor: "test", source: "test", time: 0)
    private static let passphrase = Array("secret".utf8)

    private func add(_ count: Int, to database: DurableDatabase, _ text: String) throws {
        try database.write(Self.info) { draft in
            let label = try draft.label("N")
            let key = try draft.propertyKey("text")
            for _ in 0..<count {
                _ = try draft.createNode(
                    labels: [label], properties: [PropertyEntry(key, .string(text))])
            }
        }
    }

    @Test func `a backup taken while others write is one moment of the store`() async throws {
        let folder = try TemporaryDirectory()
        let database = try DurableDatabase(path: folder.path("a.db"))
        try add(5_000, to: database, String(repeating: "x", count: 1_000))
        let before = database.snapshot().sequence
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    for _ in 0..<50 { try self.add(20, to: database, "writer \(writer)") }
                }
            }
            group.addTask { try database.backUp(to: folder.path("copy.db")) }
            try await group.waitForAll()
        }
        let copy = try DurableDatabase.verify(path: folder.path("copy.db"))
        #expect(copy.sequence >= before)
        #expect(UInt64(copy.nodeCount) == 5_000 + 20 * (copy.sequence - before))
        // The copy is a store that can be written.
        let reopened = try DurableDatabase(path: folder.path("copy.db"))
        try add(1, to: reopened, "more")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
                .allSatisfy { !$0.contains("part") })
    }

    @Test func `the log does not grow with the time that a backup takes`() throws {
        let folder = try TemporaryDirectory()
        let database = try DurableDatabase(path: folder.path("a.db"))
        try add(1_000, to: database, "x")
        let text = String(repeating: "y", count: 1_000)
        // What is written while a slow reader holds a transaction stays in the log; a backup
        // holds none between its steps.
        try database.backUp(to: folder.path("copy.db"))
        for round in 0..<20 {
            try add(400, to: database, text)
            if round.isMultiple(of: 4) { try database.backUp(to: folder.path("copy.db")) }
        }
        let attributes = try FileManager.default.attributesOfItem(
            atPath: folder.path("a.db-wal"))
        let size = try #require(attributes[.size] as? Int)
        #expect(size < 6 << 20, "\(size) bytes")
    }

    @Test(arguments: [nil, passphrase])
    func `what was backed up is restored`(passphrase: [UInt8]?) throws {
        let folder = try TemporaryDirectory()
        let database = try DurableDatabase(path: folder.path("a.db"))
        try add(500, to: database, "é")
        let backup = folder.path("a.backup")
        let sequence = try Backups.take(backup, passphrase: passphrase, scratch: folder.url.path) {
            try database.backUp(to: $0)
        }
        #expect(sequence == database.snapshot().sequence)
        let restored = try Backups.restore(
            backup, at: .newest, to: folder.path("b.db"), passphrase: passphrase)
        #expect(restored.graph.nodeCount == 500)
        #expect(restored.graph.sequence == sequence)
        // A second time there is something in the way.
        #expect(throws: BackupError.self) {
            try Backups.restore(
                backup, at: .newest, to: folder.path("b.db"), passphrase: passphrase)
        }
        guard passphrase != nil else { return }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: backup))
        #expect(bytes.range(of: Data("SQLite".utf8)) == nil)
        for (wrong, part) in [(nil, "is encrypted"), (Array("x".utf8), "passphrase is wrong")] {
            let failure = #expect(throws: BackupError.self) {
                try Backups.restore(
                    backup, at: .newest, to: folder.path("c.db"), passphrase: wrong)
            }
            #expect(failure?.description.contains(part) == true)
        }
    }

    @Test(arguments: [nil, passphrase])
    func `a damaged backup is not restored`(passphrase: [UInt8]?) throws {
        let folder = try TemporaryDirectory()
        let database = try DurableDatabase(path: folder.path("a.db"))
        try add(300, to: database, "text")
        let backup = folder.path("a.backup")
        try Backups.take(backup, passphrase: passphrase, scratch: folder.url.path) {
            try database.backUp(to: $0)
        }
        let whole = try Data(contentsOf: URL(fileURLWithPath: backup))
        for count in [0, 10, 100, whole.count / 2, whole.count - 1] {
            try whole.prefix(count).write(to: URL(fileURLWithPath: backup))
            #expect(throws: (any Error).self, "\(count) bytes") {
                try Backups.restore(
                    backup, at: .newest, to: folder.path("b.db"), passphrase: passphrase)
            }
            #expect(!FileManager.default.fileExists(atPath: folder.path("b.db")))
        }
    }

    // MARK: Folders

    @Test(arguments: [nil, passphrase])
    func `a folder brings back each hour`(passphrase: [UInt8]?) throws {
        let folder = try TemporaryDirectory()
        let database = try DurableDatabase(path: folder.path("a.db"))
        var policy = BackupPolicy()
        policy.fullEvery = 6 * 3_600
        let backups = BackupFolder(
            path: folder.path("backups"), policy: policy, passphrase: passphrase)
        let start: Int64 = 1_764_000_000
        var counts: [(time: Int64, sequence: UInt64, nodes: Int)] = []
        for hour in Int64(0)..<8 {
            try add(50, to: database, "hour \(hour)")
            let time = start + hour * 3_600
            let entry = try #require(
                try backups.take(at: time) { try database.backUp(to: $0) })
            #expect((entry.base == nil) == (hour % 6 == 0))
            #expect(try backups.take(at: time + 3_599) { _ in 0 } == nil)
            counts.append((time, entry.sequence, database.snapshot().nodeCount))
        }
        for (index, count) in counts.enumerated() where [0, 5, 6, 7].contains(index) {
            for moment in [
                BackupFolder.Moment.time(count.time + 3_599), .sequence(count.sequence),
            ] {
                let path = folder.path("restored-\(index).db")
                let restored = try Backups.restore(
                    backups.path, at: moment, to: path, passphrase: passphrase)
                #expect(restored.graph.nodeCount == count.nodes)
                #expect(restored.graph.sequence == count.sequence)
                try FileManager.default.removeItem(atPath: path)
            }
        }
        let failure = #expect(throws: BackupError.self) {
            try backups.entry(for: .time(start - 1))
        }
        #expect(failure?.description.contains("The oldest backup") == true)
    }

    @Test func `backups are kept for thirty days, with what they build on`() throws {
        let folder = try TemporaryDirectory()
        let database = try DurableDatabase(path: folder.path("a.db"))
        let backups = BackupFolder(path: folder.path("backups"))
        let start: Int64 = 1_764_000_000
        for step in Int64(0)..<(36 * 2) {
            try add(1, to: database, "\(step)")
            try backups.take(at: start + step * 43_200) { try database.backUp(to: $0) }
        }
        let entries = try backups.entries()
        let last = try #require(entries.last)
        for entry in entries {
            let isNeeded = entries.contains { $0.base == entry.time }
            #expect(last.time - entry.time <= 30 * 86_400 || isNeeded)
        }
        #expect(entries.contains { last.time - $0.time > 29 * 86_400 })
        #expect(entries.count < 64)
        // The oldest of them still comes back.
        let oldest = try #require(entries.first { $0.base != nil })
        _ = try Backups.restore(
            backups.path, at: .time(oldest.time), to: folder.path("b.db"), passphrase: nil)
    }

    @Test func `a change of a delta is noticed`() throws {
        let folder = try TemporaryDirectory()
        let database = try DurableDatabase(path: folder.path("a.db"))
        let backups = BackupFolder(path: folder.path("backups"))
        try add(100, to: database, "a")
        try backups.take(at: 1_764_000_000) { try database.backUp(to: $0) }
        try add(100, to: database, "b")
        let delta = try #require(
            try backups.take(at: 1_764_003_600) { try database.backUp(to: $0) })
        let url = URL(fileURLWithPath: backups.path + "/" + delta.name)
        let whole = try Data(contentsOf: url)
        for index in stride(from: 0, to: whole.count, by: max(1, whole.count / 40)) {
            var changed = whole
            changed[index] ^= 0x10
            try changed.write(to: url)
            #expect(throws: (any Error).self, "byte \(index)") {
                try Backups.restore(
                    backups.path, at: .newest, to: folder.path("b.db"), passphrase: nil)
            }
        }
        try whole.dropLast(1).write(to: url)
        #expect(throws: BackupError.self) {
            try Backups.restore(
                backups.path, at: .newest, to: folder.path("b.db"), passphrase: nil)
        }
    }

    @Test(arguments: [
        "lexigraph-20261129T021500Z-full-123.backup",
        "lexigraph-20261129T031500Z-delta-130-of-20261129T021500Z.backup",
    ])
    func `a name says all about a backup`(name: String) throws {
        let entry = try #require(BackupEntry(name: name))
        #expect(entry.name == name)
        #expect(entry.base == (name.contains("delta") ? 1_795_918_500 : nil))
    }

    @Test(arguments: [
        "", "x.backup", "lexigraph-20261129T021500Z-full-.backup",
        "lexigraph-20261399T021500Z-full-1.backup", "lexigraph-20261129T021500Z-full-1.backup.part",
    ])
    func `other files in the folder are left alone`(name: String) {
        #expect(BackupEntry(name: name) == nil)
    }
}
