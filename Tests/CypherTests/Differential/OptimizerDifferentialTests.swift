import Cypher
import CypherSyntax
import PropertyGraph
import RandomQueries
import TestSupport
import Testing

/// Random queries answer the same with the optimiser on and off.
///
/// `LEXIGRAPH_TEST_SCALE` multiplies the number of graphs; 25 makes it more than 10,000 queries.
@Suite("Optimiser on and off")
struct OptimizerDifferentialTests {
    private static let graphs = UInt64(20 * TestScale.factor)
    private static let queries = 20

    private let on = Engine()
    private let off = Engine(configuration: EngineConfiguration(optimizes: false))

    @Test(arguments: 0..<graphs)
    func `reading gives the same rows`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bench = Workbench()
        for text in RandomGraph(using: &random).statements { try bench.run(text) }
        let graph = bench.database.snapshot()
        var generator = QueryGenerator(random)
        for _ in 0..<Self.queries {
            let text = generator.query()
            let options = QueryOptions(deadline: .now + .seconds(30))
            let expected = Reply { () throws(CypherError) in
                try off.run(text, on: graph, options: options)
            }
            let reply = Reply { () throws(CypherError) in
                try on.run(text, on: graph, options: options)
            }
            if expected.isLate || reply.isLate { continue }
            #expect(expected.error == nil, "seed \(seed): \(text)")
            #expect(reply == expected, "seed \(seed): \(text)")
        }
    }

    @Test(arguments: 0..<graphs)
    func `writing leaves the same graph`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &+ 1_000_000)
        let bench = Workbench()
        for text in RandomGraph(using: &random).statements { try bench.run(text) }
        let graph = bench.database.snapshot()
        var generator = QueryGenerator(random)
        for _ in 0..<Self.queries / 2 {
            let text = generator.writingQuery()
            let (draft, other) = (Draft(on: graph), Draft(on: graph))
            let options = QueryOptions(deadline: .now + .seconds(30))
            let expected = Reply { () throws(CypherError) in
                try off.run(text, in: draft, options: options)
            }
            let reply = Reply { () throws(CypherError) in
                try on.run(text, in: other, options: options)
            }
            if expected.isLate || reply.isLate { continue }
            #expect(reply == expected, "seed \(seed): \(text)")
            // After an error a draft holds whatever was written before.
            if expected.error != nil { continue }
            #expect(
                try on.contents(of: other.graph) == off.contents(of: draft.graph),
                "seed \(seed): \(text)")
        }
    }
}
