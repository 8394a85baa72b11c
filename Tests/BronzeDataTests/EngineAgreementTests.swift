import BronzeData
import Foundation
import SQLEngines
import TestSupport
import Testing

/// Whether DuckDB is on this machine; it is an optional component.
private let hasDuckDB = (try? DuckDBProgram()) != nil

@Suite("Bronze data in the engines")
struct EngineAgreementTests {
    private static let queries = [
        "SELECT count(*) AS n FROM bronze.orders",
        """
        SELECT o.region, p.category, count(DISTINCT o.order_id) AS orders,
               sum(o.quantity) AS units, sum(o.total_amount) AS revenue
        FROM bronze.orders AS o JOIN bronze.products AS p ON p.product_id = o.product_id
        WHERE o.status = 'completed' GROUP BY o.region, p.category ORDER BY 1, 2
        """,
        """
        SELECT c.campaign_name, sum(e.impressions) AS impressions, sum(e.clicks) AS clicks,
               sum(e.spend) / nullif(sum(e.conversions), 0) AS cpa,
               sum(e.revenue) / nullif(sum(e.spend), 0) AS roas
        FROM bronze.marketing_events AS e
        JOIN bronze.marketing_campaigns AS c ON c.campaign_id = e.campaign_id
        GROUP BY c.campaign_name ORDER BY c.campaign_name
        """,
        "SELECT min(signup_date) AS a, max(signup_date) AS b, count(email) AS c FROM bronze.customers",
        "SELECT is_active, count(*) AS n FROM bronze.products GROUP BY is_active ORDER BY is_active",
        """
        SELECT opened_at, first_response_at, satisfaction_score FROM bronze.support_tickets
        ORDER BY ticket_id LIMIT 50
        """,
        "SELECT product_name, unit_price FROM bronze.products ORDER BY product_id",
    ]

    @Test func `SQLite holds exactly what the files hold`() throws {
        let demo = try DemoFiles(orders: 1_000)
        let store = BronzeStore(folder: try BronzeFolder(path: demo.path))
        let engine = try SQLiteEngine(store: store)
        for report in demo.reports {
            let table = try engine.query("SELECT * FROM \(report.dataset.name) ORDER BY rowid")
            #expect(table.columns.map(\.name) == report.dataset.columns.map(\.name))
            let rows = try demo.rows(report.dataset)
            #expect(table.rows.count == rows.count)
            for (values, row) in zip(table.rows, rows) {
                for (value, column) in zip(values, report.dataset.columns) {
                    #expect(matches(value, row[column.name]), "\(column.name)")
                }
            }
        }
        let tables = try engine.tables()
        let names = BronzeDataset.all.map(\.name).sorted()
        #expect(tables.map(\.qualifiedName).sorted() == names)
        withExtendedLifetime(demo) {}
    }

    private func matches(_ value: SQLScalar, _ text: String?) -> Bool {
        switch value {
        case .null: text == nil
        case .boolean(let flag): text == String(flag)
        case .integer(let number): text == String(number)
        case .double(let number): text.flatMap { Double($0) } == number
        case .text(let value): text == value
        case .blob: false
        }
    }

    @Test(.enabled(if: hasDuckDB, "DuckDB's command-line program is not installed"))
    func `DuckDB and SQLite give the same answers, from CSV and from Parquet`() throws {
        let demo = try DemoFiles(orders: 1_000)
        let program = try DuckDBProgram()
        let folder = try BronzeFolder(path: demo.path)
        let sqlite = try SQLiteEngine(store: BronzeStore(folder: folder))
        try ParquetFiles.write(for: folder, using: program)
        let withParquet = try BronzeFolder(path: demo.path)
        #expect(withParquet.sources.allSatisfy { $0.parquetPath != nil })
        for engine in [
            DuckDBEngine(program: program, folder: folder),
            DuckDBEngine(program: program, folder: withParquet),
        ] {
            for sql in Self.queries {
                let expected = try sqlite.query(sql)
                let actual = try engine.query(sql)
                #expect(actual.columns.map(\.name) == expected.columns.map(\.name))
                #expect(actual.rows.count == expected.rows.count && !actual.rows.isEmpty)
                for (left, right) in zip(actual.rows, expected.rows) {
                    #expect(zip(left, right).allSatisfy(isClose), "\(sql): \(left) \(right)")
                }
            }
        }
        withExtendedLifetime(demo) {}
    }

    private func isClose(_ left: SQLScalar, _ right: SQLScalar) -> Bool {
        guard let first = left.doubleValue, let second = right.doubleValue else {
            return left == right
        }
        return abs(first - second) <= 1e-9 * max(1, abs(first))
    }
}
