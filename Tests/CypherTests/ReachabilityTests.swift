import Cypher
import CypherSyntax
import PropertyGraph
import TestSupport
import Testing

/// Chains of relationships on small random graphs, with the optimiser on and off.
///
/// The graphs are dense enough for cycles, parallel relationships and self-loops, and small enough
/// for every trail to be walked.
@Suite("Reachability")
struct ReachabilityTests {
    /// A graph of seven nodes and up to nine relationships of two types.
    private static func graph(_ seed: UInt64) throws -> Graph {
        var random = SeededGenerator(seed: seed)
        let database = MemoryDatabase()
        let engine = Engine()
        var parts = (0..<7).map { node in
            "(n\(node):\(node % 3 == 0 ? "A" : "B") {k: \(node), w: \(Int.random(in: 0...3, using: &random))})"
        }
        for number in 0..<Int.random(in: 4...9, using: &random) {
            let start = Int.random(in: 0..<7, using: &random)
            let end = Int.random(in: 0..<7, using: &random)
            let type = Int.random(in: 0..<4, using: &random) == 0 ? "S" : "T"
            parts.append("(n\(start))-[:\(type) {w: \(number % 4), k: \(number)}]->(n\(end))")
        }
        let info = CommitInfo(actor: "test", source: "test", time: 0)
        _ = try engine.execute(
            "CREATE " + parts.joined(separator: ", "), on: database, info: info)
        return database.snapshot()
    }

    static let texts = [
        "MATCH (a)-[*1..3]->(b) RETURN DISTINCT a.k, b.k",
        "MATCH (a)-[*]-(b) RETURN DISTINCT a.k, b.k",
        "MATCH (a)-[:T*1..2]-(b) RETURN DISTINCT a.k, b.k",
        "MATCH (a)-[:T*1..3]-(b) RETURN DISTINCT a.k, b.k",
        "MATCH (a)-[:T|S*1..4]-(b:A) RETURN DISTINCT a.k, b.k",
        "MATCH (a)-[*1..5]-(a) RETURN DISTINCT a.k",
        "MATCH (a)-[:T*0..2]-(b) RETURN DISTINCT a.k, b.k",
        "MATCH (a)<-[:T*]-(b) RETURN a.k, count(DISTINCT b) AS n",
        "MATCH p = (a)-[:T*]-(b) RETURN a.k, b.k, min(length(p)) AS n",
        "MATCH p = (a)-[*1..4]->(b) RETURN a.k, b.k, min(length(p)) AS n",
        "MATCH p = (a)-[:T*1..4]-(b) WHERE all(r IN relationships(p) WHERE r.w < 3) RETURN DISTINCT a.k, b.k",
        "MATCH p = (a)-[*1..4]-(b) WHERE all(n IN nodes(p) WHERE n.w < 3) RETURN DISTINCT a.k, b.k",
        "MATCH p = (a)-[:T*1..4]-(b) WHERE none(n IN nodes(p) WHERE n.w = 1) RETURN a.k, b.k, min(length(p)) AS n",
        "MATCH (a:A), (b:B) WHERE EXISTS { (a)-[:T*1..4]-(b) } RETURN a.k, b.k",
        // What a visited set could not answer.
        "MATCH (a)-[*2..3]-(b) RETURN DISTINCT a.k, b.k",
        "MATCH (a)-[:T*1..3]->(b) RETURN a.k, count(b) AS n",
        "MATCH (a)-[:T*1..3]->(b) RETURN a.k, collect(b.k) AS list ORDER BY a.k, size(list)",
        "MATCH (a)-[r:T*1..3]->(b) RETURN DISTINCT a.k, size(r) AS n",
        "MATCH (a)-[:T*1..3]->(b)-[:T]->(c) RETURN DISTINCT a.k, c.k",
        "MATCH (a)-[:T*1..2]-(b)-[:T]-(c) RETURN DISTINCT a.k, c.k",
        "MATCH (a)-[:T*1..2]->(b), (x)-[:T*1..2]->(b) RETURN DISTINCT a.k, x.k",
        "MATCH (a)-[:T*1..2]->(b)-[:S*1..2]->(c) RETURN DISTINCT a.k, c.k",
        "MATCH (a)-[:T*1..3]->(b) WITH a, b ORDER BY a.k, b.k SKIP 2 LIMIT 5 RETURN DISTINCT a.k, b.k",
        "MATCH (a)-[:T*1..3]->(b) RETURN sum(b.w) AS s, sum(DISTINCT b.w) AS d, max(b.w) AS m",
        // Shortest paths
        "MATCH (a), (b) MATCH p = shortestPath((a)-[*]-(b)) RETURN a.k, b.k, length(p) AS n",
        "MATCH (a), (b) MATCH p = shortestPath((a)-[:T*..3]->(b)) RETURN a.k, b.k, length(p) AS n",
        "MATCH (a), (b) MATCH p = allShortestPaths((a)-[*]-(b)) RETURN a.k, b.k, [r IN relationships(p) | r.k] AS k",
        "MATCH (a), (b) MATCH p = shortestPath((a)-[*]-(b)) WHERE all(r IN relationships(p) WHERE r.w < 3) RETURN a.k, b.k, length(p) AS n",
        "MATCH (a), (b) MATCH p = shortestPath((a)-[*]-(b)) WHERE length(p) > 1 RETURN a.k, b.k, length(p) AS n",
        "MATCH (a), (b) MATCH p = allShortestPaths((a)-[*..4]->(b)) WHERE any(r IN relationships(p) WHERE r.w = 2) RETURN a.k, b.k, [r IN relationships(p) | r.k] AS k",
    ]

    @Test(arguments: texts)
    func `the optimiser changes no answer`(text: String) throws {
        let engine = Engine()
        let plain = Engine(configuration: EngineConfiguration(optimizes: false))
        for seed in 0..<40 {
            let graph = try Self.graph(UInt64(seed))
            let answer = try engine.run(text, on: graph).rows.map { "\($0)" }.sorted()
            let expected = try plain.run(text, on: graph).rows.map { "\($0)" }.sorted()
            #expect(answer == expected, "seed \(seed)")
        }
    }

    /// Without the visited set this would walk 2^30 trails.
    @Test
    func `a ladder of parallel relationships costs its relationships`() throws {
        let bench = Workbench()
        try bench.run(
            """
            UNWIND range(0, 30) AS k CREATE (:N {k: k})
            WITH count(*) AS n
            MATCH (a:N), (b:N) WHERE b.k = a.k + 1 CREATE (a)-[:T]->(b), (a)-[:T]->(b)
            """)
        let options = QueryOptions(deadline: .now + .seconds(20))
        for text in [
            "MATCH ({k: 0})-[:T*]->(b) RETURN count(DISTINCT b)",
            "MATCH ({k: 0})-[:T*]-(b) WHERE b.k > 0 RETURN count(DISTINCT b)",
        ] {
            #expect(try bench.run(text, options: options).rows == [[30]])
        }
    }

    @Test
    func `a long trail costs its length`() throws {
        let bench = Workbench()
        try bench.run("UNWIND range(0, 3000) AS k CREATE (:N {k: k})")
        try bench.run("MATCH (a:N), (b:N) WHERE b.k = a.k + 1 CREATE (a)-[:T]->(b)")
        let options = QueryOptions(deadline: .now + .seconds(20))
        let trails = try bench.run("MATCH ({k: 0})-[:T*]->(b) RETURN count(b)", options: options)
        #expect(trails.rows == [[3000]])
        let path = "MATCH p = shortestPath(({k: 0})-[:T*]-({k: 3000})) RETURN length(p)"
        #expect(try bench.run(path, options: options).rows == [[3000]])
    }

    /// Answers known by hand, which the optimiser cannot have any part in.
    static let known: [(text: String, rows: [[Value]])] = [
        // A triangle a-b-c, a pair of relationships d-e, a loop on f, and g-h on a line.
        ("MATCH (a {n: 'a'})-[*1..2]-(x) RETURN DISTINCT x.n ORDER BY x.n", [["b"], ["c"]]),
        (
            "MATCH (a {n: 'a'})-[*1..3]-(x) RETURN DISTINCT x.n ORDER BY x.n",
            [["a"], ["b"], ["c"]]
        ),
        ("MATCH p = (a {n: 'a'})-[*]-(a) RETURN min(length(p))", [[3]]),
        ("MATCH (x)-[*1..2]-(x) RETURN DISTINCT x.n ORDER BY x.n", [["d"], ["e"], ["f"]]),
        ("MATCH (x)-[*1..1]-(x) RETURN DISTINCT x.n", [["f"]]),
        ("MATCH (x {n: 'g'})-[*]-(y) RETURN DISTINCT y.n", [["h"]]),
        // A path of one relationship or more never joins a node with itself.
        ("MATCH (x {n: 'f'}) MATCH p = shortestPath((x)-[*]-(x)) RETURN p", []),
        ("MATCH (x {n: 'f'}) MATCH p = shortestPath((x)-[*0..]-(x)) RETURN length(p)", [[0]]),
        (
            """
            MATCH (d {n: 'd'}), (e {n: 'e'})
            MATCH p = allShortestPaths((d)-[*]-(e)) RETURN count(p)
            """, [[2]]
        ),
    ]

    @Test(arguments: known)
    func `answers are as worked out by hand`(text: String, rows: [[Value]]) throws {
        let bench = Workbench()
        try bench.run(
            """
            CREATE (a {n: 'a'})-[:T]->({n: 'b'})-[:T]->({n: 'c'})<-[:T]-(a),
                   (d {n: 'd'})-[:T]->(e {n: 'e'}), (e)-[:T]->(d),
                   (f {n: 'f'}), (f)-[:T]->(f), ({n: 'g'})-[:T]->({n: 'h'})
            """)
        #expect(try bench.rows(text) == rows)
    }
}
