internal import DataProducts
internal import JSON
internal import JSONSchema
internal import PropertyGraph
internal import SemanticLayer

/// Puts the specification together, infers what is missing, and validates it.
///
/// It walks `agents/stakeholders-of-datasets`. A section that stays wrong makes the specification
/// incomplete, with a warning that names it; it is never invented.
struct PackagingAgent: Sendable {
    let queries: any CatalogQueries

    func run(_ state: DataProductState) throws -> DataProductState.Update {
        guard let intent = state.intent, let discovery = state.discovery,
            let design = state.design, let transformation = state.transformation,
            let quality = state.quality
        else { throw MissingInput(agent: .packaging, input: "tested result") }
        let counted = CountedQueries(queries)
        let compiled = discovery.compiled
        let stakeholders = try self.stakeholders(of: compiled, counted)
        let domain = ModelingAgent.domain(of: compiled, intent.facts)
        var specification = Specification(
            metadata: .init(
                name: design.name,
                version: "1.0.0",
                description: Self.description(of: state.request),
                owner: stakeholders.owner
                    ?? compiled.datasets.lazy
                    .compactMap { intent.facts[$0.name]?.owner }.first,
                createdAt: state.createdAt,
                tags: Self.tags(of: compiled, domain: domain)
            ),
            businessContext: .init(
                useCase: state.useCase,
                request: state.request,
                stakeholders: stakeholders.all,
                metrics: Self.metrics(of: intent),
                dimensions: intent.understanding.query.dimensions.map(\.label)
                    + (compiled.grain.map { [$0.columnName] } ?? [])
            ),
            dataModel: design.dataModel,
            sources: compiled.datasets.map { dataset in
                .init(
                    dataset: dataset.name,
                    columns: dataset.columns,
                    relevance: discovery.candidates.first { $0.dataset == dataset.name }?.score
                )
            },
            transformation: .init(
                language: "SQL",
                dialect: transformation.dialect,
                code: transformation.sql,
                dependencies: compiled.datasets.map(\.name),
                estimatedRows: quality.rowCount,
                joins: compiled.joins.map { "\($0.left) = \($0.right), \($0.reason)" },
                assumptions: intent.understanding.assumptions + compiled.assumptions
            ),
            qualityRules: quality.rules,
            serviceLevel: quality.serviceLevel,
            lineage: Self.lineage(of: design.dataModel, compiled, intent.facts)
        )
        try Self.validate(&specification)
        return .specification(
            specification,
            .init(
                agent: .packaging,
                summary: "\(specification.status.rawValue), "
                    + "\(specification.warnings.count) warnings",
                queries: counted.count
            )
        )
    }

    // MARK: Sections

    private func stakeholders(
        of compiled: CompiledQuery,
        _ queries: CountedQueries
    ) throws -> (owner: String?, all: [String]) {
        let rows = try queries.read(
            "agents/stakeholders-of-datasets",
            ["datasets": .list(compiled.datasets.map { .string($0.name) })]
        )
        let first = compiled.datasets.first?.name ?? ""
        let owner = rows.first { $0.texts("owns").contains(first) }?.text("user")
        return (owner, rows.compactMap { $0.text("user") })
    }

    private static func description(of request: String) -> String {
        let words = request.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.isEmpty ? "A data product." : words.capitalizedFirst
    }

    private static func tags(of compiled: CompiledQuery, domain: String?) -> [String] {
        var tags = ["gold"]
        if let domain { tags.append(domain) }
        if let grain = compiled.grain { tags.append(grain.adjective) }
        return tags
    }

    private static func metrics(
        of intent: DataProductState.Intent
    ) -> [Specification.BusinessContext.Metric] {
        let terms = Dictionary(
            intent.model.vocabulary.terms.map { ($0.name.lowercased(), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return intent.understanding.query.metrics.map { metric in
            let term = metric.term.flatMap { terms[$0.lowercased()] }
            let definition = term?.definition ?? ""
            return .init(
                term: term?.name ?? metric.name,
                definition: definition.isEmpty ? metric.name : definition,
                formula: term?.formula,
                unit: term?.unit
            )
        }
    }

    private static func lineage(
        of dataModel: Specification.DataModel,
        _ compiled: CompiledQuery,
        _ facts: CatalogFacts
    ) -> LineageGraph {
        let sources = compiled.datasets.map { dataset in
            LineageGraph.Node(
                id: dataset.name,
                type: "source",
                layer: facts[dataset.name]?.layer ?? "bronze"
            )
        }
        let target = LineageGraph.Node(id: dataModel.targetTable, type: "target", layer: "gold")
        let edges = compiled.datasets.map { dataset in
            LineageGraph.Edge(
                from: dataset.name,
                to: dataModel.targetTable,
                transformation: dataset.isFact ? "aggregation" : "join"
            )
        }
        let columns = compiled.outputs.flatMap { output in
            output.sources.map { source in
                LineageGraph.Edge(
                    from: source.description,
                    to: "\(dataModel.targetTable).\(output.name)",
                    transformation: output.formula.isEmpty ? "identity" : output.formula
                )
            }
        }
        return LineageGraph(nodes: sources + [target], edges: edges, columns: columns)
    }

    // MARK: Validation

    private static func validate(_ specification: inout Specification) throws {
        let rules = specification.qualityRules
        for rule in rules where rule.outcome?.status == .failed && rule.severity == .error {
            let failed = rule.outcome?.failedRows ?? 0
            specification.warnings.append(
                "\(rule.id) fails for \(failed) rows: \(rule.description)")
        }
        for rule in rules where rule.outcome?.status == .notRun {
            let note = rule.outcome?.note ?? "no reason given"
            specification.warnings.append("\(rule.id) was not run: \(note)")
        }
        if specification.transformation.estimatedRows == 0 {
            specification.warnings.append("The transformation gives no rows on the present data.")
        }
        let violations = try SpecificationSchema.violations(of: specification.json)
        if !violations.isEmpty {
            specification.status = .incomplete
            specification.warnings += violations.map { "\($0)" }
        }
    }
}
