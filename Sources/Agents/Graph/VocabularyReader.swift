internal import SQLSyntax
internal import SemanticLayer

/// Fills the semantic layer's vocabulary from the graph.
struct VocabularyReader {
    let queries: any CatalogQueries

    /// Reads terms, datasets, columns, mappings and references: five queries.
    ///
    /// - Parameter proposed: Whether mappings that wait for a steward count too.
    /// - Returns: The vocabulary, and the name of each dataset's domain.
    func read(proposed: Bool = false) throws -> (vocabulary: Vocabulary, catalog: CatalogFacts) {
        let datasets = try queries.read("agents/vocabulary-datasets", [:])
        let mappings = try queries.read(
            "agents/vocabulary-mappings",
            ["proposed": .boolean(proposed)]
        )
        let vocabulary = Vocabulary(
            terms: try terms(displayedBy: mappings),
            datasets: try self.datasets(from: datasets),
            mappings: mappings.compactMap(Self.mapping),
            references: try references()
        )
        return (vocabulary, CatalogFacts(datasets))
    }

    private func terms(displayedBy mappings: [QueryRow]) throws -> [Vocabulary.Term] {
        var displayColumns: [String: [String]] = [:]
        for row in mappings where row.text("role") == "display" {
            guard let term = row.text("term"), let column = row.text("column") else { continue }
            displayColumns[term, default: []].append(column)
        }
        return try queries.read("agents/vocabulary-terms", [:]).compactMap { row in
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
                displayColumns: displayColumns[name]
            )
        }
    }

    private func datasets(from rows: [QueryRow]) throws -> [Vocabulary.Dataset] {
        var columns: [String: [Vocabulary.Column]] = [:]
        for row in try queries.read("agents/vocabulary-columns", [:]) {
            guard let dataset = row.text("dataset"), let column = Self.column(row) else { continue }
            columns[dataset, default: []].append(column)
        }
        let mostUsed = rows.compactMap { $0.integer("usage_count") }.max() ?? 0
        return rows.compactMap { row in
            guard let name = row.text("dataset") else { return nil }
            let usage = Double(row.integer("usage_count") ?? 0)
            return Vocabulary.Dataset(
                name,
                row.text("kind") == "dimension" ? .dimension : .fact,
                description: row.text("description") ?? "",
                columns: columns[name] ?? [],
                primaryKey: row.texts("primary_key"),
                timeColumn: row.text("time_column"),
                quality: row.number("quality_score") ?? 0.5,
                freshness: Freshness.score(
                    row.text("freshness"),
                    promised: row.text("freshness_sla")
                ),
                popularity: mostUsed > 0 ? usage / Double(mostUsed) : 0,
                rowCount: row.integer("row_count")
            )
        }
    }

    private static func column(_ row: QueryRow) -> Vocabulary.Column? {
        guard let name = row.text("column") else { return nil }
        return Vocabulary.Column(
            name,
            row.text("data_type").flatMap { SQLType(parsing: $0) } ?? .text,
            nullable: row.boolean("is_nullable") ?? true,
            personal: row.boolean("is_pii") ?? false,
            description: row.text("description") ?? "",
            values: row.boolean("is_pii") == true ? [] : row.texts("sample_values")
        )
    }

    private static func mapping(_ row: QueryRow) -> Vocabulary.Mapping? {
        // Display columns belong to their entity; the entity's value is its key.
        guard let term = row.text("term"), let dataset = row.text("dataset"),
            let column = row.text("column"), row.text("role") != "display"
        else { return nil }
        return Vocabulary.Mapping(
            term,
            to: ColumnReference(dataset, column),
            confidence: row.number("confidence") ?? 1,
            status: row.text("status") == "approved" ? .approved : .suggested,
            condition: row.text("condition"),
            expression: row.text("expression")
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
                freshness: row.text("freshness_sla") ?? row.text("freshness")
            )
        }
        self.datasets = datasets
    }

    subscript(name: String) -> Dataset? {
        datasets[name]
    }
}

/// How well data keeps up with what is promised of it.
enum Freshness {
    private static let hours: [String: Double] = [
        "streaming": 0.1, "realtime": 0.1, "hourly": 1, "daily": 24, "weekly": 168,
        "monthly": 730, "quarterly": 2_190, "yearly": 8_760,
    ]

    /// 1 when data is renewed as often as promised, less when it is renewed more rarely.
    static func score(_ actual: String?, promised: String?) -> Double {
        guard let actual = actual.flatMap({ hours[$0.lowercased()] }) else { return 0.5 }
        guard let promised = promised.flatMap({ hours[$0.lowercased()] }) else { return 0.75 }
        return min(1, promised / actual)
    }
}
