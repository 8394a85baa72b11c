import CypherPlanning
import CypherSyntax
import Testing

@Suite("Binder")
struct BinderTests {
    static let errors: [(text: String, detail: String)] = [
        ("MATCH (n) RETURN m", "UndefinedVariable"),
        ("MATCH (n) WITH n.name AS name RETURN n", "UndefinedVariable"),
        ("MATCH (n) WHERE (n)-[r]->(m) RETURN n", "UndefinedVariable"),
        ("MATCH (n) RETURN [x IN [1] | x] + x", "UndefinedVariable"),
        ("MATCH (n) CALL { RETURN n AS m } RETURN m", "UndefinedVariable"),
        ("CALL { WITH 1 AS a RETURN a } RETURN b", "UndefinedVariable"),
        ("MATCH (n) CALL { WITH n RETURN 1 AS n } RETURN n", "VariableAlreadyBound"),
        ("UNWIND [1] AS x UNWIND [2] AS x RETURN x", "VariableAlreadyBound"),
        ("MATCH (a), (a)-[a]-() RETURN a", "VariableTypeConflict"),
        ("MATCH (a)-[r]->(b)-[r]->(c) RETURN r", "RelationshipUniquenessViolation"),
        ("MATCH (a)-[r]->(b), (c)-[r]->(d) RETURN r", "RelationshipUniquenessViolation"),
        ("RETURN count(count(*))", "NestedAggregation"),
        ("MATCH (n) SET n.x = count(n)", "InvalidAggregation"),
        ("MATCH (n) RETURN n.a + count(*)", "AmbiguousAggregationExpression"),
        ("MATCH (n) RETURN DISTINCT n.a AS a ORDER BY n.b", "UndefinedVariable"),
        ("MATCH (n)", "InvalidClauseComposition"),
        ("MATCH (n) WITH n", "InvalidClauseComposition"),
        ("RETURN toUppr('a')", "UnknownFunction"),
        ("RETURN size()", "InvalidNumberOfArguments"),
        ("MATCH (n) RETURN (n)-->()", "UnexpectedSyntax"),
        ("MATCH (n) RETURN n LIMIT 1.5", "InvalidArgumentType"),
        ("MATCH (a) MERGE (a)-[r:X]-(b) CREATE (a)", "VariableAlreadyBound"),
        ("MATCH (a) MERGE (a)", "VariableAlreadyBound"),
        ("MATCH (n) DELETE 1 + 1", "InvalidArgumentType"),
        ("RETURN COLLECT { MATCH (a) RETURN a, a.x } AS l", "InvalidClauseComposition"),
        ("CREATE (a)-[:R|S]->(b)", "NoSingleRelationshipType"),
        ("CREATE (a)-[:R*2]->(b)", "CreatingVarLength"),
        ("CALL no.such()", "ProcedureNotFound"),
        ("RETURN 1 AS a UNION RETURN 2 AS b", "DifferentColumnsInUnion"),
    ]

    @Test(arguments: errors)
    func `reports what the text shows to be wrong`(text: String, expected: String) {
        #expect(detail(text) == expected, "\(text)")
    }

    static let valid: [String] = [
        "MATCH (n) WITH n ORDER BY n.x LIMIT 1 WHERE n.y > 0 RETURN n.z",
        "MATCH (a) WITH a.name2 AS name WHERE a.name2 = 'B' RETURN *",
        "MATCH (n) RETURN n.a, n.a + count(*)",
        "MATCH (n) RETURN n, n.a + count(*)",
        "MATCH (n) RETURN n.a AS a, count(*) AS c ORDER BY n.a, count(*)",
        "MATCH (n) RETURN n.a AS a, sum(n.b) AS c ORDER BY count(*)",
        "MATCH (n) RETURN DISTINCT n.a ORDER BY n.a",
        "MATCH (n) WHERE EXISTS { MATCH (n)-->(m) WITH m WHERE m.x = n.x RETURN m } RETURN n",
        "MATCH (n) RETURN count(*) + COUNT { MATCH (m) RETURN m } AS c",
        "MATCH (n) CALL (n) { WITH 1 AS one RETURN n.x + one AS y } RETURN y",
        "MATCH (n) CALL { CREATE (m) } RETURN n",
        "MATCH (a)-[r]->(b) MATCH (c)-[r]->(d) RETURN r",
        "MATCH (n) RETURN CASE WHEN (n)-->() THEN 1 ELSE 2 END AS x",
        "MATCH (a), (b {x: a.x}) RETURN b",
        "UNWIND [1, 2] AS x UNWIND [x, 3] AS y RETURN x, y",
        "MATCH (n) RETURN n {.name, .*, other: 1, n}",
        "RETURN reduce(s = 0, x IN [1, 2] | s + x) AS sum",
        "MATCH (n) FOREACH (x IN [1] | SET n.x = x) RETURN n",
        "SHOW INDEXES YIELD name, type WHERE type = 'RANGE' RETURN name",
    ]

    @Test(arguments: valid)
    func `accepts what openCypher and Neo4j accept`(text: String) throws {
        _ = try plan(text)
    }

    @Test func `suggests the variable that was probably meant`() {
        #expect {
            _ = try plan("MATCH (dataset:Dataset) RETURN datset.name")
        } throws: { error in
            let error = error as? CypherError
            return error?.hint == "Did you mean `dataset`?" && error?.span?.start == 31
        }
    }

    @Test func `names the columns as the text spells them`() throws {
        let plan = try plan("MATCH (n) RETURN n.a, count( * ), n.b AS b")
        #expect(plan.columns == ["n.a", "count( * )", "b"])
    }

    @Test func `returns all variables in alphabetical order`() throws {
        #expect(try plan("WITH 1 AS b, 2 AS a RETURN *").columns == ["a", "b"])
    }

    @Test func `lists each parameter once`() throws {
        #expect(try plan("RETURN $b + $a + $b AS x").parameters == ["b", "a"])
    }

    @Test func `takes implicit arguments from the parameters`() throws {
        let procedure = ProcedureSignature(
            "test.proc",
            arguments: [ProcedureSignature.Field("name", type: "STRING?")],
            results: [ProcedureSignature.Field("out", type: "STRING?")]
        )
        let plan = try plan("CALL test.proc", procedures: [procedure])
        #expect(plan.parameters == ["name"])
        #expect(plan.columns == ["out"])
    }

    static let effects: [(text: String, effect: Plan.Effect)] = [
        ("MATCH (n) RETURN n", .reads),
        ("CREATE (n)", .writes),
        ("CREATE (n) RETURN n", .readsAndWrites),
        ("MATCH (n) CALL { WITH n SET n.x = 1 } RETURN n", .readsAndWrites),
        ("FOREACH (x IN [1] | CREATE ())", .writes),
        ("CREATE INDEX i FOR (n:A) ON (n.x)", .schema),
    ]

    @Test(arguments: effects)
    func `knows what a statement may do`(text: String, effect: Plan.Effect) throws {
        #expect(try plan(text).effect == effect)
    }

    static let nestings: [(open: String, close: String)] = [
        ("[", "]"),
        ("NOT (", ")"),
        ("(1 + ", ")"),
        ("{a: ", "}"),
        ("head([", "])"),
        ("CASE WHEN true THEN ", " END"),
        ("[x IN [1] | ", "]"),
        ("reduce(s = 0, x IN [1] | ", ")"),
        ("EXISTS { RETURN ", " AS x }"),
        ("COUNT { MATCH (n) WHERE n.x = ", " RETURN n }"),
    ]

    @Test(arguments: nestings)
    func `binds deeply nested text or says that it is too deep`(open: String, close: String) {
        for depth in [8, 16, 24, 31, 48, 60, 1_000] {
            let text =
                String(repeating: open, count: depth) + "true"
                + String(repeating: close, count: depth)
            let found = detail("RETURN \(text) AS x")
            let isClean = [nil, "NestingTooDeep", "InvalidArgumentType"].contains(found)
            #expect(isClean, "\(found ?? "")")
        }
    }

    static let repetitions: [(part: String, separator: String, end: String)] = [
        ("WITH 1 AS a", "\n", "RETURN a"),
        ("UNWIND [1] AS a WITH a ORDER BY a LIMIT 1 WHERE a > 0 WITH 2 AS b", "\n", "RETURN b"),
        ("MATCH (n)-->(m)", "\n", "RETURN n"),
        ("OPTIONAL MATCH (n)-->(m)", "\n", "RETURN n"),
        ("MERGE (:A {x: 1})", "\n", ""),
        ("CREATE (a:A)", "", ""),
        ("RETURN 1 AS a", "\nUNION\n", ""),
    ]

    @Test(arguments: repetitions)
    func `plans long text or says that it is too long`(
        part: String,
        separator: String,
        end: String
    ) {
        for count in [10, 400, 900, 20_000] {
            let parts = [String](repeating: part, count: count)
            let found = detail(parts.joined(separator: separator) + "\n" + end)
            let isClean = [nil, "QueryTooComplex", "VariableAlreadyBound"].contains(found)
            #expect(isClean, "\(count): \(found ?? "")")
        }
    }

    @Test func `plans a pattern of hundreds of relationships`() throws {
        let text =
            "MATCH (a0:Dataset {name: 'x'})"
            + (1...400).map { number in "-[:R]->(a\(number) {x: \(number)})" }.joined()
        let clock = ContinuousClock()
        let start = clock.now
        _ = try plan(text + " RETURN a9", limits: .large)
        #expect(clock.now - start < .seconds(20))
    }
}
