internal import JSON
internal import SemanticLayer

/// Finds out what a request asks for: metrics, dimensions, grain, filters and time.
///
/// It walks the glossary (`agents/vocabulary-…`) and reads the request in its words. What the user
/// may not see (`agents/allowed-datasets`) is not in that vocabulary, so nothing later can use or
/// name it.
struct IntentAgent: Sendable {
    let queries: any CatalogQueries

    func run(_ state: DataProductState) throws -> DataProductState.Update {
        let counted = CountedQueries(queries)
        let (vocabulary, facts) = try VocabularyReader(queries: counted).read(
            user: state.request.user,
            without: Set(state.rejections.flatMap(\.missing))
        )
        let isWide = state.usesProposedMappings
        let model = SemanticModel(
            vocabulary,
            settings: SemanticSettings(leastStatus: isWide ? .suggested : .approved)
        )
        let understanding = model.understand(state.request.text, today: state.request.today)
        func note(_ summary: String) -> DataProductState.Note {
            let output = understanding.isUnderstood ? Self.output(of: understanding, model) : [:]
            return .init(.intent, summary, output, queries: counted.count)
        }
        if !understanding.isUnderstood, !isWide, vocabulary.hasProposals {
            // A word may be known only by a mapping that stewards have not approved yet.
            return .widened(
                note("Not understood by approved mappings; tries those that await a steward.")
            )
        }
        switch understanding.status {
        case .understood:
            let intent = DataProductState.Intent(
                model: model,
                facts: facts,
                understanding: understanding
            )
            return .intent(intent, note(Self.summary(of: understanding)))
        case .needsClarification(let question, let choices):
            return .dismissed(.question(question, choices: choices), note("Asks back."))
        case .refused(let reason):
            return .dismissed(.refusal(reason), note("Refuses the request."))
        }
    }

    private static func output(of understanding: Understanding, _ model: SemanticModel)
        -> JSONObject
    {
        let query = understanding.query
        func strings(_ list: [String]) -> JSONValue { .array(list.map { .string($0) }) }
        return [
            "business_metrics": strings(query.metrics.map(\.name)),
            "dimensions": strings(
                query.dimensions.map(\.label) + (query.grain.map { [$0.columnName] } ?? [])
            ),
            "temporal_granularity": query.grain.map { .string($0.adjective) } ?? .null,
            "filters": strings(
                query.filters.map(\.condition) + query.groupFilters.map(\.condition)
            ),
            "period": query.timeRange.map { .string("\($0)") } ?? .null,
            "business_terms": strings(understanding.terms),
            "confidence_score": .number(understanding.confidence.rounded(places: 3)),
        ]
    }

    private static func summary(of understanding: Understanding) -> String {
        let query = understanding.query
        var text = query.metrics.map { $0.term ?? $0.name }.joined(separator: ", ")
        if !query.dimensions.isEmpty {
            text += " by " + query.dimensions.map(\.label).joined(separator: ", ")
        }
        if let grain = query.grain { text += ", \(grain.adjective)" }
        let filters = query.filters.map(\.condition) + query.groupFilters.map(\.condition)
        if !filters.isEmpty { text += ", where " + filters.joined(separator: " and ") }
        if let range = query.timeRange { text += ", \(range)" }
        if let limit = query.limit { text += ", first \(limit.count)" }
        return text.capitalizedFirst + "."
    }
}

extension Understanding {
    /// The glossary's terms that the request's phrases led to, each once.
    var terms: [String] {
        var terms: [String] = []
        for resolution in resolutions {
            if case .term(let term) = resolution.meaning, !terms.contains(term) {
                terms.append(term)
            }
        }
        return terms
    }

    /// The request's phrases for time, such as `last quarter`.
    var timePhrases: [String] {
        resolutions.compactMap { resolution in
            if case .time = resolution.meaning { resolution.text.lowercased() } else { nil }
        }
    }
}
