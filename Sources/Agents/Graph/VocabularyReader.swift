internal import PropertyGraph
internal import SQLSyntax
package import SemanticLayer

/// Fills the semantic layer's vocabulary from the graph.
///
/// The datasets are those that data products are made from, or those of one registered source;
/// these go by the names that the source itself has for them, so that SQL runs there as it stands.
package struct VocabularyReader {
    let queries: any CatalogQueries
    private let source: String?

    /// Creates a reader.
    ///
    /// - Parameters:
    ///   - queries: What the graph is read with.
    ///   - source: The registered source whose datasets count; without one, those of none.
    package init(queries: any CatalogQueries, source: String? = nil) {
        self.queries = queries
        self.source = source
    }

    /// Reads terms, datasets, columns, mappings and references: five queries, six for a user.
    ///
    /// Mappings that wait for a steward are read too; their status tells them apart.
    ///
    /// - Parameters:
    ///   - user: Who asks: datasets that the user may not see are left out. Without one, all are
    ///     read.
    ///   - missing: Datasets, and columns as `dataset.column`, to leave out.
    /// - Returns: The vocabulary, and what else is known of its datasets.
    /// - Throws: What a query fails with.
    func read(
        user: String? = nil,
        without missing: Set<String> = []
    ) throws -> (vocabulary: Vocabulary, catalog: CatalogFacts) {
        let isAllowed = try filter(for: user)
        let rows = try read("agents/vocabulary-datasets").filter { row in
            row.text("dataset").map { isAllowed($0) && !missing.contains($0) } ?? false
        }
        let datasets = try self.datasets(from: rows, without: missing)
        let columns = Set(
            datasets.flatMap { dataset in
                dataset.columns.map { ColumnReference(dataset.name, $0.name) }
            }
        )
        let mappings = try read("agents/vocabulary-mappings", ["proposed": .boolean(true)])
        let vocabulary = Vocabulary(
            terms: try terms(),
            datasets: datasets,
            mappings: mappings.compactMap(Self.mapping).filter { columns.contains($0.column) },
            references: try references().filter {
                columns.contains($0.column) && columns.contains($0.target)
            }
        )
        return (vocabulary, CatalogFacts(rows))
    }

    /// The vocabulary of the registered source, of the parts of the glossary that it can answer.
    ///
    /// Tables whose names hold a dot are left out: a question's SQL cannot name them.
    package func readSource(user: String? = nil) throws -> Vocabulary {
        var vocabulary = try read(user: user).vocabulary
        var names: [String: String] = [:]
        for row in try read("agents/vocabulary-datasets") {
            guard let dataset = row.text("dataset"), let table = row.text("table"),
                !table.contains(".")
            else { continue }
            names[dataset] = table
        }
        func renamed(_ column: ColumnReference) -> ColumnReference? {
            names[column.dataset].map { ColumnReference($0, column.name) }
        }
        vocabulary.datasets = vocabulary.datasets.compactMap { dataset in
            guard let name = names[dataset.name] else { return nil }
            var dataset = dataset
            dataset.name = name
            return dataset
        }
        vocabulary.mappings = vocabulary.mappings.compactMap { mapping in
            guard let column = renamed(mapping.column) else { return nil }
            var mapping = mapping
            mapping.column = column
            return mapping
        }
        vocabulary.references = vocabulary.references.compactMap { reference in
            guard let column = renamed(reference.column), let target = renamed(reference.target)
            else { return nil }
            return Vocabulary.Reference(column, to: target)
        }
        vocabulary.terms = Self.usable(vocabulary.terms, Set(vocabulary.mappings.map(\.term)))
        return vocabulary
    }

    /// The terms that are mapped, those of the calendar, and those whose formulas lead to them.
    private static func usable(
        _ terms: [Vocabulary.Term], _ mapped: Set<String>
    ) -> [Vocabulary.Term] {
        let all = Set(terms.map(\.name))
        var usable = mapped.union(terms.filter { $0.grain != nil }.map(\.name))
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for term in terms where !usable.contains(term.name) {
                let words = (term.formula ?? "").split { character in
                    !character.isLetter && !character.isNumber && character != "_"
                }
                let parts = words.map(String.init).filter(all.contains)
                guard !parts.isEmpty, parts.allSatisfy(usable.contains) else { continue }
                usable.insert(term.name)
                isGrowing = true
            }
        }
        return terms.filter { usable.contains($0.name) }
    }

    /// Runs a query on the source's part of the catalog.
    private func read(_ name: String, _ parameters: [String: Value] = [:]) throws -> [QueryRow] {
        var parameters = parameters
        if let source { parameters["source"] = .string(source) }
        return try queries.read(name, parameters)
    }

    private func filter(for user: String?) throws -> (String) -> Bool {
        guard let user else { return { _ in true } }
        let rows = try queries.read("agents/allowed-datasets", ["user": .string(user)])
        let allowed = Set(rows.compactMap { $0.text("dataset") })
        return { allowed.contains($0) }
    }

    private func terms() throws -> [Vocabulary.Term] {
        return try queries.read("agents/vocabulary-terms", [:]).compactMap {
            row -> Vocabulary.Term? in
            guard let name = row.text("term"),
                let kind = row.text("kind").flatMap({ Vocabulary.TermKind(rawValue: $0) })
            else { return nil }
            return Vocabulary.Term(
                name,
                kind,
                displayName: row.text("name"),
                definition: row.text("definition") ?? "",
                synonyms: row.texts("synonyms"),
                domain: row.text("domain"),
                aggregation: row.text("aggregation").flatMap { Aggregation(rawValue: $0) },
                formula: row.text("formula"),
                unit: row.text("unit"),
                status: row.text("status").flatMap { Vocabulary.TermStatus(rawValue: $0) }
                    ?? .approved,
                lowerBound: row.number("lower_bound"),
                upperBound: row.number("upper_bound"),
                grain: row.text("grain").flatMap { TimeGrain(rawValue: $0) }
            )
        }
    }

    private func datasets(
        from rows: [QueryRow],
        without missing: Set<String>
    ) throws -> [Vocabulary.Dataset] {
        var columns: [String: [Vocabulary.Column]] = [:]
        for row in try read("agents/vocabulary-columns") {
            guard let dataset = row.text("dataset"), let column = column(row),
                !missing.contains("\(dataset).\(column.name)")
            else { continue }
            columns[dataset, default: []].append(column)
        }
        return rows.compactMap { row in
            guard let name = row.text("dataset") else { return nil }
            func isThere(_ column: String) -> Bool { !missing.contains("\(name).\(column)") }
            return Vocabulary.Dataset(
                name,
                row.text("kind") == "dimension" ? .dimension : .fact,
                description: row.text("description") ?? "",
                columns: columns[name] ?? [],
                primaryKey: row.texts("primary_key").allSatisfy(isThere)
                    ? row.texts("primary_key") : [],
                timeColumn: row.text("time_column").flatMap { isThere($0) ? $0 : nil },
                quality: row.number("quality_score") ?? 0.5,
                rowCount: row.integer("row_count")
            )
        }
    }

    private func column(_ row: QueryRow) -> Vocabulary.Column? {
        guard let name = row.text("column") else { return nil }
        return Vocabulary.Column(
            name,
            row.text("data_type").flatMap { SQLType(parsing: $0) } ?? .text(length: nil),
            nullable: row.boolean("is_nullable") ?? true,
            personal: isPersonal(row),
            description: row.text("description") ?? "",
            values: hasFewValues(row) ? row.texts("sample_values") : []
        )
    }

    /// Whether the column's values are a person's own; who asks a source about a customer may name
    /// one, though not by address or number.
    private func isPersonal(_ row: QueryRow) -> Bool {
        guard row.boolean("is_pii") == true else { return false }
        return source == nil || row.text("pii_type") != "name"
    }

    /// Whether the samples are all values of the column, or nearly so, and may be named in
    /// questions.
    private func hasFewValues(_ row: QueryRow) -> Bool {
        guard !isPersonal(row) else { return false }
        let most = source == nil ? 60 : 500
        return row.integer("distinct_count").map { $0 <= most } ?? true
    }

    private static func mapping(_ row: QueryRow) -> Vocabulary.Mapping? {
        guard let term = row.text("term"), let dataset = row.text("dataset"),
            let column = row.text("column")
        else { return nil }
        return Vocabulary.Mapping(
            term,
            to: ColumnReference(dataset, column),
            confidence: row.number("confidence") ?? 1,
            status: row.text("status") == "approved" ? .approved : .suggested,
            condition: row.text("condition"),
            expression: row.text("expression"),
            role: row.text("role") == "display" ? .display : .value
        )
    }

    private func references() throws -> [Vocabulary.Reference] {
        try read("agents/vocabulary-references").compactMap { row in
            guard let dataset = row.text("dataset"), let column = row.text("column"),
                let targetDataset = row.text("target_dataset"),
                let targetColumn = row.text("target_column")
            else { return nil }
            return Vocabulary.Reference(
                ColumnReference(dataset, column),
                to: ColumnReference(targetDataset, targetColumn)
            )
        }
    }
}

/// What the graph says of datasets beyond what questions need.
struct CatalogFacts: Sendable {
    /// One dataset.
    struct Dataset: Sendable {
        let layer: String
        let owner: String?
        let domain: String?
        let freshness: String?
        let rowCount: Int?
    }

    private let datasets: [String: Dataset]

    init(_ rows: [QueryRow]) {
        var datasets: [String: Dataset] = [:]
        for row in rows {
            guard let name = row.text("dataset") else { continue }
            datasets[name] = Dataset(
                layer: row.text("layer") ?? "bronze",
                owner: row.text("owner"),
                domain: row.text("domain"),
                freshness: row.text("freshness_sla") ?? row.text("freshness"),
                rowCount: row.integer("row_count")
            )
        }
        self.datasets = datasets
    }

    subscript(name: String) -> Dataset? {
        datasets[name]
    }
}
