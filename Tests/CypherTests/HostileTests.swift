import Cypher
import CypherSyntax
import PropertyGraph
import Testing

/// Queries that cannot end in time have to end anyway.
@Suite("Hostile queries", .serialized)
struct HostileTests {
    static let texts = [
        "UNWIND range(1, 1000000000) AS x RETURN count(x)",
        "UNWIND range(1, 9000000) AS x UNWIND range(1, 1000) AS y RETURN max(toString(x) + y)",
        "MATCH (a), (b), (c), (d), (e), (f) RETURN count(*)",
        "MATCH (a {i: 0})-[*]-(b) RETURN count(*)",
        "MATCH p = (a)-[*]-(b) WHERE length(p) > 30 RETURN p LIMIT 1",
        "MATCH p = allShortestPaths((a {i: 0})-[*]-(b {i: 1})) WHERE length(p) > 12 RETURN p",
        "RETURN reduce(s = [0], x IN range(1, 100000) | s + s)",
        "WITH range(1, 3000) AS l RETURN size([x IN l WHERE all(y IN l WHERE any(z IN l WHERE z > x + y))])",
        "MATCH (a) WHERE EXISTS { MATCH (a)-[*12]-(b)-[*12]-(c {i: -1}) } RETURN count(*)",
        "WITH reduce(s = 'a', i IN range(1, 20) | s + s) AS s UNWIND range(1, 1000) AS x "
            + "RETURN count(CASE WHEN s CONTAINS 'aaaaaaaaaaaaaaaaaaab' THEN 1 END)",
        "UNWIND range(1, 1000) AS x WITH x, range(1, 100000) AS l UNWIND range(1, 1000) AS y "
            + "RETURN sum(CASE WHEN -y IN l + x THEN 1 ELSE 0 END)",
        "WITH range(1, 100000) AS l UNWIND range(1, 100000) AS x "
            + "RETURN sum(CASE WHEN l + x = l + (-x) THEN 1 ELSE 0 END)",
        "WITH reduce(s = 'a', i IN range(1, 20) | s + s) AS s UNWIND range(1, 1000) AS x "
            + "RETURN sum(size(split(s, ['b', 'a'])))",
    ]

    @Test(arguments: texts)
    func `a hostile query ends within its deadline and a little more`(text: String) throws {
        let bench = Workbench()
        try bench.run("UNWIND range(0, 29) AS i CREATE (:N {i: i})")
        try bench.run("MATCH (a:N), (b:N) WHERE a.i < b.i CREATE (a)-[:T]->(b)")
        let start = ContinuousClock.now
        let options = QueryOptions(deadline: start + .milliseconds(500), memoryLimit: 512 << 20)
        do {
            _ = try bench.run(text, options: options)
        } catch let error as CypherError {
            #expect(error.type == .limitExceeded, "\(error)")
        }
        // Far above the deadline, because the build is not optimised and the machine may be busy;
        // without the deadline most of these would run for hours.
        #expect(ContinuousClock.now - start < .seconds(60), "\(text)")
    }
}
