/// Finds what words stand for among tables, columns and terms, by their full names only.
struct SubjectFinder {
    private let model: SemanticModel

    init(_ model: SemanticModel) { self.model = model }

    /// What the words stand for: tables first, then terms, then columns.
    ///
    /// Synonyms of terms count when nothing goes by that name itself.
    func meanings(of words: [String], as hint: SubjectWords.Hint?) -> [CatalogQuestion.Meaning] {
        let stems = words.map { SchemaWords.stem($0) }
        var meanings: [CatalogQuestion.Meaning] = []
        if hint == nil || hint == .table { meanings += tables(stems).map { .dataset($0) } }
        if hint == nil || hint == .term {
            meanings += terms(stems) { [$0.name, $0.displayName] }.map { .term($0) }
        }
        if hint == nil || hint == .column {
            meanings += columns(stems).map { .column($0) }
        }
        if meanings.isEmpty, hint != .table, hint != .column {
            meanings = terms(stems, by: \.synonyms).map { .term($0) }
        }
        return meanings
    }

    private func tables(_ stems: [String]) -> [String] {
        // Things that the glossary defines are terms here, not tables.
        let named = (model.schemaLexicon.thing(stems)?.tables ?? [])
            .filter { $0.quality >= 0.95 && model.datasets[$0.name] != nil }
        if !named.isEmpty { return named.map(\.name) }
        // `bronze.orders`, or `shop.orders` for a source's own name.
        let key = stems.joined(separator: " ")
        return model.vocabulary.datasets.map(\.name).filter { name in
            name.contains(".") && SchemaWords.words(of: name).joined(separator: " ") == key
        }
    }

    private func columns(_ stems: [String]) -> [ColumnReference] {
        let named = known(model.schemaLexicon.thing(stems)?.columns, from: 0.95)
        if !named.isEmpty { return named }
        // "total of invoices", "the invoice total", `invoice.total`.
        for cut in stems.indices.dropFirst() {
            let (left, right) = (Array(stems[..<cut]), Array(stems[cut...]))
            if let first = right.first, Self.ties.contains(first) {
                let found = columns(left, of: Array(right.dropFirst()))
                if !found.isEmpty { return found }
            }
            let found = columns(right, of: left)
            if !found.isEmpty { return found }
        }
        return []
    }

    private func columns(_ column: [String], of table: [String]) -> [ColumnReference] {
        guard !table.isEmpty, !column.isEmpty else { return [] }
        let tables = Set(tables(table.filter { $0 != "the" && $0 != "table" }))
        return known(model.schemaLexicon.thing(column)?.columns, from: 0.75)
            .filter { tables.contains($0.dataset) }
    }

    /// The columns that tables really have.
    private func known(
        _ columns: [SchemaThing.Column]?, from quality: Double
    ) -> [ColumnReference] {
        (columns ?? []).filter { column in
            column.quality >= quality
                && model.datasets[column.reference.dataset]?.column(column.reference.name) != nil
        }.map(\.reference)
    }

    private static let ties: Set<String> = ["of", "in", "on", "from"]

    private func terms(
        _ stems: [String], by names: (Vocabulary.Term) -> [String]
    ) -> [String] {
        model.vocabulary.terms.filter { term in
            names(term).contains { name in
                Tokenizer.stems(of: name).map { SchemaWords.stem($0) } == stems
            }
        }.map(\.name)
    }

    /// Names a few letters away from a text.
    func similar(to text: String) -> [String] {
        let wanted = Array(text.lowercased().utf8)
        let limit = max(1, EditDistance.tolerance(forLength: wanted.count))
        var found: [(name: String, distance: Int)] = []
        func consider(_ name: String) {
            let letters = Array(name.lowercased().replacing("_", with: " ").utf8)
            if let distance = EditDistance.between(wanted, letters, limit: limit) {
                found.append((name, distance))
            }
        }
        for dataset in model.vocabulary.datasets {
            consider(dataset.shortName)
            for column in dataset.columns { consider(column.name) }
        }
        for term in model.vocabulary.terms { consider(term.name) }
        let ranked = found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.map(\.name)
        var seen: Set<String> = []
        return Array(ranked.filter { seen.insert($0).inserted }.prefix(5))
    }
}

extension SemanticModel {
    /// Reads a question as one about the catalog itself; `nil` when it asks for rows.
    public func catalogReading(of question: String) -> CatalogReading? {
        guard question.utf8.count <= settings.longestQuestion else { return nil }
        return CatalogQuestionReader(question, model: self).read()
    }
}
