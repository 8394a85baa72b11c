import DataProducts
import PropertyGraph
import SQLEngines
import Testing

@testable import Agents

@Suite("Packaging")
struct PackagingTests {
    let catalog: TestCatalog
    let data: TestData

    init() throws {
        catalog = try TestCatalog()
        data = try TestData()
    }

    private func specification(user: String? = nil) async throws -> Specification {
        let generation = try await catalog.generate(
            Requests.marketing,
            on: data.engine,
            user: user
        )
        return try #require(generation.specification)
    }

    private func forgetOwners() throws {
        try catalog.cypher("MATCH (d:Dataset) REMOVE d.owner")
        try catalog.cypher("MATCH (:Dataset)-[o:OWNED_BY]->() DELETE o")
    }

    @Test func `owner and stakeholders come from the graph`() async throws {
        let specification = try await specification()
        #expect(specification.metadata.owner == "marketing_team")
        #expect(specification.businessContext.stakeholders == ["marketing_team", "finance_team"])
        #expect(specification.businessContext.useCase == "A2")
        #expect(
            specification.metadata.description
                == "Weekly marketing performance by campaign: click-through rate, conversion rate, "
                + "cost per acquisition and return on ad spend."
        )
    }

    @Test func `a missing owner is inferred from the terms' stewards`() async throws {
        try forgetOwners()
        let specification = try await specification()
        #expect(specification.status == .complete)
        #expect(specification.metadata.owner == "marketing_team")
        #expect(specification.warnings.contains { $0.contains("No source has an owner") })
    }

    @Test func `whoever asks owns what nobody else does`() async throws {
        try forgetOwners()
        try catalog.cypher("MATCH (t:BusinessTerm) REMOVE t.steward")
        let specification = try await specification(user: "emil")
        #expect(specification.status == .complete)
        #expect(specification.metadata.owner == "emil")
        #expect(specification.businessContext.stakeholders == ["emil"])
    }

    @Test func `without anyone the specification is incomplete and says so`() async throws {
        try forgetOwners()
        try catalog.cypher("MATCH (t:BusinessTerm) REMOVE t.steward")
        let specification = try await specification()
        #expect(specification.status == .incomplete)
        #expect(specification.metadata.owner == nil)
        #expect(specification.warnings.contains { $0.contains("/metadata/owner") })
        #expect(specification.warnings.contains { $0.contains("/business_context/stakeholders") })
        #expect(
            try catalog.texts("MATCH (p:DataProduct) RETURN p.status") == ["incomplete"]
        )
    }

    @Test func `a single number is a product too`() async throws {
        let generation = try await catalog.generate("total revenue", on: data.engine)
        let specification = try #require(generation.specification)
        #expect(specification.status == .complete)
        #expect(specification.dataModel.grain == "Total")
        #expect(specification.qualityRules.count >= 8)
        #expect(specification.qualityRules.contains { $0.dataset == "bronze.orders" })
        #expect(generation.rows?.rows.first?.first?.doubleValue == 80)
    }

    @Test func `descriptions read as sentences`() async throws {
        for (request, description) in [
            (
                Requests.sales,
                "Daily sales performance by region and category: revenue, order count and units "
                    + "sold."
            ),
            (
                "top 10 products by revenue last quarter",
                "Sales performance by product: revenue; the 10 with the highest revenue; "
                    + "2024-10-01 to 2024-12-31."
            ),
        ] {
            let generation = try await catalog.generate(request, on: data.engine)
            #expect(generation.specification?.metadata.description == description)
        }
    }
}
