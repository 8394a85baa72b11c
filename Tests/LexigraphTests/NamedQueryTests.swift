import Foundation
import TestSupport
import Testing

/// Every query of `Queries/` on the demo's catalog.
@Suite("Named queries")
struct NamedQueryCommandTests {
    /// A run of a named query: its parameters, and what must come out.
    struct Case: CustomTestStringConvertible {
        let name: String
        var parameters: [String] = []
        /// The number of rows; `nil` for one or more.
        var rows: Int?
        /// The columns that hold something in the first row.
        var filled: [String] = []

        var testDescription: String { name }

        init(
            _ name: String,
            _ parameters: [String] = [],
            rows: Int? = nil,
            filled: [String] = []
        ) {
            self.name = name
            self.parameters = parameters
            self.rows = rows
            self.filled = filled
        }
    }

    private static let orders = "dataset=bronze.orders"
    private static let events = "dataset=bronze.marketing_events"
    private static let product = "dataset=gold.marketing_campaign_performance"

    static let reading: [Case] = [
        Case("agents/allowed-datasets", rows: 7, filled: ["dataset"]),
        Case("agents/product-versions", ["name=marketing_campaign_performance"], rows: 1),
        Case(
            "agents/rank-datasets", [#"terms=["revenue","category"]"#, "limit=3"], rows: 3,
            filled: ["dataset", "score", "terms"]
        ),
        Case(
            "agents/owners", [#"datasets=["bronze.orders"]"#, #"terms=["revenue"]"#], rows: 2,
            filled: ["kind", "name", "owner", "owner_name"]
        ),
        Case(
            "agents/personal-columns", [#"datasets=["bronze.customers"]"#], rows: 4,
            filled: ["dataset", "column", "pii_type"]
        ),
        Case("agents/rules-of-datasets", [#"datasets=["bronze.orders"]"#], rows: 17),
        Case("agents/similar-products", [#"datasets=["bronze.marketing_events"]"#], rows: 1),
        Case(
            "agents/stakeholders-of-datasets",
            [#"datasets=["bronze.orders"]"#, #"terms=["revenue"]"#], rows: 2, filled: ["user"]
        ),
        Case("agents/vocabulary-columns", filled: ["dataset", "column", "data_type"]),
        Case(
            "agents/vocabulary-datasets", rows: 7, filled: ["dataset", "quality_score", "domain"]),
        Case("agents/vocabulary-mappings", filled: ["dataset", "column", "term", "confidence"]),
        Case("agents/vocabulary-references", rows: 7, filled: ["target_dataset"]),
        Case("agents/vocabulary-terms", filled: ["term", "definition", "kind"]),
        Case("discovery/columns-by-name", ["text=amount"], rows: 1),
        Case("discovery/columns-of-dataset", [orders], rows: 12, filled: ["name", "terms"]),
        Case("discovery/dataset-overview", [orders], rows: 1, filled: ["owner", "description"]),
        Case("discovery/datasets", rows: 8),
        Case("discovery/datasets", ["layer=bronze"], rows: 7),
        Case("discovery/datasets-of-domain", ["domain=sales"]),
        Case("discovery/datasets-of-owner", ["user=sales_team"]),
        Case("discovery/find-datasets-by-terms", [#"terms=["revenue"]"#], rows: 2),
        Case(
            "discovery/join-candidates", [#"datasets=["bronze.orders","bronze.products"]"#], rows: 1
        ),
        Case("discovery/mappings-of-term", ["term=revenue"], rows: 2),
        Case("discovery/neighbours-of-dataset", [orders], rows: 3),
        Case("discovery/popular-datasets", rows: 8),
        Case("discovery/popular-datasets", ["limit=3"], rows: 3),
        Case("discovery/quality-rules-of-columns", [#"columns=["bronze.orders.total_amount"]"#]),
        Case("discovery/related-terms", ["term=revenue"]),
        Case("discovery/similar-columns", ["embedding=[0.1,0.2]"], rows: 0),
        Case("discovery/sources", filled: ["source", "datasets"]),
        Case("discovery/terms", filled: ["term"]),
        Case("discovery/terms", ["domain=marketing"], filled: ["term"]),
        Case("discovery/terms-by-name", [#"words=["turnover","sales"]"#], filled: ["term"]),
        Case("lineage/column-lineage-of-dataset", [product], rows: 16),
        Case("lineage/downstream-of-column", [events, "column=clicks"], rows: 3),
        Case("lineage/downstream-of-dataset", [events], rows: 1),
        Case("lineage/impact-of-column", [events, "column=clicks"], filled: ["kind", "name"]),
        Case("lineage/jobs-of-dataset", [product], rows: 1, filled: ["kind", "reads"]),
        Case(
            "lineage/path-between-datasets",
            ["from=bronze.marketing_events", "to=gold.marketing_campaign_performance"], rows: 1
        ),
        Case("lineage/orphan-datasets", rows: 0),
        Case("lineage/pii-reach", rows: 0),
        Case("lineage/products-of-dataset", [events], rows: 1),
        Case("lineage/unused-datasets", filled: ["dataset"]),
        Case("lineage/upstream-of-column", [product, "column=ctr"], rows: 2),
        Case("lineage/upstream-of-dataset", [product], rows: 2),
        Case("stewardship/access-check", ["user=sales_team", orders], rows: 1),
        Case("stewardship/ambiguous-synonyms", rows: 0),
        Case("stewardship/columns-without-description", rows: 0),
        Case("stewardship/datasets-without-owner", rows: 0),
        Case("stewardship/datasets-without-rules", rows: 0),
        Case("stewardship/glossary-coverage", rows: 8, filled: ["dataset", "columns"]),
        Case("stewardship/mappings-to-review", rows: 0),
        Case("stewardship/mappings-to-review", ["confidence=0.9"], filled: ["term"]),
        Case("stewardship/open-proposals", rows: 0),
        Case("stewardship/pii-columns-by-domain", rows: 4, filled: ["pii_type", "roles"]),
        Case("stewardship/rules-by-severity", filled: ["rule_type", "rules"]),
        Case("stewardship/steward-workload", filled: ["steward", "terms"]),
        Case("stewardship/terms-without-definition", rows: 0),
        Case("stewardship/terms-without-mapping", rows: 0),
        Case("stewardship/terms-without-steward", rows: 0),
        Case("stewardship/unmapped-columns", filled: ["dataset", "column"]),
        Case("stewardship/unmapped-columns", [orders], rows: 0),
        Case("stewardship/unprotected-pii", rows: 0),
    ]

    /// In an order in which each finds what it needs.
    static let writing: [Case] = [
        Case("agents/record-quality-score", [orders, "score=0.5"], rows: 1),
        Case("agents/record-usage", [#"datasets=["bronze.orders"]"#], rows: 1),
        Case(
            "agents/register-data-product",
            [
                #"product={"name":"p","version":"1"}"#,
                #"target={"name":"gold.p","layer":"gold"}"#,
            ],
            rows: 1, filled: ["product", "version", "target"]
        ),
        Case(
            "agents/register-columns",
            ["dataset=gold.p", #"columns=[{"name":"a","ordinal":1},{"name":"b","ordinal":2}]"#],
            rows: 1
        ),
        Case(
            "agents/register-sources",
            [
                "name=p", #"version="1""#,
                #"sources=[{"dataset":"bronze.orders","transformation":"copy"}]"#,
            ],
            rows: 1
        ),
        Case(
            "agents/register-column-lineage",
            [
                "dataset=gold.p",
                #"edges=[{"column":"a","source_dataset":"bronze.orders","source_column":"status"}]"#,
            ],
            rows: 1
        ),
        Case("agents/register-owner", ["name=p", #"version="1""#, "owner=sales_team"], rows: 1),
        Case(
            "agents/register-rules",
            [
                "dataset=gold.p",
                #"rules=[{"rule":{"rule_id":"p_1"},"column":"a"},{"rule":{"rule_id":"p_2"}}]"#,
            ],
            rows: 1
        ),
        Case(
            "agents/retire-rules",
            ["dataset=gold.p", "prefix=p_", #"rules=["p_1"]"#], rows: 1, filled: ["removed"]
        ),
        Case("agents/retire-column-lineage", ["dataset=gold.p"], rows: 1),
        Case("agents/retire-columns", ["dataset=gold.p", #"columns=["a"]"#], rows: 1),
        Case("stewardship/add-synonym", ["term=revenue", "synonym=moolah"], rows: 1),
        Case(
            "stewardship/propose-mapping",
            [orders, "column=discount", "term=revenue"], rows: 1, filled: ["status"]
        ),
        Case(
            "stewardship/decide-mapping",
            [orders, "column=discount", "term=revenue", "status=rejected"], rows: 1
        ),
        Case("stewardship/deprecate-term", ["term=clicks"], rows: 1, filled: ["used_by"]),
        Case(
            "stewardship/record-profile",
            [orders, "row_count=5", "size_bytes=6", #"columns=[{"name":"status"}]"#], rows: 1
        ),
    ]

    /// Queries that need an index of words, which are tested with `search`.
    static let searching = ["discovery/search-text"]

    private func run(_ item: Case, in folder: URL) throws {
        let run = try Lexigraph.run(
            ["query", "--named", item.name, "--output", "json"]
                + item.parameters.flatMap { ["--param", $0] },
            in: folder
        )
        #expect(run.status == 0, "\(item.name): \(run.errors)")
        guard run.status == 0 else { return }
        let rows = try run.rows()
        if let expected = item.rows {
            #expect(rows.count == expected, "\(item.name)")
        } else {
            #expect(!rows.isEmpty, "\(item.name)")
        }
        for column in item.filled {
            let value = rows.first?[column]
            #expect(value != nil && !(value is NSNull), "\(item.name): \(column)")
        }
    }

    @Test
    func `every query of the library has a case here`() throws {
        let run = try Lexigraph.succeed(
            ["queries", "--output", "json"],
            in: Demo.shared().folder
        )
        let names = try Set(run.rows().compactMap { $0["name"] as? String })
        let tested = Set((Self.reading + Self.writing).map(\.name) + Self.searching)
        #expect(names == tested)
    }

    @Test(arguments: reading)
    func `a reading query answers`(item: Case) throws {
        try run(item, in: Demo.shared().folder)
    }

    @Test
    func `the writing queries do their work, and it lasts`() throws {
        let demo = try Demo.copy()
        for item in Self.writing { try run(item, in: demo.url) }
        let result = try Lexigraph.succeed(
            [
                "query", "--output", "json",
                """
                MATCH (p:DataProduct {name: 'p'})-[:PRODUCES]->(d:Dataset)-[:HAS_COLUMN]->(c:Column)
                MATCH (t:BusinessTerm {term: 'revenue'}), (o:Dataset {name: 'bronze.orders'})
                MATCH (:Column {name: 'discount'})-[m:MAPS_TO]->(t)
                RETURN collect(c.name) AS columns, 'moolah' IN t.synonyms AS synonym,
                       o.row_count AS rows, m.status AS status,
                       EXISTS { (p)-[:USES]->(o) } AS uses
                """,
            ],
            in: demo.url
        )
        let row = try #require(try result.rows().first)
        #expect(row["columns"] as? [String] == ["a"])
        #expect(row["synonym"] as? Bool == true && row["uses"] as? Bool == true)
        #expect(row["rows"] as? Int == 5 && row["status"] as? String == "rejected")
    }
}
