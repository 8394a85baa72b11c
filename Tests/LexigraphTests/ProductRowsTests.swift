import Testing

/// Products against an independent recomputation from the bronze CSV files.
@Suite("Rows of products")
struct ProductRowsTests {
    @Test(arguments: Request.allCases)
    func `every row and column equals a recomputation from the files`(request: Request) throws {
        let expected = try request.expected(from: Demo.shared().bronze)
        #expect(!expected.cells.isEmpty)
        try expected.expectEqual(to: Product.of(request).rows)
    }

    @Test
    func `the demo's own product is the marketing report`() throws {
        let demo = try Demo.shared()
        let expected = try Request.marketing.expected(from: demo.bronze)
        let printed = try demo.run.object()
        #expect(printed["status"] as? String == "complete")
        #expect(printed["row_count"] as? Int == expected.cells.count)
        let rows = try #require(printed["rows"] as? [[String: Any]])
        #expect(rows.count == 100)
        #expect(Set(try #require(rows.first).keys) == Set(expected.columns))
    }

    /// What the recomputation would not notice if the data lacked it.
    @Test
    func `the demo's data has the cases that are easy to get wrong`() throws {
        let bronze = try Demo.shared().bronze
        #expect(bronze.events.contains { $0["device"] == nil })
        #expect(try bronze.events.contains { try $0.integer("conversions") == 0 })
        #expect(bronze.tickets.contains { $0["resolved_at"] == nil })
        #expect(bronze.orders.contains { $0["status"] != "completed" })
        #expect(try bronze.orders.contains { try $0.cents("total_amount") < 0 })
        let orders = bronze.orders.compactMap { $0["order_id"] }
        #expect(Set(orders).count < orders.count)
    }

    @Test(
        .enabled(if: Lexigraph.hasDuckDB, "DuckDB is not installed: `pip install duckdb-cli`"),
        arguments: Request.allCases
    )
    func `DuckDB computes the same rows`(request: Request) throws {
        let product = try Product.make(request, engine: "duckdb").get()
        try request.expected(from: Demo.shared().bronze).expectEqual(to: product.rows)
        #expect(product.rows.columns == (try Product.of(request).rows.columns))
        let transformation = try product.part("transformation")
        #expect(transformation["dialect"] as? String == "duckdb")
    }
}
