import JSON
import PropertyGraph
import Testing

@testable import Catalog

@Suite("Reading the catalog")
struct CatalogReaderTests {
    let graph: Graph

    init() throws {
        graph = try SeededGraph.seeded().snapshot()
    }

    @Test
    func `a dataset comes with its columns in order`() throws {
        let orders = try #require(CatalogReader(graph).dataset(named: "bronze.orders"))
        #expect(orders.qualityScore == 0.88)
        #expect(orders.primaryKey == ["order_id"])
        #expect(orders.domains == ["sales"])
        #expect(orders.columns.map(\.name).prefix(3) == ["order_id", "customer_id", "product_id"])
        #expect(orders.columns[1].references == ["bronze.customers.customer_id"])
        #expect(
            orders.columns.first { $0.name == "total_amount" }?.terms
                == ["booked_revenue", "refunded_amount", "revenue"]
        )
    }

    @Test
    func `a term comes with its mappings, surest first`() throws {
        let revenue = try #require(CatalogReader(graph).term(named: "revenue"))
        #expect(
            revenue.mappings.map(\.column)
                == ["bronze.orders.total_amount", "bronze.marketing_events.revenue"]
        )
        #expect(revenue.json["mappings"]?[0]?["condition"] == "status = 'completed'")
        #expect(revenue.json["formula"] == .null)
    }

    @Test
    func `what may not be seen is not there`() throws {
        let customers = try #require(
            NodeFinder(graph).node("Dataset", where: [("name", "bronze.customers")])
        )
        let email = try #require(NodeFinder(graph).column("bronze.customers.email"))
        let reader = CatalogReader(graph, access: AccessView(hiding: [customers, email]))
        #expect(reader.dataset(named: "bronze.customers") == nil)
        #expect(reader.datasets().count == 6)
        #expect(reader.term(named: "customer_email")?.mappings == [])
    }

    @Test
    func `names that are unknown are no error`() {
        #expect(CatalogReader(graph).dataset(named: "nowhere") == nil)
        #expect(CatalogReader(MemoryDatabase().snapshot()).terms().isEmpty)
    }
}
