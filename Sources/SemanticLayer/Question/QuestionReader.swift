import SQLSyntax

/// Reads a question's segments from left to right into a logical query.
///
/// The reader is always in one mode: naming metrics, naming dimensions after "by", or naming the
/// order after "sorted by". Keywords switch the mode; phrases of the vocabulary mean what the mode
/// asks for.
struct QuestionReader {
    /// What phrases name at the moment.
    enum Mode {
        case metrics
        case grouping
        case ordering
    }

    let model: SemanticModel
    let question: String
    let tokens: [Token]
    let segments: [Segment]
    let today: CalendarDate

    var position = 0
    var mode = Mode.metrics
    var query = LogicalQuery()
    var resolutions: [Resolution] = []
    var assumptions: [String] = []
    var unknown: [(segment: Segment, isTolerated: Bool)] = []
    var confidence = 1.0
    /// A question to ask back, found on the way; the first one wins.
    var clarification: (question: String, choices: [String])?

    /// The aggregation named before the next metric.
    var aggregation: Aggregation?
    /// "number of" was said before the next thing.
    var isCounting = false
    /// "distinct" was said before the next thing.
    var isDistinct = false
    /// "not" was said before the next value.
    var isNegated = false
    /// The last keyword was "of", "for", "from" or "in".
    var isAfterPreposition = false
    /// A dimension was named since "by".
    var hasGrouped = false
    /// A comma was passed since the last dimension.
    var isAfterComma = false
    /// "top 10", with the thing still to come.
    var rank: Rank?
    /// "highest", with the metric still to come.
    var superlative: Bool?
    /// The number of dimensions when the ranked one was added; later ones split the ranking.
    var rankedDimensions: Int?
    /// The direction of a ranking whose things have been named.
    var superlativeDirection: Bool?
    /// The entity a question like "which region has …" asks for one of.
    var asksForOne = false
    /// Entities named without being asked for, should nothing else be.
    var mentioned: [Readings.Entity] = []
    /// The last entity counted, and its metric.
    var lastCounted: Counted?

    /// A thing that was counted.
    struct Counted {
        var entity: Readings.Entity
        /// The name of the metric that counts it.
        var metric: String
        /// Whether the question said "number of".
        var isExplicit: Bool
    }

    struct Rank {
        var count: Int?
        var isDescending: Bool
        var isNamed = false
    }

    init(_ question: String, model: SemanticModel, today: CalendarDate) {
        self.model = model
        self.question = question
        self.today = today
        tokens = Tokenizer.tokens(of: question)
        segments = Segmenter(tokens, model: model, today: today).segments()
        for case .hint(let datasets) in segments.map(\.kind) {
            for dataset in datasets where !query.hints.contains(dataset) {
                query.hints.append(dataset)
            }
        }
    }

    /// Reads all segments.
    mutating func read() -> Understanding {
        while position < segments.count {
            let segment = segments[position]
            position += 1
            read(segment)
        }
        return finished()
    }

    private mutating func read(_ segment: Segment) {
        switch segment.kind {
        case .known: readKnown(segment)
        case .keyword(let keyword): read(keyword, segment)
        case .time(let range, let assumption): readTime(range, assumption, segment)
        case .grain(let grain): set(grain, segment)
        case .unit(let grain): readUnit(grain, segment)
        case .number(let digits, let isPercent): readNumber(digits, isPercent, segment)
        case .quoted: readQuoted(segment)
        case .hint(let datasets): note(segment, .context(datasets), confidence: 0.95)
        case .product:
            mode = .metrics
            isAfterPreposition = false
        case .noise: break
        case .unknown: readUnknown(segment)
        }
    }

    // MARK: Looking around

    /// The segment some places ahead of the next one, noise skipped.
    func upcoming(_ ahead: Int = 0) -> Segment? {
        var remaining = ahead
        for segment in segments[min(position, segments.count)...] where segment.kind != .noise {
            if remaining == 0 { return segment }
            remaining -= 1
        }
        return nil
    }

    /// Steps over the next segment and the noise before it.
    mutating func advance() {
        while position < segments.count, segments[position].kind == .noise { position += 1 }
        position = min(position + 1, segments.count)
    }

    func readings(of segment: Segment) -> Readings {
        Readings(segment.entries, model: model, hints: query.hints)
    }

    func isPlural(_ segment: Segment) -> Bool {
        segment.tokens.last.map { tokens[$0].isPlural } ?? false
    }

    // MARK: Taking notes

    func span(of segment: Segment) -> Range<Int> {
        guard let first = segment.tokens.first, let last = segment.tokens.last else { return 0..<0 }
        return tokens[first].span.lowerBound..<tokens[last].span.upperBound
    }

    func text(of segment: Segment) -> String {
        let span = span(of: segment)
        let bytes = question.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: span.lowerBound)
        let end = bytes.index(bytes.startIndex, offsetBy: span.upperBound)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    mutating func note(
        _ segment: Segment,
        _ meaning: Resolution.Meaning,
        confidence: Double = 1
    ) {
        resolutions.append(
            Resolution(
                text: text(of: segment),
                span: span(of: segment),
                meaning: meaning,
                confidence: confidence
            )
        )
    }

    mutating func assume(_ sentence: String, costing cost: Double = 1) {
        guard !assumptions.contains(sentence) else { return }
        assumptions.append(sentence)
        confidence *= cost
    }

    mutating func ask(_ question: String, _ choices: [String] = []) {
        if clarification == nil { clarification = (question, choices) }
    }

    // MARK: Time

    private mutating func readTime(
        _ range: TimeRange,
        _ assumption: String?,
        _ segment: Segment
    ) {
        if let other = query.timeRange, other != range {
            ask(
                "I can answer for one period at a time. Which one do you mean?",
                [other.description, range.description]
            )
        }
        query.timeRange = range
        note(segment, .time(range))
        if let assumption { assume(assumption) }
        if range.isEmpty {
            ask("The period \(text(of: segment)) ends before it starts. Which one do you mean?")
        }
        isAfterPreposition = false
        mode = .metrics
    }

    mutating func set(_ grain: TimeGrain, _ segment: Segment) {
        if let known = query.grain, known != grain {
            ask(
                "Shall the rows be \(known.adjective) or \(grain.adjective)?",
                [known.adjective, grain.adjective]
            )
        } else {
            query.grain = grain
        }
        note(segment, .grain(grain))
        if rankedDimensions != nil, mode == .grouping { hasGrouped = true }
    }

    private mutating func readUnit(_ grain: TimeGrain, _ segment: Segment) {
        switch mode {
        case .grouping:
            set(grain, segment)
            hasGrouped = true
        case .ordering:
            query.order.append(Order(.time))
            note(segment, .relation("order"))
        case .metrics:
            // A bare "week" is only a word, unless no other grain is named.
            if query.grain == nil, superlative != nil || asksForOne { set(grain, segment) }
        }
    }
}
