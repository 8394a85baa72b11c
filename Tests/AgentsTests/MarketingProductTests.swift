import DataProducts
import Foundation
import JSON
import PropertyGraph
import SQLEngines
import Testing
import YAML

@testable import Agents

@Suite("The marketing product")
struct MarketingProductTests {
    let catalog: TestCatalog
    let data: TestData

    init() throws {
        catalog = try TestCatalog()
        data = try TestData()
    }

    @Test func `its specification is the golden one`() async throws {
        let generation = try await catalog.generate(Requests.marketing, on: data.engine)
        let specification = try #require(generation.specification)
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/marketing_campaign_performance.yaml")
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(specification.yaml.utf8).write(to: path)
        }
        let golden = try String(contentsOf: path, encoding: .utf8)
        #expect(specification.yaml == golden)
    }

    @Test func `its rows are the plain arithmetic of the events`() async throws {
        let generation = try await catalog.generate(Requests.marketing, on: data.engine)
        let rows = try #require(generation.rows)
        #expect(
            rows.columns.map(\.name) == [
                "week", "campaign_id", "campaign_name", "impressions", "clicks", "conversions",
                "spend", "revenue", "ctr", "cvr", "cpa", "roas",
            ]
        )
        #expect(rows.rows.map { $0[0].textValue } == ["2025-03-03", "2025-03-10", "2025-03-10"])
        #expect(rows.rows.map { $0[1].textValue } == ["C1", "C1", "C2"])
        let ratios: [[Double?]] = rows.rows.map { row in row[8...].map(\.doubleValue) }
        let first: [Double?] = [0.075, 10.0 / 150.0, 7.5, 200.0 / 75.0]
        let second: [Double?] = [0, nil, nil, 0]
        let third: [Double?] = [0.1, 0.1, 5, 4]
        #expect(ratios == [first, second, third])
        #expect(generation.rowCount == 3)
    }

    @Test func `its specification satisfies the schema in JSON and in YAML`() async throws {
        let generation = try await catalog.generate(Requests.marketing, on: data.engine)
        let specification = try #require(generation.specification)
        #expect(specification.status == .complete)
        #expect(try SpecificationSchema.violations(of: specification.json).isEmpty)
        #expect(try YAML.parse(specification.yaml) == specification.json)
    }

    @Test func `its rules come from schema, graph and business logic`() async throws {
        let generation = try await catalog.generate(Requests.marketing, on: data.engine)
        let rules = try #require(generation.specification).qualityRules
        #expect((8...16).contains(rules.count))
        #expect(Set(rules.map(\.origin)) == [.schema, .graph, .business])
        let conditions = rules.map(\.condition)
        for condition in [
            "UNIQUE (week, campaign_id)", "impressions >= clicks", "clicks >= conversions",
            "ctr BETWEEN 0 AND 1", "cvr BETWEEN 0 AND 1",
            "revenue >= 0 AND (conversions > 0 OR revenue = 0)",
        ] {
            #expect(conditions.contains(condition))
        }
        #expect(Set(conditions).count == conditions.count)
        #expect(rules.allSatisfy { $0.outcome?.status == .passed })
        #expect(rules.contains { $0.kind == .timeliness })
        #expect(rules.contains { $0.kind == .statistical })
    }

    @Test func `it is registered with lineage down to columns`() async throws {
        _ = try await catalog.generate(Requests.marketing, on: data.engine)
        let edges = try catalog.cypher(
            """
            MATCH (c:Column {dataset_name: 'gold.marketing_campaign_performance'})
                -[r:DERIVED_FROM]->(s:Column)
            WHERE c.name IN ['week', 'campaign_name', 'ctr']
            RETURN c.name, s.dataset_name + '.' + s.name, r.transformation, r.expression
            ORDER BY c.name, s.name
            """
        )
        let events = "bronze.marketing_events"
        let ratio = "SUM(clicks) / SUM(impressions)"
        let expected: [[Value]] = [
            ["campaign_name", "bronze.marketing_campaigns.campaign_name", "identity", .null],
            ["ctr", .string("\(events).clicks"), "aggregation", .string(ratio)],
            ["ctr", .string("\(events).impressions"), "aggregation", .string(ratio)],
            [
                "week", .string("\(events).event_date"), "truncation",
                "start of the week of event_date",
            ],
        ]
        #expect(edges == expected)
    }

    @Test func `the sales product counts completed orders only`() async throws {
        let generation = try await catalog.generate(Requests.sales, on: data.engine)
        let specification = try #require(generation.specification)
        #expect(specification.dataModel.targetTable == "gold.daily_sales_analytics")
        #expect(specification.dataModel.grain == "Daily, by region and category")
        #expect(specification.serviceLevel.freshness == "Daily at 6:00 AM UTC")
        let rows = try #require(generation.rows).rows
        #expect(rows.count == 3)
        #expect(rows.compactMap { $0[3].doubleValue } == [10, 40, 30])
        #expect(rows.compactMap { $0[5].integerValue } == [1, 2, 3])
        let transformations = specification.lineage.columns.filter { $0.from.hasSuffix(".status") }
        #expect(Set(transformations.map(\.transformation)) == ["filter"])
    }
}
