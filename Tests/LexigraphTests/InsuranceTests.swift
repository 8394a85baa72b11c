import Foundation
import SQLite
import TestSupport
import Testing

/// Questions about an insurer's database with names that say little, through a steward's glossary.
@Suite("Questions about an insurer")
struct InsuranceTests {
    private static let files = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Questions")

    private static func file(_ name: String) -> String { files.appendingPathComponent(name).path }

    /// A folder with a catalog that knows the insurer's tables.
    private func registered() throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory()
        let script = try String(contentsOfFile: Self.file("insurance.sql"), encoding: .utf8)
        let connection = try Connection(path: folder.path("insurance.sqlite"))
        try connection.execute(script: script)
        connection.close()
        try Lexigraph.succeed(["init", "--no-seeds"], in: folder.url)
        try Lexigraph.succeed(
            ["sources", "add", "insurance", "--path", "insurance.sqlite"], in: folder.url)
        return folder
    }

    private func report(in folder: TemporaryDirectory) throws -> [String: Any] {
        try Lexigraph.succeed(
            ["evaluate", Self.file("insurance.yaml"), "--output", "json"], in: folder.url
        ).object()
    }

    @Test func `with the glossary nearly all questions are answered right`() throws {
        let folder = try registered()
        let bare = try report(in: folder)
        try Lexigraph.succeed(["import", Self.file("insurance.glossary.yaml")], in: folder.url)
        let report = try report(in: folder)
        let results = try #require(report["results"] as? [[String: Any]])
        #expect(results.count >= 66)
        let wrong = results.filter { $0["outcome"] as? String == "wrong" }
        #expect(wrong.count * 30 <= results.count, "\(wrong)")
        #expect(try #require(report["execution_accuracy"] as? Double) >= 0.9)
        // Nobody could know without the glossary that `PH` is a policy holder.
        #expect(try #require(bare["execution_accuracy"] as? Double) < 0.3)
    }

    @Test func `importing the glossary again changes nothing`() throws {
        let folder = try registered()
        let glossary = Self.file("insurance.glossary.yaml")
        try Lexigraph.succeed(["import", glossary, "--source", "insurance"], in: folder.url)
        let again = try Lexigraph.succeed(["import", glossary], in: folder.url)
        #expect(again.output.contains("0 nodes created, 0 changed; 0 relationships created"))
    }

    @Test func `a name that is not there stops the import with its place and what is near`() throws
    {
        let folder = try registered()
        func refused(_ term: String) throws -> String {
            let text = "source: insurance\nterms:\n" + term
            try text.write(
                to: folder.url.appendingPathComponent("bad.yaml"), atomically: true,
                encoding: .utf8)
            let run = try Lexigraph.run(["import", "bad.yaml"], in: folder.url)
            #expect(run.status == 1)
            return run.errors
        }
        let column = try refused("  - term: claim number\n    column: CLM.CLM_NR\n")
        #expect(column.contains("bad.yaml:3:5: `insurance.CLM` has no column `CLM_NR`"))
        #expect(column.contains("`CLM_NBR`"))
        let table = try refused("  - term: claim\n    table: CLN\n")
        #expect(table.contains("has no table `CLN`; near it are"))
        #expect(table.contains("`CLM`"))
        let condition = try refused(
            "  - term: holder\n    table: POL_PTY_ROLE\n    condition: ROLE_CT = 'PH'\n")
        #expect(condition.contains("bad.yaml:3:5"))
        #expect(condition.contains("did you mean `ROLE_CD`"))
        let formula = try refused("  - term: ratio\n    formula: sum(CLM_AMT.AMOUNT) / 2\n")
        #expect(formula.contains("no column `CLM_AMT.AMOUNT`"))
        let terms = try Lexigraph.succeed(["terms", "--output", "json"], in: folder.url).output
        #expect(!terms.contains("ratio"))
    }
}
