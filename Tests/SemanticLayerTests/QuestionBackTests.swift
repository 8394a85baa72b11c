import SemanticLayer
import TestSupport
import Testing

/// Questions that have no answer, and what is said instead.
@Suite("Questions back")
struct QuestionBackTests {
    private func status(_ question: String) -> Understanding.Status {
        BronzeVocabulary.model.answer(question, today: BronzeVocabulary.today).understanding.status
    }

    @Test(arguments: unanswerable)
    func `what cannot be answered is asked about or refused, never guessed`(question: String) {
        let answer = BronzeVocabulary.model.answer(question, today: BronzeVocabulary.today)
        #expect(answer.compiled == nil)
        #expect(answer.confidence == 0)
        #expect(!answer.understanding.isUnderstood)
    }

    static let unanswerable: [String] = [
        "profit by category per quarter",
        "profit margin by brand in 2024",
        "churn rate by region",
        "lost customers by month",
        "max order value by region",
        "conversion funnel by device",
        "add to carts by device weekly",
        "customers",
        "list all campaigns",
        "revenue without discount by month",
        "how many unique customers bought in 2024",
        "Q1 2025 vs Q1 2024 revenue",
        "spend vs revenue by month",
        "first response time by channel weekly",
        "signups by month",
        "revenue by week day",
        "gross margin by category",
        "revenue share by region",
        "tickets with no response",
        "what's the weather today",
        "hello",
        "drop table orders",
        "top 10",
        "top 5 products",
        "monthly",
        "average orders by region",
        "weekly churn of spaceship pilots with revenue",
        "revenue of spaceship pilots by week",
        "daily revenue, orders, foo by region",
        "revenue by sub-category",
        "weekly churn of spaceship pilots",
        "",
        "   ",
        "!!! ??? ...",
        "revenue next to nothing by region",
        "tickets by device",
    ]

    @Test
    func `an unknown metric is refused by name, with the nearest terms`() {
        guard case .refused(let reason) = status("weekly churn of spaceship pilots") else {
            Issue.record("not refused")
            return
        }
        #expect(reason.contains("“churn”, “spaceship” and “pilots”"))
        #expect(reason.contains("churned customer"))
    }

    @Test
    func `an empty request is answered with a question and choices`() {
        guard case .needsClarification(let question, let choices) = status("") else {
            Issue.record("no question")
            return
        }
        #expect(question.contains("weekly revenue by region"))
        #expect(choices.contains("revenue"))
    }

    @Test
    func `a request too long to be one is refused at once`() {
        var random = SeededGenerator(seed: 3)
        let text = String(
            (0..<100_000).map { _ in
                Character(UnicodeScalar(UInt8.random(in: 32...126, using: &random)))
            })
        guard case .refused(let reason) = status(text) else {
            Issue.record("not refused")
            return
        }
        #expect(reason.contains("100000 bytes"))
    }

    @Test
    func `an unmapped term is named as such`() {
        guard case .needsClarification(let question, _) = status("lost customers by month") else {
            Issue.record("no question")
            return
        }
        #expect(question.contains("no column is mapped to it"))
    }

    @Test
    func `a field the fact cannot reach is named with what it can reach`() {
        guard case .needsClarification(let question, let choices) = status("tickets by device")
        else {
            Issue.record("no question")
            return
        }
        #expect(question.contains("bronze.support_tickets"))
        #expect(choices.contains("priority"))
    }
}
