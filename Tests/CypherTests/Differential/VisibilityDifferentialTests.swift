import Cypher
import CypherSyntax
import PropertyGraph
import RandomQueries
import TestSupport
import Testing

/// What a caller gets who may not see some nodes is what anyone gets from a graph without them.
///
/// `LEXIGRAPH_TEST_SCALE` multiplies the number of graphs.
@Suite("Visibility of random graphs")
struct VisibilityDifferentialTests {
    private static let graphs = UInt64(20 * TestScale.factor)
    private static let queries = 20

    /// A graph with hidden nodes, and a copy without them that has the same ids.
    private struct Pair {
        let whole: Graph
        let rest: Graph
        let view: QueryOptions
        var generator: QueryGenerator<SeededGenerator>

        init(seed: UInt64) throws {
            var random = SeededGenerator(seed: seed)
            let bench = Workbench()
            let graph = RandomGraph(using: &random)
            for text in graph.statements { try bench.run(text) }
            whole = bench.database.snapshot()
            let share = Int.random(in: 2...5, using: &random)
            let hidden = (0..<graph.nodeCount).filter { _ in
                Int.random(in: 0..<share, using: &random) == 0
            }
            try bench.run(
                "MATCH (n) WHERE id(n) IN $ids DETACH DELETE n",
                ["ids": .list(hidden.map { .integer(Int64($0)) })])
            rest = bench.database.snapshot()
            let nodes = hidden.map { NodeID(UInt32($0)) }
            view = QueryOptions(
                deadline: .now + .seconds(60),
                access: AccessView(hiding: nodes, hidesUnknown: false))
            generator = QueryGenerator(random)
        }
    }

    private let engine = Engine()

    @Test(arguments: 0..<graphs)
    func `reading shows no trace of hidden nodes`(seed: UInt64) throws {
        var pair = try Pair(seed: seed)
        for _ in 0..<Self.queries {
            let text = pair.generator.query()
            let expected = Reply { () throws(CypherError) in try engine.run(text, on: pair.rest) }
            let reply = Reply { () throws(CypherError) in
                try engine.run(text, on: pair.whole, options: pair.view)
            }
            #expect(reply == expected, "seed \(seed): \(text)")
        }
    }

    @Test(arguments: 0..<graphs)
    func `plans that are shown have no trace of hidden nodes`(seed: UInt64) throws {
        var pair = try Pair(seed: seed)
        for _ in 0..<Self.queries {
            let text = pair.generator.query()
            let expected = try engine.explain(text, on: pair.rest, options: pair.view)
            let plan = try engine.explain(text, on: pair.whole, options: pair.view)
            #expect(plan == expected, "seed \(seed): \(text)")
        }
    }

    @Test(arguments: 0..<graphs)
    func `writing leaves what is visible as if the rest were not there`(seed: UInt64) throws {
        var pair = try Pair(seed: seed &+ 2_000_000)
        for _ in 0..<Self.queries / 2 {
            let text = pair.generator.writingQuery()
            let (draft, other) = (Draft(on: pair.rest), Draft(on: pair.whole))
            let expected = Reply { () throws(CypherError) in try engine.run(text, in: draft) }
            let reply = Reply { () throws(CypherError) in
                try engine.run(text, in: other, options: pair.view)
            }
            #expect(reply == expected, "seed \(seed): \(text)")
            if expected.error != nil { continue }
            let visible = try engine.contents(of: other.graph, pair.view)
            #expect(try visible == engine.contents(of: draft.graph), "seed \(seed): \(text)")
        }
    }

    static let listings = [
        "CALL db.labels()", "CALL db.relationshipTypes()", "CALL db.propertyKeys()",
        "CALL db.schema.nodeTypeProperties()", "CALL db.schema.relTypeProperties()",
        "SHOW INDEXES", "SHOW CONSTRAINTS",
        "MATCH (n) RETURN count(*)", "MATCH (n:A) RETURN count(n)",
        "MATCH ()-[r]->() RETURN count(r)", "MATCH ()-[r:R]->() RETURN count(*)",
        "MATCH (n) RETURN max(id(n)), collect(DISTINCT labels(n)), collect(DISTINCT keys(n))",
    ]

    @Test(arguments: listings)
    func `listings have no trace of hidden nodes`(text: String) throws {
        for seed in 0..<Self.graphs {
            let pair = try Pair(seed: seed)
            let expected = Reply { () throws(CypherError) in
                try engine.run(text, on: pair.rest, options: pair.view)
            }
            let reply = Reply { () throws(CypherError) in
                try engine.run(text, on: pair.whole, options: pair.view)
            }
            #expect(reply == expected, "seed \(seed): \(text)")
            #expect(expected.error == nil)
        }
    }
}
