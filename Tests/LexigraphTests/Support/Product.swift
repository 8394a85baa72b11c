import Foundation
import TestSupport
import Testing

/// A request of the acceptance list, and how its rows follow from the bronze files.
enum Request: String, CaseIterable, CustomTestStringConvertible {
    case marketing =
        "Create a weekly marketing performance report with CTR, CVR, CPA, and ROAS for each campaign."
    case dailySales = "daily sales by region and category: revenue, orders, units"
    case segments = "monthly revenue and average order value per customer segment in 2024"
    case topProducts = "top 10 products by revenue last quarter"
    case tickets = "support tickets per week by priority with average resolution time"
    case conversion = "conversion rate per channel and device by week"

    var testDescription: String { rawValue }

    /// Recomputes the rows with plain arithmetic.
    func expected(from bronze: Bronze) throws -> Rows {
        switch self {
        case .marketing: try Recomputation.marketing(bronze)
        case .dailySales: try Recomputation.dailySales(bronze)
        case .segments: try Recomputation.segments(bronze)
        case .topProducts: try Recomputation.topProducts(bronze)
        case .tickets: try Recomputation.tickets(bronze)
        case .conversion: try Recomputation.conversion(bronze)
        }
    }
}

/// Rows with named columns; what is missing is `nil`.
struct Rows {
    enum Cell: Equatable {
        case text(String?)
        case number(Double?)
    }

    let columns: [String]
    let cells: [[Cell]]

    /// Compares what the program printed as CSV: every row, every column, in order; numbers to
    /// 1e-9 relative, texts and dates exactly.
    func expectEqual(
        to csv: CSVText,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(csv.columns == columns, sourceLocation: sourceLocation)
        #expect(csv.rows.count == cells.count, sourceLocation: sourceLocation)
        guard csv.columns == columns, csv.rows.count == cells.count else { return }
        var differences: [String] = []
        for (index, (expected, actual)) in zip(cells, csv.rows).enumerated() {
            for (column, (cell, field)) in zip(columns, zip(expected, actual))
            where !Self.isEqual(cell, field) {
                differences.append("row \(index), \(column): \(field ?? "null"), not \(cell)")
            }
        }
        #expect(
            differences.isEmpty,
            "\(differences.count) differ: \(differences.prefix(5))",
            sourceLocation: sourceLocation
        )
    }

    private static func isEqual(_ cell: Cell, _ field: String?) -> Bool {
        switch cell {
        case .text(let text): return text == field
        case .number(nil): return field == nil
        case .number(let expected?):
            guard let actual = field.flatMap({ Double($0) }) else { return false }
            return abs(actual - expected) <= 1e-9 * max(abs(actual), abs(expected))
        }
    }
}

/// What `generate` made of a request: the rows it printed and the files it wrote.
struct Product {
    let rows: CSVText
    let json: String
    let sql: String
    let markdown: String
    let yaml: String

    private static let made: [Request: Result<Product, any Error>] = Dictionary(
        uniqueKeysWithValues: Request.allCases.map { ($0, make($0, engine: "sqlite")) }
    )

    /// The product of a request on the shared demo, made once.
    static func of(_ request: Request) throws -> Product {
        guard let result = made[request] else { throw Lexigraph.NotThatShape(request.rawValue) }
        return try result.get()
    }

    static func make(_ request: Request, engine: String) -> Result<Product, any Error> {
        Result {
            let folder = try TemporaryDirectory()
            let demo = try Demo.shared()
            let run = try Lexigraph.succeed(
                [
                    "generate", request.rawValue, "--dry-run", "--today", Demo.today,
                    "--engine", engine, "--output", "csv", "--out", folder.url.path,
                ],
                in: demo.folder
            )
            return try Product(run.output, folder.url)
        }
    }

    private init(_ output: String, _ folder: URL) throws {
        rows = try CSVText(output)
        var texts: [String: String] = [:]
        for url in try FileManager.default.contentsOfDirectory(
            at: folder,
            includingPropertiesForKeys: nil
        ) {
            texts[url.pathExtension] = try String(contentsOf: url, encoding: .utf8)
        }
        json = texts["json"] ?? ""
        sql = texts["sql"] ?? ""
        markdown = texts["md"] ?? ""
        yaml = texts["yaml"] ?? ""
    }

    /// The specification, as the JSON file has it.
    func specification() throws -> [String: Any] {
        let json = try JSONSerialization.jsonObject(with: Data(json.utf8))
        return try #require(json as? [String: Any])
    }

    /// A part of the specification.
    func part(_ name: String) throws -> [String: Any] {
        try #require(try specification()[name] as? [String: Any])
    }

    /// A list in the specification.
    func list(_ name: String) throws -> [[String: Any]] {
        try #require(try specification()[name] as? [[String: Any]])
    }
}
