import CypherSyntax
import Testing

@Suite("Statements")
struct StatementTests {
    /// Texts that print as they are written.
    static let canonical: [String] = [
        "MATCH (n)\nRETURN n",
        "MATCH (n:Person {name: 'A'})-[r:KNOWS*1..3]->(m)<--()\nRETURN n, r AS s, *"
            .replacing("n, r AS s, *", with: "*, r AS s"),
        "MATCH (a)-[*]-(b), (c)-[*2]->(d)-[:R|S*..3 {x: 1}]->(e)-[q*2..]->(f)\nRETURN 1",
        "MATCH (a:A&!B|C WHERE a.x > 1)-[r:!R&!S WHERE r.y]->(:%)\nRETURN a",
        "MATCH p = allShortestPaths((a)-[*]-(b)) WHERE length(p) > 1\nRETURN p",
        "OPTIONAL MATCH (n)-->(m) USING INDEX n:L(a, b) USING SCAN m:M USING JOIN ON n\nRETURN n",
        "MATCH (n)\nWITH DISTINCT n.x AS x, count(*) AS c ORDER BY c DESC, x SKIP 1 LIMIT $n "
            + "WHERE c > 1\nRETURN x",
        "UNWIND [1, 2] AS x\nRETURN x\nUNION ALL\nRETURN 3 AS x\nUNION ALL\nRETURN 4 AS x",
        "RETURN 1 AS x\nUNION\nRETURN 2 AS x",
        "CALL db.labels", "CALL db.labels() YIELD *", "CALL a.b(1, $x) YIELD c, d AS e WHERE c > 1",
        "MATCH (n)\nCALL a.b(n) YIELD -\nRETURN n",
        "MATCH (n)\nCALL { WITH n MATCH (n)-->(m) RETURN m UNION RETURN 1 AS m }\nRETURN m",
        "MATCH (n)\nCALL (n) { CREATE (:A) }\nRETURN n",
        "MATCH (n)\nOPTIONAL CALL (*) { RETURN n.x AS y }\nRETURN y", "CALL () { CREATE (:A) }",
        "CREATE (a:A:B {x: $x})-[:R {y: 1}]->(b), (c $props)",
        "MERGE (a)-[r:R]->(b) ON CREATE SET r.x = 1, r:S ON MATCH SET r += {y: 2}",
        "MATCH (n)\nSET n.x = 1, n['k'] = 2, n = $map, n += {a: 1}, n:A:B, n.a.b = 3",
        "MATCH (n)\nREMOVE n.x, n:A:B, n['k']", "MATCH (n)\nDETACH DELETE n, n.x",
        "FOREACH (x IN [1, 2] | CREATE (:A {x: x}) SET a.b = x)",
        "EXPLAIN MATCH (n)\nRETURN n", "PROFILE MATCH (n)\nRETURN n",
        "MATCH (a)\nCREATE (b)\nMATCH (c)\nRETURN c",
        "CREATE INDEX FOR (n:L) ON (n.p)", "CREATE INDEX i IF NOT EXISTS FOR (n:L) ON (n.p, n.q)",
        "CREATE TEXT INDEX i FOR ()-[r:R]-() ON (r.p)", "CREATE POINT INDEX FOR (n:L) ON (n.p)",
        "CREATE FULLTEXT INDEX i FOR (n:A|B) ON EACH [n.a, n.b]",
        "CREATE VECTOR INDEX v FOR (n:L) ON (n.e) OPTIONS {indexConfig: {`vector.dimensions`: 3}}",
        "CREATE LOOKUP INDEX l FOR (n) ON EACH labels(n)",
        "CREATE LOOKUP INDEX FOR ()-[r]-() ON EACH type(r)",
        "MATCH (a)((x)-[r]->(y) WHERE x.v < y.v){1,3}(b)\nRETURN r",
        "MATCH ()(()-[:R]->()<--()){2,}()\nRETURN 1",
        "MATCH p = SHORTEST 2 (a)-[:R*1..]->(b)\nRETURN p",
        "MATCH SHORTEST $k GROUPS ((a)-[r*1..]->(b) WHERE a.x = b.x)\nRETURN a",
        "MATCH (a:$(l)&A)-[:!$any(['R'])]->()\nSET a:B:$(l)\nREMOVE a:$(l)",
        "MATCH REPEATABLE ELEMENTS (a)-->(b)\nFINISH",
        "UNWIND $rows AS r\nCALL (r) { CREATE (:A) } IN TRANSACTIONS OF 10 ROWS "
            + "ON ERROR CONTINUE REPORT STATUS AS s\nRETURN s",
        "CREATE INDEX $name FOR (n:L) ON (n.p)", "DROP CONSTRAINT $`a b` IF EXISTS",
        "DROP INDEX i", "DROP INDEX i IF EXISTS", "DROP CONSTRAINT c IF EXISTS",
        "CREATE CONSTRAINT c IF NOT EXISTS FOR (n:L) REQUIRE (n.a) IS UNIQUE",
        "CREATE CONSTRAINT FOR (n:L) REQUIRE (n.a, n.b) IS NODE KEY",
        "CREATE CONSTRAINT FOR ()-[r:R]-() REQUIRE (r.a) IS RELATIONSHIP KEY",
        "CREATE CONSTRAINT FOR (n:L) REQUIRE (n.a) IS NOT NULL",
        "CREATE CONSTRAINT FOR (n:L) REQUIRE (n.a) IS :: LIST<INTEGER NOT NULL>",
        "SHOW INDEXES",
        "SHOW VECTOR INDEXES YIELD name, type AS t ORDER BY name LIMIT 3 WHERE "
            + "name = 'x' RETURN t", "SHOW CONSTRAINTS", "SHOW FUNCTIONS YIELD *",
        "SHOW NODE PROPERTY EXISTENCE CONSTRAINTS", "SHOW UNIQUE CONSTRAINTS",
        "SHOW BUILT IN FUNCTIONS", "SHOW USER DEFINED FUNCTIONS", "SHOW DATABASES",
        "SHOW DATABASE neo4j YIELD name", "SHOW TRANSACTIONS", "SHOW TRANSACTIONS 'a', 'b'",
        "SHOW PROCEDURES WHERE name STARTS WITH 'db'",
    ]

    @Test(arguments: canonical)
    func `canonical text prints as it is written`(text: String) throws {
        #expect(try Parser.parse(text).description == text)
    }

    /// Other spellings, and their canonical text.
    static let spellings: [(text: String, canonical: String)] = [
        ("CYPHER 5 runtime=slotted EXPLAIN RETURN 1", "EXPLAIN RETURN 1"),
        (
            "MATCH (n) FILTER n.x LET y = n.x RETURN y",
            "MATCH (n)\nWITH * WHERE n.x\nWITH *, n.x AS y\nRETURN y"
        ),
        (
            "MATCH (n) ORDER BY n.x LIMIT 2 RETURN n",
            "MATCH (n)\nWITH * ORDER BY n.x LIMIT 2\nRETURN n"
        ),
        ("INSERT (n IS A) RETURN n", "CREATE (n:A)\nRETURN n"),
        ("RETURN 1 AS x NEXT RETURN x", "WITH 1 AS x\nRETURN x"),
        (
            "MATCH ALL SHORTEST (a)-->+(b) RETURN a",
            "MATCH SHORTEST 1 GROUPS (a)-[*1..]->(b)\nRETURN a"
        ),
        ("RETURN trim(LEADING 'x' FROM s) AS t", "RETURN ltrim(s, 'x') AS t"),
        ("match(n)return n;", "MATCH (n)\nRETURN n"),
        ("MATCH (a)<-[r]->(b) RETURN r", "MATCH (a)-[r]-(b)\nRETURN r"),
        ("MATCH (a)-[:A|:B|C]->(b) RETURN 1", "MATCH (a)-[:A|B|C]->(b)\nRETURN 1"),
        (
            "MATCH (a)-[:A]->{1,3}(b)-->+(c)--*(d) RETURN 1",
            "MATCH (a)-[:A*1..3]->(b)-[*1..]->(c)-[*0..]-(d)\nRETURN 1"
        ),
        (
            "MATCH (order:Order) WHERE order.total > 5 RETURN order ORDER BY order.total",
            "MATCH (`order`:Order) WHERE `order`.total > 5\nRETURN `order` ORDER BY `order`.total"
        ),
        (
            "MATCH (end)-->(where) RETURN end, where",
            "MATCH (`end`)-->(`where`)\nRETURN `end`, `where`"
        ),
        ("MATCH ((a)-->(b)) RETURN a", "MATCH (a)-->(b)\nRETURN a"),
        ("RETURN 1 AS x OFFSET 2 LIMIT 3", "RETURN 1 AS x SKIP 2 LIMIT 3"),
        (
            "CREATE CONSTRAINT FOR (n:L) REQUIRE n.a IS KEY",
            "CREATE CONSTRAINT FOR (n:L) REQUIRE (n.a) IS NODE KEY"
        ),
        (
            "CREATE CONSTRAINT FOR (n:L) REQUIRE n.a IS NODE UNIQUE",
            "CREATE CONSTRAINT FOR (n:L) REQUIRE (n.a) IS UNIQUE"
        ),
        ("CREATE RANGE INDEX FOR ()-[r:R]->() ON r.p", "CREATE INDEX FOR ()-[r:R]-() ON (r.p)"),
        ("SHOW ALL INDEX", "SHOW INDEXES"),
        (
            "LOAD CSV WITH HEADERS FROM $u AS row FIELDTERMINATOR ';' RETURN row",
            "UNWIND csv.rows($u, true, ';') AS row\nRETURN row"
        ),
        ("CREATE (for:For) RETURN for", "CREATE (`for`:For)\nRETURN `for`"),
    ]

    @Test(arguments: spellings)
    func `other spellings print canonically`(text: String, canonical: String) throws {
        let statement = try Parser.parse(text)
        #expect(statement.description == canonical)
        #expect(try Parser.parse(canonical) == statement)
    }

    static let failures: [(text: String, detail: String)] = [
        ("", "UnexpectedSyntax"), ("MATCH (n)", "InvalidClauseComposition"),
        ("RETURN 1 MATCH (n) RETURN n", "InvalidClauseComposition"),
        ("MATCH (n) WITH n", "InvalidClauseComposition"),
        ("UNWIND [1] AS x", "InvalidClauseComposition"),
        ("RETURN 1 AS x UNION RETURN 2 AS x UNION ALL RETURN 3 AS x", "InvalidClauseComposition"),
        ("MATCH (n) WITH n, count(*) RETURN n", "NoExpressionAlias"),
        ("MATCH (n $p) RETURN n", "InvalidParameterUse"),
        ("MERGE (n $p)", "InvalidParameterUse"), ("CREATE (n:$p)", "InvalidParameterUse"),
        ("MATCH (a)-[:L..]->(b) RETURN a", "InvalidRelationshipPattern"),
        ("MATCH (a)-[:L*-2]->(b) RETURN a", "InvalidRelationshipPattern"),
        ("MATCH (n) DELETE n:Person", "InvalidDelete"),
        ("CALL a.b YIELD c RETURN c", "InvalidArgumentPassingMode"),
        ("CALL a.b() YIELD * RETURN 1", "UnexpectedSyntax"),
        ("RETURN (a)-->(b)", "UnexpectedSyntax"),
        ("MATCH (n) SET n.p = head(nodes(head((n)-[:R]->()))).foo", "UnexpectedSyntax"),
        ("FOREACH (x IN [1] | MATCH (n))", "InvalidClauseComposition"),
        ("FOREACH (x IN [1] |)", "UnexpectedSyntax"), ("SET 1 = 2", "UnexpectedSyntax"),
        ("USE g MATCH (n) RETURN n", "GraphNotFound"),
        ("LOAD CSV FROM 'x' RETURN 1", "UnexpectedSyntax"),
        ("CREATE INDEX ON :L(p)", "UnexpectedSyntax"), ("DROP TABLE x", "UnexpectedSyntax"),
        ("CREATE CONSTRAINT ON (n:L) ASSERT n.p IS UNIQUE", "UnexpectedSyntax"),
        ("CREATE INDEX FOR (n:L) ON (m.p)", "UndefinedVariable"),
        ("CREATE CONSTRAINT FOR (n:L) REQUIRE (n.a, n.b) IS NOT NULL", "UnexpectedSyntax"),
        ("MATCH p = shortestPath((a)-->(b)-->(c)) RETURN p", "UnexpectedSyntax"),
        ("RETURN 1; RETURN 2", "UnexpectedSyntax"), ("SHOW PLANETS", "UnexpectedSyntax"),
    ]

    @Test(arguments: failures)
    func `what is no statement is refused`(text: String, detail: String) {
        let error = #expect(throws: CypherError.self) { try Parser.parse(text) }
        #expect(error?.detail == detail)
    }

    @Test func `a column is named by its alias, its variable or its text`() throws {
        let statement = try Parser.parse("RETURN n . name, `a b`, 1+1 AS two, ( count( * ))")
        guard case .query(let query) = statement.body else { return }
        let names = query.branches.first?.returnClause?.projection.items.map(\.name)
        #expect(names == ["n . name", "a b", "two", "( count( * ))"])
    }

    @Test func `a script is split at semicolons outside strings and comments`() throws {
        let script = """
            // first; comment
            CREATE (:A {x: ';'}); /* ; */ ;;
            MATCH (n) RETURN n.`;`;
            """
        let statements = try Parser.parseScript(script)
        #expect(
            statements.map(\.description) == ["CREATE (:A {x: ';'})", "MATCH (n)\nRETURN n.`;`"])
        let spans = statements.map(\.span)
        let pieces = spans.map { Array(script.utf8)[$0.start..<$0.end] }
        #expect(String(decoding: pieces[1], as: UTF8.self) == "MATCH (n) RETURN n.`;`")
        #expect(try Parser.parseScript(" ; // nothing").isEmpty)
    }

    @Test func `spans count bytes, also behind characters of several bytes`() throws {
        let statement = try Parser.parse("RETURN 'ä😀' + b.c")
        guard case .query(let query) = statement.body,
            let item = query.branches.first?.returnClause?.projection.items.first,
            case .binary(_, let left, let right) = item.expression.kind
        else {
            Issue.record("not a sum")
            return
        }
        #expect(left.span == SourceSpan(start: 7, end: 15))
        #expect(right.span == SourceSpan(start: 18, end: 21))
        #expect(item.expression.span == SourceSpan(start: 7, end: 21))
    }
}
