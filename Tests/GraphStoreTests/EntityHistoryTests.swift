import PropertyGraph
import TestSupport
import Testing

@testable import GraphStore

@Suite("What happened to an entity")
struct EntityHistoryTests {
    @Test func `the versions of an entity are what it was after each transaction`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        let database = try DurableDatabase(path: path)
        defer { database.close() }
        var history = RandomHistory(seed: 11)
        var nodes: [NodeID: [NodeState?]] = [:]
        var relationships: [RelationshipID: [RelationshipState?]] = [:]
        while database.snapshot().sequence < 150 {
            try history.step(database)
            let graph = database.snapshot()
            for id in (0..<graph.nextNodeID).map({ NodeID($0) }) {
                let state = graph.state(of: id)
                if nodes[id, default: [nil]].last != state { nodes[id, default: [nil]] += [state] }
            }
            for id in (0..<graph.nextRelationshipID).map({ RelationshipID($0) }) {
                let state = graph.state(of: id)
                if relationships[id, default: [nil]].last != state {
                    relationships[id, default: [nil]] += [state]
                }
            }
        }
        let (past, now) = (GraphHistory(path: path), database.snapshot())
        #expect(nodes.count > 50)
        for (id, states) in nodes {
            let versions = try past.versions(of: id, now: now)
            #expect(versions.map(\.after) == Array(states.dropFirst()))
            #expect(versions.map(\.before) == Array(states.dropLast()))
        }
        for (id, states) in relationships {
            let versions = try past.versions(of: id, now: now)
            #expect(versions.map(\.after) == Array(states.dropFirst()))
        }
    }

    @Test func `what a large transaction made has it as its first version`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        let database = try DurableDatabase(path: path)
        defer { database.close() }
        let info = CommitInfo(actor: "importer", source: "test", time: 1)
        try database.write(info) { draft in
            for number in 0..<51_000 {
                _ = try draft.createNode(
                    labels: [number % 2 == 0 ? "A" : "B"],
                    properties: ["n": .integer(Int64(number))])
            }
        }
        try database.write(CommitInfo(actor: "ann", source: "test", time: 2)) { draft in
            try draft.set(try draft.propertyKey("n"), "changed", on: NodeID(40_001))
        }
        let (past, now) = (GraphHistory(path: path), database.snapshot())
        let versions = try past.versions(of: NodeID(40_001), now: now)
        #expect(versions.map(\.entry.info.actor) == ["importer", "ann"])
        #expect(versions[0].after?.properties.first?.value == 40_001)
        #expect(versions[1].after?.properties.first?.value == "changed")
        #expect(try past.versions(of: NodeID(40_002), now: now).count == 1)
    }

    @Test func `the log tells who did how much, the newest first`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        let database = try DurableDatabase(path: path)
        defer { database.close() }
        for number in 0..<10 {
            let info = CommitInfo(
                actor: number % 2 == 0 ? "ann" : "bob", reason: "reason \(number)",
                source: "test", time: Int64(number))
            try database.write(info) { draft in
                let node = try draft.createNode(labels: ["A"], properties: [:])
                _ = try draft.createRelationship("T", from: node, to: node)
            }
        }
        let past = GraphHistory(path: path)
        let all = try past.entries(LogQuery(limit: 3))
        #expect(all.map(\.sequence) == [10, 9, 8])
        #expect(all[0].counts.nodesCreated == 1)
        #expect(all[0].counts.relationshipsCreated == 1)
        let bobs = try past.entries(LogQuery(limit: 100, actor: "bob", since: 5))
        #expect(bobs.map(\.info.reason) == ["reason 9", "reason 7", "reason 5"])
        #expect(Set(try past.entries(LogQuery(limit: 100)).map(\.digest)).count == 10)
    }
}
