import Foundation
import SQLite
import TestSupport
import Testing

/// Questions about a database of which the catalog knows nothing but what harvesting finds.
@Suite("Questions about a clinic")
struct ClinicTests {
    private static let files = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Questions")

    private func report() throws -> [String: Any] {
        let folder = try TemporaryDirectory()
        let script = try String(
            contentsOf: Self.files.appendingPathComponent("clinic.sql"), encoding: .utf8)
        let connection = try Connection(path: folder.path("clinic.sqlite"))
        try connection.execute(script: script)
        connection.close()
        try Lexigraph.succeed(["init", "--no-seeds"], in: folder.url)
        try Lexigraph.succeed(
            ["sources", "add", "clinic", "--path", "clinic.sqlite"], in: folder.url)
        let questions = Self.files.appendingPathComponent("clinic.yaml").path
        return try Lexigraph.succeed(
            ["evaluate", questions, "--source", "clinic", "--output", "json"], in: folder.url
        ).object()
    }

    @Test func `most questions are answered right, and few are answered wrong`() throws {
        let report = try report()
        let results = try #require(report["results"] as? [[String: Any]])
        #expect(results.count == 40)
        let wrong = results.filter {
            $0["outcome"] as? String == "wrong" && $0["confidence"] as? Double ?? 0 >= 0.8
        }
        #expect(wrong.count <= 2, "\(wrong)")
        #expect(try #require(report["execution_accuracy"] as? Double) >= 0.85)
    }
}
