import CypherPlanning
import Foundation
import PropertyGraph
import Testing

@Suite("Planner")
struct PlannerTests {
    @Test func `plans as written without rules`() throws {
        let text = try explain("MATCH (d:Dataset {name: 'x'}) RETURN DISTINCT d", rules: .none)
        #expect(text.contains("AllNodesScan"))
        #expect(!text.contains("IndexSeek"))
    }

    @Test func `does not depend on the values of parameters`() throws {
        let text = "MATCH (d:Dataset {name: $name}) RETURN d"
        #expect(try plan(text) == plan(text))
    }

    @Test(arguments: [
        "MATCH (a:Dataset), (b:User) WHERE a.owner = b.alias RETURN a, b",
        "MATCH (a:User) MATCH (b) WHERE b.owner = a.alias AND b.x = 1 RETURN a, b",
        """
        MATCH (a:Dataset)-[:OWNED_BY]->(u), (c:Column)-[:MAPS_TO]->(t)
        WHERE u.domain = t.domain RETURN a, c
        """,
    ])
    func `joins independent patterns by hash`(query: String) throws {
        #expect(try explain(query).contains("HashJoin"))
    }

    @Test func `goes towards a selective node first, though the way is wider at its beginning`()
        throws
    {
        // Twelve datasets derive from one and it has twenty columns, but few mean a measure.
        let text = try explain(
            """
            MATCH (e)-[:DERIVED_FROM]->(d:Dataset {name: 'x'})-[:HAS_COLUMN]->(c),
                  (c)-[:MAPS_TO]->(t {kind: 'measure'})
            RETURN e, t
            """)
        let last = try #require(text.firstRange(of: "DERIVED_FROM"))
        let before = try #require(text.firstRange(of: "MAPS_TO"))
        let first = try #require(text.firstRange(of: "HAS_COLUMN"))
        #expect(last.lowerBound < before.lowerBound)
        #expect(before.lowerBound < first.lowerBound)
    }

    @Test func `reads properties after the first rows are found`() throws {
        let text = try explain(
            "MATCH (c:Column) RETURN c.name AS name, c.type AS type ORDER BY name LIMIT 3")
        let top = try #require(text.firstRange(of: "Top"))
        let project = try #require(text.firstRange(of: "Project"))
        #expect(project.lowerBound < top.lowerBound)
    }

    @Test func `a plan numbers its operators in pre-order`() throws {
        let description = try plan("MATCH (a)-->(b) WHERE EXISTS { (b)-[:X]->(:Y) } RETURN a")
            .description(SampleStatistics())
        var numbers: [Int] = []
        func visit(_ plan: PlanDescription) {
            numbers.append(plan.number)
            for child in plan.children { visit(child) }
        }
        visit(description)
        #expect(numbers == numbers.sorted())
        #expect(Set(numbers).count == numbers.count)
    }

    static let separated: [String] = [
        "MATCH (n) CREATE (m)",
        "MATCH (n) SET n.x = 1 RETURN n.x",
        "UNWIND [1, 2] AS x CREATE (a {x: x}) WITH a MATCH (b) RETURN b",
        "MATCH (a)-->(b) DELETE a",
        "UNWIND [1, 2] AS x CREATE (a {x: x}) RETURN a LIMIT 1",
        "UNWIND [1, 2] AS x CREATE (a {x: x}) MERGE (b:B {x: x})",
    ]

    @Test(arguments: separated)
    func `gathers rows between what writes and what could see it`(query: String) throws {
        #expect(try explain(query).contains("Eager"), "\(query)")
    }

    static let streaming: [String] = [
        "MATCH (d:Dataset {name: 'x'}) SET d.y = 1",
        "UNWIND [1, 2] AS x CREATE (a) CREATE (b)",
        "CREATE (a) CREATE (b) CREATE (a)-[:R]->(b)",
        "MATCH (n) RETURN n LIMIT 1",
    ]

    @Test(arguments: streaming)
    func `lets rows stream where nothing can be seen`(query: String) throws {
        #expect(try !explain(query).contains("Eager"), "\(query)")
    }

    @Test func `a long chain of clauses becomes one operator`() throws {
        let text = (0..<400).map { number in "CREATE (:N {x: \(number)})" }
            .joined(separator: "\n")
        let lines = try explain(text).split(separator: "\n")
        #expect(lines.count == 2)
    }

    @Test func `relationships of one MATCH are kept different, those of another are not`() throws {
        let one = try explain("MATCH (a:Dataset)-[r]->(b), (b)-[s]->(c) RETURN *")
        #expect(one.contains("other than"))
        let two = try explain("MATCH (a:Dataset)-[r]->(b) MATCH (b)-[s]->(c) RETURN *")
        #expect(!two.contains("other than"))
        let types = try explain("MATCH (a:Dataset)-[r:X]->(b), (b)-[s:Y]->(c) RETURN *")
        #expect(!types.contains("other than"))
    }
}
