/// Chooses the datasets a query's measures are read from.
///
/// One dataset for everything is best. Failing that, one for each metric, preferring those already
/// chosen; a metric no single dataset can supply takes each of its measures where it is best.
struct FactChoice {
    let model: SemanticModel
    let query: LogicalQuery
    private let fields: [Dimension]
    private let scores: [String: Double]
    private var binders: [String: FieldBinder] = [:]
    /// Where each measure is read.
    private(set) var chosen: [Measure: MeasureBinding] = [:]
    /// The facts, in the order they were chosen.
    private(set) var facts: [String] = []
    private(set) var assumptions: [String] = []

    /// Chooses; `ranking` scores the datasets, and without it the model does.
    init(
        _ query: LogicalQuery,
        model: SemanticModel,
        ranking: [String: Double]? = nil
    ) throws(BindingError) {
        self.model = model
        self.query = query
        fields = query.dimensions + query.filters.map(\.field)
        scores =
            ranking
            ?? Dictionary(
                model.rankedDatasets(for: query).map { ($0.dataset, $0.score) },
                uniquingKeysWith: max
            )
        let measures = model.orderedMeasures(of: query)
        guard !measures.isEmpty else { throw .nothingToCompute }
        for measure in measures where model.bindings(of: measure).isEmpty {
            throw .unmapped(measure: model.name(of: measure).replacing("_", with: " "))
        }
        if take(measures) { return }
        for metric in query.metrics + query.groupFilters.map(\.metric) {
            let missing = metric.formula.measures.filter { chosen[$0] == nil }
            if missing.isEmpty || take(missing) { continue }
            for measure in missing where !take([measure]) { throw failure(measure, metric) }
        }
    }

    /// The field binder of a fact.
    func binder(_ fact: String) -> FieldBinder {
        binders[fact] ?? FieldBinder(fact, model: model)
    }

    /// How well a dataset serves a set of measures.
    private struct Fit {
        var dataset: String
        var bindings: [MeasureBinding]
        var isChosen: Bool
        var hints: Int
        var confidence: Double
        var joins: Int
        var score: Double

        /// Whether this fit is to be preferred.
        func isBetter(than other: Fit) -> Bool {
            if isChosen != other.isChosen { return isChosen }
            if hints != other.hints { return hints > other.hints }
            if confidence != other.confidence { return confidence > other.confidence }
            if joins != other.joins { return joins < other.joins }
            if score != other.score { return score > other.score }
            return dataset < other.dataset
        }
    }

    /// Binds the measures to the one dataset that serves them best; `false` when there is none.
    private mutating func take(_ measures: [Measure]) -> Bool {
        var fits: [Fit] = []
        for dataset in datasets(covering: measures) {
            if let fit = fit(dataset, measures) { fits.append(fit) }
        }
        guard var best = fits.first else { return false }
        for fit in fits.dropFirst() where fit.isBetter(than: best) { best = fit }
        for binding in best.bindings { chosen[binding.measure] = binding }
        if !facts.contains(best.dataset) { facts.append(best.dataset) }
        note(best, among: fits)
        return true
    }

    private mutating func note(_ best: Fit, among fits: [Fit]) {
        for binding in best.bindings {
            guard let first = model.bindings(of: binding.measure).first,
                first.column.dataset != best.dataset, first.confidence > binding.confidence
            else { continue }
            let name = model.name(of: binding.measure).replacing("_", with: " ")
            assumptions.append(
                "\(name) is read from \(binding.column) with the rest of the question; alone it "
                    + "would be read from \(first.column)."
            )
        }
        let others = fits.map(\.dataset).filter { $0 != best.dataset }
        guard !others.isEmpty, !best.isChosen else { return }
        let names = best.bindings.map {
            model.name(of: $0.measure).replacing("_", with: " ")
        }
        assumptions.append(
            "\(QuestionReader.list(names)) was read from \(best.dataset), not \(QuestionReader.list(others))."
        )
    }

    private func datasets(covering measures: [Measure]) -> [String] {
        var common: Set<String>?
        for measure in measures {
            let homes = Set(model.bindings(of: measure).map(\.column.dataset))
            common = common.map { $0.intersection(homes) } ?? homes
        }
        return (common ?? []).sorted()
    }

    private mutating func fit(_ dataset: String, _ measures: [Measure]) -> Fit? {
        guard !needsTime || model.datasets[dataset]?.timeColumn != nil else { return nil }
        let binder = binder(dataset)
        binders[dataset] = binder
        var joins = 0
        for field in fields {
            guard let binding = binder.binding(of: field) else { return nil }
            joins += binding.cost
        }
        let bindings = measures.compactMap { measure in
            model.bindings(of: measure).first { $0.column.dataset == dataset }
        }
        let reaches = bindings.flatMap(\.columns).allSatisfy { column in
            binder.paths.best[column.dataset] != nil
        }
        guard reaches else { return nil }
        return Fit(
            dataset: dataset,
            bindings: bindings,
            isChosen: facts.contains(dataset),
            hints: query.hints.contains(dataset) ? 1 : 0,
            confidence: bindings.map(\.confidence).reduce(0, +) / Double(max(1, bindings.count)),
            joins: joins,
            score: scores[dataset] ?? 0
        )
    }

    private var needsTime: Bool { query.grain != nil || query.timeRange != nil }

    /// Why no dataset serves a measure, told of the one that comes nearest.
    private func failure(_ measure: Measure, _ metric: Metric) -> BindingError {
        let name = metric.name.replacing("_", with: " ")
        let bindings = model.bindings(of: measure)
        guard let best = bindings.first?.column.dataset else { return .unmapped(measure: name) }
        let binder = FieldBinder(best, model: model)
        if let field = fields.first(where: { binder.binding(of: $0) == nil }) {
            return .unreachable(
                field: field.label,
                dataset: best,
                metric: name,
                alternatives: alternatives(binder)
            )
        }
        return .noTime(dataset: best, metric: name)
    }

    /// The dimension terms a fact can reach.
    private func alternatives(_ binder: FieldBinder) -> [String] {
        let reachable = model.vocabulary.terms.compactMap { term -> (cost: Int, name: String)? in
            guard term.kind == .dimension else { return nil }
            return binder.binding(of: Dimension(.term(term.name)))
                .map { ($0.cost, term.displayName) }
        }
        let own = reachable.filter { $0.cost == 0 }
        let joined = reachable.filter { $0.cost > 0 }
        return (own + joined).prefix(6).map(\.name)
    }
}
