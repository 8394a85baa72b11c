internal import SemanticLayer

/// Finds out what a request asks for: metrics, dimensions, grain, filters and time.
///
/// It walks the glossary (`agents/vocabulary-…`) and reads the request in its words.
struct IntentAgent: Sendable {
    let queries: any CatalogQueries

    func run(_ state: DataProductState) throws -> DataProductState.Update {
        let counted = CountedQueries(queries)
        let (vocabulary, facts) = try VocabularyReader(queries: counted)
            .read(proposed: state.usesProposedMappings)
        let model = SemanticModel(vocabulary)
        let understanding = model.understand(state.request, today: state.today)
        func note(_ summary: String) -> DataProductState.Note {
            .init(agent: .intent, summary: summary, queries: counted.count)
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
            return .dismissed(.question(question, choices: choices), note("asks back"))
        case .refused(let reason):
            return .dismissed(.refusal(reason), note("refuses"))
        }
    }

    private static func summary(of understanding: Understanding) -> String {
        let query = understanding.query
        var parts = [query.metrics.map { $0.term ?? $0.name }.joined(separator: ", ")]
        if !query.dimensions.isEmpty {
            parts.append("by " + query.dimensions.map(\.label).joined(separator: ", "))
        }
        if let grain = query.grain { parts.append(grain.adjective) }
        if !query.filters.isEmpty { parts.append("\(query.filters.count) filters") }
        return parts.joined(separator: "; ")
    }
}
