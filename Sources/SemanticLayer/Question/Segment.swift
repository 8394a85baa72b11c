/// A stretch of a question that means one thing.
struct Segment: Hashable {
    enum Kind: Hashable {
        /// Something of the vocabulary; `corrected` when a word was misspelt.
        case known([LexiconEntry], corrected: String?)
        case time(TimeRange, assumption: String?)
        /// "weekly".
        case grain(TimeGrain)
        /// "week".
        case unit(TimeGrain)
        case keyword(Keyword)
        case number(digits: String, isPercent: Bool)
        case quoted(String)
        /// "report", "dashboard".
        case product
        case noise
        /// A part of a name, such as "marketing", that says what the question is about.
        case hint([String])
        case unknown
    }

    var kind: Kind
    /// The tokens it covers.
    var tokens: Range<Int>

    var isUnknown: Bool { kind == .unknown }

    /// Whether the segment is this keyword.
    func isKeyword(_ keyword: Keyword) -> Bool { kind == .keyword(keyword) }

    var entries: [LexiconEntry] {
        if case .known(let entries, _) = kind { return entries }
        return []
    }
}

/// Divides a question into segments: at each place the longest phrase that means something.
struct Segmenter {
    private let model: SemanticModel
    private let tokens: [Token]
    private let times: TimePhraseReader
    /// The tokens' stems, with misspelt words corrected.
    private var stems: [String]
    private var corrections: [Int: String] = [:]

    /// The most misspelt words looked for in one question.
    private static let mostCorrections = 32

    init(_ tokens: [Token], model: SemanticModel, today: CalendarDate) {
        self.model = model
        self.tokens = tokens
        times = TimePhraseReader(tokens: tokens, today: today)
        stems = tokens.map(\.stem)
        var found: [String: String?] = [:]
        for (index, token) in tokens.enumerated() where isUnknownWord(token) {
            if found[token.stem] == nil {
                guard found.count < Self.mostCorrections else { break }
                found[token.stem] = .some(model.lexicon.correction(of: token.stem))
            }
            guard let word = found[token.stem] ?? nil else { continue }
            stems[index] = word
            corrections[index] = word
        }
    }

    private func isUnknownWord(_ token: Token) -> Bool {
        token.kind == .word && !model.lexicon.knows(token.stem)
            && !QuestionWords.isNoise(token.stem) && !QuestionWords.isProduct(token.stem)
            && Keyword.named(token.text) == nil && TimeUnits.grain(of: token.text) == nil
            && TimeUnits.adverb(token.text) == nil && NumberWords.values[token.text] == nil
            && NumberWords.months[token.text] == nil && !Self.partWords.contains(token.text)
    }

    /// Words that only mean something inside longer phrases.
    private static let partWords: Set<String> = [
        "last", "past", "previous", "prior", "current", "this", "year", "today", "yesterday",
        "since", "until", "before", "after", "during", "more", "less", "than", "greater", "equal",
        "broken", "down", "split", "grouped", "sorted", "ordered", "ranked", "order",
    ]

    /// The segments, in order, covering every token.
    func segments() -> [Segment] {
        var result: [Segment] = []
        var position = 0
        while position < tokens.count {
            let segment = segment(at: position, after: result.last)
            result.append(segment)
            position = segment.tokens.upperBound
        }
        return result
    }

    private func segment(at start: Int, after previous: Segment?) -> Segment {
        var best = Segment(kind: single(at: start), tokens: start..<start + 1)
        if let known = known(at: start), known.tokens.count >= best.tokens.count,
            isPreferred(known, to: best)
        {
            best = known
        }
        if let keyword = keyword(at: start), keyword.tokens.count >= best.tokens.count,
            !isThing(best, keyword, after: previous)
        {
            best = keyword
        }
        if let found = times.match(at: start), found.length >= best.tokens.count {
            best = Segment(
                kind: .time(found.range, assumption: found.assumption),
                tokens: start..<start + found.length
            )
        }
        return best
    }

    /// Whether the order of "revenue per order by month" is a thing and sorts nothing.
    private func isThing(_ known: Segment, _ keyword: Segment, after previous: Segment?) -> Bool {
        guard case .known = known.kind, keyword.isKeyword(.sort) else { return false }
        switch previous?.kind {
        case .keyword(.group), .keyword(.count), .keyword(.aggregate(_)): return true
        default: return false
        }
    }

    /// Whether a phrase of the vocabulary means more than what the word is by itself.
    private func isPreferred(_ known: Segment, to single: Segment) -> Bool {
        switch single.kind {
        case .grain, .unit: known.tokens.count > 1
        default: true
        }
    }

    /// What a word means by itself.
    private func single(at index: Int) -> Segment.Kind {
        let token = tokens[index]
        switch token.kind {
        case .number(let digits, let isPercent):
            return .number(digits: digits, isPercent: isPercent)
        case .quoted: return .quoted(token.text)
        case .symbol: return .noise
        case .date: return .unknown
        case .word: break
        }
        if let grain = TimeUnits.adverb(stems[index]) { return .grain(grain) }
        if let grain = TimeUnits.grain(of: token.text) { return .unit(grain) }
        if let value = NumberWords.values[token.text], value > 1 {
            return .number(digits: String(value), isPercent: false)
        }
        if QuestionWords.isProduct(token.stem) { return .product }
        if QuestionWords.isNoise(token.stem) { return .noise }
        let hints = model.lexicon.datasets(namedWith: stems[index])
        return hints.isEmpty ? .unknown : .hint(hints)
    }

    private func known(at start: Int) -> Segment? {
        let most = min(model.lexicon.longestPhrase, tokens.count - start)
        guard most > 0 else { return nil }
        for length in stride(from: most, through: 1, by: -1) {
            let range = start..<start + length
            guard tokens[range].allSatisfy({ $0.kind != .symbol }) else { continue }
            let quoted = tokens[range].contains { $0.kind == .quoted }
            if quoted { continue }
            let entries = model.lexicon.entries(for: stems[range])
            guard !entries.isEmpty else { continue }
            if length == 1, case .number = tokens[start].kind { continue }
            let corrected = range.compactMap { corrections[$0] }
            let words = stems[range].joined(separator: " ")
            if let grain = grain(of: entries) {
                return Segment(kind: .unit(grain), tokens: range)
            }
            return Segment(
                kind: .known(entries, corrected: corrected.isEmpty ? nil : words),
                tokens: range
            )
        }
        return nil
    }

    /// The period the phrase names, when it names one.
    private func grain(of entries: [LexiconEntry]) -> TimeGrain? {
        guard case .term(let name) = entries.first?.target else { return nil }
        return model.term(name)?.grain
    }

    private func keyword(at start: Int) -> Segment? {
        let most = min(Keyword.longestPhrase, tokens.count - start)
        for length in stride(from: most, through: 1, by: -1) {
            let range = start..<start + length
            guard tokens[range].allSatisfy({ $0.kind == .word || $0.kind == .symbol }) else {
                continue
            }
            let phrase = tokens[range].map(\.text).joined(separator: " ")
            if let keyword = Keyword.named(phrase) {
                return Segment(kind: .keyword(keyword), tokens: range)
            }
        }
        return nil
    }
}
