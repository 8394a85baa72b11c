import Foundation
import PropertyGraph
import SQLite
import TestSupport
import Testing

@testable import GraphStore

@Suite("Segments")
struct SegmentTests {
    private static let info = CommitInfo(actor: "tester", source: "test", time: 7)
    private static let count = 52_000

    /// Runs `body` on an open file, which is closed, and its lock given up, when it returns.
    private static func opening<Result>(
        _ path: String, _ body: (DurableDatabase) throws -> Result
    ) throws -> Result {
        let database = try DurableDatabase(path: path)
        defer { database.close() }
        return try body(database)
    }

    private static func value(_ number: Int, _ random: inout SeededGenerator) -> Value {
        switch Int.random(in: 0..<9, using: &random) {
        case 0: .integer(Int64.random(in: .min ... .max, using: &random))
        case 1: .integer(Int64(number))
        case 2: .float(Double(number) / 3)
        case 3: .boolean(number % 2 == 0)
        case 4: .list([.integer(Int64(number)), "x"])
        case 5: .date(DateValue(daysSinceEpoch: Int64(number)))
        case 6: "ö€😀 \(number)"
        case 7: ""
        default: "s\(number % 7)"
        }
    }

    /// A transaction large enough to be stored in segments.
    private static func fill(_ database: DurableDatabase, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        try database.write(info) { draft in
            var previous: NodeID?
            for number in 0..<count {
                var properties: [String: Value] = [
                    "n": .integer(Int64(number) * 1_000 - 5), "text": .string("t\(number % 5_000)"),
                    "ratio": .float(Double(number) / 7), "even": .boolean(number % 2 == 0),
                ]
                if number % 3 == 0 { properties["some"] = value(number, &random) }
                if number % 1_000 == 0 { properties["rare"] = value(number, &random) }
                let labels = number % 11 == 0 ? ["B", "C"] : number % 17 == 0 ? [] : ["A"]
                let node = try draft.createNode(labels: labels, properties: properties)
                if let previous {
                    _ = try draft.createRelationship(
                        number % 2 == 0 ? "NEXT" : "LIKES", from: previous, to: node,
                        properties: number % 5 == 0 ? ["weight": .float(0.5)] : [:])
                }
                previous = number % 50 == 0 ? nil : node
            }
        }
    }

    /// Changes of all kinds to what stands in segments.
    private static func change(_ database: DurableDatabase) throws {
        try database.write(info) { draft in
            let (n, weight) = (try draft.propertyKey("n"), try draft.propertyKey("weight"))
            try draft.set(n, .string("changed"), on: NodeID(5))
            try draft.set(n, .null, on: NodeID(6))
            try draft.add(try draft.label("D"), to: NodeID(7))
            try draft.set(weight, .float(9), on: RelationshipID(3))
            try draft.delete(RelationshipID(10))
            try draft.delete(RelationshipID(11))
            let node = try draft.createNode(labels: ["A"], properties: ["n": 1])
            _ = try draft.createRelationship("NEXT", from: node, to: NodeID(8))
        }
        // Nodes that lost their relationships, one of them after it was changed.
        try database.write(info) { draft in
            for id in [UInt32(5), 20, 4_096] {
                var found: [RelationshipID] = []
                draft.graph.forEachRelationship(of: NodeID(id), .both) { entry in
                    found.append(entry.relationship)
                    return true
                }
                for relationship in found { try draft.delete(relationship) }
                try draft.delete(NodeID(id))
            }
        }
    }

    @Test func `a large transaction and changes of it are restored`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        let filled = try Self.opening(path) { database in
            try Self.fill(database, seed: 1)
            return contents(database.snapshot())
        }
        let changed = try Self.opening(path) { database in
            try database.snapshot().checkInvariants()
            #expect(contents(database.snapshot()) == filled)
            let rows = try Connection(path: path).scalar("SELECT count(*) FROM node")?.integer
            #expect(rows == 0)
            try Self.change(database)
            return contents(database.snapshot())
        }
        #expect(changed != filled)
        // A second large transaction beside the first, and another round.
        let twice = try Self.opening(path) { database in
            try database.snapshot().checkInvariants()
            #expect(contents(database.snapshot()) == changed)
            try Self.fill(database, seed: 2)
            return contents(database.snapshot())
        }
        let graph = try DurableDatabase.read(path: path)
        try graph.checkInvariants()
        #expect(contents(graph) == twice)
    }

    @Test func `the shell shows what segments hold and which change made them`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        let count = try Self.opening(path) { database in
            try Self.fill(database, seed: 1)
            return database.snapshot().relationshipCount
        }
        let connection = try Connection(path: path)
        let sum = try connection.scalar("SELECT sum(node_count) FROM node_segment")?.integer
        #expect(sum == Int64(Self.count))
        let relationships = try connection.scalar(
            "SELECT sum(relationship_count) FROM relationship_segment")?.integer
        #expect(relationships == Int64(count))
        let sequences = try connection.rows("SELECT DISTINCT sequence FROM node_segment")
        #expect(sequences == [[.integer(1)]])
    }

    @Test func `a segment with a flipped byte is named as damaged`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        try Self.opening(path) { try Self.fill($0, seed: 1) }
        let connection = try Connection(path: path)
        for place in [1, 100, 5_000] {
            let rows = try connection.rows(
                "SELECT content FROM node_segment ORDER BY first_node LIMIT 1")
            guard case .blob(var bytes)? = rows.first?.first else { break }
            let before = bytes
            bytes[place] ^= 0x40
            func store(_ bytes: [UInt8]) throws {
                try connection.run(
                    """
                    UPDATE node_segment SET content = ?1
                    WHERE first_node = (SELECT min(first_node) FROM node_segment)
                    """, [.blob(bytes)])
            }
            try store(bytes)
            #expect {
                try DurableDatabase(path: path)
            } throws: { error in
                guard case .storage(.damaged, let message)? = error as? GraphError else {
                    return false
                }
                return message.contains("segment") && message.contains(path)
            }
            try store(before)
        }
        #expect(try DurableDatabase.read(path: path).nodeCount == Self.count)
    }

    @Test(arguments: UInt64(0)..<300)
    func `no bytes, however mangled, crash the decoder`(seed: UInt64) throws {
        let graph = MemoryDatabase()
        try graph.write(Self.info) { draft in
            var random = SeededGenerator(seed: seed)
            for number in 0..<40 {
                _ = try draft.createNode(
                    labels: ["A"],
                    properties: ["a": Self.value(number, &random), "b": "t\(number % 3)"])
            }
        }
        let snapshot = graph.snapshot()
        var encoder = SegmentEncoder(snapshot)
        let ids = (0..<40).map { UInt32($0) }
        encoder.begin(ids)
        let (number, _) = try #require(snapshot.row(of: NodeID(0)))
        let table = try #require(snapshot.table(numbered: number))
        encoder.writeColumns(table, ids.compactMap { snapshot.row(of: NodeID($0))?.row })
        var bytes = encoder.writer.bytes
        var random = SeededGenerator(seed: seed &+ 1_000)
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
                in: 0...255, using: &random)
        }
        if seed % 4 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
        let builder = GraphBuilder()
        _ = try builder.label("A")
        _ = try builder.propertyKey("a")
        _ = try builder.propertyKey("b")
        bytes.withUnsafeBytes { bytes in
            var decoder = SegmentDecoder(builder)
            guard (try? decoder.begin(bytes, count: 40)) != nil,
                let rows = try? builder.addNodes(decoder.ids, labels: LabelSet([LabelID(0)]))
            else { return }
            _ = try? decoder.readColumns { (key, cells) throws(GraphError) in
                try builder.set(key, cells, in: rows)
            }
        }
        let loaded = try builder.finish(sequence: 1)
        try loaded.checkInvariants()
    }
}
