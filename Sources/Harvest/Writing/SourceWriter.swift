internal import Catalog
public import PropertyGraph

/// Writes what was harvested into the catalog.
///
/// What the database says is replaced; what people say of its tables and columns (descriptions,
/// mappings, owners, rules) stays, also on those that are no longer there: these get the status
/// `gone` and come back when the database has them again.
public struct SourceWriter {
    private let source: SourceRegistration
    private let draft: Draft
    private let now: DateTimeValue
    private var merger: GraphMerger
    private var summary = HarvestSummary()
    private var columns: [String: [String: NodeID]] = [:]

    /// Creates a writer of one source into a draft.
    public init(_ source: SourceRegistration, into draft: Draft, now: DateTimeValue) {
        self.source = source
        self.draft = draft
        self.now = now
        merger = GraphMerger(draft: draft, policy: .replace, now: now)
    }

    /// Brings the catalog to what the schema says.
    ///
    /// - Throws: `HarvestError.nameTaken`, or what the draft refuses; it is then to be discarded.
    public mutating func write(_ schema: SourceSchema) throws -> HarvestSummary {
        let node = try sourceNode()
        for table in schema.tables { try write(table, of: node) }
        try writeReferences(schema.references)
        try markGone(schema)
        summary.tables = schema.tables.count
        summary.columns = schema.tables.reduce(0) { $0 + $1.columns.count }
        summary.references = schema.references.count
        summary.skipped = schema.skipped
        summary.warnings = schema.warnings
        // The time is no news by itself.
        try draft.set(try draft.propertyKey("harvested_at"), .dateTime(now), on: node)
        let done = merger.summary
        summary.changes +=
            done.nodesCreated + done.nodesChanged + done.relationshipsCreated
            + done.relationshipsChanged
        return summary
    }

    private mutating func sourceNode() throws -> NodeID {
        if let known = merger.find(.dataSource, "name", source.name),
            SourceReader.text("path", of: known, in: draft.graph) == nil
        {
            throw HarvestError.nameTaken(source.name)
        }
        return try merger.node(
            .dataSource, keys: [("name", .string(source.name))],
            stated: [("kind", .string(source.kind)), ("path", .string(source.path))]
        )
    }

    private mutating func write(_ table: SourceTable, of source: NodeID) throws {
        let name = self.source.datasetName(of: table.name)
        let isNew = merger.find(.dataset, "name", name) == nil
        if isNew { summary.added.append(table.name) }
        let key = table.primaryKey.map { Value.string($0) }
        let node = try merger.node(
            .dataset, keys: [("name", .string(name))],
            stated: [
                ("type", .string(table.isView ? "view" : "table")),
                ("source_name", .string(self.source.name)), ("table_name", .string(table.name)),
                ("row_count", table.rowCount.map { .integer($0) } ?? .null),
                ("primary_key", .list(key)), ("status", "active"),
            ],
            initial: [
                ("kind", .string(table.isFact ? "fact" : "dimension")),
                ("time_column", table.timeColumn.map { .string($0) } ?? .null),
                ("created_at", .dateTime(now)), ("updated_at", .dateTime(now)),
            ]
        )
        try merger.relateOnly(node, .partOf, source, .dataSource)
        for column in table.columns {
            let known = NodeFinder(draft.graph).column(column.name, of: name) != nil
            if !isNew, !known { summary.added.append("\(table.name).\(column.name)") }
            let child = try merger.node(
                .column,
                keys: [("dataset_name", .string(name)), ("name", .string(column.name))],
                stated: column.stated(isKey: table.primaryKey.contains(column.name)),
                initial: [
                    ("is_pii", .boolean(column.personal != nil)),
                    ("pii_type", column.personal.map { .string($0) } ?? .null),
                ]
            )
            try merger.relate(node, .hasColumn, child)
            columns[table.name, default: [:]][column.name] = child
        }
    }

    // MARK: Foreign keys

    private mutating func writeReferences(_ references: [SourceReference]) throws {
        var kept: Set<[NodeID]> = []
        for reference in references {
            for (name, target) in zip(reference.columns, reference.targetColumns) {
                guard let start = columns[reference.table]?[name],
                    let end = columns[reference.targetTable]?[target]
                else { continue }
                kept.insert([start, end])
                let isComposite = reference.columns.count > 1
                try merger.relate(
                    start, .references, end,
                    stated: [
                        ("confidence", .float(reference.confidence)),
                        ("origin", .string(reference.isDeclared ? "declared" : "inferred")),
                        ("evidence", reference.evidence.map { .string($0) } ?? .null),
                        (
                            "key",
                            isComposite
                                ? .list(reference.columns.map { .string($0) }) : .null
                        ),
                    ]
                )
            }
        }
        for start in columns.values.flatMap(\.values) {
            for entry in merger.related(start, .references, .column)
            where !kept.contains([start, entry.neighbour]) && isHarvested(entry.relationship) {
                try draft.delete(entry.relationship)
                summary.changes += 1
            }
        }
    }

    /// Whether a reference came from a harvest; those that people state have no origin.
    private func isHarvested(_ relationship: RelationshipID) -> Bool {
        guard let key = draft.graph.propertyKey(named: "origin") else { return false }
        return draft.graph.value(of: key, on: relationship) != .null
    }

    // MARK: What is gone

    private mutating func markGone(_ schema: SourceSchema) throws {
        // A table that cannot be read now is not gone.
        let unread = Set(schema.skipped.map(\.table))
        let reader = SourceReader(draft.graph)
        for table in reader.tables(of: source.name) {
            let isThere = columns[table.name] != nil
            guard isThere || !unread.contains(table.name) else { continue }
            if !isThere, try mark(table.node) { summary.gone.append(table.name) }
            for column in reader.columns(of: table.node)
            where columns[table.name]?[column.name] == nil {
                if try mark(column.node), isThere {
                    summary.gone.append("\(table.name).\(column.name)")
                }
            }
            guard isThere else { continue }
            try dropTimeColumn(of: table)
        }
    }

    /// Takes the status `gone`; false when the node has it already.
    private mutating func mark(_ node: NodeID) throws(GraphError) -> Bool {
        let isNews = try draft.set(try draft.propertyKey("status"), "gone", on: node)
        if isNews { summary.changes += 1 }
        return isNews
    }

    /// Forgets a time column that the table no longer has.
    private mutating func dropTimeColumn(of table: SourceReader.Item) throws {
        guard let name = SourceReader.text("time_column", of: table.node, in: draft.graph),
            columns[table.name]?[name] == nil
        else { return }
        try draft.set(try draft.propertyKey("time_column"), .null, on: table.node)
        summary.changes += 1
    }
}

extension SourceColumn {
    /// The properties of the column's node that the database states.
    fileprivate func stated(isKey: Bool) -> [(key: String, value: Value)] {
        // Addresses and numbers of people have no place in a catalog.
        let isHidden = personal == "email" || personal == "phone"
        let values = isHidden ? [] : profile?.values ?? []
        func text(_ text: String?) -> Value { text.map { .string($0) } ?? .null }
        return [
            ("data_type", .string(dataType)),
            ("declared_type", declaredType.isEmpty ? .null : .string(declaredType)),
            ("ordinal", .integer(Int64(ordinal))),
            ("is_nullable", .boolean(isNullable)),
            ("is_primary_key", .boolean(isKey)),
            ("distinct_count", profile.map { .integer($0.distinctCount) } ?? .null),
            ("null_percentage", profile.map { .float($0.nullPercentage) } ?? .null),
            ("sample_values", profile == nil ? .null : .list(values.map { .string($0) })),
            ("min_value", isHidden ? .null : text(profile?.minimum)),
            ("max_value", isHidden ? .null : text(profile?.maximum)),
            ("status", "active"),
        ]
    }
}
