import Foundation
import PropertyGraph
import SQLite
import TestSupport
import Testing

@testable import GraphStore

@Suite("Checking a file")
struct CheckTests {
    /// A file with a random history, and a large transaction in the middle of it if wanted.
    private static func sample(_ path: String, isLarge: Bool) throws {
        let database = try DurableDatabase(path: path)
        defer { database.close() }
        var history = RandomHistory(seed: 7)
        while database.snapshot().sequence < 40 { try history.step(database) }
        if isLarge { try makeMuch(database, &history) }
        while database.snapshot().sequence < 70 { try history.step(database) }
    }

    private static func makeMuch(
        _ database: DurableDatabase, _ history: inout RandomHistory
    ) throws {
        try database.write(history.info()) { draft in
            try draft.set(try draft.propertyKey("extra"), "text", on: firstNode(draft.graph))
            var previous: NodeID?
            for number in 0..<26_000 {
                let node = try draft.createNode(
                    labels: ["Large"],
                    properties: ["n": .integer(Int64(number)), "text": .string("value \(number)")])
                if let previous {
                    _ = try draft.createRelationship("NEXT", from: previous, to: node)
                }
                previous = node
            }
        }
        try database.write(history.info()) { draft in
            let node = NodeID(draft.base.nextNodeID - 5)
            try draft.set(try draft.propertyKey("text"), "changed", on: node)
            try draft.delete(RelationshipID(draft.base.nextRelationshipID - 1))
        }
    }

    private static func firstNode(_ graph: Graph) throws -> NodeID {
        var nodes = graph.nodes()
        let node = nodes.next()
        return try #require(node)
    }

    @Test func `a history of all kinds is clean, also while it is open`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        try Self.sample(path, isLarge: true)
        let database = try DurableDatabase(path: path)
        defer { database.close() }
        let report = try StoreCheck.run(path: path)
        #expect(report.findings == [])
        #expect(report.sequence == 70)
        #expect(report.entries == 70)
        #expect(report.firstCheckedState == 1)
        #expect(report.digest.count == 64)
    }

    /// What someone with the `sqlite3` shell might do, and what kind of finding tells of it.
    static let manipulations: [(script: String, kinds: Set<CheckReport.Finding.Kind>)] = [
        ("UPDATE change SET actor = 'nobody' WHERE sequence = 10", [.log]),
        ("UPDATE change SET time = time + 1 WHERE sequence = 70", [.log]),
        ("UPDATE change SET reason = 'other' WHERE sequence = 3", [.log]),
        ("UPDATE change SET after = zeroblob(32) WHERE sequence = 12", [.log, .state]),
        ("UPDATE change SET content = zeroblob(32) WHERE sequence = 12", [.log]),
        ("UPDATE change SET digest = zeroblob(32) WHERE sequence = 70", [.log]),
        ("UPDATE change SET next_node = next_node + 1 WHERE sequence = 70", [.log]),
        ("DELETE FROM change WHERE sequence = 30", [.log, .state]),
        ("DELETE FROM change WHERE sequence <= 30", [.log, .state]),
        (
            "UPDATE change SET before = (SELECT before FROM change WHERE sequence = 5) "
                + "WHERE sequence = 6", [.log, .state]
        ),
        (
            "UPDATE node SET properties = x'00' WHERE id = (SELECT id FROM node WHERE "
                + "length(properties) > 1 LIMIT 1)", [.state]
        ),
        (
            "INSERT INTO node SELECT 9, 0, x'00' WHERE NOT EXISTS (SELECT 1 FROM node WHERE id = 9) "
                + "UNION ALL SELECT max(id) + 1, 0, x'00' FROM node", [.state]
        ),
        ("DELETE FROM relationship WHERE id = (SELECT max(id) FROM relationship)", [.state]),
        ("UPDATE relationship SET type = 1 - type WHERE type < 2", [.state]),
        ("UPDATE name SET name = 'Other' WHERE kind = 'label' AND id = 1", [.state]),
        ("DELETE FROM schema_object", [.state]),
        ("DELETE FROM node_change WHERE sequence = 5", [.log]),
    ]

    /// The same with what large transactions made.
    static let manipulationsInBulk: [(script: String, kinds: Set<CheckReport.Finding.Kind>)] = [
        (
            "INSERT INTO removed SELECT 'relationship', first_relationship + 3 "
                + "FROM relationship_segment LIMIT 1", [.state]
        ),
        (
            "INSERT INTO node SELECT first_node + 7, (SELECT max(id) FROM label_set), x'00' "
                + "FROM node_segment LIMIT 1", [.state]
        ),
        ("UPDATE node_segment SET sequence = sequence + 1", [.state]),
    ]

    @Test(arguments: [false, true])
    func `every manipulation is noticed`(isLarge: Bool) throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        try Self.sample(path, isLarge: isLarge)
        let manipulations = isLarge ? Self.manipulationsInBulk : Self.manipulations
        for (number, (script, kinds)) in manipulations.enumerated() {
            let copy = folder.path("copy\(number).db")
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            let connection = try Connection(path: copy)
            try connection.execute(script: script)
            connection.close()
            let report = try StoreCheck.run(path: copy)
            #expect(!report.isClean, "\(script)")
            #expect(
                !kinds.isDisjoint(with: report.findings.map(\.kind)),
                "\(script): \(report.findings)")
        }
    }

    @Test func `other contents of a segment are noticed, even with the right checksum`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        try Self.sample(path, isLarge: true)
        let connection = try Connection(path: path)
        let row = try #require(
            try connection.rows("SELECT first_node, content FROM node_segment LIMIT 1").first)
        let first = try #require(row[0].integer)
        var content = try #require(row[1].blob)
        let text = Array("value 1".utf8)
        let place = try #require(
            content.indices.dropLast(text.count).first {
                Array(content[$0..<$0 + text.count]) == text
            })
        content[place] = UInt8(ascii: "V")
        let checksum = content.withUnsafeBytes { SegmentChecksum.of($0) }
        try connection.run(
            "UPDATE node_segment SET content = ?1, checksum = ?2 WHERE first_node = ?3",
            [.blob(content), .integer(checksum), .integer(first)])
        connection.close()
        #expect(try StoreCheck.run(path: path).findings.map(\.kind).contains(.state))
    }

    @Test func `damage that SQLite or the loader notice is a finding, not a failure`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        try Self.sample(path, isLarge: false)
        let connection = try Connection(path: path)
        try connection.execute(script: "DELETE FROM node WHERE id = (SELECT min(id) FROM node)")
        connection.close()
        let report = try StoreCheck.run(path: path)
        #expect(!report.isClean)
        #expect(report.findings.allSatisfy { !$0.message.isEmpty })
    }
}
