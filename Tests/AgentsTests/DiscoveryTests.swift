import DataProducts
import JSON
import PropertyGraph
import SemanticLayer
import Testing

@testable import Agents

@Suite("Discovery")
struct DiscoveryTests {
    let catalog: TestCatalog
    let data: TestData

    init() throws {
        catalog = try TestCatalog()
        data = try TestData()
    }

    private func candidates(
        _ request: String = Requests.marketing,
        user: String? = nil,
        weights: RankingWeights = RankingWeights()
    ) async throws -> [JSONValue] {
        let generation = try await catalog.generate(
            request,
            on: data.engine,
            user: user,
            settings: PipelineSettings(weights: weights)
        )
        return try generation.output(of: "discovery")["candidate_datasets"]?.arrayValue ?? []
    }

    @Test func `five candidates come with their scores, best first`() async throws {
        let candidates = try await candidates()
        #expect(candidates.count == 5)
        #expect(candidates.first?["name"] == "bronze.marketing_events")
        let scores = candidates.compactMap { $0["relevance_score"]?.doubleValue }
        #expect(scores == scores.sorted(by: >))
        #expect(candidates.first?["coverage"]?.doubleValue == 1)
    }

    @Test func `a score is the weighted mean of its four shares`() async throws {
        for candidate in try await candidates() {
            func share(_ name: String) throws -> Double {
                try #require(candidate[name]?.doubleValue)
            }
            let expected =
                try 0.4 * share("coverage") + 0.3 * share("quality_score")
                + 0.2 * share("freshness_score") + 0.1 * share("popularity")
            #expect(try abs(share("relevance_score") - expected) < 0.002)
        }
    }

    @Test func `what the graph measures decides the order`() async throws {
        try catalog.cypher(
            """
            MATCH (d:Dataset {name: 'bronze.orders'})
            CREATE (d)-[:HAS_QUALITY_SCORE]->(:QualityScore {
                score: 0.0, measured_at: datetime('2999-01-01T00:00:00Z')})
            """
        )
        let names = try await candidates().compactMap { $0["name"]?.stringValue }
        let orders = try #require(names.firstIndex(of: "bronze.orders"))
        let campaigns = try #require(names.firstIndex(of: "bronze.marketing_campaigns"))
        #expect(campaigns < orders)
    }

    @Test func `weights can be set`() async throws {
        let weights = RankingWeights(coverage: 0, quality: 0, freshness: 0, popularity: 1)
        let candidates = try await candidates(weights: weights)
        // Among the datasets that hold something of the request.
        #expect(candidates.first?["name"] == "bronze.orders")
        #expect(candidates.first?["relevance_score"]?.doubleValue == 1)
    }

    @Test func `a user's datasets are the only ones used and named`() async throws {
        let request = "monthly revenue per customer segment"
        let analyst = try await catalog.generate(request, on: data.engine, user: "emil")
        #expect(analyst.status == .complete)
        #expect(
            analyst.specification?.transformation.dependencies.contains("bronze.customers") == true)

        let viewer = try await catalog.generate(request, on: data.engine, user: "fatou")
        #expect(viewer.status != .complete)
        #expect(viewer.rows == nil)
        #expect(viewer.question?.contains("bronze.customers") == false)

        let names = try await candidates(Requests.sales, user: "fatou")
            .compactMap { $0["name"]?.stringValue }
        #expect(names.contains("bronze.orders"))
        #expect(!names.contains("bronze.customers"))
    }

    @Test func `registered products are no sources`() async throws {
        _ = try await catalog.generate(Requests.marketing, on: data.engine)
        let again = try await candidates()
        #expect(again.allSatisfy { $0["name"]?.stringValue?.hasPrefix("bronze.") == true })
    }
}
