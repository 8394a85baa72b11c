internal import DataProducts
internal import PropertyGraph
internal import SQLEngines
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
        let datasets = discovery.compiled.datasets.map { Value.string($0.name) }
        let sourceRules = try counted.read(
            "agents/rules-of-datasets",
            ["datasets": .list(datasets)]
        )
        var factory = RuleFactory(
            design.dataModel,
            discovery.compiled,
            product: design.name,
            today: state.today
        )
        let rules = factory.make(sourceRules: sourceRules)
        let tested = RuleRunner(engine: engine, limits: limits).run(rules, on: transformation.sql)
        let freshness = discovery.compiled.datasets.first
            .flatMap { intent.facts[$0.name]?.freshness }
        let level = ServiceLevels.level(grain: discovery.compiled.grain, freshness: freshness)
        let failed = tested.rules.count { $0.outcome?.status == .failed }
        let quality = DataProductState.Quality(
            rules: tested.rules,
            serviceLevel: level,
            rowCount: tested.rowCount ?? transformation.table.rows.count
        )
        return .quality(
            quality,
            .init(
                agent: .quality,
                summary: "\(tested.rules.count) rules, \(failed) failed",
                queries: counted.count
            )
        )
    }
}
