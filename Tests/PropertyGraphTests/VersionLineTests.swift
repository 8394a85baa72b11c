import TestSupport
import Testing

@testable import PropertyGraph

@Suite("Lines of versions")
struct VersionLineTests {
    @Test func `two databases begun from one graph have nothing in common`() async throws {
        let first = MemoryDatabase()
        try RandomGraphTests.withIndexes(first)
        var writer = RandomWriter(random: SeededGenerator(seed: 3))
        var model = GraphModel()
        try first.write(testInfo) { draft in
            for _ in 0..<400 { try writer.step(draft, &model) }
        }
        let shared = first.snapshot()
        let begun = model
        let databases = [first, MemoryDatabase(shared), MemoryDatabase(shared)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, database) in databases.enumerated() {
                group.addTask {
                    var writer = RandomWriter(random: SeededGenerator(seed: UInt64(number)))
                    var model = begun
                    for _ in 0..<40 {
                        try database.write(testInfo, attempts: 1) { draft in
                            for _ in 0..<20 { try writer.step(draft, &model) }
                        }
                    }
                    try database.snapshot().checkInvariants()
                    #expect(GraphModel(database.snapshot()).matches(model))
                }
            }
            try await group.waitForAll()
        }
        #expect(GraphModel(shared).matches(begun))
        try shared.checkInvariants()
    }

    @Test func `replaying checks the uniqueness of relationships`() throws {
        let database = MemoryDatabase()
        try database.write(testInfo) { draft in
            try draft.create(
                ConstraintDefinition(
                    name: "t", kind: .unique, target: .relationships(types: ["T"]), keys: ["n"]))
        }
        let base = database.snapshot()
        let draft = Draft(on: base)
        let node = try draft.createNode(labels: ["N"])
        _ = try draft.createRelationship("T", from: node, to: node, properties: ["n": 1])
        let changes = draft.changes
        try database.write(testInfo) { draft in
            let node = try draft.createNode(labels: ["N"])
            _ = try draft.createRelationship("T", from: node, to: node, properties: ["n": 1])
        }
        let replay = try database.begin()
        #expect(throws: GraphError.self) { try replay.apply(changes.renamed(for: replay.graph)) }
    }
}
