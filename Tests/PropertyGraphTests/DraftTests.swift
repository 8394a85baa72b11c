import PropertyGraph
import TestSupport
import Testing

@Suite("Drafts and commits")
struct DraftTests {
    @Test func `a reader keeps its snapshot while others write`() throws {
        let database = MemoryDatabase()
        let node = try database.write(testInfo) {
            try $0.createNode(labels: ["A"], properties: ["name": "before"])
        }
        let snapshot = database.snapshot()
        let key = try #require(snapshot.propertyKey(named: "name"))
        for round in 0..<2000 {
            try database.write(testInfo) { draft in
                try draft.set(key, .string("after \(round)"), on: node)
            }
        }
        #expect(snapshot.value(of: key, on: node) == "before")
        #expect(database.snapshot().value(of: key, on: node) == "after 1999")
        #expect(database.snapshot().sequence == 2001)
    }

    @Test func `what ends as it began is no change`() throws {
        let database = MemoryDatabase()
        let node = try database.write(testInfo) {
            try $0.createNode(labels: ["A"], properties: ["name": "x"])
        }
        let draft = try database.begin()
        let key = try draft.propertyKey("name")
        try draft.set(key, "y", on: node)
        try draft.set(key, "x", on: node)
        let gone = try draft.createNode(labels: [], properties: [:])
        try draft.delete(gone)
        #expect(draft.changes.isEmpty)
        let receipt = try database.commit(draft, testInfo)
        #expect(!receipt.isRecorded)
        #expect(receipt.sequence == 1)
    }

    @Test func `identities are never given twice`() throws {
        let database = MemoryDatabase()
        let first = try database.write(testInfo) {
            try $0.createNode(labels: [], properties: [:])
        }
        try database.write(testInfo) { try $0.delete(first) }
        let (left, right) = (try database.begin(), try database.begin())
        let a = try left.createNode(labels: [], properties: [:])
        let b = try right.createNode(labels: [], properties: [:])
        #expect(Set([first, a, b]).count == 3)
        try database.commit(left, testInfo)
        try database.commit(right, testInfo)
        #expect(database.snapshot().contains(a))
        #expect(database.snapshot().contains(b))
    }

    @Test func `names first used by two drafts at once keep their meaning`() throws {
        let database = MemoryDatabase()
        let (left, right) = (try database.begin(), try database.begin())
        let a = try left.createNode(labels: ["L"], properties: ["x": 1])
        let b = try right.createNode(labels: ["R"], properties: ["y": 2])
        try database.commit(left, testInfo)
        try database.commit(right, testInfo)
        let graph = database.snapshot()
        #expect(graph.labels(of: b).map { graph.name(of: $0) } == ["R"])
        #expect(graph.labels(of: a).map { graph.name(of: $0) } == ["L"])
        let key = try #require(graph.propertyKey(named: "y"))
        #expect(graph.value(of: key, on: b) == 2)
        try graph.checkInvariants()
    }

    @Test func `the second writer of the same node gets a conflict`() throws {
        let database = MemoryDatabase()
        let node = try database.write(testInfo) {
            try $0.createNode(labels: [], properties: ["n": 0])
        }
        let (first, second) = (try database.begin(), try database.begin())
        try first.set(try first.propertyKey("n"), 1, on: node)
        try second.set(try second.propertyKey("n"), 2, on: node)
        try database.commit(first, testInfo)
        #expect(throws: GraphError.conflict("node 0")) {
            try database.commit(second, testInfo)
        }
        #expect(throws: GraphError.draftClosed) { try database.commit(first, testInfo) }
    }

    @Test func `a relationship to a node deleted meanwhile is a conflict`() throws {
        let database = MemoryDatabase()
        let node = try database.write(testInfo) { try $0.createNode(labels: [], properties: [:]) }
        let (first, second) = (try database.begin(), try database.begin())
        try first.delete(node)
        _ = try second.createRelationship("T", from: node, to: node)
        try database.commit(first, testInfo)
        #expect(throws: GraphError.conflict("node 0")) {
            try database.commit(second, testInfo)
        }
    }

    @Test func `discarded commits take the drafts built on them along`() throws {
        let line = VersionLine(Graph(), derivedIndexes: { _, _ in nil })
        let draft = line.begin()
        _ = try draft.createNode(labels: ["A"], properties: [:])
        let commit = try line.prepare(draft)
        let follower = line.begin()
        #expect(follower.graph.nodeCount == 1)
        #expect(line.published.nodeCount == 0)
        _ = try follower.createNode(labels: ["B"], properties: [:])
        line.discard(from: commit.sequence)
        #expect(throws: GraphError.self) { try line.prepare(follower) }
        #expect(line.newest.nodeCount == 0)
        let again = line.begin()
        _ = try again.createNode(labels: ["C"], properties: [:])
        line.publish(through: try line.prepare(again).sequence)
        #expect(line.published.nodeCount == 1)
        try line.published.checkInvariants()
    }

    @Test func `a hub takes very many relationships`() throws {
        let database = MemoryDatabase()
        var random = SeededGenerator(seed: 3)
        let (hub, spokes) = try database.write(testInfo) { draft in
            let hub = try draft.createNode(labels: ["Hub"], properties: [:])
            let spokes = try (0..<3000).map { _ in
                try draft.createNode(labels: ["Spoke"], properties: [:])
            }
            for spoke in spokes.shuffled(using: &random) {
                _ = try draft.createRelationship("T", from: spoke, to: hub)
            }
            return (hub, spokes)
        }
        let graph = database.snapshot()
        try graph.checkInvariants()
        #expect(graph.degree(of: hub, .incoming) == 3000)
        #expect(graph.hasRelationship(from: spokes[17], to: hub))
        try database.write(testInfo) { draft in
            for spoke in spokes.dropLast(5) {
                var ids: [RelationshipID] = []
                draft.graph.forEachRelationship(of: spoke, .outgoing) { entry in
                    ids.append(entry.relationship)
                    return true
                }
                for id in ids { try draft.delete(id) }
            }
        }
        #expect(database.snapshot().degree(of: hub, .both) == 5)
        try database.snapshot().checkInvariants()
        #expect(graph.degree(of: hub, .incoming) == 3000)
    }

    /// Counts the nodes it was told of.
    private struct Counting: DerivedIndex {
        var count: Int

        func applying(
            _ changes: ChangeSet, before: Graph, after: Graph
        ) -> any DerivedIndex {
            let created = changes.nodes.count { $0.before == nil }
            let deleted = changes.nodes.count { $0.after == nil }
            return Counting(count: count + created - deleted)
        }

        func rebuilt(on graph: Graph) -> any DerivedIndex { Counting(count: graph.nodeCount) }
    }

    @Test func `a derived index is published with the data it is about`() throws {
        let database = MemoryDatabase(derivedIndexes: { definition, graph in
            definition.kind == .fullText ? Counting(count: graph.nodeCount) : nil
        })
        try database.write(testInfo) { draft in
            _ = try draft.createNode(labels: ["A"])
            try draft.create(
                IndexDefinition(
                    name: "words", kind: .fullText, target: .nodes(labels: ["A", "B"]),
                    keys: ["name"]))
        }
        for _ in 0..<5 {
            try database.write(testInfo) { try $0.createNode(labels: ["A"]) }
            let graph = database.snapshot()
            #expect((graph.derived["words"] as? Counting)?.count == graph.nodeCount)
        }
        try database.write(testInfo) { try $0.dropIndex(named: "words") }
        #expect(database.snapshot().derived.isEmpty)
    }

    @Test func `memory of versions nobody holds is given back`() throws {
        let database = MemoryDatabase()
        let nodes = try database.write(testInfo) { draft in
            try (0..<500).map { _ in try draft.createNode(labels: ["A"], properties: ["n": 0]) }
        }
        let key = try #require(database.snapshot().propertyKey(named: "n"))
        func churn() throws {
            for round in 0..<200 {
                try database.write(testInfo) { draft in
                    try draft.set(key, .integer(Int64(round + 1)), on: nodes[round])
                }
            }
        }
        let before = database.snapshot().memory.pages
        try churn()
        #expect(database.snapshot().memory.pages < before + 10_000)
        let held = database.snapshot()
        try churn()
        try database.write(testInfo) { try $0.set(key, -1, on: nodes[0]) }
        #expect(held.value(of: key, on: nodes[0]) == 1)
    }

    @Test func `readers on other threads see whole transactions only`() async throws {
        let database = MemoryDatabase()
        let nodes = try database.write(testInfo) { draft in
            try (0..<50).map { _ in try draft.createNode(labels: ["A"], properties: ["n": 0]) }
        }
        let key = try #require(database.snapshot().propertyKey(named: "n"))
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<300 {
                        let graph = database.snapshot()
                        let values = Set(nodes.map { graph.value(of: key, on: $0) })
                        if values.count != 1 { return false }
                    }
                    return true
                }
            }
            group.addTask {
                for round in 1...300 {
                    let done: Void? = try? database.write(testInfo) { draft in
                        for node in nodes {
                            try draft.set(key, .integer(Int64(round)), on: node)
                        }
                    }
                    if done == nil { return false }
                }
                return true
            }
            for await isWhole in group {
                #expect(isWhole)
            }
        }
        try database.snapshot().checkInvariants()
    }
}
