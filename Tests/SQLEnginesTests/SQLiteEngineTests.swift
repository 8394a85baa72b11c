import SQLEngines
import TestSupport
import Testing

@Suite("SQLite engine")
struct SQLiteEngineTests {
    /// Lives as long as the test, and the files with it.
    let folder: SmallFolder

    init() throws {
        folder = try SmallFolder()
    }

    private static let endless = """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n
        """

    @Test(arguments: [
        "INSERT INTO bronze.orders(order_id) VALUES ('x')", "DELETE FROM bronze.orders",
        "UPDATE bronze.orders SET units = 0", "DROP TABLE bronze.orders", "CREATE TABLE t(a)",
        "ATTACH '/tmp/x.db' AS x", "DETACH bronze", "PRAGMA bronze.journal_mode",
        "PRAGMA query_only = 0", "BEGIN", "VACUUM", "SELECT load_extension('x')",
        "SELECT 1; DROP TABLE bronze.orders", "SELECT 1; SELECT 2",
        "WITH a AS (SELECT 1) DELETE FROM bronze.orders",
    ])
    func `nothing but reading is allowed`(sql: String) throws {
        let engine = try folder.sqlite()
        let failure = #expect(throws: SQLEngineError.self) { try engine.query(sql) }
        switch failure {
        case .refused, .invalid: break
        default: Issue.record("\(String(describing: failure))")
        }
        let table = try engine.query("SELECT count(*) FROM bronze.orders")
        #expect(table.rows == [[.integer(3)]])
    }

    @Test func `a runaway query is stopped by its deadline`() throws {
        let engine = try folder.sqlite()
        let failure = #expect(throws: SQLEngineError.self) {
            try engine.query(Self.endless, limits: .within(.milliseconds(50)))
        }
        #expect(failure == .deadlineExceeded)
    }

    @Test func `a query can be cancelled`() throws {
        let engine = try folder.sqlite()
        let limits = QueryLimits(isCancelled: { true })
        let failure = #expect(throws: SQLEngineError.self) {
            try engine.query(Self.endless, limits: limits)
        }
        #expect(failure == .cancelled)
    }

    @Test func `results are cut off at their limits`() throws {
        let engine = try folder.sqlite()
        let all = try engine.query("SELECT order_id FROM bronze.orders")
        #expect(all.rows.count == 3 && !all.isTruncated)
        let exact = try engine.query(
            "SELECT order_id FROM bronze.orders", limits: .within(.seconds(5), maxRows: 3)
        )
        #expect(exact == all)
        let cut = try engine.query(
            "SELECT order_id FROM bronze.orders", limits: .within(.seconds(5), maxRows: 2)
        )
        #expect(cut.rows.count == 2 && cut.isTruncated)
        let small = try engine.query(Self.endless(50_000), limits: QueryLimits(maxBytes: 1_000))
        #expect(small.isTruncated && small.rows.count < 100)
    }

    private static func endless(_ count: Int) -> String {
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT \(count))
        SELECT i FROM n
        """
    }

    @Test func `columns are known before a query runs`() throws {
        let engine = try folder.sqlite()
        let columns = try engine.validate("SELECT placed, sum(amount) AS s FROM bronze.orders")
        #expect(columns == [.init(name: "placed", type: "DATE"), .init(name: "s", type: nil)])
        #expect(throws: SQLEngineError.self) { try engine.validate("SELECT x FROM bronze.orders") }
        #expect(throws: SQLEngineError.self) { try engine.validate("") }
        let plan = try engine.explain("SELECT * FROM bronze.orders WHERE order_id = 'O1'")
        #expect(plan.contains { $0.contains("orders_order_id") })
    }

    @Test func `types of expressions follow from their values`() throws {
        let engine = try folder.sqlite()
        let table = try engine.query(
            """
            SELECT date(placed, 'weekday 0', '-6 days') AS week, count(*) AS n, avg(amount) AS a,
                   placed || ' 10:00:00' AS t, upper(order_id) AS u, NULL AS z
            FROM bronze.orders WHERE placed IS NOT NULL GROUP BY placed
            """
        )
        #expect(
            table.columns.map(\.type)
                == ["DATE", "BIGINT", "DOUBLE", "TIMESTAMP", "VARCHAR", nil]
        )
    }

    @Test func `tables are listed with their columns`() throws {
        let tables = try folder.sqlite().tables()
        #expect(tables.map(\.qualifiedName) == ["bronze.orders"])
        #expect(
            tables.first?.columns.map(\.name) == ["order_id", "placed", "amount", "units", "paid"])
        #expect(tables.first?.columns.first?.isNullable == false)
    }
}
