import Cypher
import CypherPlanning
import CypherRuntime
import CypherSyntax
import PropertyGraph
import Testing

/// What a caller meets who may not see some nodes, where the answer is a matter of decision.
@Suite("Visibility")
struct VisibilityTests {
    private let bench = Workbench()
    /// Hides the node with id 1.
    private let view = QueryOptions(access: AccessView(hiding: [NodeID(1)]))

    /// `(a)-->(hidden)-->(c)`, and `(a)-->(c)`.
    init() throws {
        try bench.run("CREATE CONSTRAINT only FOR (n:P) REQUIRE n.k IS UNIQUE")
        try bench.run(
            """
            CREATE (a:P {k: 1, v: [1.0, 0.0]}), (h:P:Secret {k: 2, secret: 'x', v: [0.0, 1.0]}),
                   (c:P {k: 3, v: [0.5, 0.5]}), (a)-[:T]->(h), (h)-[:U]->(c), (a)-[:T]->(c)
            """)
    }

    private func error(_ text: String) -> CypherError? {
        #expect(throws: CypherError.self) { try bench.run(text, options: view) }
    }

    @Test func `a taken key is refused without a word about who has it`() {
        for text in ["CREATE (:P {k: 2})", "MERGE (:P {k: 2})", "MATCH (n {k: 1}) SET n.k = 2"] {
            let error = error(text)
            #expect(error?.type == .constraintValidationFailed)
            #expect(
                error?.message
                    == "No two `P` may have the same `k`: the constraint `only` forbids it.")
        }
    }

    @Test func `MERGE does not find what is hidden`() throws {
        let counters = try bench.run(
            "MERGE (s:Secret {secret: 'x'}) SET s.seen = true", options: view
        ).counters
        #expect(counters.nodesCreated == 1)
        #expect(try bench.rows("MATCH (s:Secret) RETURN s.seen ORDER BY id(s)") == [[nil], [true]])
    }

    @Test func `DELETE and DETACH DELETE take hidden relationships along uncounted`() throws {
        let detached = try bench.run("MATCH (n {k: 3}) DETACH DELETE n", options: view)
        #expect(detached.counters.relationshipsDeleted == 1)
        let deleted = try bench.run("MATCH (n {k: 1}) DELETE n", options: view)
        #expect(deleted.counters.nodesDeleted == 1)
        #expect(deleted.counters.relationshipsDeleted == 0)
        #expect(try bench.rows("MATCH (n) OPTIONAL MATCH (n)--(m) RETURN n.k, m") == [[2, nil]])
    }

    @Test func `DELETE of a node with visible relationships still fails`() {
        #expect(error("MATCH (n {k: 1}) DELETE n")?.detail == "DeleteConnectedNode")
    }

    @Test func `functions that find nodes by number find only visible ones`() throws {
        for text in ["MATCH (n) WHERE id(n) = 1 RETURN n", "MATCH (n) WHERE id(n) IN [1] RETURN n"]
        {
            #expect(try bench.run(text, options: view).rows.isEmpty)
        }
        let similar = "RETURN gds.similarity.cosine([1.0, 0.0], [1.0, 0.0])"
        #expect(try bench.run(similar, options: view).rows.count == 1)
    }

    @Test func `a transaction sees what it creates although unknown nodes are hidden`() throws {
        let access = AccessView(hiding: [], hidesUnknown: true)
        let options = QueryOptions(access: access)
        #expect(try bench.run("MATCH (n) RETURN count(n)", options: options).rows == [[0]])
        let rows = try bench.run(
            "CREATE (n:New {x: 1}) WITH n MATCH (m:New) RETURN m.x, count(*)", options: options
        ).rows
        #expect(rows == [[1, 1]])
        #expect(try bench.run("MATCH (n:New) RETURN n", options: options).rows.isEmpty)
    }

    @Test func `a plan that is shown is estimated from what is visible`() throws {
        let plan = try bench.engine.explain(
            "MATCH (n:Secret) RETURN n", on: bench.database.snapshot(), options: view)
        let missing = try bench.engine.explain(
            "MATCH (n:Missing) RETURN n", on: bench.database.snapshot(), options: view)
        #expect(plan?.estimatedRows == missing?.estimatedRows)
        let shown = try bench.run("EXPLAIN MATCH (n:Secret) RETURN n", options: view).plan
        #expect(shown == plan)
    }
}
