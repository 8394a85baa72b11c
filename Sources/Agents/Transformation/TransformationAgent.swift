internal import JSON
internal import SQLEngines
internal import SQLSyntax
internal import SemanticLayer

/// Writes the SQL that makes the product, runs it on the data, and checks what comes of it.
///
/// When the engine does not accept the SQL because the data lack a dataset or column that the
/// catalog lists, the agent names what is missing; the request is then read again without it.
struct TransformationAgent: Sendable {
    let engine: any SQLEngine
    let limits: @Sendable () -> QueryLimits

    /// How often a request is read again without what the data lack.
    private static let mostRejections = 3

    func run(_ state: DataProductState) throws -> DataProductState.Update {
        guard let intent = state.intent, let discovery = state.discovery else {
            throw MissingInput(agent: .transformation, input: "datasets")
        }
        let compiled = discovery.compiled
        guard let dialect = SQLDialect(rawValue: engine.dialect) else {
            throw TransformationError.unknownDialect(engine.dialect)
        }
        let sql = compiled.sql.text(in: dialect)
        let result = Result { () throws(SQLEngineError) in try engine.query(sql, limits: limits()) }
        if case .failure(.invalid(let message)) = result,
            state.rejections.count < Self.mostRejections,
            let rejection = try rejection(of: compiled)
        {
            let summary =
                "\(engine.dialect) does not accept the SQL: \(message) The data lack "
                + "\(Phrases.list(rejection.missing)), which the catalog lists; looks for another "
                + "way."
            return .rejected(rejection, .init(.transformation, summary, ["is_valid": false]))
        }
        let table = try result.get()
        let warnings = try ResultChecks(compiled, intent.facts).check(table)
        return .transformation(
            .init(sql: sql, table: table, dialect: engine.dialect, warnings: warnings),
            .init(
                .transformation,
                Self.summary(table, engine.dialect, compiled),
                [
                    "language": "SQL",
                    "dialect": .string(engine.dialect),
                    "dependencies": .array(compiled.datasets.map { .string($0.name) }),
                    "estimated_rows": .integer(Int64(table.rows.count)),
                    "is_valid": true,
                ]
            )
        )
    }

    /// What of the query's sources the data lack; `nil` when nothing is missing.
    private func rejection(of compiled: CompiledQuery) throws -> DataProductState.Rejection? {
        let tables = Dictionary(
            try engine.tables().map { ($0.qualifiedName, Set($0.columns.map(\.name))) },
            uniquingKeysWith: { first, _ in first }
        )
        let missing = compiled.datasets.flatMap { dataset -> [String] in
            guard let columns = tables[dataset.name] else { return [dataset.name] }
            return dataset.columns.filter { !columns.contains($0) }
                .map { "\(dataset.name).\($0)" }
        }
        return missing.isEmpty ? nil : .init(missing: missing)
    }

    private static func summary(
        _ table: SQLEngines.SQLTable,
        _ dialect: String,
        _ compiled: CompiledQuery
    ) -> String {
        var text = "Ran on \(dialect): \(Phrases.count(table.rows.count, "row"))"
        if table.isTruncated { text += " and more" }
        text += " from \(Phrases.list(compiled.datasets.map(\.name)))"
        if !compiled.joins.isEmpty {
            text += " with \(Phrases.count(compiled.joins.count, "join"))"
        }
        return text + "; columns, types and row count are as designed."
    }
}
