import JSON
import Testing

@testable import Analytics

@Suite("Files of questions")
struct QuestionFileTests {
    @Test func `YAML with defaults`() throws {
        let file = try QuestionFile(
            parsing: """
                source: shop
                today: 2025-06-30
                questions:
                  - question: How many books?
                    sql: SELECT count(*) FROM book
                  - id: cities
                    question: Which cities?
                    rows: [[Oslo], Rome]
                    ordered: true
                  - question: What is love?
                    source: other
                    answer: none
                """,
            file: "q.yaml")
        #expect(file.questions.map(\.id) == ["1", "cities", "3"])
        #expect(file.questions.map(\.source) == ["shop", "shop", "other"])
        #expect(file.questions[0].expected == .sql("SELECT count(*) FROM book"))
        #expect(file.questions[1].expected == .rows([["Oslo"], ["Rome"]], isOrdered: true))
        #expect(file.questions[2].expected == .noAnswer)
        #expect(file.questions[0].today != nil)
    }

    @Test func `JSON and JSON Lines`() throws {
        let json = try QuestionFile(
            parsing: #"[{"question": "q", "query": "SELECT 1", "db_id": "d"}]"#, file: "q.json")
        let lines = try QuestionFile(
            parsing: #"{"question": "q", "query": "SELECT 1", "db_id": "d"}"# + "\n\n",
            file: "q.jsonl")
        #expect(json == lines)
        #expect(json.questions.first?.source == "d")
        #expect(json.questions.first?.expected == .sql("SELECT 1"))
    }

    @Test(arguments: [
        ("a: b", "q.yaml", "questions"), ("- 1", "q.yaml", "question 1"),
        ("- {question: x}", "q.yaml", "answer: none"), ("- {sql: x}", "q.yaml", "`question`"),
        ("[", "q.json", "q.json"), ("{}\n{", "q.jsonl", "q.jsonl:2"),
        ("- {question: x, sql: y, today: soon}", "q.yaml", "soon"), ("- [", "q.yaml", "q.yaml:"),
    ])
    func `a mistake is named with its place`(text: String, file: String, part: String) {
        do {
            _ = try QuestionFile(parsing: text, file: file)
            Issue.record("no error for \(text)")
        } catch {
            #expect(error.description.contains(part), "\(error)")
        }
    }
}
