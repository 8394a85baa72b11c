import CypherPlanning
import Foundation
import Testing

/// Compares the plans of queries with those on file.
///
/// `UPDATE_GOLDEN=1` writes the file anew.
@Suite("Golden plans")
struct PlanGoldenTests {
    static let files = [
        "lineage", "starts", "seeks", "predicates", "rows", "writes", "subqueries", "paths",
    ]

    @Test(arguments: files)
    func `the plans are those on file`(name: String) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden")
        let file = folder.appendingPathComponent("\(name).txt")
        let text = try String(contentsOf: file, encoding: .utf8)
        let queries = Self.queries(in: text)
        #expect(!queries.isEmpty)
        var result: [String] = []
        for query in queries {
            let plan = try explain(query)
            let lines = plan.split(separator: "\n").map { line in "    \(line)" }
            result.append("> " + query + "\n\n" + lines.joined(separator: "\n") + "\n")
        }
        let actual = result.joined(separator: "\n")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try actual.write(to: file, atomically: true, encoding: .utf8)
        } else {
            #expect(actual == text)
        }
    }

    /// The lines that begin with `> `.
    private static func queries(in text: String) -> [String] {
        text.split(separator: "\n").filter { line in line.hasPrefix("> ") }
            .map { line in String(line.dropFirst(2)) }
    }
}
