import SQLSyntax

/// What a phrase of the vocabulary leads to.
struct LexiconEntry: Hashable {
    enum Target: Hashable {
        case term(String)
        case dataset(String)
        case column(ColumnReference)
        case value(ColumnReference, SQLLiteral)
    }

    var target: Target
    /// How well the phrase names the target: 1 for its own name, less for a synonym or a column.
    var quality: Double
}

/// Every phrase a question may use for something in the vocabulary, keyed by its stems.
struct Lexicon: Sendable {
    /// The entries of a phrase, best first.
    private var entries: [String: [LexiconEntry]] = [:]
    /// The number of words of the longest phrase.
    private(set) var longestPhrase = 1
    /// The stems of single words that occur in some phrase, with the phrases they occur in.
    private var phrasesByWord: [String: [String]] = [:]
    /// The words by length in bytes, sorted, for the search of near ones.
    private var wordsByLength: [Int: [Word]] = [:]
    /// The datasets in whose names a word occurs.
    private var datasetsByWord: [String: [String]] = [:]

    /// A word with its letters at hand.
    private struct Word {
        var text: String
        var letters: [UInt8]

        init(_ text: String) {
            self.text = text
            letters = Array(text.utf8)
        }
    }

    /// Builds the lexicon.
    ///
    /// `usable` are the terms that can be bound; of two meanings of a phrase, those go first.
    init(
        vocabulary: Vocabulary,
        columnTerms: [ColumnReference: [String]],
        usable: Set<String>
    ) {
        for term in vocabulary.terms {
            var penalty = usable.contains(term.name.lowercased()) ? 0 : 0.3
            if term.status == .deprecated { penalty += 0.2 }
            let target = LexiconEntry.Target.term(term.name)
            add(term.name, target, 1 - penalty)
            add(term.displayName, target, 1 - penalty)
            for synonym in term.synonyms where term.grain == nil || Self.isNoun(synonym) {
                add(synonym, target, 0.95 - penalty)
            }
        }
        for dataset in vocabulary.datasets {
            add(dataset.name, .dataset(dataset.name), 0.85)
            add(dataset.shortName, .dataset(dataset.name), 0.85)
            for word in Set(Tokenizer.stems(of: dataset.shortName)) {
                datasetsByWord[word, default: []].append(dataset.name)
            }
            for column in dataset.columns {
                add(column, of: dataset, columnTerms)
            }
        }
        finish()
    }

    private mutating func add(
        _ column: Vocabulary.Column,
        of dataset: Vocabulary.Dataset,
        _ columnTerms: [ColumnReference: [String]]
    ) {
        let reference = ColumnReference(dataset.name, column.name)
        let terms = columnTerms[reference] ?? []
        if terms.isEmpty {
            add(column.name, .column(reference), 0.75)
        }
        for term in terms { add(column.name, .term(term), 0.8) }
        if column.type == .boolean {
            for prefix in ["is_", "has_"] where column.name.hasPrefix(prefix) {
                let word = String(column.name.dropFirst(prefix.count))
                add(word, .value(reference, .boolean(true)), 0.7)
            }
        }
        guard !column.isPersonal else { return }
        for value in column.values where Self.isNameable(value) {
            add(value, .value(reference, .string(value)), 0.7)
        }
    }

    /// Whether a phrase for a period is only its name, without the "per" or "each" before it.
    private static func isNoun(_ phrase: String) -> Bool {
        let first = phrase.split(separator: " ").first.map { $0.lowercased() } ?? ""
        return Keyword.named(first) == nil
    }

    /// Whether a question would name the value by its bare words.
    private static func isNameable(_ value: String) -> Bool {
        value.utf8.count >= 2 && value.utf8.count <= 60
            && value.unicodeScalars.contains { $0.properties.isAlphabetic }
    }

    private mutating func add(
        _ phrase: String,
        _ target: LexiconEntry.Target,
        _ quality: Double
    ) {
        let stems = Tokenizer.stems(of: phrase)
        guard !stems.isEmpty, stems.count <= 8 else { return }
        longestPhrase = max(longestPhrase, stems.count)
        let key = stems.joined(separator: " ")
        // In place: many tables have a column of the same name.
        if let index = entries[key]?.firstIndex(where: { $0.target == target }) {
            let known = entries[key]?[index].quality ?? 0
            entries[key]?[index].quality = max(known, quality)
        } else {
            entries[key, default: []].append(LexiconEntry(target: target, quality: quality))
        }
    }

    private mutating func finish() {
        for (key, list) in entries {
            entries[key] = list.sorted { left, right in
                if left.quality != right.quality { return left.quality > right.quality }
                return left.target.sortKey < right.target.sortKey
            }
            for word in Set(key.split(separator: " ").map(String.init)) {
                phrasesByWord[word, default: []].append(key)
            }
        }
        phrasesByWord = phrasesByWord.mapValues { $0.sorted() }
        for word in phrasesByWord.keys where !QuestionWords.isNoise(word) {
            wordsByLength[word.utf8.count, default: []].append(Word(word))
        }
        for grain in TimeGrain.allCases {
            wordsByLength[grain.adjective.utf8.count, default: []].append(Word(grain.adjective))
        }
        wordsByLength = wordsByLength.mapValues { $0.sorted { $0.text < $1.text } }
    }

    /// The entries of exactly that phrase.
    func entries(for stems: some Sequence<String>) -> [LexiconEntry] {
        entries[stems.joined(separator: " ")] ?? []
    }

    /// Whether the word occurs in some phrase.
    func knows(_ stem: String) -> Bool { phrasesByWord[stem] != nil }

    /// The datasets in whose names the word occurs.
    func datasets(namedWith stem: String) -> [String] { datasetsByWord[stem] ?? [] }

    /// The phrases the word occurs in.
    func phrases(with stem: String) -> [String] { phrasesByWord[stem] ?? [] }

    /// The known word nearest to a misspelt one, unless it is too far off or not unique.
    ///
    /// The first letter must be right, or the rest must be nearly so.
    func correction(of stem: String) -> String? {
        let letters = Array(stem.utf8)
        let tolerance = EditDistance.tolerance(forLength: letters.count)
        guard tolerance > 0, letters.count <= 40, !letters.contains(where: { $0 < 65 }) else {
            return nil
        }
        var best: (word: String, distance: Int)?
        var isUnique = true
        for length in (letters.count - tolerance)...(letters.count + tolerance) {
            for word in wordsByLength[length] ?? [] {
                let other = word.letters
                let limit = other.first == letters.first ? tolerance : 1
                guard let distance = EditDistance.between(letters, other, limit: limit) else {
                    continue
                }
                if let known = best, distance >= known.distance {
                    if distance == known.distance { isUnique = false }
                    continue
                }
                best = (word.text, distance)
                isUnique = true
            }
        }
        return isUnique ? best?.word : nil
    }

    /// The known phrases most like a word, nearest first.
    func nearest(to stem: String, count: Int) -> [String] {
        let letters = Array(stem.utf8.prefix(40))
        guard letters.count >= 3 else { return [] }
        let limit = max(2, letters.count / 3)
        var scored: [(distance: Int, word: String)] = []
        for length in (letters.count - limit)...(letters.count + limit) {
            for word in wordsByLength[length] ?? [] {
                let distance = EditDistance.between(letters, word.letters, limit: limit)
                if let distance { scored.append((distance, word.text)) }
            }
        }
        scored.sort { ($0.distance, $0.word) < ($1.distance, $1.word) }
        var found: [String] = []
        for (_, word) in scored where found.count < count {
            for phrase in phrases(with: word) where !found.contains(phrase) {
                found.append(phrase)
                if found.count == count { break }
            }
        }
        return found
    }
}

extension LexiconEntry.Target {
    /// A key for a stable order.
    var sortKey: String {
        switch self {
        case .term(let name): "1" + name
        case .dataset(let name): "2" + name
        case .column(let column): "3" + column.description
        case .value(let column, let value): "4" + column.description + "\(value)"
        }
    }
}
