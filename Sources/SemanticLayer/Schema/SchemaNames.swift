import SQLSyntax

/// The words that the names of a catalog's tables and columns are made of.
///
/// What a single name does not tell, the others do: words written together are split where their
/// parts stand alone elsewhere, and a prefix that all columns of a table share is not a word of
/// theirs.
struct SchemaNames: Sendable {
    private let tables: [String: [String]]
    private let columns: [ColumnReference: [String]]
    /// Words of names that are no words of questions: `bldg`, `airln`.
    let shortWords: Set<String>
    private let allWords: Set<String>

    init(_ vocabulary: Vocabulary) {
        let known = Self.knownWords(vocabulary)
        var tables: [String: [String]] = [:]
        var columns: [ColumnReference: [String]] = [:]
        var all: Set<String> = []
        for dataset in vocabulary.datasets {
            let words = SchemaWords.nameWords(of: dataset.shortName, known: known)
            tables[dataset.name] = words
            all.formUnion(words)
            let prefix = Self.prefix(of: dataset.columns.map(\.name))
            for column in dataset.columns {
                let name = column.name.dropFirst(prefix)
                let words = SchemaWords.nameWords(of: String(name), known: known)
                columns[ColumnReference(dataset.name, column.name)] = words
                all.formUnion(words)
            }
        }
        self.tables = tables
        self.columns = columns
        allWords = all
        shortWords = all.filter { (2...6).contains($0.utf8.count) && !SchemaWords.isCommon($0) }
    }

    /// The words of a table's name.
    func words(ofTable name: String) -> [String] {
        tables[name] ?? SchemaWords.nameWords(of: name)
    }

    /// The words of a column's name.
    func words(of column: ColumnReference) -> [String] {
        columns[column] ?? SchemaWords.nameWords(of: column.name)
    }

    /// The words of a name as it is written, when others of it were split: "playlist".
    func whole(_ name: String, split words: [String]) -> [String]? {
        let whole = SchemaWords.nameWords(of: name, splitting: false)
        return whole.count < words.count ? whole : nil
    }

    /// Whether some name has the word.
    func isWord(_ word: String) -> Bool { allWords.contains(word) }

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

    /// The length of a short prefix, with its underscore, that all of several columns begin with:
    /// `l_` of `l_orderkey` and `l_tax`.
    private static func prefix(of names: [String]) -> Int {
        guard names.count >= 3, let first = names.first, let end = first.firstIndex(of: "_") else {
            return 0
        }
        let prefix = first[...end]
        let isShared = names.allSatisfy { $0.hasPrefix(prefix) && $0.count > prefix.count }
        return isShared && prefix.count <= 5 ? prefix.count : 0
    }

    /// The word of a name that a word of a question is shortened to there: `bldg` for "building".
    ///
    /// - Complexity: O(short words).
    func abbreviation(of word: String) -> String? {
        guard word.utf8.count >= 4 else { return nil }
        var best: (word: String, score: Int)?
        var isTied = false
        for short in shortWords {
            let score = Self.likeness(of: short, to: word)
            guard score > 0, score >= best?.score ?? 0 else { continue }
            isTied = score == best?.score && short != best?.word
            best = (short, score)
        }
        return isTied ? nil : best?.word
    }

    /// How likely a word is the short form of another; 0 when it is not.
    private static func likeness(of short: String, to long: String) -> Int {
        let (few, many) = (Array(short.utf8), Array(long.utf8))
        guard few.count + 2 <= many.count || few.count == many.count - 1 && few.count > 3,
            few.first == many.first
        else { return 0 }
        if many.starts(with: few) { return few.count >= 3 ? 40 + few.count : 20 }
        let skeleton = many.prefix(1) + many.dropFirst().filter { !vowels.contains($0) }
        if few.count >= 2, skeleton.elementsEqual(few) { return 60 }
        if few.count >= 3, skeleton.starts(with: few) { return 35 + few.count }
        var rest = many[...]
        for letter in few {
            guard let place = rest.firstIndex(of: letter) else { return 0 }
            rest = rest[(place + 1)...]
        }
        // The letters stand in order; the last of them should not be by chance.
        guard few.count >= 3, few.last == many.last || few.count * 2 >= many.count else { return 0 }
        return 20 + few.count
    }

    private static let vowels = Set("aeiou".utf8)
}
