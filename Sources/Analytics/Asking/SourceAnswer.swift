public import SQLEngines
public import SemanticLayer

/// What a question to a source led to.
public struct SourceAnswer: Sendable {
    /// How it ended.
    public enum Status: String, Sendable {
        /// There is a query and, unless it was only to be shown, its rows.
        case answered
        /// The asker has to say which of several things is meant.
        case needsClarification = "needs_clarification"
        /// It cannot be answered; the reply says what to do about it.
        case refused
    }

    /// The question as asked.
    public let question: String
    public let status: Status
    /// The query, as the source runs it.
    public var sql: String?
    /// The rows; `nil` when the query was not run.
    public var table: SQLTable?
    /// How sure the answer is, 0…1.
    public var confidence: Double
    /// How the answer came about, in sentences.
    public var explanation: [String] = []
    /// What was taken for granted, in sentences.
    public var assumptions: [String] = []
    /// What each phrase of the question led to.
    public var resolutions: [Resolution] = []
    /// The question back to the asker, or the reason of a refusal.
    public var reply: String?
    /// Answers to choose from.
    public var choices: [String] = []
}
