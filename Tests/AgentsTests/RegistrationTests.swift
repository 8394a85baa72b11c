import DataProducts
import PropertyGraph
import Testing

@testable import Agents

@Suite("Registration")
struct RegistrationTests {
    let catalog: TestCatalog
    let data: TestData

    init() throws {
        catalog = try TestCatalog()
        data = try TestData()
    }

    private func count(_ pattern: String) throws -> Value? {
        try catalog.cypher("MATCH \(pattern) RETURN count(*)").first?.first
    }

    @Test func `registering twice leaves one product`() async throws {
        func counts() throws -> [Value?] {
            let target = "(d:Dataset {name: 'gold.marketing_campaign_performance'})"
            return [
                try count("(:DataProduct)"),
                try count("\(target)-[:HAS_COLUMN]->(:Column)"),
                try count("(:Column)-[:DERIVED_FROM]->(:Column)"),
                try count("\(target)-[:HAS_COLUMN*0..1]->()-[:HAS_QUALITY_RULE]->()"),
                try count("(:DataProduct)-[:USES]->(:Dataset)"),
            ]
        }
        _ = try await catalog.generate(Requests.marketing, on: data.engine)
        let first = try counts()
        #expect(first == [1, 12, 16, 15, 2])
        let again = try await catalog.generate(Requests.marketing, on: data.engine)
        #expect(again.specification?.metadata.version == "1.0.0")
        #expect(try counts() == first)
    }

    @Test func `a changed formula makes another version without stale columns`() async throws {
        _ = try await catalog.generate(Requests.marketing, on: data.engine)
        try catalog.cypher(
            "MATCH (t:BusinessTerm {term: 'cpa'}) SET t.formula = 'spend / clicks'"
        )
        let second = try await catalog.generate(Requests.marketing, on: data.engine)
        let metadata = try #require(second.specification).metadata
        #expect(metadata.name == "marketing_campaign_performance")
        #expect(metadata.version == "1.1.0")
        let sources = try catalog.texts(
            """
            MATCH (:Column {dataset_name: 'gold.marketing_campaign_performance', name: 'cpa'})
                -[:DERIVED_FROM]->(s)
            RETURN s.name ORDER BY s.name
            """
        )
        #expect(sources == ["clicks", "spend"])
        let third = try await catalog.generate(Requests.marketing, on: data.engine)
        #expect(third.specification?.metadata.version == "1.1.0")
        #expect(try count("(:DataProduct)") == 2)
    }

    @Test func `columns and rules that a product no longer has are gone`() async throws {
        _ = try await catalog.generate(Requests.marketing, on: data.engine)
        try catalog.cypher(
            """
            MATCH (d:Dataset {name: 'gold.marketing_campaign_performance'})
            CREATE (d)-[:HAS_COLUMN]->(c:Column {dataset_name: d.name, name: 'old'})
            CREATE (d)-[:HAS_QUALITY_RULE]->(:QualityRule {
                rule_id: 'marketing_campaign_performance_99'})
            CREATE (d)-[:HAS_QUALITY_RULE]->(:QualityRule {rule_id: 'steward_1'})
            """
        )
        _ = try await catalog.generate(Requests.marketing, on: data.engine)
        #expect(try count("(:Column {name: 'old'})") == 0)
        #expect(try count("(:QualityRule {rule_id: 'marketing_campaign_performance_99'})") == 0)
        #expect(try count("(:QualityRule {rule_id: 'steward_1'})") == 1)
    }

    @Test func `different requests never share a name`() async throws {
        let requests = [
            Requests.marketing,
            "weekly spend per campaign",
            "weekly spend per campaign where region is North",
            "monthly spend per campaign",
            "spend per campaign in 2024",
            "spend per campaign in 2025",
            "spend per campaign",
            "top 1 campaigns by spend",
            "daily revenue by region",
            "daily revenue by category",
            "daily orders by category",
            "revenue in 2024",
            "revenue in 2025",
        ]
        var names: [String] = []
        for request in requests {
            let generation = try await catalog.generate(request, on: data.engine)
            names.append(try #require(generation.specification, "\(request)").metadata.name)
        }
        #expect(Set(names).count == requests.count, "\(names)")
        for (request, name) in zip(requests, names) {
            let again = try await catalog.generate(request, on: data.engine)
            #expect(again.specification?.metadata.name == name)
        }
    }

    @Test func `a dry run registers nothing`() async throws {
        let generation = try await catalog.generate(
            Requests.marketing,
            on: data.engine,
            registered: false
        )
        #expect(generation.status == .complete)
        #expect(try count("(:DataProduct)") == 0)
    }

    @Test func `the product's outcomes and score are in the graph`() async throws {
        _ = try await catalog.generate(Requests.marketing, on: data.engine)
        let target = "(d:Dataset {name: 'gold.marketing_campaign_performance'})"
        #expect(
            try count("\(target)-[:HAS_QUALITY_SCORE]->(:QualityScore {score: 1.0})") == 1
        )
        #expect(try count("(:QualityRule {last_status: 'passed'})") == 15)
        #expect(
            try catalog.texts("MATCH (p:DataProduct) RETURN p.owner + ' ' + p.status")
                == ["marketing_team active"]
        )
    }
}
