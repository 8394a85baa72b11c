import SQLSyntax
import SemanticLayer
import TestSupport
import Testing

@Suite("Understanding")
struct UnderstandingTests {
    private let model = BronzeVocabulary.model
    private let today = BronzeVocabulary.today

    @Test
    func `every phrase keeps its place in the question and what it led to`() throws {
        let question = "Größe: weekly revenue by region in Q3 2024"
        let understanding = model.understand(question, today: today)
        let bytes = Array(question.utf8)
        for resolution in understanding.resolutions {
            #expect(String(decoding: bytes[resolution.span], as: UTF8.self) == resolution.text)
        }
        let revenue = try #require(understanding.resolutions.first { $0.text == "revenue" })
        #expect(revenue.meaning == .term("revenue"))
        #expect(understanding.unknownWords.map(\.text) == ["Größe"])
    }

    @Test
    func `a misspelt word is corrected aloud and costs confidence`() {
        let right = model.understand("revenue by region", today: today)
        let wrong = model.understand("revenu by region", today: today)
        #expect(wrong.query == right.query)
        #expect(wrong.assumptions == ["Assuming “revenu” means “revenue”."])
        #expect(wrong.confidence < right.confidence)
    }

    @Test
    func `a word that only names the report is left out and said so`() {
        let understanding = model.understand(
            "weekly executive report with clicks per campaign",
            today: today
        )
        #expect(understanding.isUnderstood)
        #expect(understanding.assumptions == ["“executive” was left out of account."])
    }

    @Test
    func `an explicit filter replaces the condition of the term`() throws {
        let answer = model.answer("revenue of cancelled orders", today: today)
        let compiled = try #require(answer.compiled)
        let text = compiled.sql.text(in: .sqlite)
        #expect(text.contains("'cancelled'"))
        #expect(!text.contains("'completed'"))
        #expect(compiled.assumptions.count == 1)
    }

    @Test
    func `leaving values out narrows the term's condition and does not replace it`() throws {
        let answer = model.answer("revenue excluding cancelled orders", today: today)
        let filters = try #require(answer.compiled?.sql.body.first.filters)
        let printer = SQLPrinter(.sqlite)
        #expect(
            filters.map { printer.text(of: $0) }
                == ["o.status = 'completed'", "o.status <> 'cancelled'"]
        )
    }

    @Test
    func `a question in two periods asks which one`() {
        let understanding = model.understand("revenue in 2023 and in 2024", today: today)
        #expect(!understanding.isUnderstood)
    }

    @Test(arguments: UInt64(0)..<300)
    func `no text, however mangled, traps or takes long`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let words = [
            "revenue", "by", "top", "10", "region", "per", "week", "last", "quarter", "not",
            "North", "over", "between", "and", ",", ":", "=", "'North'", "2024-01-01", "2024", "Q3",
            "order", "orders", "customer", "with", "sorted by", "desc", "average", "number of",
            "which", "highest", "for each", "ctr", "%", "5%", "1e9", "\u{0}", "é", "’s", "\"", "xq",
            "of", "2024-", "to", "since", "may", "first", "half", "99999999999999999999", "🙂",
        ]
        let count = Int.random(in: 0...40, using: &random)
        let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }
            .joined(separator: Bool.random(using: &random) ? " " : "")
        let answer = model.answer(text, today: today)
        if let compiled = answer.compiled {
            #expect(!compiled.outputs.isEmpty)
            #expect(compiled.outputs.map(\.name) == compiled.sql.outputNames)
            #expect(Set(compiled.outputs.map(\.name)).count == compiled.outputs.count)
        } else {
            #expect(!answer.understanding.isUnderstood)
        }
    }

    @Test(arguments: UInt64(0)..<20)
    func `random bytes end quickly in a question or refusal`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = (0..<3_900).map { _ in UInt8.random(in: 0...255, using: &random) }
        let text = String(String(decoding: bytes, as: UTF8.self).prefix(1_200))
        let start = ContinuousClock.now
        let answer = model.answer(text, today: today)
        #expect(!answer.understanding.isUnderstood)
        #expect(ContinuousClock.now - start < .seconds(2))
    }
}
