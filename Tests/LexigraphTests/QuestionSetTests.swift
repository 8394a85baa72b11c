import Foundation
import SQLite
import TestSupport
import Testing

/// Questions about databases of many shapes, of which the catalog knows nothing but what harvesting
/// finds: abbreviated, run-together and prefixed names, missing keys, flags, roles, bridges.
@Suite("Questions about many databases")
struct QuestionSetTests {
    /// A database and the share of its questions that must be answered right.
    struct Database: Sendable, CustomTestStringConvertible {
        let name: String
        let leastAccuracy: Double

        var testDescription: String { name }
    }

    static let databases = [
        Database(name: "beekeeping", leastAccuracy: 0.7),
        Database(name: "car_repair", leastAccuracy: 0.7),
        Database(name: "festival", leastAccuracy: 0.7),
        Database(name: "ground_handling", leastAccuracy: 0.75),
        Database(name: "hospital_wards", leastAccuracy: 0.75),
        Database(name: "museum_loans", leastAccuracy: 0.8),
        Database(name: "office_documents", leastAccuracy: 0.55),
        Database(name: "online_courses", leastAccuracy: 0.6),
        Database(name: "theatre", leastAccuracy: 0.75),
        Database(name: "timetable", leastAccuracy: 0.85),
        Database(name: "trail_races", leastAccuracy: 0.65),
        Database(name: "tv_network", leastAccuracy: 0.6),
    ]

    private static let files = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Questions")

    @Test(arguments: databases)
    func `most questions are answered right`(database: Database) throws {
        let folder = try TemporaryDirectory()
        let name = database.name
        let script = try String(
            contentsOf: Self.files.appendingPathComponent("\(name).sql"), encoding: .utf8)
        let connection = try Connection(path: folder.path("\(name).sqlite"))
        try connection.execute(script: script)
        connection.close()
        // The seeded glossary is about other tables and must not get in the way.
        try Lexigraph.succeed(["init"], in: folder.url)
        try Lexigraph.succeed(
            ["sources", "add", name, "--path", "\(name).sqlite"], in: folder.url)
        let questions = Self.files.appendingPathComponent("\(name).yaml").path
        let report = try Lexigraph.succeed(
            ["evaluate", questions, "--source", name, "--output", "json"], in: folder.url
        ).object()
        let accuracy = try #require(report["execution_accuracy"] as? Double)
        let confident = try #require(report["confident"] as? [String: Any])
        #expect(accuracy >= database.leastAccuracy)
        #expect(try #require(confident["accuracy"] as? Double) >= 0.75)
    }
}
