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
        let describer = Describer(intent.understanding, intent.model.vocabulary)
        let domain = ModelingAgent.domain(of: compiled, intent.facts)
        let people = try People(compiled, intent, user: state.request.user, counted)
        let request = state.request.text.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        var specification = Specification(
            metadata: .init(
                name: design.name,
                version: design.version,
                description: describer.description(domain: domain),
                owner: people.owner,
                createdAt: state.request.createdAt,
                tags: ["gold"] + [domain, compiled.grain?.adjective].compactMap { $0 }
            ),
            businessContext: .init(
                useCase: state.request.useCase,
                request: request,
                stakeholders: people.stakeholders,
                metrics: Self.metrics(of: intent, describer),
                dimensions: intent.understanding.query.dimensions.map(\.label)
                    + (compiled.grain.map { [$0.columnName] } ?? [])
            ),
            dataModel: design.dataModel,
            sources: Self.sources(of: discovery),
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
            lineage: Self.lineage(of: design.dataModel, compiled, intent.facts),
            warnings: people.warnings + Self.proposals(compiled, intent.model.vocabulary)
                + state.rejections.map {
                    "The data lack \(Phrases.list($0.missing)), which the catalog lists."
                } + transformation.warnings + Self.warnings(of: quality.rules)
        )
        let problems = try Self.validate(&specification)
        return .specification(
            specification,
            .init(
                .packaging,
                Self.summary(specification, problems),
                [
                    "name": .string(specification.metadata.name),
                    "version": .string(specification.metadata.version),
                    "status": .string(specification.status.rawValue),
                    "is_valid": .boolean(problems == 0),
                    "warnings": .array(specification.warnings.map { .string($0) }),
                ],
                queries: counted.count
            )
        )
    }

    private static func summary(_ specification: Specification, _ problems: Int) -> String {
        var text = "\(specification.metadata.name) \(specification.metadata.version) "
        text +=
            problems == 0
            ? "satisfies the schema"
            : "is incomplete: \(Phrases.count(problems, "violation")) of the schema"
        let warnings = specification.warnings.count
        return text + (warnings == 0 ? "." : "; \(Phrases.count(warnings, "warning")).")
    }

    // MARK: Sections

    private static func metrics(
        of intent: DataProductState.Intent,
        _ describer: Describer
    ) -> [Specification.BusinessContext.Metric] {
        intent.understanding.query.metrics.map { metric in
            let term = describer.term(of: metric)
            let definition = term?.definition ?? ""
            return .init(
                term: term?.name ?? metric.name,
                definition: definition.isEmpty
                    ? describer.name(of: metric).capitalizedFirst + "." : definition,
                formula: term?.formula,
                unit: term?.unit
            )
        }
    }

    private static func sources(
        of discovery: DataProductState.Discovery
    ) -> [Specification.Source] {
        discovery.compiled.datasets.map { dataset in
            let candidate = discovery.candidates.first { $0.dataset == dataset.name }
            return .init(
                dataset: dataset.name,
                columns: dataset.columns,
                relevance: candidate?.score.rounded(places: 3)
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
        let columns = ColumnLineage.edges(of: compiled).map { edge in
            LineageGraph.Edge(
                from: edge.source.description,
                to: "\(dataModel.targetTable).\(edge.column)",
                transformation: edge.transformation,
                expression: edge.expression
            )
        }
        return LineageGraph(nodes: sources + [target], edges: edges, columns: columns)
    }

    // MARK: Warnings

    /// The mappings behind the product that no steward has approved.
    private static func proposals(
        _ compiled: CompiledQuery,
        _ vocabulary: Vocabulary
    ) -> [String] {
        let used = Set(compiled.outputs.flatMap(\.sources))
        let approved = vocabulary.mappings.filter { $0.status == .approved }.map(\.column)
        return vocabulary.mappings.compactMap { mapping in
            guard mapping.status != .approved, used.contains(mapping.column),
                !approved.contains(mapping.column)
            else { return nil }
            return "That \(mapping.column) holds “\(mapping.term)” awaits a steward's approval."
        }
    }

    private static func warnings(of rules: [QualityRule]) -> [String] {
        rules.compactMap { rule in
            switch rule.outcome?.status {
            case .failed where rule.severity == .error:
                let failed = Phrases.count(rule.outcome?.failedRows ?? 0, "row")
                return "\(rule.id) fails for \(failed): \(rule.description)"
            case .notRun:
                return "\(rule.id) was not run: \(rule.outcome?.note ?? "no reason given")"
            case .failed, .passed, nil: return nil
            }
        }
    }

    /// Validates the specification; what violates the schema makes it incomplete.
    private static func validate(_ specification: inout Specification) throws -> Int {
        let violations = try SpecificationSchema.violations(of: specification.json)
        if !violations.isEmpty {
            specification.status = .incomplete
            specification.warnings += violations.map { "Incomplete: \($0)" }
        }
        return violations.count
    }
}
