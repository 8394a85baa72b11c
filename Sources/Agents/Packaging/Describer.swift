internal import SemanticLayer

/// Puts into words what a product is.
struct Describer {
    private let terms: [String: Vocabulary.Term]
    private let query: LogicalQuery
    private let filters: [String]
    private let period: String?

    init(_ understanding: Understanding, _ vocabulary: Vocabulary) {
        terms = Dictionary(
            vocabulary.terms.map { ($0.name.lowercased(), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        query = understanding.query
        filters =
            understanding.query.filters.map(\.condition)
            + understanding.query.groupFilters.map(\.condition)
        period = understanding.query.timeRange.map { "\($0)" }
    }

    /// The term that a metric is.
    func term(of metric: Metric) -> Vocabulary.Term? {
        metric.term.flatMap { terms[$0.lowercased()] }
    }

    /// What the metrics of a product are called inside a sentence, by column name.
    func names(in compiled: CompiledQuery) -> [String: String] {
        var names: [String: String] = [:]
        for output in compiled.outputs where output.isMetric {
            guard let term = output.term.flatMap({ terms[$0.lowercased()] }),
                output.name == term.name.snakeCased
            else { continue }
            names[output.name] = Self.inSentence(term.displayName)
        }
        return names
    }

    /// A metric's name inside a sentence: `click-through rate`, `average discount`.
    func name(of metric: Metric) -> String {
        let own = metric.name.replacing("_", with: " ")
        guard let term = term(of: metric), metric.name == term.name.snakeCased else { return own }
        return Self.inSentence(term.displayName)
    }

    /// What the product is, in a sentence.
    ///
    /// For example “Weekly marketing performance by campaign: click-through rate.”
    func description(domain: String?) -> String {
        var subject = [query.grain?.adjective, domain, "performance"].compactMap { $0 }
            .joined(separator: " ").capitalizedFirst
        if !query.dimensions.isEmpty {
            subject += " by " + Phrases.list(query.dimensions.map(\.label))
        }
        var text = subject + ": " + Phrases.list(query.metrics.map(name))
        if let order = query.order.first, let limit = query.limit,
            case .metric(let metric) = order.key
        {
            let end = order.isDescending ? "highest" : "lowest"
            let by = metric.replacing("_", with: " ")
            let each = limit.within.map(\.label) + (limit.isPerPeriod ? ["period"] : [])
            text += "; the \(limit.count) with the \(end) \(by)"
            if !each.isEmpty { text += " in each \(Phrases.list(each))" }
        }
        if !filters.isEmpty { text += "; only where \(Phrases.list(filters))" }
        if let period { text += "; \(period)" }
        return text + "."
    }

    /// Lower-cases the first letter unless the word is an abbreviation.
    private static func inSentence(_ name: String) -> String {
        guard let second = name.dropFirst().first, !second.isUppercase else { return name }
        return name.prefix(1).lowercased() + name.dropFirst()
    }
}
