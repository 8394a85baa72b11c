import PropertyGraph
import TestSupport
import Testing

@testable import GraphStore

/// `LEXIGRAPH_TEST_SCALE=25` compares a thousand moments.
@Suite("The graph as it was")
struct AsOfTests {
    private static let moments = 40

    @Test func `as of any moment, the graph is what it was then`() throws {
        let folder = try TemporaryDirectory()
        for round in 0..<TestScale.factor {
            let path = folder.path("graph\(round).db")
            var history = RandomHistory(seed: UInt64(round) + 1)
            var known: [UInt64: (contents: [String], schema: [String])] = [0: ([], [])]
            let database = try DurableDatabase(path: path)
            defer { database.close() }
            while database.snapshot().sequence < 120 {
                try history.step(database)
                let graph = database.snapshot()
                known[graph.sequence] = (contents(graph), schema(graph))
            }
            let now = database.snapshot()
            let past = GraphHistory(path: path)
            for _ in 0..<Self.moments {
                let sequence = UInt64.random(in: 0...120, using: &history.random)
                let graph = try past.graph(asOf: sequence, now: now)
                try graph.checkInvariants()
                #expect(graph.sequence == sequence)
                #expect(contents(graph) == known[sequence]?.contents, "\(round): \(sequence)")
                #expect(schema(graph) == known[sequence]?.schema, "\(round): \(sequence)")
            }
            #expect(contents(now) == known[120]?.contents)
        }
    }

    @Test func `moments before and after a large transaction, and between two of them`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        let database = try DurableDatabase(path: path)
        defer { database.close() }
        var history = RandomHistory(seed: 3)
        var known: [UInt64: [String]] = [0: []]
        for _ in 0..<2 {
            for _ in 0..<5 { try history.step(database) }
            known[database.snapshot().sequence] = contents(database.snapshot())
            try database.write(history.info()) { draft in
                for number in 0..<51_000 {
                    _ = try draft.createNode(
                        labels: ["A"],
                        properties: number < 9 ? ["rank": .integer(Int64(number))] : [:])
                }
            }
            known[database.snapshot().sequence] = contents(database.snapshot())
        }
        let past = GraphHistory(path: path)
        for (sequence, contents) in known {
            let graph = try past.graph(asOf: sequence, now: database.snapshot())
            #expect(GraphStoreTests.contents(graph) == contents, "\(sequence)")
            try graph.checkInvariants()
        }
    }

    @Test func `a past graph is not touched by later commits, and is answered again`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        let database = try DurableDatabase(path: path)
        defer { database.close() }
        var history = RandomHistory(seed: 5)
        while database.snapshot().sequence < 20 { try history.step(database) }
        let past = GraphHistory(path: path)
        let graph = try past.graph(asOf: 10, now: database.snapshot())
        let before = contents(graph)
        while database.snapshot().sequence < 60 { try history.step(database) }
        #expect(contents(graph) == before)
        #expect(contents(try past.graph(asOf: 10, now: database.snapshot())) == before)
        let fresh = GraphHistory(path: path)
        #expect(contents(try fresh.graph(asOf: 10, now: database.snapshot())) == before)
    }

    @Test func `a time leads to the newest transaction that is not later`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("graph.db")
        let database = try DurableDatabase(path: path)
        defer { database.close() }
        for number in 1...3 {
            let info = CommitInfo(actor: "a", source: "test", time: Int64(number) * 100)
            try database.write(info) { try $0.createNode(labels: ["A"], properties: [:]) }
        }
        let (past, now) = (GraphHistory(path: path), database.snapshot())
        #expect(try past.sequence(at: 99, now: now) == 0)
        #expect(try past.sequence(at: 100, now: now) == 1)
        #expect(try past.sequence(at: 250, now: now) == 2)
        #expect(try past.sequence(at: .max, now: now) == 3)
        #expect(try past.graph(asOf: 2, now: now).nodeCount == 2)
        #expect(throws: HistoryError.unknownChange(4, known: 1...3)) {
            try past.graph(asOf: 4, now: now)
        }
    }
}
