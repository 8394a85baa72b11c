import Assets
import PropertyGraph
import Testing

@testable import Catalog

@Suite("Loading the catalog")
struct CatalogLoaderTests {
    @Test
    func `seeds load whole and without warnings`() throws {
        let database = try SeededGraph.empty()
        let summary = try SeededGraph.load(into: database)
        #expect(summary.warnings.isEmpty)
        let reader = CatalogReader(database.snapshot())
        #expect(reader.datasets().count == 7)
        #expect(reader.datasets().flatMap(\.columns).count == 72)
        #expect(reader.terms().count == 135)
    }

    @Test
    func `loading seeds again changes nothing`() throws {
        let database = try SeededGraph.seeded()
        let before = try exported(database)
        let summary = try SeededGraph.load(into: database)
        #expect(summary.isUnchanged)
        #expect(try exported(database) == before)
    }

    @Test
    func `seeds leave alone what was curated`() throws {
        let database = try SeededGraph.seeded()
        try SeededGraph.importing(
            """
            terms:
              - term: revenue
                definition: Curated.
                steward: sales_team
            """,
            into: database
        )
        try SeededGraph.load(into: database)
        let term = CatalogReader(database.snapshot()).term(named: "revenue")
        #expect(term?.definition == "Curated.")
        #expect(term?.steward == "sales_team")
        #expect(term?.synonyms.contains("turnover") == true)
        #expect(try owners(of: "revenue", in: database) == ["sales_team"])
    }

    private func owners(of term: String, in database: MemoryDatabase) throws -> [String] {
        let graph = database.snapshot()
        let node = try #require(
            NodeFinder(graph).node("BusinessTerm", where: [("term", .string(term))])
        )
        return NodeRecord(graph: graph, id: node).related(.outgoing, .ownedBy, .user)
            .compactMap { $0.node.text("id") }
    }

    @Test
    func `a glossary file adds a term with formula, synonyms and mapping`() throws {
        let database = try SeededGraph.seeded()
        let summary = try SeededGraph.importing(
            """
            defaults: {domain: marketing, steward: marketing_team}
            terms:
              - term: cost_ratio
                name: Cost ratio
                definition: Spend for each dollar of revenue.
                synonyms: [acos, ad cost of sales]
                kind: metric
                formula: spend / attributed_revenue
              - term: tablet_clicks
                kind: measure
                aggregation: sum
                maps_to:
                  - column: bronze.marketing_events.clicks
                    condition: device = 'tablet'
            """,
            into: database
        )
        #expect(summary.warnings.isEmpty)
        #expect(summary.nodesCreated == 2)
        let reader = CatalogReader(database.snapshot())
        #expect(reader.term(named: "cost_ratio")?.formula == "spend / attributed_revenue")
        let clicks = try #require(reader.term(named: "tablet_clicks"))
        #expect(clicks.name == "tablet clicks")
        #expect(clicks.status == "approved")
        #expect(clicks.mappings.first?.condition == "device = 'tablet'")
        #expect(clicks.mappings.first?.source == "steward")
    }

    @Test
    func `a file's mapping replaces the one that is there`() throws {
        let database = try SeededGraph.seeded()
        try SeededGraph.importing(
            """
            mappings:
              - {term: order_count, column: bronze.orders.order_id, confidence: 0.7}
            """,
            into: database
        )
        let term = try #require(CatalogReader(database.snapshot()).term(named: "order_count"))
        #expect(term.mappings.count == 1)
        #expect(term.mappings.first?.condition == nil)
        #expect(term.mappings.first?.confidence == 0.7)
    }

    @Test
    func `what a file names and is not there becomes a warning`() throws {
        let database = try SeededGraph.seeded()
        let summary = try SeededGraph.importing(
            """
            terms:
              - term: odd
                steward: nobody
                formula: clicks / nonsense
                maps_to:
                  - column: bronze.orders.missing
            """,
            into: database
        )
        #expect(
            summary.warnings == [
                "term `odd`: there is no User `nobody`.",
                "formula of term `odd`: there is no BusinessTerm `nonsense`.",
                "mapping of `odd`: there is no Column `bronze.orders.missing`.",
            ]
        )
    }

    static let broken: [(yaml: String, line: Int, column: Int)] = [
        ("terms:\n  - term: a\n    synonims: [b]\n", 3, 15),
        ("terms:\n  - definition: b\n", 2, 5),
        ("terms:\n  - term: a\n    kind: number\n", 3, 11),
        ("terms: {a: b}\n", 1, 8),
        ("datasets:\n  - name: d\n    quality_score: 88\n", 3, 20),
        ("terms:\n  - term: a\n    formula: a / b\n", 2, 5),
        ("terms: [a\n", 2, 1),
        ("glossary: []\n", 1, 11),
        ("- a\n", 1, 1),
    ]

    @Test(arguments: broken)
    func `a mistake is reported with its place`(yaml: String, line: Int, column: Int) {
        let error = #expect(throws: CatalogError.self) {
            try CatalogDocument(parsing: yaml, file: "test.yaml")
        }
        guard case .badDocument(let problem) = error else { return }
        #expect(problem.file == "test.yaml")
        #expect(problem.line == line, "\(problem)")
        #expect(problem.column == column, "\(problem)")
    }

    @Test
    func `an empty file says nothing`() throws {
        #expect(try CatalogDocument(parsing: "# later\n", file: "a.yaml") == CatalogDocument())
    }
}
