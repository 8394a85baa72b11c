import Foundation
import TestSupport
import Testing

/// Requests that cannot be answered end in a helpful question, never in nonsense or a failure.
@Suite("Refusals and questions")
struct RefusalTests {
    private func generate(_ request: String) throws -> (answer: [String: Any], seconds: Double) {
        let demo = try Demo.shared()
        let start = ContinuousClock.now
        let run = try Lexigraph.run(
            ["generate", "--dry-run", "--output", "json"],
            in: demo.folder,
            input: request
        )
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        #expect(run.status == 0)
        return (try run.object(), seconds)
    }

    private func expectHelp(_ answer: [String: Any], _ statuses: Set<String>) throws {
        #expect(statuses.contains(try #require(answer["status"] as? String)))
        #expect(answer["data_product_spec"] is NSNull)
        #expect((answer["rows"] as? [Any])?.isEmpty == true)
        #expect(answer["row_count"] as? Int == 0)
        let question = try #require(answer["question"] as? String)
        #expect(question.count > 20 && question.count < 2_000)
    }

    @Test
    func `an unknown subject is refused by its words`() throws {
        let (answer, _) = try generate("weekly churn of spaceship pilots")
        try expectHelp(answer, ["refused", "needs_clarification"])
        let question = try #require(answer["question"] as? String)
        for word in ["churn", "spaceship", "pilots"] { #expect(question.contains(word)) }
    }

    @Test(arguments: ["", "   ", "\n\n", "?"])
    func `an empty request is asked back with examples`(request: String) throws {
        let (answer, _) = try generate(request)
        try expectHelp(answer, ["needs_clarification", "refused"])
        let choices = try #require(answer["choices"] as? [String])
        #expect(choices.count >= 3)
    }

    @Test
    func `100 kB of random text is refused in bounded time`() throws {
        var random = SeededGenerator(seed: 5)
        let letters = Array(
            "abcdefghijklmnopqrstuvwxyz     ,.;:'\"()[]{}<>=%$#@!?\\/-_0123456789\n")
        var text = ""
        while text.utf8.count < 100_000 {
            text.append(letters.randomElement(using: &random) ?? " ")
        }
        let (answer, seconds) = try generate(text)
        try expectHelp(answer, ["refused", "needs_clarification"])
        #expect(seconds < 20)
    }

    @Test
    func `100 kB of known words is answered or asked back in bounded time`() throws {
        let words = ["revenue", "by", "region", "weekly", "campaign", "orders", "of", "and", "top"]
        var random = SeededGenerator(seed: 6)
        var text = ""
        while text.utf8.count < 100_000 {
            text += (words.randomElement(using: &random) ?? "") + " "
        }
        let (answer, seconds) = try generate(text)
        #expect(answer["status"] is String)
        #expect(seconds < 20)
    }

    @Test(arguments: [
        "'; DROP TABLE orders; --", "revenue by region'; DELETE FROM bronze.orders; --",
        "\u{0}\u{1}\u{2}", "🚀🚀🚀", "SELECT * FROM bronze.orders",
    ])
    func `hostile requests do no harm`(request: String) throws {
        let (answer, _) = try generate(request)
        #expect(answer["status"] is String)
        #expect((answer["question"] as? String)?.isEmpty != true)
    }

    @Test
    func `people read the question on standard error`() throws {
        let run = try Lexigraph.run(
            ["generate", "weekly churn of spaceship pilots", "--dry-run"],
            in: Demo.shared().folder
        )
        #expect(run.status == 0)
        #expect(run.errors.contains("spaceship"))
    }
}
