import BronzeData
import DataProducts
import Foundation
import SQLEngines
import TestSupport
import Testing

@testable import Agents

/// Whether DuckDB is on this machine; it is an optional component.
private let hasDuckDB = (try? DuckDBProgram()) != nil

@Suite("Engines agree", .enabled(if: hasDuckDB, "DuckDB's program is not installed"))
struct EngineAgreementTests {
    /// The same small demo for both engines.
    private static func engines(
        in folder: TemporaryDirectory
    ) throws -> (sqlite: SQLiteEngine, duckdb: DuckDBEngine) {
        let until = try #require(CalendarDay("2025-03-19"))
        let generator = try BronzeGenerator(
            seed: 7,
            until: until,
            size: .scaled(toOrders: 1_500)
        )
        _ = try generator.write(to: folder.url.path)
        let bronze = try BronzeFolder(path: folder.url.path)
        return (
            try SQLiteEngine(store: BronzeStore(folder: bronze)),
            DuckDBEngine(program: try DuckDBProgram(), folder: bronze)
        )
    }

    @Test func `eight requests give the same rows in SQLite and DuckDB`() async throws {
        let folder = try TemporaryDirectory()
        let (sqlite, duckdb) = try Self.engines(in: folder)
        let catalog = try TestCatalog()
        for request in [
            Requests.marketing,
            Requests.sales,
            "monthly revenue and average order value per customer segment in 2024",
            "top 10 products by revenue last quarter",
            "support tickets per week by priority with average resolution time",
            "conversion rate per channel and device by week",
            "quarterly gross profit by brand",
            "hourly page views by device",
        ] {
            let left = try await catalog.generate(request, on: sqlite, registered: false)
            let right = try await catalog.generate(request, on: duckdb, registered: false)
            let expected = try #require(left.rows, "\(request)")
            let found = try #require(right.rows, "\(request)")
            #expect(!expected.rows.isEmpty, "\(request)")
            #expect(found.columns.map(\.name) == expected.columns.map(\.name))
            #expect(found.rows.count == expected.rows.count, "\(request)")
            let different = zip(expected.rows, found.rows).first { rows in
                zip(rows.0, rows.1).contains { !Self.areSame($0, $1) }
            }
            #expect(different == nil, "\(request)")
            func outcomes(_ generation: Generation) -> [QualityOutcome] {
                (generation.specification?.qualityRules ?? []).map { rule in
                    QualityOutcome(
                        status: rule.outcome?.status.rawValue,
                        failedRows: rule.outcome?.failedRows
                    )
                }
            }
            #expect(outcomes(left) == outcomes(right), "\(request)")
        }
    }

    private struct QualityOutcome: Hashable {
        let status: String?
        let failedRows: Int?
    }

    /// Whether two values are the same, numbers to nine digits.
    private static func areSame(_ left: SQLScalar, _ right: SQLScalar) -> Bool {
        guard let a = left.doubleValue, let b = right.doubleValue else { return left == right }
        return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))
    }
}
