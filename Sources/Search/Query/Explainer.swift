import PropertyGraph

extension DocumentReader {
    /// The covered label of a document, or a relationship's type.
    func type(of document: UInt32) -> String {
        if isOfNodes {
            let all = graph.labels(of: NodeID(document))
            return labels.first { all.contains($0) }.map { graph.name(of: $0) } ?? ""
        }
        let record = graph.relationship(RelationshipID(document))
        return record.map { graph.name(of: $0.type) } ?? ""
    }
}

/// Says of hits what in them matched.
struct Explainer {
    private let reader: DocumentReader
    private let plan: QueryPlan
    private let names: Set<String>
    /// By word of a text: what of the question it stands for.
    private let meanings: [String: [Meaning]]

    private struct Meaning {
        var clause: Int
        var weight: Double
        var match: MatchedWord
    }

    private static let textLimit = 2_000
    private static let matchLimit = 8
    /// Longer texts are cut around what matched.
    private static let snippetLength = 160

    init(_ index: SearchIndex, _ plan: QueryPlan, _ reader: DocumentReader) {
        self.reader = reader
        self.plan = plan
        names = Set(plan.names.map(\.key))
        var meanings: [String: [Meaning]] = [:]
        for (number, clause) in plan.words.enumerated() where clause.occurrence != .excluded {
            for variant in clause.variants {
                let match = MatchedWord(
                    sought: clause.word, found: variant.word, kind: variant.kind)
                meanings[variant.word, default: []].append(
                    Meaning(
                        clause: number, weight: variant.weight * clause.rarity, match: match))
            }
        }
        self.meanings = meanings
    }

    /// A hit with what it needs to be shown.
    func hit(_ document: UInt32, _ score: Double, explains: Bool) -> SearchHit {
        var matches: [(weight: Double, match: SearchMatch)] = []
        var title = ""
        for (number, field) in reader.definition.fields.enumerated() {
            guard explains || title.isEmpty else { break }
            var texts = reader.texts(number, of: document)
            if title.isEmpty, let first = texts.first { title = first }
            guard explains else { continue }
            if texts.count > Self.textLimit { texts.removeSubrange(Self.textLimit...) }
            for text in texts {
                if let (weight, match) = match(text, number, field) {
                    matches.append((weight * field.weight, match))
                }
            }
        }
        // Sorting is stable in effect: places break ties.
        let order = matches.indices.sorted {
            matches[$0].weight != matches[$1].weight
                ? matches[$0].weight > matches[$1].weight : $0 < $1
        }
        return SearchHit(
            document: document, score: score, type: reader.type(of: document), title: title,
            matches: order.prefix(Self.matchLimit).map { matches[$0].match })
    }

    private func match(
        _ text: String, _ number: Int, _ field: SearchField
    ) -> (Double, SearchMatch)? {
        let bit: UInt64 = 1 << UInt64(number)
        let tokens = Tokenizer.words(in: text)
        let keys = field.style == .name ? NameKey.keys(of: text, tokens) : []
        let isExact = keys.contains { names.contains($0) }
        var ranges: [Range<Int>] = []
        var best: [Int: Meaning] = [:]
        for token in tokens {
            guard let found = meanings[token.word] else { continue }
            let here = found.filter { plan.words[$0.clause].fields & bit != 0 }
            if here.isEmpty { continue }
            if ranges.last?.overlaps(token.range) != true { ranges.append(token.range) }
            for meaning in here where meaning.weight > best[meaning.clause]?.weight ?? 0 {
                best[meaning.clause] = meaning
            }
        }
        if isExact { ranges = [0..<text.utf8.count] }
        guard !ranges.isEmpty else { return nil }
        let weight = best.values.reduce(isExact ? 1_000.0 : 0) { $0 + $1.weight }
        let words = best.keys.sorted().compactMap { best[$0]?.match }
        let (shown, places) = Self.snippet(text, ranges)
        return (
            weight,
            SearchMatch(
                field: field.name, noun: field.noun, text: shown, ranges: places, words: words,
                isExact: isExact)
        )
    }

    /// A long text's part around the first match, cut between words.
    private static func snippet(
        _ text: String, _ ranges: [Range<Int>]
    ) -> (String, [Range<Int>]) {
        let bytes = Array(text.utf8)
        guard bytes.count > snippetLength, let first = ranges.first else { return (text, ranges) }
        var start = max(0, first.lowerBound - snippetLength / 3)
        while start > 0, start < first.lowerBound, bytes[start - 1] != 0x20 { start += 1 }
        var end = min(bytes.count, max(first.upperBound, start + snippetLength))
        while end < bytes.count, end > first.upperBound, bytes[end] != 0x20 { end -= 1 }
        // Whole characters only, if there was no space near.
        while start > 0, start < first.lowerBound, bytes[start] & 0xC0 == 0x80 { start += 1 }
        let lead = start > 0 ? "…" : ""
        let tail = end < bytes.count ? "…" : ""
        let shift = lead.utf8.count - start
        let places = ranges.filter { $0.upperBound <= end }
            .map { ($0.lowerBound + shift)..<($0.upperBound + shift) }
        return (lead + String(decoding: bytes[start..<end], as: UTF8.self) + tail, places)
    }
}

/// Looks for words side by side in documents' texts.
struct PhraseCheck {
    private let phrases: [PhraseClause]
    private let reader: DocumentReader

    init(_ phrases: [PhraseClause], _ reader: DocumentReader) {
        self.phrases = phrases
        self.reader = reader
    }

    /// Whether the document has every phrase that it must have and none that it must not.
    func holds(for document: UInt32) -> Bool {
        phrases.allSatisfy { occurs($0, in: document) != $0.isExcluded }
    }

    private func occurs(_ phrase: PhraseClause, in document: UInt32) -> Bool {
        for field in reader.definition.fields.indices
        where phrase.fields & (1 << UInt64(field)) != 0 {
            for text in reader.texts(field, of: document) where occurs(phrase, in: text) {
                return true
            }
        }
        return false
    }

    private func occurs(_ phrase: PhraseClause, in text: String) -> Bool {
        let tokens = Tokenizer.words(in: text)
        guard let last = tokens.last?.position, last + 1 >= phrase.stems.count else { return false }
        var places: [Set<String>] = Array(repeating: [], count: last + 1)
        for token in tokens { places[token.position].insert(Stemmer.stem(token.word)) }
        return (0...(places.count - phrase.stems.count)).contains { start in
            phrase.stems.indices.allSatisfy { places[start + $0].contains(phrase.stems[$0]) }
        }
    }
}
