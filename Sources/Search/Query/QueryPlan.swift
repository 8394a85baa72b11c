/// A word that may stand for a word of the question.
struct Variant {
    var word: String
    var list: PostingList
    /// How much an occurrence counts, at most 1.
    var weight: Double
    var kind: MatchKind
}

/// One word of the question with all that may stand for it.
struct WordClause {
    var word: String
    var variants: [Variant]
    var occurrence: SearchQuery.Occurrence
    /// Bits of the fields it is sought in.
    var fields: UInt64
    /// How much the word says: rare words say more.
    var rarity: Double
}

/// A whole name that the question contains, or is.
struct NameClause {
    var key: String
    var list: PostingList
    var fields: UInt64
    /// What is added for it, before the field's `exactness`.
    var bonus: Double
}

/// Words that must stand side by side.
struct PhraseClause {
    var stems: [String]
    var fields: UInt64
    var isExcluded: Bool
}

/// A demand on a property.
struct PropertyFilter {
    var name: String
    /// Lower-case.
    var value: String
    var isExcluded: Bool
    /// Whether it must hold even if nothing has the property.
    var isFirm = false
}

/// A question ready to be answered by one index.
struct QueryPlan {
    var words: [WordClause] = []
    var names: [NameClause] = []
    var phrases: [PhraseClause] = []
    var filters: [PropertyFilter] = []
    /// Lower-case; empty for all.
    var types: [String] = []
    var excludedTypes: [String] = []
    /// Whether it is a sentence, of which no document need have all words.
    var isSentence = false

    /// How quickly more occurrences stop to count, as in BM25.
    static let saturation = 1.2

    /// The most that all words together could score.
    var bound: Double {
        words.filter { $0.occurrence != .excluded }
            .reduce(0) { $0 + $1.rarity * (Self.saturation + 1) }
    }
}
