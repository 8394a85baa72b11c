public import DataProducts
public import JSON
public import SQLEngines
internal import SemanticLayer
internal import Workflow

/// What came of a request.
public struct Generation: Sendable {
    /// How a request ended.
    public enum Status: String, Sendable {
        /// There is a product; its specification says whether anything is missing.
        case complete

        /// The request leaves something open; `question` asks for it.
        case needsClarification = "needs_clarification"

        /// The request cannot be answered; `question` says why.
        case refused
    }

    /// One step of the run.
    public struct LogEntry: Sendable {
        public let agent: String
        public let attempt: Int
        public let start: Duration
        public let duration: Duration

        /// `finished`, `retried` or `failed`.
        public let ending: String

        /// What the agent did, or what went wrong.
        public let summary: String

        /// What the agent found: its part of the state, in the names that the specification uses.
        public let output: JSONObject

        /// How many queries the agent asked the graph.
        public let graphQueries: Int
    }

    public let status: Status
    public let specification: Specification?

    /// The product's rows, in their order, as many as the engine returns.
    public let rows: SQLEngines.SQLTable?

    /// The number of the product's rows.
    public let rowCount: Int

    /// What is asked back, or why the request is refused.
    public let question: String?

    /// Answers to choose from.
    public let choices: [String]

    /// How sure the reading of the request is, from 0 to 1.
    public let confidence: Double

    /// What each phrase of the request led to, for people.
    public let explanation: [String]

    public let log: [LogEntry]

    /// How long the run took.
    public let duration: Duration

    init(_ state: DataProductState, _ records: [StepRecord<Agent>]) {
        specification = state.specification
        rows = state.transformation?.table
        rowCount = state.quality?.rowCount ?? 0
        switch state.dismissal {
        case .question(let text, let choices):
            status = .needsClarification
            question = text
            self.choices = choices
        case .refusal(let reason):
            status = .refused
            question = reason
            choices = []
        case nil:
            status = .complete
            question = nil
            choices = []
        }
        confidence =
            (state.intent?.understanding.confidence ?? 0)
            * (state.discovery?.compiled.confidence ?? 0)
        explanation = state.discovery?.compiled.explanation ?? []
        log = Self.entries(records, state.notes)
        duration = records.last.map { $0.start + $0.duration } ?? .zero
    }

    /// Joins what the workflow measured with what the agents said of their work.
    private static func entries(
        _ records: [StepRecord<Agent>],
        _ notes: [DataProductState.Note]
    ) -> [LogEntry] {
        var notes = notes[...]
        return records.map { record in
            let ending: String
            var summary = ""
            var output: JSONObject = [:]
            var queries = 0
            switch record.ending {
            case .finished:
                ending = "finished"
                if let note = notes.first, note.agent == record.step {
                    summary = note.summary
                    output = note.output
                    queries = note.queries
                    notes.removeFirst()
                }
            case .retried(let reason): (ending, summary) = ("retried", reason)
            // The only fallback there is notes the failure.
            case .fellBack(let reason), .failed(let reason): (ending, summary) = ("failed", reason)
            }
            return LogEntry(
                agent: record.step.rawValue,
                attempt: record.attempt,
                start: record.start,
                duration: record.duration,
                ending: ending,
                summary: summary,
                output: output,
                graphQueries: queries
            )
        }
    }
}
