import Foundation
import TestSupport
import Testing

/// `log`, `history`, `diff`, `undo`, `check` and `--as-of`.
@Suite("History commands")
struct HistoryCommandTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        try Lexigraph.succeed(["init"], in: folder.url)
    }

    private func run(_ arguments: String...) throws -> Lexigraph.Run {
        try Lexigraph.succeed(arguments, in: folder.url)
    }

    private func last() throws -> Int {
        let row = try #require(try run("log", "--limit", "1", "--output", "json").rows().first)
        return try #require(row["sequence"] as? Int)
    }

    private static let change =
        "MATCH (t:BusinessTerm {term: 'revenue'}) SET t.definition = 'Money in.'"

    @Test func `the log says who did what and why`() throws {
        _ = try run("query", Self.change, "--actor", "ann", "--reason", "clearer")
        let row = try #require(try run("log", "--limit", "1", "--output", "json").rows().first)
        #expect(row["actor"] as? String == "ann")
        #expect(row["reason"] as? String == "clearer")
        #expect((row["digest"] as? String)?.count == 64)
        let text = try run("log", "--actor", "ann").output
        #expect(text.contains("clearer"))
        #expect(text.contains("~1 nodes"))
        _ = try run("query", "CREATE (:Note)")
        let own = try #require(try run("log", "--limit", "1", "--output", "json").rows().first)
        #expect(own["actor"] as? String == NSUserName())
    }

    @Test func `history, diff and the past read well`() throws {
        let before = try last()
        _ = try run("query", Self.change)
        let history = try run("history", "BusinessTerm", "revenue").output
        #expect(history.contains("BusinessTerm revenue (node "))
        #expect(history.contains("→ \"Money in.\""))
        let column = try run("history", "Column", "bronze.orders.status", "--output", "json")
        #expect(try column.object()["name"] as? String == "Column bronze.orders.status")
        let diff = try run("diff", "\(before)").output
        #expect(diff.contains("terms (1)\n  ~ BusinessTerm revenue\n"))
        #expect(try run("diff", "\(before)", "\(before)").output == "Nothing differs.\n")
        let text = "MATCH (t:BusinessTerm {term: 'revenue'}) RETURN t.definition AS d"
        let now = try run("query", text, "--output", "json").rows()
        #expect(now.first?["d"] as? String == "Money in.")
        let then = try run("query", text, "--as-of", "\(before)", "--output", "json").rows()
        #expect(then.first?["d"] as? String != "Money in.")
        let refused = try Lexigraph.run(
            ["query", "CREATE (:Note)", "--as-of", "\(before)"], in: folder.url)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("in the past"))
    }

    @Test func `undo and undo of the undo give the same export, byte for byte`() throws {
        let old = try run("export").output
        _ = try run("query", Self.change)
        let new = try run("export").output
        #expect(old != new)
        let sequence = try last()
        #expect(try run("undo", "\(sequence)", "--dry-run").output.contains("would do this"))
        #expect(try run("export").output == new)
        _ = try run("undo", "\(sequence)")
        #expect(try run("export").output == old)
        #expect(try run("export", "--as-of", "\(sequence)").output == new)
        _ = try run("undo", "\(sequence + 1)")
        #expect(try run("export").output == new)
        let refused = try Lexigraph.run(["undo", "\(sequence)"], in: folder.url)
        #expect(refused.status == 0 || refused.errors.contains("change"))
    }

    @Test func `check is content with a good file and exits with 1 for a bad one`() throws {
        _ = try run("query", Self.change)
        #expect(try run("check").output.hasSuffix("Nothing is wrong.\n"))
        #expect(try run("check", "--output", "json").object()["clean"] as? Bool == true)
        let path = folder.path("lexigraph.db")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let place = try #require(bytes.range(of: Data("Money in.".utf8)))
        bytes.replaceSubrange(place, with: Data("Honey in.".utf8))
        try bytes.write(to: URL(fileURLWithPath: path))
        let bad = try Lexigraph.run(["check"], in: folder.url)
        #expect(bad.status == 1)
        #expect(bad.output.contains("led to is not what is stored"))
        #expect(bad.errors.contains("finding"))
    }

    @Test func `wrong usage is named`() throws {
        for arguments in [["history"], ["history", "BusinessTerm"], ["undo", "x"], ["diff"]] {
            #expect(try Lexigraph.run(arguments, in: folder.url).status == 2, "\(arguments)")
        }
        for arguments in [
            ["history", "BusinessTerm", "none"], ["undo", "9999"], ["diff", "yesterday"],
            ["query", "RETURN 1", "--as-of", "9999"],
        ] {
            let run = try Lexigraph.run(arguments, in: folder.url)
            #expect(run.status == 1, "\(arguments)")
            #expect(!run.errors.isEmpty)
        }
    }
}
