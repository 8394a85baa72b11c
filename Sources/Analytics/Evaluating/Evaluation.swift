public import JSON

/// How well a file's questions were answered.
public struct Evaluation: Sendable {
    /// The verdicts in the file's order.
    public let verdicts: [Verdict]

    /// Answers this sure are expected to be right.
    public static let confident = 0.8

    /// What became of one question.
    public struct Verdict: Sendable {
        public enum Outcome: String, Sendable {
            case correct
            /// Answered with other rows, or answered where no answer is right.
            case wrong
            /// Met with a question or a refusal.
            case unanswered
            /// The expected query or the answer could not be run.
            case failed
        }

        public let id: String
        public let question: String
        public let outcome: Outcome
        public let confidence: Double
        /// Whether rows were given.
        public let isAnswered: Bool
        public let sql: String?
        /// Why it is not right, as a sentence.
        public let reason: String?
    }

    init(_ verdicts: [Verdict]) {
        self.verdicts = verdicts
    }

    private func count(_ condition: (Verdict) -> Bool) -> Int { verdicts.count(where: condition) }

    private static func share(_ part: Int, of whole: Int) -> Double {
        whole > 0 ? Double(part) / Double(whole) : 0
    }

    public var correct: Int { count { $0.outcome == .correct } }
    public var answered: Int { count(\.isAnswered) }

    /// The share of all questions that were answered right, 0…1.
    public var accuracy: Double { Self.share(correct, of: verdicts.count) }

    /// The share of all questions that were answered at all, 0…1.
    public var answeredShare: Double { Self.share(answered, of: verdicts.count) }

    private func isConfident(_ verdict: Verdict) -> Bool {
        verdict.isAnswered && verdict.confidence >= Self.confident
    }

    /// How many questions were answered with confidence.
    public var confidentlyAnswered: Int { count(isConfident) }

    /// The share of right ones of the answers given with confidence, 0…1.
    public var confidentAccuracy: Double {
        Self.share(
            count { isConfident($0) && $0.outcome == .correct }, of: confidentlyAnswered)
    }

    /// The figures and the verdicts as JSON.
    public var json: JSONValue {
        func rounded(_ number: Double) -> JSONValue {
            .number((number * 10_000).rounded() / 10_000)
        }
        return [
            "questions": .integer(Int64(verdicts.count)),
            "correct": .integer(Int64(correct)),
            "execution_accuracy": rounded(accuracy),
            "answered": .integer(Int64(answered)),
            "answered_share": rounded(answeredShare),
            "confident": [
                "threshold": .number(Self.confident),
                "answered": .integer(Int64(confidentlyAnswered)),
                "answered_share": rounded(
                    Self.share(confidentlyAnswered, of: verdicts.count)),
                "accuracy": rounded(confidentAccuracy),
            ],
            "results": .array(verdicts.map(\.json)),
        ]
    }
}

extension Evaluation.Verdict {
    /// The verdict as JSON.
    public var json: JSONValue {
        [
            "id": .string(id), "question": .string(question),
            "outcome": .string(outcome.rawValue),
            "confidence": .number((confidence * 1_000).rounded() / 1_000),
            "sql_query": sql.map { .string($0) } ?? .null,
            "reason": reason.map { .string($0) } ?? .null,
        ]
    }
}
