import SQLSyntax
import Testing

@testable import SemanticLayer

/// Terms that are more than a column: rows under a condition, rows with a subtype, formulas.
@Suite("Concepts of a glossary")
struct ConceptTests {
    private static func table(
        _ name: String, _ columns: [(String, SQLType)], key: [String]
    ) -> Vocabulary.Dataset {
        Vocabulary.Dataset(
            name, .fact, columns: columns.map { Vocabulary.Column($0.0, $0.1) }, primaryKey: key)
    }

    private static let number = SQLType.bigInteger
    private static let text = SQLType.text(length: nil)

    /// Policies with roles, premiums and claims; a claim belongs to a policy's part by two columns.
    private static let vocabulary = Vocabulary(
        terms: [
            Vocabulary.Term("policy_holder", .entity, synonyms: ["policyholder"]),
            Vocabulary.Term("agent", .entity),
            Vocabulary.Term("premium", .measure, aggregation: .sum),
            Vocabulary.Term("loss", .measure, aggregation: .sum),
            Vocabulary.Term("reserve", .measure, aggregation: .sum),
            Vocabulary.Term("total_loss", .metric, formula: "loss + reserve"),
            Vocabulary.Term("loss_ratio", .metric, formula: "total_loss / premium"),
            Vocabulary.Term(
                "state", .dimension,
                values: [Vocabulary.TermValue("A", ["in force"])]),
        ],
        datasets: [
            table("policy", [("policy_id", number), ("state_cd", text)], key: ["policy_id"]),
            table(
                "part", [("policy_id", number), ("part_no", number)], key: ["policy_id", "part_no"]
            ),
            table(
                "role", [("policy_id", number), ("party_id", number), ("code", text)],
                key: ["policy_id", "party_id", "code"]),
            table(
                "amount",
                [
                    ("amount_id", number), ("policy_id", number), ("amt", .double),
                    ("due", .date),
                ], key: ["amount_id"]),
            table("premium_amount", [("amount_id", number)], key: ["amount_id"]),
            table(
                "claim", [("claim_id", number), ("policy_id", number), ("part_no", number)],
                key: ["claim_id"]),
            table(
                "claim_amount",
                [("id", number), ("claim_id", number), ("kind", text), ("amt", .double)],
                key: ["id"]),
        ],
        mappings: [
            Vocabulary.Mapping(
                "policy_holder", to: ColumnReference("role", "party_id"), condition: "code = 'PH'"),
            Vocabulary.Mapping(
                "agent", to: ColumnReference("role", "party_id"), condition: "CODE = 'AG'"),
            Vocabulary.Mapping(
                "premium", to: ColumnReference("amount", "amt"), through: ["premium_amount"]),
            Vocabulary.Mapping(
                "loss", to: ColumnReference("claim_amount", "amt"), condition: "kind = 'P'"),
            Vocabulary.Mapping(
                "reserve", to: ColumnReference("claim_amount", "amt"), condition: "kind = 'R'"),
            Vocabulary.Mapping("state", to: ColumnReference("policy", "state_cd")),
        ],
        references: [
            reference("part", "policy_id", "policy", "policy_id"),
            reference("role", "policy_id", "policy", "policy_id"),
            reference("amount", "policy_id", "policy", "policy_id"),
            reference("premium_amount", "amount_id", "amount", "amount_id"),
            reference("claim", "policy_id", "part", "policy_id", ["policy_id", "part_no"]),
            reference("claim", "part_no", "part", "part_no", ["policy_id", "part_no"]),
            reference("claim_amount", "claim_id", "claim", "claim_id"),
        ]
    )

    private static func reference(
        _ table: String, _ column: String, _ target: String, _ other: String, _ key: [String] = []
    ) -> Vocabulary.Reference {
        Vocabulary.Reference(
            ColumnReference(table, column), to: ColumnReference(target, other), key: key)
    }

    private static let model = SemanticModel(
        vocabulary, settings: SemanticSettings(readsTables: true))

    private func sql(_ question: String) throws -> String {
        let today = try #require(CalendarDate(year: 2024, month: 5, day: 1))
        let answer = Self.model.answer(question, today: today)
        let query = try #require(answer.compiled?.sql, "\(answer.understanding.status)")
        return query.text(in: .sqlite).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }

    @Test func `the vocabulary is taken whole, in any case of names`() {
        #expect(Self.model.issues.isEmpty)
    }

    @Test func `a role is the rows of its code, counted once each`() throws {
        let sql = try sql("How many policy holders are there?")
        #expect(sql.contains("WHERE t1.code = 'PH'"))
        #expect(sql.contains("COUNT(DISTINCT t1.party_id)"))
    }

    @Test func `a subtype's numbers are those with a row in its table`() throws {
        let sql = try sql("What is the total premium?")
        #expect(sql.contains("JOIN premium_amount AS t2 ON t1.amount_id = t2.amount_id"))
        #expect(sql.contains("SUM("))
    }

    @Test func `two roles of one table are two joins`() throws {
        let sql = try sql("List policy holders and agents")
        #expect(sql.contains("t1.code = 'PH'"))
        #expect(sql.contains("t1.code = 'AG'"))
    }

    @Test func `numbers of two tables are added up apart and joined by group`() throws {
        let sql = try sql("What is the loss ratio by agent?")
        #expect(sql.contains("premium_totals"))
        #expect(sql.contains("loss_totals"))
        #expect(sql.contains("UNION"))
        #expect(sql.contains("SELECT DISTINCT"))
    }

    @Test func `a key of several columns is joined on all of them`() throws {
        let sql = try sql("What is the total loss by state?")
        #expect(sql.contains(".policy_id = "))
        #expect(sql.contains(".part_no = "))
    }

    @Test func `a code is found by what people say for it`() throws {
        let sql = try sql("How many policies are in force?")
        #expect(sql.contains("state_cd = 'A'"))
    }

    @Test func `a definition of a metric inside the question is not read as more outputs`() {
        let trimmed = QuestionDefinition.trimmed(
            "Return the loss ratio of each state, which is total loss / premium, by agent."
        ) { $0 == ["loss", "ratio"] }
        #expect(trimmed.contains("by agent"))
        #expect(!trimmed.contains("/"))
        let plain = "Which agents sold a policy, which is in force?"
        #expect(QuestionDefinition.trimmed(plain) { _ in true } == plain)
    }

    @Test func `numbers are grouped by the year of their own date`() throws {
        let sql = try sql("What is the total premium by year?")
        #expect(sql.contains("SUBSTR(t1.due, 1, 4) AS due_year"))
        #expect(sql.contains("GROUP BY"))
    }

    @Test func `a number that only the question defines is asked back`() throws {
        let today = try #require(CalendarDate(year: 2024, month: 5, day: 1))
        let answer = Self.model.answer(
            "What is the burden of each agent, which is loss / reserve?", today: today)
        guard case .needsClarification(_, let choices) = answer.understanding.status else {
            Issue.record("\(answer.understanding.status)")
            return
        }
        #expect(choices == ["loss_ratio", "total_loss"])
    }

    @Test func `codes with hyphens stay in one piece`() {
        #expect(QuestionCodes.quoted("premium of HO-5001?") == "premium of 'HO-5001'?")
        #expect(QuestionCodes.quoted("policy 'HO-5001'") == "policy 'HO-5001'")
        #expect(QuestionCodes.quoted("since 2021-08-03") == "since 2021-08-03")
        #expect(QuestionCodes.quoted("the agent's well-known A") == "the agent's well-known A")
    }

    @Test func `a sum of what is missing everywhere is missing`() {
        let parts = ["a", "b"].map { ColumnReference("t", $0) }
        let formula = ConceptFormula.binary(
            .add, .aggregate(.aggregate(.sum, parts[0])), .aggregate(.aggregate(.sum, parts[1])))
        let text = SQLPrinter(.sqlite).text(
            of: formula.sql { .column($0.column?.name ?? "") })
        #expect(text.contains("COALESCE(a, b) IS NOT NULL"))
        #expect(text.contains("COALESCE(a, 0) + COALESCE(b, 0)"))
    }
}
