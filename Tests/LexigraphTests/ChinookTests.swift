import Foundation
import TestSupport
import Testing

/// Questions about Chinook, a public sample database, which is not part of the project.
///
/// `SAMPLE_DATABASES` names a folder that holds `chinook/chinook.sqlite`; the suite skips without it.
@Suite(
    "Questions about Chinook",
    .enabled(
        if: Chinook.path != nil,
        "SAMPLE_DATABASES names no folder with chinook/chinook.sqlite"))
struct ChinookTests {
    private static let questions = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Questions/chinook.yaml").path

    @Test func `most of the questions of the file are answered right`() throws {
        let path = try #require(Chinook.path)
        let folder = try TemporaryDirectory()
        try Lexigraph.succeed(["init", "--no-seeds"], in: folder.url)
        try Lexigraph.succeed(["sources", "add", "chinook", "--path", path], in: folder.url)
        let run = try Lexigraph.succeed(
            ["evaluate", Self.questions, "--source", "chinook", "--output", "json"],
            in: folder.url)
        let report = try run.object()
        let accuracy = try #require(report["execution_accuracy"] as? Double)
        #expect(accuracy >= 0.75)
    }
}
