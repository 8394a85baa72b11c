public import PropertyGraph

/// Reads datasets, columns and business terms from one version of a graph.
public struct CatalogReader: Sendable {
    private let graph: Graph
    private let access: AccessView

    /// Creates a reader.
    ///
    /// - Parameters:
    ///   - graph: The version to read.
    ///   - access: What may be seen; the rest is as if it were not there.
    public init(_ graph: Graph, access: AccessView = .all) {
        self.graph = graph
        self.access = access
    }

    /// All datasets with their columns, by name.
    ///
    /// - Complexity: O(*d* log *d* + *c*) in the datasets and their columns.
    public func datasets() -> [DatasetDescription] {
        records(.dataset).compactMap(dataset).sorted { $0.name < $1.name }
    }

    /// The dataset of this full name.
    public func dataset(named name: String) -> DatasetDescription? {
        let found = NodeFinder(graph).node(
            CatalogLabel.dataset.rawValue, where: [("name", .string(name))]
        )
        guard let found, access.isVisible(found) else { return nil }
        return dataset(NodeRecord(graph: graph, id: found))
    }

    /// All business terms with their mappings, by key.
    ///
    /// - Complexity: O(*t* log *t* + *m*) in the terms and their mappings.
    public func terms() -> [TermDescription] {
        records(.businessTerm).compactMap(term).sorted { $0.term < $1.term }
    }

    /// The business term of this key.
    public func term(named key: String) -> TermDescription? {
        let found = NodeFinder(graph).node(
            CatalogLabel.businessTerm.rawValue, where: [("term", .string(key))]
        )
        guard let found, access.isVisible(found) else { return nil }
        return term(NodeRecord(graph: graph, id: found))
    }

    private func records(_ label: CatalogLabel) -> [NodeRecord] {
        guard let labelID = graph.label(named: label.rawValue) else { return [] }
        var found: [NodeRecord] = []
        var cursor = graph.nodes(labelled: labelID)
        while let node = cursor.next() {
            if access.isVisible(node) { found.append(NodeRecord(graph: graph, id: node)) }
        }
        return found
    }

    private func visible(
        _ pairs: [(relationship: RelationshipID, node: NodeRecord)]
    ) -> [(relationship: RelationshipID, node: NodeRecord)] {
        pairs.filter { access.isVisible($0.node.id) }
    }

    private func dataset(_ record: NodeRecord) -> DatasetDescription? {
        guard let name = record.text("name") else { return nil }
        let scores = visible(record.related(.outgoing, .hasQualityScore, .qualityScore))
            .compactMap { pair in pair.node.number("score").map { ($0, pair.node) } }
            .sorted { Self.isNewer($0.1, $1.1) }
        let columns = visible(record.related(.outgoing, .hasColumn, .column))
            .compactMap { column($0.node) }
            .sorted { ($0.ordinal ?? .max, $0.name) < ($1.ordinal ?? .max, $1.name) }
        return DatasetDescription(
            name: name, type: record.text("type"), layer: record.text("layer"),
            kind: record.text("kind"), description: record.text("description"),
            owner: record.text("owner"), freshness: record.text("freshness"),
            freshnessSLA: record.text("freshness_sla"), rowCount: record.integer("row_count"),
            sizeBytes: record.integer("size_bytes"), usageCount: record.integer("usage_count"),
            qualityScore: scores.first?.0, primaryKey: record.texts("primary_key"),
            timeColumn: record.text("time_column"),
            domains: names(record.related(.outgoing, .partOf, .domain)),
            tags: names(record.related(.outgoing, .relatedTo, .tag)),
            requiredRoles: names(record.related(.outgoing, .requiresRole, .role)),
            columns: columns
        )
    }

    private static func isNewer(_ first: NodeRecord, _ second: NodeRecord) -> Bool {
        func time(_ record: NodeRecord) -> (Int64, Int32) {
            guard case .dateTime(let time) = record.value("measured_at") else { return (.min, 0) }
            return (time.secondsSinceEpoch, time.nanoseconds)
        }
        return time(first) > time(second)
    }

    private func names(_ pairs: [(relationship: RelationshipID, node: NodeRecord)]) -> [String] {
        visible(pairs).compactMap { $0.node.text("name") }.sorted()
    }

    private func column(_ record: NodeRecord) -> ColumnDescription? {
        guard let name = record.text("name") else { return nil }
        let references = visible(record.related(.outgoing, .references, .column))
            .compactMap { fullName(of: $0.node) }
        let terms = visible(record.related(.outgoing, .mapsTo, .businessTerm))
            .compactMap { $0.node.text("term") }
        return ColumnDescription(
            name: name, dataType: record.text("data_type"),
            description: record.text("description"), ordinal: record.integer("ordinal"),
            isNullable: record.boolean("is_nullable"),
            isPrimaryKey: record.boolean("is_primary_key") ?? false,
            isPII: record.boolean("is_pii") ?? false, piiType: record.text("pii_type"),
            unit: record.text("unit"), sampleValues: record.texts("sample_values"),
            distinctCount: record.integer("distinct_count"),
            nullPercentage: record.number("null_percentage"), references: references.sorted(),
            terms: terms.sorted()
        )
    }

    private func fullName(of column: NodeRecord) -> String? {
        guard let name = column.text("name") else { return nil }
        return column.text("dataset_name").map { "\($0).\(name)" } ?? name
    }

    private func term(_ record: NodeRecord) -> TermDescription? {
        guard let key = record.text("term") else { return nil }
        let mappings = visible(record.related(.incoming, .mapsTo, .column))
            .compactMap { mapping($0.relationship, from: $0.node) }
            .sorted { ($1.confidence, $0.column) < ($0.confidence, $1.column) }
        return TermDescription(
            term: key, name: record.text("name") ?? key, definition: record.text("definition"),
            synonyms: record.texts("synonyms"), domain: record.text("domain"),
            steward: record.text("steward"), kind: record.text("kind"),
            formula: record.text("formula"), aggregation: record.text("aggregation"),
            unit: record.text("unit"), format: record.text("format"), grain: record.text("grain"),
            lowerBound: record.number("lower_bound"), upperBound: record.number("upper_bound"),
            status: record.text("status"), mappings: mappings
        )
    }

    private func mapping(
        _ relationship: RelationshipID, from column: NodeRecord
    ) -> MappingDescription? {
        guard let name = fullName(of: column) else { return nil }
        func value(_ key: String) -> Value {
            graph.propertyKey(named: key).map { graph.value(of: $0, on: relationship) } ?? .null
        }
        func text(_ key: String) -> String? {
            if case .string(let text) = value(key) { text } else { nil }
        }
        return MappingDescription(
            column: name, confidence: value("confidence").number ?? 1,
            status: text("status") ?? "approved", source: text("source"),
            evidence: text("evidence"), role: text("role"), condition: text("condition"),
            expression: text("expression")
        )
    }
}
