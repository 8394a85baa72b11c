import SQLSyntax

/// A phrase of a question, with what it may be.
struct SchemaSegment: Hashable {
    enum Kind: Hashable {
        case thing
        case keyword(SchemaKeyword)
        case number(String)
        case quoted(String)
        case time(TimeRange)
        /// Words in capitals that no table knows: most likely a value.
        case proper(String)
        case unknown(String)
    }

    var kind: Kind
    /// What the phrase may stand for, also when it is a keyword.
    var thing = SchemaThing()
    /// Its words, as stems.
    var words: [String] = []
    var tokens: Range<Int>
    var isPlural = false
    /// The phrase was misspelt or a synonym.
    var isGuess = false
}

/// Cuts a question into phrases: the longest known one at each place.
struct SchemaSegmenter {
    let tokens: [Token]
    let question: String
    let lexicon: SchemaLexicon
    let today: CalendarDate
    private let stems: [String]

    init(_ question: String, lexicon: SchemaLexicon, today: CalendarDate) {
        self.question = question
        self.lexicon = lexicon
        self.today = today
        tokens = Tokenizer.tokens(of: question)
        stems = tokens.map { token in
            guard token.kind == .word else { return token.stem }
            let words = SchemaWords.words(of: token.text)
            return words.count == 1 ? words.first ?? token.stem : SchemaWords.stem(token.text)
        }
    }

    func segments() -> [SchemaSegment] {
        var result: [SchemaSegment] = []
        var position = 0
        while position < tokens.count {
            let segment = segment(at: position, after: result.last)
            position = max(position + 1, segment.tokens.upperBound)
            if segment.kind == .keyword(.noise), segment.thing.isEmpty { continue }
            result.append(segment)
        }
        return result
    }

    private func segment(at start: Int, after last: SchemaSegment?) -> SchemaSegment {
        let one = start..<start + 1
        if case .quoted = tokens[start].kind {
            return SchemaSegment(kind: .quoted(tokens[start].text), tokens: one)
        }
        if let shared = sharedNoun(at: start) { return shared }
        let thing = self.thing(at: start)
        let keyword = self.keyword(at: start)
        let thingLength = thing?.tokens.count ?? 0
        let keywordLength = keyword?.tokens.count ?? 0
        if !isComparison(keyword), let time = time(at: start),
            time.tokens.count > max(thingLength, keywordLength)
        {
            return time
        }
        if case .number(let digits, _) = tokens[start].kind, thingLength < 2 {
            return SchemaSegment(kind: .number(digits), tokens: one)
        }
        if let thing, isMeasured(thing, keyword, last) { return thing }
        if let thing, thingLength > keywordLength || prefers(thing, keyword, last) { return thing }
        if var keyword {
            if thingLength == keywordLength, let thing { keyword.thing = thing.thing }
            return keyword
        }
        if tokens[start].kind == .word, let value = NumberWords.values[tokens[start].text] {
            return SchemaSegment(kind: .number(String(value)), tokens: one)
        }
        if tokens[start].kind == .symbol {
            return SchemaSegment(kind: .keyword(.noise), tokens: one)
        }
        if let proper = proper(at: start) { return proper }
        return guess(at: start)
    }

    /// Whether a column follows an aggregate, though it could name one itself: "average total of".
    private func isMeasured(
        _ thing: SchemaSegment,
        _ keyword: SchemaSegment?,
        _ last: SchemaSegment?
    ) -> Bool {
        guard case .keyword(.aggregate) = last?.kind, case .keyword(.aggregate) = keyword?.kind
        else { return false }
        return thing.thing.columnQuality >= 0.9
    }

    /// Whether the keyword compares: the moment or number after it is read on its own.
    private func isComparison(_ segment: SchemaSegment?) -> Bool {
        switch segment?.kind {
        case .keyword(.compare), .keyword(.between): true
        default: false
        }
    }

    /// Whether a name wins over a keyword of the same length.
    private func prefers(
        _ thing: SchemaSegment,
        _ keyword: SchemaSegment?,
        _ last: SchemaSegment?
    ) -> Bool {
        guard let keyword, case .keyword(let word) = keyword.kind else { return true }
        guard thing.tokens.count == keyword.tokens.count else { return false }
        let quality = max(thing.thing.tableQuality, thing.thing.columnQuality)
        switch word {
        case .aggregate:
            // "average total", "the total of": the name, when another aggregate came before.
            if case .keyword(.aggregate) = last?.kind { return quality >= 0.9 }
            return false
        case .noise: return quality >= 0.75 && thing.words.allSatisfy { $0.utf8.count > 2 }
        case .rank, .superlative, .count, .named, .contains, .common:
            return false
        default: return false
        }
    }

    private func thing(at start: Int) -> SchemaSegment? {
        let most = min(lexicon.longestPhrase, tokens.count - start)
        guard most > 0 else { return nil }
        for length in stride(from: most, through: 1, by: -1) {
            let range = start..<start + length
            let isClean = range.allSatisfy { index in
                let kind = tokens[index].kind
                return kind == .word || length > 1 && kind != .symbol && kind != .quoted
            }
            guard isClean, var found = lexicon.thing(Array(stems[range])) else { continue }
            found.keepValues(like: text(range).lowercased())
            if found.isEmpty { continue }
            if length == 1, stems[start].utf8.count < 2 { continue }
            return SchemaSegment(
                kind: .thing,
                thing: found,
                words: Array(stems[range]),
                tokens: range,
                isPlural: tokens[range.upperBound - 1].isPlural
            )
        }
        return nil
    }

    /// The first of two columns that share a noun: "first" in "first and last names".
    private func sharedNoun(at start: Int) -> SchemaSegment? {
        guard start + 3 < tokens.count, tokens[start].kind == .word,
            ["and", "or"].contains(tokens[start + 1].text),
            let second = thing(at: start + 2), second.words.count == 2,
            second.thing.columnQuality >= 0.9, let noun = second.words.last,
            let found = lexicon.thing([stems[start], noun]), found.columnQuality >= 0.9,
            lexicon.thing([stems[start]])?.columnQuality ?? 0 < 0.9
        else { return nil }
        return SchemaSegment(
            kind: .thing, thing: found, words: [stems[start], noun], tokens: start..<start + 1,
            isPlural: second.isPlural)
    }

    private func keyword(at start: Int) -> SchemaSegment? {
        let most = min(SchemaKeyword.longestPhrase, tokens.count - start)
        for length in stride(from: most, through: 1, by: -1) {
            let range = start..<start + length
            guard tokens[range].allSatisfy({ $0.kind == .word || $0.kind == .symbol }) else {
                continue
            }
            let phrase = tokens[range].map(\.text).joined(separator: " ")
            if let keyword = SchemaKeyword.named(phrase) {
                return SchemaSegment(
                    kind: .keyword(keyword), words: Array(stems[range]), tokens: range)
            }
        }
        return nil
    }

    private func time(at start: Int) -> SchemaSegment? {
        let reader = TimePhraseReader(tokens: tokens, today: today)
        guard var match = reader.match(at: start), match.length > 0 else { return nil }
        // "from 2011" means in that year; "since 2011" says the other.
        if tokens[start].text == "from", match.range.end == nil,
            let inner = reader.match(at: start + 1)
        {
            match = inner
            match.length += 1
        }
        let range = start..<min(tokens.count, start + match.length)
        // A lone year may be a plain number; its digits are kept.
        return SchemaSegment(
            kind: .time(match.range), words: Array(stems[range].suffix(1)), tokens: range)
    }

    /// A run of capitalised words that starts no sentence.
    private func proper(at start: Int) -> SchemaSegment? {
        guard start > 0, isCapital(start) else { return nil }
        var end = start + 1
        while end < tokens.count, end - start < 8 {
            if isCapital(end) {
                end += 1
            } else if end + 1 < tokens.count, isCapital(end + 1),
                ["of", "the", "and", "de", "/", "&", "la", "von", "van"].contains(tokens[end].text),
                tokens[end].text != "and" || lexicon.thing([stems[end + 1]]) == nil
            {
                end += 2
            } else {
                break
            }
        }
        return SchemaSegment(kind: .proper(text(start..<end)), tokens: start..<end)
    }

    private func isCapital(_ index: Int) -> Bool {
        guard tokens[index].kind == .word else { return false }
        let bytes = Array(question.utf8)
        let start = tokens[index].span.lowerBound
        return start < bytes.count && (65...90).contains(bytes[start])
    }

    /// The phrase as written.
    func text(_ range: Range<Int>) -> String {
        guard let first = tokens[range].first, let last = tokens[range].last else { return "" }
        let bytes = Array(question.utf8)
        let end = min(last.span.upperBound, bytes.count)
        guard first.span.lowerBound <= end else { return "" }
        return String(decoding: bytes[first.span.lowerBound..<end], as: UTF8.self)
    }

    /// A word that no name holds: a synonym of one, or nothing.
    private func guess(at start: Int) -> SchemaSegment {
        let range = start..<start + 1
        if let synonym = lexicon.synonym(stems[start]) {
            return SchemaSegment(
                kind: .thing,
                thing: synonym,
                words: [stems[start]],
                tokens: range,
                isPlural: tokens[start].isPlural,
                isGuess: true
            )
        }
        return SchemaSegment(kind: .unknown(stems[start]), words: [stems[start]], tokens: range)
    }
}
