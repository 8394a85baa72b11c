import Foundation
import TestSupport
import Testing

/// Registered sources from the command line, on a small database of a bookshop.
@Suite("Sources, ask and evaluate")
struct SourceCommandTests {
    private let shop: Bookshop

    init() throws {
        shop = try Bookshop()
    }

    private var folder: URL { shop.folder.url }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: shop.folder.path(name)))
    }

    @Test func `a source is listed, asked and removed`() throws {
        let listed = try Lexigraph.succeed(["sources", "list", "--output", "json"], in: folder)
            .rows()
        #expect(listed.first?["name"] as? String == "shop")
        #expect(listed.first?["tables"] as? Int == 5)
        let rows = try Lexigraph.succeed(
            ["ask", "how many customers are there", "--output", "csv"], in: folder)
        #expect(rows.output.split(separator: "\n").last == "4")
        #expect(rows.errors.contains("confidence"))
        try Lexigraph.succeed(["sources", "remove", "shop"], in: folder)
        let after = try Lexigraph.run(["ask", "how many customers"], in: folder)
        #expect(after.status == 1)
        #expect(after.errors.contains("sources add"))
    }

    @Test func `a dry run shows SQL that the database itself takes`() throws {
        let run = try Lexigraph.succeed(
            ["ask", "how many books are there", "--dry-run", "--output", "json"], in: folder)
        let answer = try run.object()
        #expect(answer["status"] as? String == "answered")
        #expect(answer["rows"] is NSNull)
        let sql = try #require(answer["sql_query"] as? String)
        #expect(sql.contains("FROM book"))
        #expect(!sql.contains("shop."))
    }

    @Test(arguments: [
        (["sources", "add", "x", "--path", "none.sqlite"], 1, "no file"),
        (["sources", "add", "x", "--path", "lexigraph.db"], 1, "catalog itself"),
        (["sources", "add", "a b", "--path", "shop.sqlite"], 1, "cannot name"),
        (["sources", "add", "x"], 2, "--path"), (["sources", "drop", "x"], 2, "Usage"),
        (["sources", "remove", "x"], 1, "no registered source `x`"),
        (["ask", "q", "--source", "x"], 1, "no registered source `x`"),
        (["ask", "q", "--today", "soon"], 2, "--today"),
        (["evaluate", "none.yaml"], 1, "no file"),
        (["evaluate", "none.yaml", "--min", "2"], 2, "--min"),
    ])
    func `a mistake is told with its cause`(arguments: [String], status: Int32, part: String) throws
    {
        let run = try Lexigraph.run(arguments, in: folder)
        #expect(run.status == status)
        #expect(run.errors.contains(part), "\(run.errors)")
    }

    @Test func `a database of the data, not of the demo, never enters data products`() throws {
        let run = try Lexigraph.run(
            ["query", "--named", "agents/vocabulary-datasets", "--output", "json"], in: folder)
        #expect(try run.rows().isEmpty)
        let named = try Lexigraph.succeed(
            [
                "query", "--named", "agents/vocabulary-references", "--param", #"source="shop""#,
                "--output", "json",
            ], in: folder)
        #expect(try named.rows().count == 3)
    }

    // MARK: Evaluating

    private static let questions = """
        source: shop
        today: 2024-06-30
        questions:
          - id: customers
            question: How many customers are there?
            sql: SELECT count(*) FROM customer
          - id: books
            question: How many books are there?
            rows: [[4]]
          - id: wrong
            question: How many sales are there?
            rows: [[99]]
          - id: nonsense
            question: Who painted the ceiling blue on Tuesday's elephant?
            answer: none
        """

    @Test func `answers are compared with what the source says`() throws {
        try write(Self.questions, to: "questions.yaml")
        let run = try Lexigraph.succeed(
            ["evaluate", "questions.yaml", "--output", "json"], in: folder)
        let report = try run.object()
        let results = try #require(report["results"] as? [[String: Any]])
        let outcomes = Dictionary(
            uniqueKeysWithValues: results.map {
                ($0["id"] as? String ?? "", $0["outcome"] as? String ?? "")
            })
        #expect(
            outcomes == [
                "customers": "correct", "books": "correct", "wrong": "wrong",
                "nonsense": "correct",
            ])
        #expect(report["execution_accuracy"] as? Double == 0.75)
        #expect(report["answered"] as? Int == 3)
    }

    @Test func `an accuracy below the least fails`() throws {
        try write(Self.questions, to: "questions.yaml")
        let below = try Lexigraph.run(["evaluate", "questions.yaml", "--min", "0.8"], in: folder)
        #expect(below.status == 1)
        #expect(below.output.contains("execution accuracy:  75.0 %"))
        let above = try Lexigraph.run(["evaluate", "questions.yaml", "--min", "0.7"], in: folder)
        #expect(above.status == 0)
    }

    @Test func `expected SQL that only a writer could run is a failure of that question`() throws {
        try write(
            #"{"question": "How many books are there?", "sql": "DELETE FROM book"}"#,
            to: "q.jsonl")
        let run = try Lexigraph.succeed(["evaluate", "q.jsonl", "--output", "csv"], in: folder)
        #expect(run.output.contains("failed"))
        let count = try Lexigraph.succeed(
            ["ask", "how many books are there", "--output", "csv"], in: folder)
        #expect(count.output.split(separator: "\n").last == "4")
    }
}
