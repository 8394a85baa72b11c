public import PropertyGraph

/// How a search is made.
public struct SearchOptions: Sendable {
    /// The most hits to answer.
    public var limit: Int
    /// How many of the best hits to leave out.
    public var offset: Int
    /// Labels of which a hit must have one, in any case; empty for all.
    public var types: [String]
    /// Properties that a hit must have with a value, without regard to case.
    ///
    /// A column has its dataset's where it has none itself.
    public var properties: [String: String]
    /// What may be seen; the rest is as if it were not there.
    public var access: AccessView
    /// Whether the last word may be only the beginning of one.
    public var completesLastWord: Bool
    /// Whether words that do not occur may stand for similar ones.
    public var toleratesTypos: Bool
    /// Whether hits say why they were found, and where.
    public var explains: Bool
    /// Properties to count the values of, over all hits; `type` counts labels.
    public var facets: [String]
    /// The vector of the question, made by what made those of the catalog; without one, or where
    /// nothing has vectors, words and joins decide.
    public var vector: [Float]?
    /// Which signals rank the hits.
    public var signal = SearchSignal.fused

    /// Options; all have useful defaults.
    public init(
        limit: Int = 10, offset: Int = 0, types: [String] = [],
        properties: [String: String] = [:], access: AccessView = .all,
        completesLastWord: Bool = false, toleratesTypos: Bool = true, explains: Bool = true,
        facets: [String] = []
    ) {
        self.limit = limit
        self.offset = offset
        self.types = types
        self.properties = properties
        self.access = access
        self.completesLastWord = completesLastWord
        self.toleratesTypos = toleratesTypos
        self.explains = explains
        self.facets = facets
    }
}

/// What a search found.
public struct SearchResults: Sendable {
    /// The hits, best first.
    public var hits: [SearchHit] = []
    /// How many documents match; with phrases, how many have all their words.
    public var total = 0
    /// The counts asked for, by property, most frequent first.
    public var facets: [String: [FacetCount]] = [:]
}

/// How many hits have a value.
public struct FacetCount: Hashable, Sendable {
    /// The value as text.
    public var value: String
    /// The number of hits.
    public var count: Int

    /// A count from its parts.
    public init(value: String, count: Int) {
        self.value = value
        self.count = count
    }
}

/// One document that was found.
public struct SearchHit: Sendable {
    /// Identity of the node, or of the relationship if the index covers those.
    public var document: UInt32
    /// Higher is better; to be compared within one search only.
    public var score: Double
    /// A label that the index covers, or the relationship's type.
    public var type: String
    /// The first text of the first field that has one.
    public var title: String
    /// What matched, strongest first; empty without `explains`.
    public var matches: [SearchMatch]
    /// What else speaks for it: which hits it joins.
    public var joins: [String] = []
    /// How near its vector is to the question's, where that spoke for it.
    public var similarity: Float?

    /// The node, for an index of nodes.
    public var node: NodeID { NodeID(document) }

    /// Why this was found, for people: "synonym `turnover`".
    public var reasons: [String] {
        var seen: Set<String> = []
        var reasons = (matches.map(\.reason) + joins).filter { seen.insert($0).inserted }
        // Among the first three, which are those that are shown.
        if similarity != nil { reasons.insert("similar meaning", at: min(2, reasons.count)) }
        return reasons
    }

    /// The fields that matched.
    public var fields: [String] {
        var seen: Set<String> = []
        return matches.map(\.field).filter { seen.insert($0).inserted }
    }
}

/// One text of a document with the words that matched.
public struct SearchMatch: Sendable {
    /// The field's name.
    public var field: String
    /// What the field's texts are called.
    public var noun: String
    /// The text, or of a long one the part around the first match.
    public var text: String
    /// What matched in `text`, in bytes of UTF-8, ascending.
    public var ranges: [Range<Int>]
    /// How the words came to match, one for each word of the question.
    public var words: [MatchedWord]
    /// Whether the whole text is what was asked for.
    public var isExact: Bool

    /// The text with marks around what matched.
    public func highlighted(_ open: String = "**", _ close: String = "**") -> String {
        let bytes = Array(text.utf8)
        var result = ""
        var place = 0
        for range in ranges where range.lowerBound >= place && range.upperBound <= bytes.count {
            result += String(decoding: bytes[place..<range.lowerBound], as: UTF8.self)
            result += open + String(decoding: bytes[range], as: UTF8.self) + close
            place = range.upperBound
        }
        return result + String(decoding: bytes[place...], as: UTF8.self)
    }

    /// Why this matched, for people.
    public var reason: String {
        let notes = words.compactMap(\.note)
        let suffix = notes.isEmpty ? "" : " (" + notes.joined(separator: ", ") + ")"
        if isExact { return "exact \(noun) `\(text)`" }
        if text.utf8.count <= 48 { return "\(noun) `\(text)`\(suffix)" }
        let found = words.map { "`\($0.found)`" }.joined(separator: ", ")
        return "\(noun) has \(found)\(suffix)"
    }
}

/// How a word of the question came to match a word of a text.
public struct MatchedWord: Hashable, Sendable {
    /// The word asked for.
    public var sought: String
    /// The word that is there.
    public var found: String
    /// What they have to do with each other.
    public var kind: MatchKind

    /// What there is to explain.
    var note: String? {
        switch kind {
        case .exact, .stem, .joined: nil
        case .part: "contains `\(sought)`"
        case .abbreviation, .synonym: "for `\(sought)`"
        case .prefix: "begins with `\(sought)`"
        case .typo: "close to `\(sought)`"
        }
    }
}

/// What two words have to do with each other, closest first.
public enum MatchKind: Int, Hashable, Comparable, Sendable {
    /// The same word.
    case exact
    /// Another form of the word.
    case stem
    /// The word joined with its neighbour in the question.
    case joined
    /// A word that it is run together with others in.
    case part
    /// A shorter or longer way to write the word.
    case abbreviation
    /// A word that means nearly the same.
    case synonym
    /// A word that begins with it.
    case prefix
    /// A word that differs by a letter or two.
    case typo

    public static func < (left: MatchKind, right: MatchKind) -> Bool {
        left.rawValue < right.rawValue
    }
}
