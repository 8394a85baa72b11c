internal import PropertyGraph
internal import SQLSyntax
internal import SemanticLayer

/// Fills the semantic layer's vocabulary from the graph.
struct VocabularyReader {
    let queries: any CatalogQueries

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
        let rows = try queries.read("agents/vocabulary-datasets", [:]).filter { row in
            row.text("dataset").map { isAllowed($0) && !missing.contains($0) } ?? false
        }
        let datasets = try self.datasets(from: rows, without: missing)
        let columns = Set(
            datasets.flatMap { dataset in
                dataset.columns.map { ColumnReference(dataset.name, $0.name) }
            }
        )
        let mappings = try queries.read("agents/vocabulary-mappings", ["proposed": .boolean(true)])
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
        for row in try queries.read("agents/vocabulary-columns", [:]) {
            guard let dataset = row.text("dataset"), let column = Self.column(row),
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

    private static func column(_ row: QueryRow) -> Vocabulary.Column? {
        guard let name = row.text("column") else { return nil }
        return Vocabulary.Column(
            name,
            row.text("data_type").flatMap { SQLType(parsing: $0) } ?? .text(length: nil),
            nullable: row.boolean("is_nullable") ?? true,
            personal: row.boolean("is_pii") ?? false,
            description: row.text("description") ?? "",
            values: hasFewValues(row) ? row.texts("sample_values") : []
        )
    }

    /// Whether the samples are all values of the column, or nearly so, and may be named in
    /// questions.
    private static func hasFewValues(_ row: QueryRow) -> Bool {
        guard row.boolean("is_pii") != true else { return false }
        return row.integer("distinct_count").map { $0 <= 60 } ?? true
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
        try queries.read("agents/vocabulary-references", [:]).compactMap { row in
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
