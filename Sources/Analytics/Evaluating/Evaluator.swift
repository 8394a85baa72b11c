internal import JSON
public import SQLEngines
public import SemanticLayer

/// Asks the questions of a file and judges the answers by what the source says.
public struct Evaluator: Sendable {
    private let analyst: @Sendable (_ source: String) throws -> (SourceAnalyst, any SQLEngine)
    private let today: CalendarDate

    /// How long a question's query and the expected one may each run.
    private static let timeout = Duration.seconds(30)

    /// Creates an evaluator.
    ///
    /// - Parameters:
    ///   - today: The day that relative periods count from where the file does not say.
    ///   - analyst: Gives the analyst of a source, and what runs queries there.
    public init(
        today: CalendarDate,
        _ analyst: @escaping @Sendable (_ source: String) throws -> (SourceAnalyst, any SQLEngine)
    ) {
        self.today = today
        self.analyst = analyst
    }

    /// Asks all questions.
    ///
    /// - Parameters:
    ///   - file: The questions.
    ///   - source: The source for questions that name none.
    ///   - progress: Told how many questions are done.
    /// - Returns: The verdicts.
    /// - Throws: When a source is missing or unknown; what goes wrong with one question is in its
    ///   verdict.
    public func run(
        _ file: QuestionFile, source: String?, progress: (Int) -> Void = { _ in }
    ) throws -> Evaluation {
        var verdicts: [Evaluation.Verdict] = []
        for item in file.questions {
            guard let name = item.source ?? source else {
                throw EvaluationError.noSource(question: item.id)
            }
            let (analyst, engine) = try analyst(name)
            verdicts.append(judge(item, analyst, engine))
            progress(verdicts.count)
        }
        return Evaluation(verdicts)
    }

    private func judge(
        _ item: QuestionFile.Item, _ analyst: SourceAnalyst, _ engine: any SQLEngine
    ) -> Evaluation.Verdict {
        func verdict(
            _ outcome: Evaluation.Verdict.Outcome, _ answer: SourceAnswer?, _ reason: String?
        ) -> Evaluation.Verdict {
            Evaluation.Verdict(
                id: item.id, question: item.question, outcome: outcome,
                confidence: answer?.confidence ?? 0, isAnswered: answer?.table != nil,
                sql: answer?.sql, reason: reason
            )
        }
        var given: SourceAnswer?
        do throws(SQLEngineError) {
            let answer = try analyst.answer(
                item.question, today: item.today ?? today, limits: .within(Self.timeout))
            given = answer
            guard let table = answer.table else {
                if item.expected == .noAnswer { return verdict(.correct, answer, nil) }
                return verdict(.unanswered, answer, answer.reply)
            }
            guard let comparison = try comparison(for: item.expected, engine) else {
                return verdict(.wrong, answer, "No answer was expected.")
            }
            let difference = comparison.difference(from: table.rows)
            return verdict(difference == nil ? .correct : .wrong, answer, difference)
        } catch {
            return verdict(.failed, given, error.description)
        }
    }

    /// What the answer is compared with; `nil` when none is expected.
    private func comparison(
        for expected: QuestionFile.Expectation, _ engine: any SQLEngine
    ) throws(SQLEngineError) -> ResultComparison? {
        switch expected {
        case .noAnswer: return nil
        case .rows(let rows, let isOrdered):
            let values = rows.map { row in row.map { SQLScalar($0) } }
            return ResultComparison(expected: values, isOrdered: isOrdered)
        case .sql(let sql):
            let table = try engine.query(sql, limits: .within(Self.timeout))
            return ResultComparison(
                expected: table.rows, isOrdered: QueryOrder.isOrdered(sql))
        }
    }
}

/// Why questions could not be asked.
public enum EvaluationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Neither the question nor the caller names a source.
    case noSource(question: String)

    public var description: String {
        switch self {
        case .noSource(let question):
            "The question \(question) names no source; give one with --source, or as `source` in "
                + "the file."
        }
    }
}

extension SQLScalar {
    /// A value of a file; lists and objects as their text.
    init(_ json: JSONValue) {
        switch json {
        case .null: self = .null
        case .boolean(let boolean): self = .boolean(boolean)
        case .integer(let integer): self = .integer(integer)
        case .number(let number): self = .double(number)
        case .string(let text): self = .text(text)
        case .array, .object: self = .text(json.serialized())
        }
    }
}
