import Cypher
import CypherRuntime
import CypherSyntax
import PropertyGraph
import Testing

/// A small graph of people and a lineage with two ways, with the answers known by hand.
@Suite("Operators")
struct OperatorTests {
    private let bench = Workbench()

    init() throws {
        try bench.run(
            """
            CREATE (a:P {name: 'a', age: 1}), (b:P:Q {name: 'b', age: 2}), (c:P {name: 'c', age: 3}),
                   (d:Q {name: 'd'}), (a)-[:K {w: 1}]->(b), (b)-[:K {w: 2}]->(c),
                   (a)-[:K {w: 3}]->(c), (c)-[:L {w: 4}]->(d), (d)-[:L {w: 5}]->(d)
            """)
    }

    static let cases: [(text: String, rows: [[Value]])] = [
        // Sources
        ("MATCH (n) RETURN n.name ORDER BY n.name", [["a"], ["b"], ["c"], ["d"]]),
        ("MATCH (n:P|Q) RETURN count(n)", [[4]]),
        ("MATCH (n:P&Q) RETURN n.name", [["b"]]),
        ("MATCH (n:!P) RETURN n.name", [["d"]]),
        ("MATCH (n:Missing) RETURN n", []),
        ("MATCH ()-[r]->() RETURN count(r)", [[5]]),
        ("MATCH ()-[r]-() RETURN count(r)", [[9]]),
        ("MATCH ()-[r:L]->() RETURN r.w ORDER BY r.w", [[4], [5]]),
        ("MATCH (n) WHERE id(n) IN [0, 0, 1, 99] RETURN count(*)", [[2]]),
        // Expansion
        ("MATCH (:P {name: 'a'})-->(x) RETURN x.name ORDER BY x.name", [["b"], ["c"]]),
        ("MATCH (x {name: 'c'})<-[r:K]-(y) RETURN r.w ORDER BY r.w", [[2], [3]]),
        ("MATCH (x {name: 'd'})--(y) RETURN y.name ORDER BY y.name", [["c"], ["d"]]),
        ("MATCH (a {name: 'a'})-->(b)-->(c)<--(a) RETURN b.name, c.name", [["b", "c"]]),
        ("MATCH (a)-[r]->(b), (b)-[s]->(c) WHERE a.name = 'd' RETURN count(*)", [[0]]),
        ("MATCH (a)-[r1]->(b) MATCH (a)-[r1]->(x) RETURN count(*)", [[5]]),
        // Chains
        ("MATCH ({name: 'a'})-[:K*]->(x) RETURN x.name ORDER BY x.name", [["b"], ["c"], ["c"]]),
        (
            "MATCH ({name: 'a'})-[:K*]->(x) RETURN DISTINCT x.name ORDER BY x.name",
            [["b"], ["c"]]
        ),
        ("MATCH ({name: 'a'})-[*0..1]->(x) RETURN x.name ORDER BY x.name", [["a"], ["b"], ["c"]]),
        ("MATCH ({name: 'a'})-[r*2]->(x {name: 'c'}) RETURN [s IN r | s.w]", [[[1, 2]]]),
        ("MATCH ({name: 'c'})<-[r:K*2]-() RETURN [s IN r | s.w]", [[[2, 1]]]),
        ("MATCH ({name: 'd'})-[:L*]->(x) RETURN count(*)", [[1]]),
        ("MATCH ({name: 'c'})-[:L*]-(x) RETURN DISTINCT x.name", [["d"]]),
        (
            "MATCH ({name: 'a'})-[:K*]-(x) RETURN DISTINCT x.name ORDER BY x.name",
            [["a"], ["b"], ["c"]]
        ),
        (
            "MATCH ({name: 'a'})-[:K*..2]-(x) RETURN DISTINCT x.name ORDER BY x.name",
            [["b"], ["c"]]
        ),
        ("MATCH ({name: 'a'})-[*3..2]->(x) RETURN count(*)", [[0]]),
        // Shortest paths
        (
            "MATCH p = shortestPath(({name: 'a'})-[*]->({name: 'd'})) RETURN length(p)", [[2]]
        ),
        (
            """
            MATCH p = allShortestPaths((x {name: 'a'})-[*]-(y {name: 'c'}))
            RETURN [n IN nodes(p) | n.name]
            """, [[["a", "c"]]]
        ),
        (
            """
            MATCH (x {name: 'a'}), (y {name: 'c'})
            MATCH p = shortestPath((x)-[*]->(y)) WHERE length(p) > 1
            RETURN [n IN nodes(p) | n.name]
            """, [[["a", "b", "c"]]]
        ),
        ("MATCH p = shortestPath(({name: 'd'})-[*]->({name: 'a'})) RETURN p", []),
    ]

    static let rowCases: [(text: String, rows: [[Value]])] = [
        // Inner plans
        (
            "MATCH (n) OPTIONAL MATCH (n)-[:L]->(m) RETURN n.name, m.name ORDER BY n.name",
            [["a", nil], ["b", nil], ["c", "d"], ["d", "d"]]
        ),
        ("MATCH (n) WHERE NOT (n)-->() RETURN n.name", []),
        ("MATCH (n) WHERE EXISTS { (n)-[:L]->() } RETURN n.name ORDER BY n.name", [["c"], ["d"]]),
        ("MATCH (n:P) RETURN COUNT { (n)-[:K]->() } AS k ORDER BY k", [[0], [1], [2]]),
        (
            "MATCH (n {name: 'a'}) RETURN COLLECT { MATCH (n)-->(m) RETURN m.age ORDER BY m.age }",
            [[[2, 3]]]
        ),
        ("MATCH (n {name: 'b'}) RETURN [(n)-->(m) | m.name]", [[["c"]]]),
        (
            "UNWIND [1, 2] AS x CALL { WITH x RETURN x * 10 AS y UNION RETURN 5 AS y } RETURN x, y",
            [[1, 10], [1, 5], [2, 20], [2, 5]]
        ),
        ("MATCH (a:P) CALL (a) { MATCH (a)-->(b) RETURN count(b) AS n } RETURN sum(n)", [[4]]),
        // Joins
        ("MATCH (a:P), (b:Q) RETURN count(*)", [[6]]),
        ("MATCH (a:P), (b:Q) WHERE a.name = b.name RETURN a.name", [["b"]]),
        // Rows
        ("UNWIND [3, null, 1, 2] AS x RETURN x ORDER BY x", [[1], [2], [3], [nil]]),
        ("UNWIND [3, null, 1, 2] AS x RETURN x ORDER BY x DESC LIMIT 2", [[nil], [3]]),
        ("UNWIND [1, 1.0, 'a', 'a', null, null] AS x RETURN DISTINCT x", [[1], ["a"], [nil]]),
        ("UNWIND range(1, 10) AS x RETURN x SKIP 8", [[9], [10]]),
        ("UNWIND range(1, 5000) AS x WITH x SKIP 1500 LIMIT 2000 RETURN sum(x)", [[5_001_000]]),
        ("RETURN 1 AS x UNION ALL RETURN 1 AS x", [[1], [1]]),
        ("RETURN 1 AS x UNION RETURN 1 AS x", [[1]]),
        // Aggregates
        ("UNWIND [] AS x RETURN count(x), sum(x), min(x), collect(x)", [[0, 0, nil, []]]),
        (
            "UNWIND [1, 1.0, null, 2, null] AS x RETURN collect(DISTINCT x), sum(DISTINCT x)",
            [[[1, 2], 3]]
        ),
        ("UNWIND [null, null] AS x RETURN collect(DISTINCT x)", [[[]]]),
        (
            "UNWIND [1, 2, 2, null] AS x RETURN count(*), count(x), count(DISTINCT x), avg(x)",
            [[4, 3, 2, 1.6666666666666667]]
        ),
        (
            "UNWIND ['b', 'a', 'b'] AS x RETURN x, count(*) AS n ORDER BY n DESC",
            [["b", 2], ["a", 1]]
        ),
        (
            "UNWIND range(1, 3000) AS x RETURN x % 3 AS k, count(*) ORDER BY k",
            [[0, 1000], [1, 1000], [2, 1000]]
        ),
        ("MATCH (n:P) RETURN sum(n.age) + 0.5", [[6.5]]),
        // Expressions
        ("RETURN [x IN range(1, 5) WHERE x % 2 = 1 | x * x]", [[[1, 9, 25]]]),
        ("RETURN reduce(s = '', x IN ['a', 'b'] | s + x)", [["ab"]]),
        ("RETURN all(x IN [1, null] WHERE x > 0), any(x IN [1, null] WHERE x > 0)", [[nil, true]]),
        ("RETURN CASE 2 WHEN 1 THEN 'a' WHEN 2 THEN 'b' END", [["b"]]),
        (
            "RETURN [1, 2, 3][-1], [1, 2, 3][5], [1, 2, 3][1..], {a: 1}['a']",
            [[3, nil, [2, 3], 1]]
        ),
        (
            "RETURN null AND false, null OR true, null XOR true, NOT null",
            [[false, true, nil, nil]]
        ),
        (
            "RETURN 1 IN [1, null], 2 IN [1, null], null IN [], 'x' IN ['x']",
            [[true, nil, false, true]]
        ),
        (
            "RETURN 'abc' STARTS WITH 'a', 'abc' CONTAINS 'd', 'abc' =~ 'a.*', 1 CONTAINS 'a'",
            [[true, false, true, nil]]
        ),
        (
            "MATCH (n {name: 'a'}) RETURN n {.name, x: 1, .missing}",
            [[["name": "a", "x": 1, "missing": nil]]]
        ),
    ]

    @Test(arguments: cases.indices)
    func `patterns give the rows known by hand`(index: Int) throws {
        let (text, rows) = Self.cases[index]
        #expect(try bench.rows(text) == rows, "\(text)")
    }

    @Test(arguments: rowCases.indices)
    func `rows and expressions give the answers known by hand`(index: Int) throws {
        let (text, rows) = Self.rowCases[index]
        #expect(try bench.rows(text) == rows, "\(text)")
    }

    @Test(arguments: cases.indices)
    func `rewriting plans changes no answer`(index: Int) throws {
        let (text, rows) = Self.cases[index]
        let plain = Engine(configuration: EngineConfiguration(optimizes: false))
        let answer = try plain.run(text, on: bench.database.snapshot()).rows
        #expect(Set(answer) == Set(rows) && answer.count == rows.count, "\(text)")
    }
}
