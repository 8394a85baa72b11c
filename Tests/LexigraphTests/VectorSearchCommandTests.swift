import Foundation
import TestSupport
import Testing

/// `search` and `evaluate-search` with vectors, on the demo's catalog.
@Suite("Search commands with vectors")
struct VectorSearchCommandTests {
    private static let builtIn = ["LEXIGRAPH_EMBEDDINGS": "builtin"]

    private static let questions = """
        {"question": "Which campaigns had the most clicks?", "expected": ["marketing_campaigns", "marketing_events"]}
        {"question": "How satisfied are customers with support?", "expected": ["bronze.support_tickets"]}
        {"question": "orders", "expected": ["bronze.orders"]}
        """

    private func evaluate(
        _ arguments: [String], environment: [String: String] = builtIn
    ) throws -> Lexigraph.Run {
        try Lexigraph.run(
            ["evaluate-search", "-", "--output", "json"] + arguments, in: Demo.shared().folder,
            input: Self.questions, environment: environment)
    }

    @Test func `each signal is measured by itself`() throws {
        let run = try evaluate([])
        #expect(run.status == 0, "\(run.errors)")
        let rows = try run.rows()
        #expect(rows.map { $0["signal"] as? String } == ["lexical", "vector", "fused"])
        for row in rows {
            #expect(row["questions"] as? Int == 3)
            let figures = try ["recall@1", "recall@5", "recall@10", "mrr"].map { name in
                try #require(row[name] as? Double)
            }
            #expect(figures.allSatisfy { (0...1).contains($0) } && figures[3] > 0)
        }
        let one = try evaluate(["--signal", "vector"])
        let alone = try one.rows()
        #expect(alone.count == 1 && alone[0]["mrr"] as? Double == rows[1]["mrr"] as? Double)
    }

    @Test func `without vectors only words are measured, and others cannot be`() throws {
        let none = ["LEXIGRAPH_EMBEDDINGS": "none"]
        let rows = try evaluate([], environment: none).rows()
        #expect(rows.map { $0["signal"] as? String } == ["lexical"])
        let refused = try evaluate(["--signal", "vector"], environment: none)
        #expect(refused.status == 1 && refused.errors.contains("LEXIGRAPH_EMBEDDINGS"))
        let unknown = try evaluate(["--signal", "smell"])
        #expect(unknown.status == 2 && unknown.errors.contains("--signal"))
        #expect(try evaluate([], environment: ["LEXIGRAPH_EMBEDDINGS": "magic"]).status == 1)
    }

    @Test func `what is spelt alike is found by vectors, and the reason is told`() throws {
        func search(_ environment: [String: String]) throws -> Lexigraph.Run {
            try Lexigraph.run(
                ["search", "kampaignperformanz", "--output", "json"], in: Demo.shared().folder,
                environment: environment)
        }
        #expect(try search([:]).rows().isEmpty)
        let first = try #require(try search(Self.builtIn).rows().first)
        #expect((first["name"] as? String)?.contains("campaign") == true)
        #expect((first["reasons"] as? [String]) == ["similar meaning"])
        let problem = try search(["LEXIGRAPH_EMBEDDINGS": "local:/nowhere"])
        #expect(problem.status == 0 && problem.errors.contains("By words alone"))
    }
}
