import PropertyGraph

extension LoadSession {
    /// Adds what a schema's documentation says to the tables that are there, and its queries.
    mutating func addDocumentation(_ document: CatalogDocument) throws(GraphError) {
        for table in document.tables {
            guard merger.find(.dataset, "name", table.name) != nil else {
                merger.warn("table `\(table.name)`: there is no Dataset `\(table.name)`.")
                continue
            }
            _ = try merger.node(
                .dataset, keys: [("name", .string(table.name))],
                stated: [
                    ("description", Value(text: table.description)),
                    ("owner", Value(text: table.owner)),
                    ("freshness", Value(text: table.updateFrequency)),
                ])
            for column in table.columns {
                guard NodeFinder(merger.draft.graph).column(column.name, of: table.name) != nil
                else {
                    merger.warn("table `\(table.name)`: there is no Column `\(column.name)`.")
                    continue
                }
                _ = try merger.node(
                    .column,
                    keys: [
                        ("dataset_name", .string(table.name)), ("name", .string(column.name)),
                    ],
                    stated: [
                        ("description", Value(text: column.description)),
                        ("sample_values", Value(texts: column.values)),
                        ("business_rules", Value(texts: column.rules)),
                        ("is_pii", Value(boolean: column.isPersonal)),
                    ])
            }
        }
        for query in document.verifiedQueries {
            let name = (document.source.map { $0 + ": " } ?? "") + query.name
            _ = try merger.node(
                .savedQuery, keys: [("id", .string(name))],
                stated: [
                    ("name", .string(query.name)), ("sql", .string(query.sql)),
                    ("question", Value(text: query.description ?? query.name)),
                ],
                initial: [
                    ("created_by", .string(loader.source)), ("created_at", .dateTime(loader.now)),
                ])
        }
    }

    /// Adds a key that the source itself does not declare.
    mutating func connect(_ join: JoinEntry) throws(GraphError) {
        let finder = NodeFinder(merger.draft.graph)
        guard let start = finder.column(join.column), let end = finder.column(join.target) else {
            merger.warn("join of `\(join.column)` and `\(join.target)`: a column is not there.")
            return
        }
        try merger.relate(start, .references, end)
    }
}
