import Foundation
import PropertyGraph
import SQLite
import TestSupport
import Testing

@testable import GraphStore

@Suite("Erasing and folding")
struct RewritingTests {
    private static let info = CommitInfo(actor: "officer", reason: "asked", source: "test", time: 9)
    private static let person = "Jane Q. Example"

    private let folder: TemporaryDirectory
    private let path: String

    init() throws {
        folder = try TemporaryDirectory()
        path = folder.path("graph.db")
    }

    private func opening<Result>(_ body: (DurableDatabase) throws -> Result) throws -> Result {
        let database = try DurableDatabase(path: path)
        defer { database.close() }
        return try body(database)
    }

    /// Whether a text stands anywhere in the file or beside it.
    private func isStored(_ text: String) throws -> Bool {
        for suffix in ["", "-wal", "-shm"] {
            guard let data = FileManager.default.contents(atPath: path + suffix) else { continue }
            if data.range(of: Data(text.utf8)) != nil { return true }
        }
        return false
    }

    /// A history in which a person is named in all ways, with a large transaction if wanted.
    ///
    /// - Returns: The transaction after which the person is named in a text, a list and a map.
    @discardableResult
    private func fill(_ database: DurableDatabase, isLarge: Bool) throws -> UInt64 {
        var random = RandomHistory(seed: 9)
        for _ in 0..<10 { try random.step(database) }
        let node = try database.write(Self.info) { draft in
            try draft.createNode(
                labels: ["User"],
                properties: ["name": .string(Self.person), "other": "stays"])
        }
        try database.write(
            CommitInfo(actor: Self.person, reason: "by \(Self.person)", source: "x", time: 2)
        ) { draft in
            try draft.set(try draft.propertyKey("name"), "nobody", on: node)
            try draft.set(
                try draft.propertyKey("notes"), .list(["a", .string(Self.person)]), on: node)
        }
        try database.write(Self.info) { draft in
            try draft.set(
                try draft.propertyKey("text"), .string("Ask \(Self.person) about it."), on: node)
            _ = try draft.createRelationship(
                "KNOWS", from: node, to: node,
                properties: ["how": .map(["who": .string(Self.person), "n": 1])])
        }
        let named = database.snapshot().sequence
        if isLarge {
            try database.write(Self.info) { draft in
                for number in 0..<51_000 {
                    _ = try draft.createNode(
                        labels: ["Large"],
                        properties: number % 9_000 == 17
                            ? ["n": .integer(Int64(number)), "who": .string(Self.person)]
                            : ["n": .integer(Int64(number))])
                }
            }
            try database.write(Self.info) { draft in
                let last = draft.base.nextNodeID
                try draft.set(
                    try draft.propertyKey("who"), "else", on: NodeID(last - 51_000 + 17))
                try draft.delete(NodeID(last - 51_000 + 9_017))
            }
        }
        for _ in 0..<10 { try random.step(database) }
        return named
    }

    @Test(arguments: [false, true])
    func `an erased value is nowhere, and the chain still holds`(isLarge: Bool) throws {
        let (named, before) = try opening { database in
            (try fill(database, isLarge: isLarge), database.snapshot())
        }
        #expect(try isStored(Self.person))
        #expect(try StoreCheck.run(path: path).findings == [])
        let after = try opening { database in
            let (receipt, isPurged) = try database.erase(.value(Self.person), Self.info)
            #expect(isPurged)
            #expect(receipt.isRecorded)
            #expect(try !isStored(Self.person))
            return database.snapshot()
        }
        #expect(try !isStored(Self.person))
        let report = try StoreCheck.run(path: path)
        #expect(report.findings == [])
        #expect(report.firstCheckedState == 1)
        #expect(after.nodeCount == before.nodeCount)
        try opening { database in
            let now = database.snapshot()
            #expect(contents(now) == contents(after))
            #expect(!contents(now).contains { $0.contains(Self.person) })
            // The past is there, without the value.
            let past = GraphHistory(path: path)
            let lines = contents(try past.graph(asOf: named, now: now))
            #expect(lines.contains { $0.contains("Ask [erased] about it.") })
            #expect(lines.contains { $0.contains("stays") })
            for sequence in stride(from: 0, through: now.sequence, by: isLarge ? 9 : 1) {
                let graph = try past.graph(asOf: sequence, now: now)
                #expect(!contents(graph).contains { $0.contains(Self.person) })
            }
            let entries = try past.entries(LogQuery(limit: 1_000))
            #expect(!entries.contains { $0.info.actor == Self.person })
            #expect(entries.count { $0.rewrittenBy == now.sequence } >= 3)
            #expect(entries[0].info == Self.info)
        }
    }

    @Test func `a property of one node is erased, and that of others stays`() throws {
        let (first, second) = try opening { database in
            let nodes = try database.write(Self.info) { draft in
                try [1, 2].map { (number: Int) throws -> NodeID in
                    try draft.createNode(
                        labels: ["User"],
                        properties: ["email": .string("user\(number)@example.org"), "n": 1])
                }
            }
            try database.write(Self.info) { draft in
                let key = try draft.propertyKey("email")
                try draft.set(key, "second1@example.org", on: nodes[0])
            }
            try database.erase(.property("email", of: [nodes[0]]), Self.info)
            return (nodes[0], nodes[1])
        }
        #expect(try !isStored("user1@example.org"))
        #expect(try !isStored("second1@example.org"))
        #expect(try isStored("user2@example.org"))
        #expect(try StoreCheck.run(path: path).findings == [])
        let graph = try DurableDatabase.read(path: path)
        let key = try #require(graph.propertyKey(named: "email"))
        #expect(graph.value(of: key, on: first) == .null)
        #expect(graph.value(of: key, on: second) == "user2@example.org")
        #expect(graph.properties(of: first).count == 1)
    }

    @Test func `folded history is gone, what came later is known, and the chain holds`() throws {
        var known: [UInt64: [String]] = [:]
        try opening { database in
            var random = RandomHistory(seed: 12)
            while database.snapshot().sequence < 60 {
                try random.step(database)
                known[database.snapshot().sequence] = contents(database.snapshot())
            }
            let receipt = try database.compact(through: 30, Self.info)
            #expect(receipt.sequence == 61)
            #expect(contents(database.snapshot()) == known[60])
            let past = GraphHistory(path: path)
            let now = database.snapshot()
            for sequence in UInt64(30)...60 {
                let graph = try past.graph(asOf: sequence, now: now)
                #expect(contents(graph) == known[sequence])
            }
            #expect(throws: HistoryError.folded(before: 30)) {
                try past.graph(asOf: 29, now: now)
            }
            #expect(throws: HistoryError.rewritten(30, by: 61)) {
                try past.undoPlan(30, now: now)
            }
            while database.snapshot().sequence < 80 { try random.step(database) }
        }
        let report = try StoreCheck.run(path: path)
        #expect(report.findings == [])
        #expect(report.firstCheckedState == 30)
        #expect(report.entries == 51)
        // Once more, over the entry that told of it, and then an erasure.
        try opening { database in
            try database.compact(through: 70, Self.info)
            try database.erase(.value("ä€ 7"), Self.info)
        }
        #expect(try StoreCheck.run(path: path).findings == [])
    }

    @Test func `a manipulation after folding or erasing is noticed`() throws {
        try opening { database in
            try fill(database, isLarge: false)
            try database.erase(.value(Self.person), Self.info)
            try database.compact(through: 8, Self.info)
        }
        #expect(try StoreCheck.run(path: path).findings == [])
        let scripts = [
            "UPDATE change SET actor = 'x' WHERE sequence = 8",
            "UPDATE change SET after = zeroblob(32) WHERE sequence = 8",
            "UPDATE change SET before = (SELECT before FROM change WHERE sequence = 9) "
                + "WHERE rewritten IS NOT NULL AND sequence > 9",
            "UPDATE change SET digest = zeroblob(32) WHERE sequence = 8",
            "UPDATE change SET rewritten = 5 WHERE sequence = 9",
            "UPDATE node SET properties = x'00' WHERE length(properties) > 1",
        ]
        for (number, script) in scripts.enumerated() {
            let copy = folder.path("copy\(number).db")
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            let connection = try Connection(path: copy)
            try connection.execute(script: script)
            connection.close()
            #expect(try !StoreCheck.run(path: copy).isClean, "\(script)")
        }
    }
}
