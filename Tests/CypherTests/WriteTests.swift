import Cypher
import CypherPlanning
import CypherRuntime
import CypherSyntax
import PropertyGraph
import Testing

@Suite("Writing")
struct WriteTests {
    private let bench = Workbench()

    @Test
    func `MERGE creates once and then matches`() throws {
        let text = "MERGE (n:A {k: $k}) ON CREATE SET n.c = 1 ON MATCH SET n.m = 1 RETURN n.c, n.m"
        #expect(try bench.rows(text, ["k": 1]) == [[1, nil]])
        #expect(try bench.rows(text, ["k": 1]) == [[1, 1]])
    }

    @Test
    func `MERGE sees what earlier rows made`() throws {
        let result = try bench.run("UNWIND [1, 2, 1, 1] AS k MERGE (n:A {k: k}) RETURN count(n)")
        #expect(result.rows == [[4]])
        #expect(result.counters.nodesCreated == 2)
    }

    @Test
    func `SET replaces, merges and removes properties`() throws {
        try bench.run("CREATE (:A {x: 1, y: 2})")
        #expect(
            try bench.rows("MATCH (n:A) SET n += {y: null, z: 3} RETURN properties(n)")
                == [[["x": 1, "z": 3]]])
        #expect(try bench.rows("MATCH (n:A) SET n = {w: 1} RETURN properties(n)") == [[["w": 1]]])
        #expect(try bench.rows("MATCH (n:A) SET n:B REMOVE n:A RETURN labels(n)") == [[["B"]]])
        #expect(try bench.rows("MATCH (n:B) SET n.a = 1, n.b = n.a + 1 RETURN n.b") == [[2]])
    }

    @Test
    func `a node and its relationships are deleted in any order`() throws {
        try bench.run("CREATE (a:A)-[:T]->(b:B)")
        let result = try bench.run("MATCH (a:A)-[r]->(b) DELETE a, r")
        #expect(result.counters.nodesDeleted == 1 && result.counters.relationshipsDeleted == 1)
    }

    @Test
    func `a connected node is not deleted, and nothing is written then`() throws {
        try bench.run("CREATE (a:A)-[:T]->(b:B)")
        let error = #expect(throws: CypherError.self) {
            try bench.run("MATCH (a:A) SET a.x = 1 DELETE a")
        }
        #expect(error?.detail == "DeleteConnectedNode")
        #expect(try bench.rows("MATCH (a:A) RETURN a.x") == [[nil]])
        #expect(try bench.run("MATCH (a:A) DETACH DELETE a").counters.relationshipsDeleted == 1)
    }

    @Test
    func `FOREACH writes for each element`() throws {
        try bench.run("FOREACH (x IN range(1, 3) | CREATE (:N {x: x}) CREATE (:M))")
        #expect(try bench.rows("MATCH (n:N) RETURN sum(n.x)") == [[6]])
        #expect(try bench.rows("MATCH (n:M) RETURN count(n)") == [[3]])
    }

    @Test
    func `a map is not a property`() throws {
        let error = #expect(throws: CypherError.self) { try bench.run("CREATE ({x: {y: 1}})") }
        #expect(error?.type == .typeError && error?.detail == "InvalidPropertyType")
    }

    @Test
    func `LIMIT 0 does not prevent effects`() throws {
        try bench.run("CREATE (:A) WITH 1 AS x RETURN x LIMIT 0")
        #expect(try bench.rows("MATCH (n:A) RETURN count(n)") == [[1]])
    }

    @Test
    func `IF NOT EXISTS accepts what is there, with a notification`() throws {
        let text = "CREATE INDEX i IF NOT EXISTS FOR (n:A) ON (n.x)"
        #expect(try bench.run(text).counters.indexesAdded == 1)
        let again = try bench.run(text)
        #expect(again.counters.indexesAdded == 0 && again.notifications.count == 1)
        let error = #expect(throws: CypherError.self) {
            try bench.run("CREATE INDEX j FOR (n:A) ON (n.x)")
        }
        #expect(error?.type == .schemaError)
        #expect(try bench.run("DROP INDEX i").counters.indexesRemoved == 1)
        #expect(try bench.run("DROP INDEX i IF EXISTS").notifications.count == 1)
    }

    @Test
    func `an index serves equality, ranges and prefixes after writes`() throws {
        try bench.run("CREATE INDEX FOR (n:A) ON (n.x)")
        try bench.run("UNWIND ['ab', 'ac', 'b', 1, 2, 3.5] AS x CREATE (:A {x: x})")
        #expect(try bench.rows("MATCH (n:A {x: 'b'}) RETURN count(n)") == [[1]])
        #expect(
            try bench.rows("MATCH (n:A) WHERE n.x IN [1, 2.0, 'b', null] RETURN count(n)")
                == [[3]])
        #expect(try bench.rows("MATCH (n:A) WHERE n.x > 1 RETURN count(n)") == [[2]])
        #expect(try bench.rows("MATCH (n:A) WHERE n.x STARTS WITH 'a' RETURN count(n)") == [[2]])
    }
}

@Suite("Limits and views")
struct LimitTests {
    private let bench = Workbench()

    @Test
    func `a passed deadline ends a long query`() throws {
        let options = QueryOptions(deadline: .now + .milliseconds(50))
        let error = #expect(throws: CypherError.self) {
            try bench.run(
                "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN sum(x * y)",
                options: options)
        }
        #expect(error?.type == .limitExceeded && error?.detail == "Deadline")
    }

    @Test
    func `a cancelled query ends`() throws {
        let flag = CancellationFlag()
        flag.cancel()
        let error = #expect(throws: CypherError.self) {
            try bench.run(
                "UNWIND range(1, 100000) AS x RETURN sum(x)",
                options: QueryOptions(cancellation: flag))
        }
        #expect(error?.type == .cancelled)
    }

    @Test
    func `rows and memory are bounded`() throws {
        let rows = #expect(throws: CypherError.self) {
            try bench.run("UNWIND range(1, 100) AS x RETURN x", options: QueryOptions(rowLimit: 10))
        }
        #expect(rows?.detail == "RowLimit")
        let memory = #expect(throws: CypherError.self) {
            try bench.run(
                "UNWIND range(1, 100000) AS x RETURN collect(toString(x) + 'a long text to keep')",
                options: QueryOptions(memoryLimit: 1 << 20))
        }
        #expect(memory?.type == .limitExceeded)
    }

    @Test
    func `hidden nodes do not exist in scans, expansions, counts and paths`() throws {
        try bench.run("CREATE (a:A {n: 1})-[:T]->(b:A {n: 2})-[:T]->(c:A {n: 3})")
        let hidden = try bench.rows("MATCH (n {n: 2}) RETURN n")
        guard case .node(let id) = hidden[0][0] else { return }
        let options = QueryOptions(access: AccessView(hiding: [id]))
        func rows(_ text: String) throws -> [[Value]] { try bench.run(text, options: options).rows }
        #expect(try rows("MATCH (n:A) RETURN count(n)") == [[2]])
        #expect(try rows("MATCH (n) RETURN count(*)") == [[2]])
        #expect(try rows("MATCH ()-[r:T]->() RETURN count(r)") == [[0]])
        #expect(try rows("MATCH ({n: 1})-[*]->(m) RETURN count(m)") == [[0]])
        #expect(try rows("MATCH (n {n: 1}) RETURN COUNT { (n)--() }") == [[0]])
        #expect(try rows("MATCH (n {n: 1}) RETURN EXISTS { (n)-->() }") == [[false]])
        #expect(try rows("MATCH p = shortestPath(({n: 1})-[*]-({n: 3})) RETURN p") == [])
        #expect(try rows("MATCH (n) WHERE id(n) = \(id.rawValue) RETURN n") == [])
    }

    @Test
    func `PROFILE counts the rows of each operator`() throws {
        try bench.run("UNWIND range(1, 10) AS x CREATE (:A {x: x})")
        let plan = try bench.run("PROFILE MATCH (n:A) WHERE n.x > 7 RETURN n.x").plan
        let root = try #require(plan)
        #expect(root.measurement?.rows == 3)
        #expect(root.operation == "ProduceResults")
    }

    @Test
    func `nodes created before a join are joined`() throws {
        try bench.run(
            """
            UNWIND range(1, 5) AS x CREATE (:Fresh {x: x})
            WITH count(*) AS n
            MATCH (a:Fresh), (b:Fresh) WHERE b.x = a.x + 1 CREATE (a)-[:NEXT]->(b)
            """)
        #expect(try bench.rows("MATCH (:Fresh)-[:NEXT]->(:Fresh) RETURN count(*)") == [[4]])
    }
}
