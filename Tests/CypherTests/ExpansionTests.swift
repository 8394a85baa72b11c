import Cypher
import PropertyGraph
import Testing

/// Steps along relationships, where many rows, labels and high degrees come together.
@Suite("Expansion")
struct ExpansionTests {
    private let bench = Workbench()

    init() throws {
        try bench.run(
            """
            UNWIND range(0, 299) AS i
            CREATE (s:Set {n: i % 60, name: 's' + toString(i)}),
                   (f:Field {n: i % 7, name: 'f' + toString(i)}),
                   (s)-[:HAS]->(f)
            """)
        try bench.run("CREATE (:Hub:Term {name: 'hub'}), (:Term {name: 'quiet'})")
        try bench.run(
            "MATCH (f:Field), (h:Hub) WHERE f.n < 5 CREATE (f)-[:MEANS {w: f.n}]->(h)")
        try bench.run("MATCH (h:Hub) CREATE (h)-[:LIKES]->(h), (h)-[:MEANS {w: 9}]->(h)")
    }

    static let cases: [(text: String, rows: [[Value]])] = [
        ("MATCH (:Set)-[:HAS]->(f:Field) RETURN count(f)", [[300]]),
        ("MATCH (:Set)-[:HAS]->(f:Term) RETURN count(f)", [[0]]),
        // The hub itself means the hub, so not all that means something is a field.
        ("MATCH (h:Hub)<-[:MEANS]-(f:Field) RETURN count(*)", [[215]]),
        ("MATCH (h:Hub)<-[:MEANS]-(f) RETURN count(*)", [[216]]),
        ("MATCH (h:Hub)-[:MEANS]-(f) RETURN count(*)", [[216]]),
        ("MATCH (h:Hub)--(f) RETURN count(*)", [[217]]),
        ("MATCH (f:Field)-[:MEANS]->(t:Term)<-[:MEANS]-(g:Field) RETURN count(*)", [[46_010]]),
        ("MATCH (f:Field)-[:MEANS]->(t)<-[:MEANS]-(g) WHERE g.n = 0 RETURN count(*)", [[9_202]]),
        (
            "MATCH (h:Hub), (f:Field {name: 'f3'}) MATCH (f)-[m:MEANS]->(h) RETURN m.w",
            [[3]]
        ),
        (
            "MATCH (h:Hub), (f:Field) WHERE f.name IN ['f3', 'f5'] MATCH (h)--(f) RETURN f.name",
            [["f3"]]
        ),
        ("MATCH (h:Hub) MATCH (h)-[r]-(h) RETURN count(r)", [[2]]),
        ("MATCH (h:Hub)<-[r:MEANS]-(f) RETURN f.name IS NULL LIMIT 0", []),
        ("MATCH (s:Set)-[:HAS]->(f)-[:MEANS]->(h) WITH s LIMIT 3 RETURN count(*)", [[3]]),
        (
            """
            MATCH (s:Set)-[:HAS]->(f:Field) RETURN s.name AS source, f.name AS field
            ORDER BY s.n DESC, source LIMIT 3
            """,
            [["s119", "f119"], ["s179", "f179"], ["s239", "f239"]]
        ),
        (
            """
            MATCH (s:Set)-[:HAS]->(f:Field) RETURN s.n AS n, f.n AS m, s.name AS source
            ORDER BY m, n DESC, source SKIP 1 LIMIT 2
            """,
            [[58, 0, "s238"], [56, 0, "s56"]]
        ),
    ]

    @Test(arguments: cases.indices)
    func `a query has the answer computed by hand`(index: Int) throws {
        let (text, rows) = Self.cases[index]
        #expect(try bench.rows(text) == rows, "\(text)")
    }

    @Test func `a label that is taken away is missed by the next query`() throws {
        let text = "MATCH (:Set)-[:HAS]->(f:Field) RETURN count(*)"
        #expect(try bench.rows(text) == [[300]])
        try bench.run("MATCH (f:Field {name: 'f1'}) REMOVE f:Field")
        #expect(try bench.rows(text) == [[299]])
    }
}
