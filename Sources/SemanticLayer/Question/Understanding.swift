/// What was made of a question: the logical query, and how each phrase led to it.
public struct Understanding: Hashable, Sendable {
    public var question: String
    public var query: LogicalQuery
    /// Every phrase that meant something, in the order of the question.
    public var resolutions: [Resolution]
    /// What was taken for granted, in sentences for the asker.
    public var assumptions: [String]
    /// The content words that led nowhere.
    public var unknownWords: [UnknownWord]
    /// How sure the reading is, 0…1.
    public var confidence: Double
    public var status: Status

    public init(
        question: String,
        query: LogicalQuery = LogicalQuery(),
        resolutions: [Resolution] = [],
        assumptions: [String] = [],
        unknownWords: [UnknownWord] = [],
        confidence: Double = 0,
        status: Status
    ) {
        self.question = question
        self.query = query
        self.resolutions = resolutions
        self.assumptions = assumptions
        self.unknownWords = unknownWords
        self.confidence = confidence
        self.status = status
    }

    /// Whether the question can be answered.
    public enum Status: Hashable, Sendable {
        case understood
        /// One question back to the asker, with answers to choose from.
        case needsClarification(question: String, choices: [String])
        /// The question cannot be answered; the reason says what to do about it.
        case refused(reason: String)
    }

    /// Whether the query can be bound and run.
    public var isUnderstood: Bool { status == .understood }
}

/// A phrase of the question and what it led to.
public struct Resolution: Hashable, Sendable {
    /// What a phrase means.
    public enum Meaning: Hashable, Sendable {
        case term(String)
        case dataset(String)
        case column(ColumnReference)
        case value(ColumnReference, String)
        case time(TimeRange)
        case grain(TimeGrain)
        /// Another aggregation than the term's own, or a count.
        case aggregation(Aggregation)
        case limit(Int)
        /// A word that relates others: a comparison, an order, a negation.
        case relation(String)
        /// A word that says what the question is about, without being asked for.
        case context([String])
    }

    /// The phrase as written.
    public var text: String
    /// Its place in the question, in UTF-8 bytes.
    public var span: Range<Int>
    public var meaning: Meaning
    public var confidence: Double

    public init(text: String, span: Range<Int>, meaning: Meaning, confidence: Double = 1) {
        self.text = text
        self.span = span
        self.meaning = meaning
        self.confidence = confidence
    }
}

/// A word of the question that the vocabulary does not know.
public struct UnknownWord: Hashable, Sendable {
    public var text: String
    /// Its place in the question, in UTF-8 bytes.
    public var span: Range<Int>
    /// The known phrases most like it.
    public var nearest: [String]

    public init(text: String, span: Range<Int>, nearest: [String] = []) {
        self.text = text
        self.span = span
        self.nearest = nearest
    }
}
