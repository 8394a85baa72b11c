import SQLSyntax

/// What a phrase may stand for in a catalog without a glossary, best first in each list.
struct SchemaThing: Hashable, Sendable {
    struct Table: Hashable, Sendable {
        var name: String
        var quality: Double
    }

    struct Column: Hashable, Sendable {
        var reference: ColumnReference
        var quality: Double
    }

    struct Value: Hashable, Sendable {
        var column: ColumnReference
        var literal: SQLLiteral
    }

    var tables: [Table] = []
    var columns: [Column] = []
    var values: [Value] = []

    var isEmpty: Bool { tables.isEmpty && columns.isEmpty && values.isEmpty }
    /// The best quality with which the phrase names a table.
    var tableQuality: Double { tables.first?.quality ?? 0 }
    /// The best quality with which the phrase names a column.
    var columnQuality: Double { columns.first?.quality ?? 0 }
}

/// The phrases that stand for tables, columns and values.
///
/// A name is found by all its words, by its words without the table's, and, less surely, by some of
/// them: `billing_country` by "country".
struct SchemaLexicon: Sendable {
    private var things: [String: SchemaThing] = [:]
    private(set) var longestPhrase = 1

    init(_ vocabulary: Vocabulary) {
        let known = Self.knownWords(vocabulary)
        for dataset in vocabulary.datasets {
            let words = SchemaWords.words(of: dataset.shortName, known: known)
            add(table: dataset.name, words)
            for column in dataset.columns {
                let reference = ColumnReference(dataset.name, column.name)
                add(
                    column: reference,
                    SchemaWords.words(of: column.name, known: known),
                    tableWords: words
                )
                for value in column.values { add(value: value, of: reference, column.type) }
                addGenders(column.values, of: reference)
            }
        }
        for key in things.keys { things[key]?.sort() }
    }

    /// The words that stand alone somewhere in the catalog's names.
    private static func knownWords(_ vocabulary: Vocabulary) -> Set<String> {
        var known: Set<String> = []
        for dataset in vocabulary.datasets {
            for name in [dataset.shortName] + dataset.columns.map(\.name) {
                let words = SchemaWords.words(of: name)
                if words.count > 1 || name == dataset.shortName {
                    known.formUnion(words.filter { $0.utf8.count > 2 })
                }
            }
        }
        return known
    }

    // MARK: Building

    private mutating func add(table: String, _ words: [String]) {
        let words = words.filter { !$0.isEmpty }
        guard !words.isEmpty, words.count <= 8 else { return }
        put(words) { $0.add(table: table, 1) }
        if words.count > 1 {
            for count in 1..<words.count {
                let share = 0.4 + 0.4 * Double(count) / Double(words.count)
                let tail = Array(words.suffix(count))
                if !Self.isLoose(tail) {
                    put(tail) { $0.add(table: table, share) }
                }
                let head = Array(words.prefix(count))
                if !Self.isLoose(head) {
                    put(head) { $0.add(table: table, share - 0.1) }
                }
            }
        }
    }

    private mutating func add(
        column: ColumnReference,
        _ words: [String],
        tableWords: [String]
    ) {
        let words = words.filter { !$0.isEmpty }
        guard !words.isEmpty, words.count <= 8 else { return }
        put(words) { $0.add(column: column, 1) }
        let rest = words.filter { !tableWords.contains($0) }
        if !rest.isEmpty, rest.count < words.count {
            put(rest) { $0.add(column: column, rest == ["id"] ? 0.9 : 0.95) }
        }
        // "name of the song" reaches a `song name`, "birth date" a `date of birth`.
        let content = words.filter { !SchemaWords.isGeneric($0) }
        if content.count == 2 || content.count < words.count {
            put(content) { $0.add(column: column, content.count > 1 ? 0.9 : 0.75) }
            if content.count == 2 { put(content.reversed()) { $0.add(column: column, 0.85) } }
        }
        guard words.count > 1 else { return }
        for count in 1..<words.count {
            for start in 0...(words.count - count) {
                let part = Array(words[start..<start + count])
                if Self.isLoose(part) { continue }
                if part.allSatisfy(tableWords.contains) { continue }
                let isEnd = start + count == words.count
                let share = 0.4 + 0.4 * Double(count) / Double(words.count) + (isEnd ? 0.05 : 0)
                put(part) { $0.add(column: column, share) }
            }
        }
    }

    private mutating func add(value: String, of column: ColumnReference, _ type: SQLType) {
        guard value.utf8.count <= 80,
            value.unicodeScalars.contains(where: { $0.properties.isAlphabetic })
        else {
            return
        }
        if type.isNumeric || type.isTemporal { return }
        let words = Tokenizer.tokens(of: value, limit: 12).filter { $0.kind != .symbol }
            .map { SchemaWords.stem($0.text) }
        guard !words.isEmpty, words.count <= 8 else { return }
        put(words) { thing in
            let value = SchemaThing.Value(column: column, literal: .string(value))
            if !thing.values.contains(value) { thing.values.append(value) }
        }
    }

    /// Lets words stand for the letters of a column that says who is a man and who a woman.
    private mutating func addGenders(_ values: [String], of column: ColumnReference) {
        guard Set(values.map { $0.uppercased() }) == ["F", "M"] else { return }
        let words = ["F": ["female", "woman"], "M": ["male", "man"]]
        for value in values {
            for word in words[value.uppercased()] ?? [] {
                put([SchemaWords.stem(word)]) {
                    $0.values.append(SchemaThing.Value(column: column, literal: .string(value)))
                }
            }
        }
    }

    private mutating func put(_ words: [String], _ change: (inout SchemaThing) -> Void) {
        guard !words.isEmpty else { return }
        longestPhrase = max(longestPhrase, words.count)
        change(&things[words.joined(separator: " "), default: SchemaThing()])
    }

    /// Whether a part of a name begins or ends with a word that ties it to the rest.
    private static func isLoose(_ words: [String]) -> Bool {
        words.first.map(SchemaWords.isGeneric) ?? true
            || words.last.map(SchemaWords.isGeneric) ?? true
    }

    // MARK: Finding

    /// What exactly these words stand for; single words also in other forms.
    func thing(_ words: [String]) -> SchemaThing? {
        if let exact = things[words.joined(separator: " ")] { return exact }
        guard let last = words.last else { return nil }
        for form in SchemaWords.forms(of: last).dropFirst() {
            if var found = things[(words.dropLast() + [form]).joined(separator: " ")] {
                found.weaken(by: 0.97)
                found.values = []
                return found
            }
        }
        return nil
    }

    /// What a word stands for when read as a synonym of another.
    func synonym(_ word: String) -> SchemaThing? {
        var merged = SchemaThing()
        for other in SchemaWords.synonyms(of: word) {
            guard var found = things[other] else { continue }
            found.values = []
            found.tables = found.tables.filter { $0.quality > 0.75 }
            found.columns = found.columns.filter { $0.quality > 0.6 }
            found.weaken(by: 0.85)
            merged.tables += found.tables
            merged.columns += found.columns
        }
        merged.sort()
        return merged.isEmpty ? nil : merged
    }

    /// Whether the words are the beginning of, or a part of, no phrase at all.
    func isKnown(_ word: String) -> Bool { things[word] != nil }
}

extension SchemaThing {
    mutating func add(table: String, _ quality: Double) {
        if let index = tables.firstIndex(where: { $0.name == table }) {
            tables[index].quality = max(tables[index].quality, quality)
        } else {
            tables.append(Table(name: table, quality: quality))
        }
    }

    mutating func add(column: ColumnReference, _ quality: Double) {
        if let index = columns.firstIndex(where: { $0.reference == column }) {
            columns[index].quality = max(columns[index].quality, quality)
        } else {
            columns.append(Column(reference: column, quality: quality))
        }
    }

    mutating func weaken(by factor: Double) {
        for index in tables.indices { tables[index].quality *= factor }
        for index in columns.indices { columns[index].quality *= factor }
    }

    /// Leaves out values that are written differently from the phrase, but for a plural.
    mutating func keepValues(like phrase: String) {
        guard !values.isEmpty else { return }
        func isText(_ value: Value, _ text: String) -> Bool {
            if case .string(let own) = value.literal { own.lowercased() == text } else { false }
        }
        let exact = values.filter { isText($0, phrase) }
        if !exact.isEmpty { values = exact }
    }

    mutating func sort() {
        tables.sort { ($1.quality, $0.name) < ($0.quality, $1.name) }
        columns.sort { ($1.quality, $0.reference) < ($0.quality, $1.reference) }
        values.sort { $0.column < $1.column }
    }
}
