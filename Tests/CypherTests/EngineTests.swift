import Cypher
import CypherRuntime
import CypherSyntax
import PropertyGraph
import Testing

/// A database with an engine, as short as tests want it.
struct Workbench {
    let engine = Engine()
    let database = MemoryDatabase()
    static let info = CommitInfo(actor: "test", source: "test", time: 0)

    /// Runs a text as a transaction of its own.
    @discardableResult
    func run(
        _ text: String,
        _ parameters: [String: Value] = [:],
        options: QueryOptions = QueryOptions()
    ) throws -> QueryResult {
        try engine.execute(
            text, parameters: parameters, on: database, info: Self.info, options: options)
    }

    /// The rows of a text.
    func rows(_ text: String, _ parameters: [String: Value] = [:]) throws -> [[Value]] {
        try run(text, parameters).rows
    }
}

@Suite("Engine")
struct EngineTests {
    @Test
    func `a literal comes back`() throws {
        #expect(try Workbench().rows("RETURN 1 AS one, 'a' AS text") == [[1, "a"]])
    }

    @Test
    func `a created pattern is found again`() throws {
        let bench = Workbench()
        let created = try bench.run("CREATE (:A {x: 1})-[:T {w: 2}]->(:B {x: 3})")
        #expect(created.counters.nodesCreated == 2)
        #expect(created.counters.relationshipsCreated == 1)
        #expect(created.counters.propertiesSet == 3)
        let rows = try bench.rows("MATCH (a:A)-[r:T]->(b) RETURN a.x, r.w, b.x")
        #expect(rows == [[1, 2, 3]])
    }

    @Test
    func `a reading run refuses to write`() throws {
        let engine = Engine()
        #expect(throws: CypherError.self) { try engine.run("CREATE ()", on: Graph()) }
    }
}
