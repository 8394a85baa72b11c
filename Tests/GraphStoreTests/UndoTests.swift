import PropertyGraph
import TestSupport
import Testing

@testable import GraphStore

@Suite("Taking changes back")
struct UndoTests {
    private static let info = CommitInfo(actor: "ann", source: "test", time: 5)

    private let folder: TemporaryDirectory
    private let database: DurableDatabase
    private let history: GraphHistory

    init() throws {
        folder = try TemporaryDirectory()
        database = try DurableDatabase(path: folder.path("graph.db"))
        history = GraphHistory(path: folder.path("graph.db"))
    }

    private func write(_ body: (Draft) throws -> Void) throws -> UInt64 {
        try database.write(Self.info, body)
        return database.snapshot().sequence
    }

    private func set(_ name: String, _ value: Value, on node: NodeID) throws -> UInt64 {
        try write { draft in try draft.set(try draft.propertyKey(name), value, on: node) }
    }

    private func value(_ name: String, _ node: NodeID) -> Value {
        let graph = database.snapshot()
        guard let key = graph.propertyKey(named: name) else { return .null }
        return graph.value(of: key, on: node)
    }

    private func conflicts(_ sequence: UInt64) throws -> [UndoConflict] {
        try history.undoPlan(sequence, now: database.snapshot()).conflicts
    }

    @Test func `undo of any last change and undo of that restore everything`() throws {
        for seed in 0..<UInt64(2 * TestScale.factor) {
            let path = folder.path("history\(seed).db")
            let database = try DurableDatabase(path: path)
            let history = GraphHistory(path: path)
            var random = RandomHistory(seed: seed + 20)
            for _ in 0..<60 {
                let before = database.snapshot()
                try random.step(database)
                let after = database.snapshot()
                guard after.sequence != before.sequence else { continue }
                let plan = try history.undo(after.sequence, on: database, Self.info).plan
                #expect(plan.conflicts.isEmpty)
                let undone = database.snapshot()
                #expect(contents(undone) == contents(before))
                #expect(schema(undone) == schema(before))
                // A change that only made a name known leaves nothing to be done.
                guard undone.sequence != after.sequence else { continue }
                try history.undo(undone.sequence, on: database, Self.info)
                let redone = database.snapshot()
                #expect(contents(redone) == contents(after))
                #expect(schema(redone) == schema(after))
                try redone.checkInvariants()
            }
            database.close()
            #expect(try StoreCheck.run(path: path).findings == [])
        }
    }

    @Test func `other properties of the same node may have changed since`() throws {
        _ = try write { draft in
            _ = try draft.createNode(labels: ["A"], properties: ["x": 1, "y": 1])
        }
        let first = try set("x", 2, on: NodeID(0))
        _ = try set("y", 2, on: NodeID(0))
        try history.undo(first, on: database, Self.info)
        #expect(value("x", NodeID(0)) == 1)
        #expect(value("y", NodeID(0)) == 2)
    }

    @Test func `a property that was changed again is named with the changes that did it`() throws {
        _ = try write { draft in
            _ = try draft.createNode(labels: ["A"], properties: ["x": 1])
        }
        let first = try set("x", 2, on: NodeID(0))
        _ = try set("y", 7, on: NodeID(0))
        let second = try set("x", 3, on: NodeID(0))
        let conflict = UndoConflict(
            entity: .node(NodeID(0)), reason: .property("x"), sequences: [second])
        #expect(try conflicts(first) == [conflict])
        #expect(throws: HistoryError.conflicts(first, [conflict])) {
            try history.undo(first, on: database, Self.info)
        }
        #expect(value("x", NodeID(0)) == 3)
        // When the later change is taken back, the earlier one can be.
        try history.undo(second, on: database, Self.info)
        try history.undo(first, on: database, Self.info)
        #expect(value("x", NodeID(0)) == 1)
    }

    @Test func `what was made stays when it is used, and goes when it is not`() throws {
        let first = try write { draft in
            _ = try draft.createNode(labels: ["A"])
            _ = try draft.createNode(labels: ["A"])
        }
        let second = try write { draft in
            _ = try draft.createRelationship("T", from: NodeID(0), to: NodeID(1))
        }
        let expected: [UndoConflict] = [0, 1].map { id in
            UndoConflict(
                entity: .node(NodeID(id)), reason: .relationships([RelationshipID(0)]),
                sequences: [second])
        }
        #expect(try conflicts(first) == expected)
        try history.undo(second, on: database, Self.info)
        try history.undo(first, on: database, Self.info)
        #expect(database.snapshot().nodeCount == 0)
    }

    @Test func `what was deleted comes back under its old identity, if its ends are there`() throws
    {
        _ = try write { draft in
            let a = try draft.createNode(labels: ["A"], properties: ["n": 1])
            let b = try draft.createNode(labels: ["B"])
            _ = try draft.createRelationship("T", from: a, to: b, properties: ["w": 0.5])
        }
        let before = contents(database.snapshot())
        let deletion = try write { try $0.delete(RelationshipID(0)) }
        let second = try write { try $0.delete(NodeID(1)) }
        #expect(
            try conflicts(deletion) == [
                UndoConflict(
                    entity: .relationship(RelationshipID(0)), reason: .endDeleted(NodeID(1)),
                    sequences: [second])
            ])
        try history.undo(second, on: database, Self.info)
        try history.undo(deletion, on: database, Self.info)
        #expect(contents(database.snapshot()) == before)
        #expect(
            try conflicts(deletion).map(\.reason) == [.exists])
    }

    @Test func `a large transaction can be taken back, and this too`() throws {
        let sequence = try write { draft in
            for number in 0..<51_000 {
                let node = try draft.createNode(
                    labels: ["A"], properties: ["n": .integer(Int64(number))])
                if number % 10 == 0 { _ = try draft.createRelationship("T", from: node, to: node) }
            }
        }
        let before = contents(database.snapshot())
        try history.undo(sequence, on: database, Self.info)
        #expect(database.snapshot().nodeCount == 0)
        try history.undo(sequence + 1, on: database, Self.info)
        #expect(contents(database.snapshot()) == before)
        database.close()
        #expect(try StoreCheck.run(path: database.path).findings == [])
    }

    @Test func `an unknown change is refused`() throws {
        _ = try write { _ = try $0.createNode(labels: ["A"]) }
        #expect(throws: HistoryError.unknownChange(9, known: 1...1)) {
            try history.undo(9, on: database, Self.info)
        }
    }
}
