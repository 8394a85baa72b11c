/// Tells questions about the catalog from questions about rows.
///
/// Both use the same words: "who owns the orders" may ask for a steward or, where the rows know
/// owners, for a person. So a pattern counts only when its subject is something of the catalog,
/// and not when the words around it name columns.
struct CatalogQuestionReader {
    private let model: SemanticModel
    private let words: [String]
    /// The words as they were written.
    private let texts: [String]

    init(_ question: String, model: SemanticModel) {
        self.model = model
        let bytes = Array(question.utf8)
        let tokens = Tokenizer.tokens(of: question, limit: Self.longestQuestion + 1)
            .filter { $0.kind != .symbol }
        words = tokens.map { $0.text.lowercased() }
        texts = tokens.map { String(decoding: bytes[$0.span], as: UTF8.self) }
    }

    /// Questions with more words are about something else.
    private static let longestQuestion = 20

    /// What the question asks of the catalog; `nil` when it asks for rows.
    ///
    /// - Complexity: O(patterns · words ^ 2) at most; constant for questions of more than 20 words.
    func read() -> CatalogReading? {
        guard !words.isEmpty, words.count <= Self.longestQuestion else { return nil }
        for entry in CatalogPatterns.all {
            let ranges = entry.pattern.match(words) { range in subject(in: range, entry) != nil }
            guard let ranges else { continue }
            let isShared = namesRows(outside: ranges)
            if isShared, !entry.isCertain || ranges.isEmpty { continue }
            let subjects = ranges.compactMap { subject(in: $0, entry) }
            guard subjects.count == ranges.count else { continue }
            return .question(CatalogQuestion(entry.kind, of: subjects))
        }
        return unknownSubject()
    }

    /// The subject that makes a question certain to be about the catalog, though nothing is known
    /// of it.
    private func unknownSubject() -> CatalogReading? {
        for entry in CatalogPatterns.all where entry.isCertain {
            guard let ranges = entry.pattern.match(words, isSubject: { _ in true }),
                !namesRows(outside: ranges)
            else { continue }
            for range in ranges where subject(in: range, entry) == nil {
                let content = SubjectWords(words, in: range).range
                guard content.count <= 4, !content.isEmpty else { return nil }
                let text = texts[content].joined(separator: " ")
                return .unknown(text, similar: SubjectFinder(model).similar(to: text))
            }
        }
        return nil
    }

    private func subject(
        in range: Range<Int>, _ entry: CatalogPatterns.Entry
    ) -> CatalogQuestion.Subject? {
        let content = SubjectWords(words, in: range)
        guard !content.range.isEmpty else { return nil }
        let found = SubjectFinder(model).meanings(
            of: Array(words[content.range]), as: content.hint)
        var meanings = found.filter { isFitting($0, entry.kind) }
        if entry.kind == .rules || entry.kind == .personalData {
            // The table's, not also those of the columns that a term of the same name is in.
            let tables = meanings.filter { if case .dataset = $0 { true } else { false } }
            if !tables.isEmpty { meanings = tables }
        }
        if meanings.isEmpty || asksForPlaces(entry, found, content.hint) { return nil }
        return CatalogQuestion.Subject(texts[content.range].joined(separator: " "), meanings)
    }

    /// Whether a kind of question can be asked of something.
    private func isFitting(
        _ meaning: CatalogQuestion.Meaning, _ kind: CatalogQuestion.Kind
    ) -> Bool {
        switch (kind, meaning) {
        case (.columns, .dataset), (.columnCount, .dataset), (.freshness, .dataset),
            (.connection, .dataset), (.keys, .dataset), (.type, .column),
            (.location, .column), (.location, .term):
            true
        case (.columns, _), (.columnCount, _), (.freshness, _), (.connection, _), (.keys, _),
            (.type, _), (.location, _), (.tables, _):
            false
        default: true
        }
    }

    /// Whether the question is one like "where do our customers come from".
    private func asksForPlaces(
        _ entry: CatalogPatterns.Entry, _ meanings: [CatalogQuestion.Meaning],
        _ hint: SubjectWords.Hint?
    ) -> Bool {
        guard entry.kind == .origin, !entry.isCertain, words.first == "where", hint != .table,
            words.dropFirst().first != "does"
        else { return false }
        return meanings.contains { if case .dataset = $0 { true } else { false } }
    }

    /// Whether words around the subjects name tables or columns of the catalog.
    private func namesRows(outside ranges: [Range<Int>]) -> Bool {
        words.indices.contains { index in
            let word = words[index]
            guard Self.telling.contains(word), !ranges.contains(where: { $0.contains(index) })
            else { return false }
            return ([word] + (Self.kin[word] ?? [])).contains { word in
                guard let thing = model.schemaLexicon.thing([SchemaWords.stem(word)]) else {
                    return false
                }
                return max(thing.tableQuality, thing.columnQuality) >= 0.6
            }
        }
    }

    /// Words of the patterns that rows may have columns for.
    private static let telling = SchemaWords.list(
        """
        owner owners owns steward maintainer contact description definition meaning source origin \
        column columns field fields attribute attributes table tables dataset datasets rule \
        rules check checks test tests key keys schema structure layout team user person mean \
        updated refreshed responsible maintains
        """
    )

    private static let kin = [
        "owns": ["owner"], "owners": ["owner"], "updated": ["update"], "maintains": ["maintainer"],
    ]
}

/// The words of a subject without what only says what sort of thing it is.
struct SubjectWords {
    enum Hint: Hashable { case table, column, term }

    private(set) var range: Range<Int>
    private(set) var hint: Hint?

    init(_ words: [String], in range: Range<Int>) {
        self.range = range
        while let first = self.range.first, Self.fillers.contains(words[first]) {
            self.range = first + 1..<self.range.upperBound
        }
        take(Self.hints[words[self.range].first ?? ""], atStart: true)
        if hint == nil { take(Self.hints[words[self.range].last ?? ""], atStart: false) }
    }

    private mutating func take(_ found: Hint?, atStart: Bool) {
        guard let found, range.count > 1 else { return }
        hint = found
        range =
            atStart
            ? range.lowerBound + 1..<range.upperBound : range.lowerBound..<range.upperBound - 1
    }

    private static let fillers = SchemaWords.list(
        "the a an our my your this that these those all any each every called named data")

    private static let hints: [String: Hint] = [
        "table": .table, "tables": .table, "dataset": .table, "datasets": .table, "view": .table,
        "column": .column, "columns": .column, "field": .column, "fields": .column,
        "attribute": .column, "attributes": .column, "term": .term, "metric": .term,
        "measure": .term, "concept": .term, "data": .table,
    ]
}
