internal import DataProducts
internal import JSON
internal import PropertyGraph
internal import SQLEngines
internal import SQLSyntax
internal import SemanticLayer

/// Says what must hold of the product, tests it on the result, and sets the service level.
///
/// It walks `agents/rules-of-datasets` for what the graph already demands of the sources.
struct QualityAgent: Sendable {
    let queries: any CatalogQueries
    let engine: any SQLEngine
    let limits: @Sendable () -> QueryLimits

    func run(_ state: DataProductState) throws -> DataProductState.Update {
        guard let intent = state.intent, let discovery = state.discovery,
            let design = state.design, let transformation = state.transformation
        else { throw MissingInput(agent: .quality, input: "result") }
        let counted = CountedQueries(queries)
        let compiled = discovery.compiled
        let sourceRules = try counted.read(
            "agents/rules-of-datasets",
            ["datasets": .list(compiled.datasets.map { .string($0.name) })]
        )
        let dialect = SQLDialect(rawValue: transformation.dialect) ?? .sqlite
        var factory = RuleFactory(
            compiled,
            intent.understanding.query,
            product: design.name,
            dialect: dialect,
            today: state.request.today,
            names: Describer(intent.understanding, intent.model.vocabulary).names(in: compiled)
        )
        let runner = RuleRunner(
            engine: engine,
            limits: limits,
            today: SQLPrinter(dialect)
                .text(of: .literal(.date(state.request.today.description)))
        )
        let tested = runner.run(
            factory.make(sourceRules: sourceRules),
            on: transformation.sql
        )
        let freshness = compiled.datasets.first.flatMap { intent.facts[$0.name]?.freshness }
        let quality = DataProductState.Quality(
            rules: tested.rules,
            serviceLevel: ServiceLevels.level(grain: compiled.grain, freshness: freshness),
            rowCount: tested.rowCount ?? transformation.table.rows.count
        )
        return .quality(
            quality,
            .init(
                .quality,
                Self.summary(quality),
                Self.output(quality),
                queries: counted.count
            )
        )
    }

    private static func summary(_ quality: DataProductState.Quality) -> String {
        let rules = quality.rules
        func ids(_ status: QualityRule.Outcome.Status) -> [String] {
            rules.filter { $0.outcome?.status == status }.map { rule in
                "`\(rule.condition)` (\(rule.severity.rawValue))"
            }
        }
        let failed = ids(.failed)
        let idle = ids(.notRun)
        var text =
            "\(Phrases.count(rules.count, "rule")) on \(Phrases.count(quality.rowCount, "row")): "
            + "\(rules.count - failed.count - idle.count) passed"
        if !failed.isEmpty { text += ", failed: \(failed.joined(separator: "; "))" }
        if !idle.isEmpty { text += ", not run: \(idle.joined(separator: "; "))" }
        return text + "."
    }

    private static func output(_ quality: DataProductState.Quality) -> JSONObject {
        func count(_ isCounted: (QualityRule) -> Bool) -> JSONValue {
            .integer(Int64(quality.rules.count(where: isCounted)))
        }
        return [
            "rules": count { _ in true },
            "passed": count { $0.outcome?.status == .passed },
            "failed_errors": count { $0.outcome?.status == .failed && $0.severity == .error },
            "failed_warnings": count { $0.outcome?.status == .failed && $0.severity == .warning },
            "not_run": count { $0.outcome?.status == .notRun },
            "rows": .integer(Int64(quality.rowCount)),
            "sla": [
                "freshness": .string(quality.serviceLevel.freshness),
                "latency": .string(quality.serviceLevel.latency),
            ],
        ]
    }
}
