internal import DataProducts
internal import JSON
internal import PropertyGraph
internal import SemanticLayer

/// Registers a finished product in the graph: product, dataset, columns, lineage and rules, as one
/// transaction.
struct ProductRegistrar {
    let queries: any CatalogQueries

    func register(
        _ specification: Specification,
        _ compiled: CompiledQuery,
        _ design: DataProductState.Design
    ) throws {
        let name = Value.string(specification.metadata.name)
        let version = Value.string(specification.metadata.version)
        let target = Value.string(specification.dataModel.targetTable)
        var calls = [
            QueryCall(
                "agents/register-data-product",
                [
                    "product": .map(product(specification, compiled, design)),
                    "target": .map(dataset(specification)),
                ]
            ),
            QueryCall(
                "agents/retire-columns",
                [
                    "dataset": target,
                    "columns": .list(
                        specification.dataModel.columns.map { .string($0.name) }
                    ),
                ]
            ),
            QueryCall(
                "agents/register-columns",
                ["dataset": target, "columns": .list(columns(specification))]
            ),
            QueryCall(
                "agents/register-sources",
                ["name": name, "version": version, "sources": .list(sources(specification))]
            ),
            QueryCall("agents/retire-column-lineage", ["dataset": target]),
            QueryCall(
                "agents/register-column-lineage",
                ["dataset": target, "edges": .list(edges(compiled)), "job": name]
            ),
            QueryCall(
                "agents/retire-rules",
                [
                    "dataset": target,
                    "prefix": .string("\(specification.metadata.name)_"),
                    "rules": .list(specification.qualityRules.map { .string($0.id) }),
                ]
            ),
            QueryCall(
                "agents/register-rules",
                ["dataset": target, "rules": .list(rules(specification))]
            ),
            QueryCall(
                "agents/record-quality-score",
                ["dataset": target, "score": .float(score(specification))]
            ),
            QueryCall(
                "agents/record-usage",
                ["datasets": .list(specification.sources.map { .string($0.dataset) })]
            ),
        ]
        if let owner = specification.metadata.owner {
            calls.append(
                QueryCall(
                    "agents/register-owner",
                    ["name": name, "version": version, "owner": .string(owner)]
                )
            )
        }
        try queries.write("register \(specification.metadata.name)", calls)
    }

    private func product(
        _ specification: Specification,
        _ compiled: CompiledQuery,
        _ design: DataProductState.Design
    ) -> [String: Value] {
        var properties: [String: Value] = [
            "name": .string(specification.metadata.name),
            "version": .string(specification.metadata.version),
            "description": .string(specification.metadata.description),
            "status": .string(specification.status == .complete ? "active" : "incomplete"),
            "target": .string(specification.dataModel.targetTable),
            "grain": .string(specification.dataModel.grain),
            "request": .string(specification.businessContext.request),
            "sql": .string(specification.transformation.code),
            "specification": .string(specification.yaml),
            "freshness": .string(specification.serviceLevel.freshness),
            "signature": .string(design.signature),
            "content": .string(ProductNaming.content(of: compiled)),
        ]
        if let owner = specification.metadata.owner { properties["owner"] = .string(owner) }
        if let useCase = specification.businessContext.useCase {
            properties["use_case"] = .string(useCase)
        }
        return properties
    }

    private func dataset(_ specification: Specification) -> [String: Value] {
        var properties: [String: Value] = [
            "name": .string(specification.dataModel.targetTable),
            "type": .string("table"),
            "layer": .string("gold"),
            "kind": .string("fact"),
            "description": .string(specification.metadata.description),
            "row_count": .integer(Int64(specification.transformation.estimatedRows)),
            "primary_key": .list(specification.dataModel.primaryKeys.map { .string($0) }),
        ]
        if let owner = specification.metadata.owner { properties["owner"] = .string(owner) }
        return properties
    }

    private func columns(_ specification: Specification) -> [Value] {
        specification.dataModel.columns.enumerated().map { index, column in
            .map([
                "name": .string(column.name),
                "data_type": .string(column.type),
                "description": .string(column.description),
                "ordinal": .integer(Int64(index + 1)),
                "is_nullable": .boolean(column.isNullable),
                "is_primary_key": .boolean(column.isPrimaryKey),
                "is_pii": .boolean(false),
            ])
        }
    }

    private func sources(_ specification: Specification) -> [Value] {
        specification.lineage.edges.map { edge in
            .map([
                "dataset": .string(edge.from),
                "transformation": .string(edge.transformation),
            ])
        }
    }

    private func edges(_ compiled: CompiledQuery) -> [Value] {
        ColumnLineage.edges(of: compiled).map { edge in
            .map([
                "column": .string(edge.column),
                "source_dataset": .string(edge.source.dataset),
                "source_column": .string(edge.source.name),
                "transformation": .string(edge.transformation),
                "expression": edge.expression.map { .string($0) } ?? .null,
            ])
        }
    }

    private func rules(_ specification: Specification) -> [Value] {
        specification.qualityRules.map { rule in
            var properties: [String: Value] = [
                "status": "active",
                "rule_id": .string(rule.id),
                "rule_type": .string(rule.kind.rawValue),
                "condition": .string(rule.condition),
                "threshold": .float(rule.threshold),
                "severity": .string(rule.severity.rawValue),
                "description": .string(rule.description),
            ]
            if let outcome = rule.outcome {
                properties["last_status"] = .string(outcome.status.rawValue)
                properties["last_failed_rows"] = .integer(Int64(outcome.failedRows))
            }
            return .map([
                "rule": .map(properties),
                "column": rule.column.map { .string($0) } ?? .null,
            ])
        }
    }

    /// The share of rules that passed.
    private func score(_ specification: Specification) -> Double {
        let outcomes = specification.qualityRules.compactMap(\.outcome)
        let run = outcomes.filter { $0.status != .notRun }
        guard !run.isEmpty else { return 0 }
        return Double(run.count { $0.status == .passed }) / Double(run.count)
    }
}
