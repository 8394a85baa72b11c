internal import PropertyGraph
internal import SemanticLayer

/// Finds the datasets that hold what is asked, ranks them, and binds the request to them.
///
/// It walks `agents/rank-datasets`; the ranking weighs coverage 40 %, quality 30 %, freshness 20 %
/// and popularity 10 %, unless the settings say otherwise.
struct DiscoveryAgent: Sendable {
    let queries: any CatalogQueries

    func run(_ state: DataProductState) throws -> DataProductState.Update {
        guard let intent = state.intent else {
            throw MissingInput(agent: .discovery, input: "intent")
        }
        let counted = CountedQueries(queries)
        func note(_ summary: String) -> DataProductState.Note {
            .init(agent: .discovery, summary: summary, queries: counted.count)
        }
        let covered = try counted.read(
            "agents/rank-datasets",
            ["terms": .list(Self.terms(of: intent).map { .string($0) })]
        )
        let candidates = intent.model.rankedDatasets(for: intent.understanding.query)
        do {
            let compiled = try intent.model.compile(intent.understanding.query)
            let names = compiled.datasets.map(\.name).joined(separator: ", ")
            let summary =
                "\(candidates.count) candidates (\(covered.count) by terms), uses \(names)"
            return .discovery(
                .init(candidates: candidates, compiled: compiled),
                note(summary)
            )
        } catch {
            // Mappings that stewards have not approved yet may close the gap: one more attempt.
            if !state.usesProposedMappings {
                return .widened(note("no approved mapping suffices; considers proposed ones"))
            }
            return .dismissed(
                .question(error.message, choices: error.choices),
                note("no dataset answers the request")
            )
        }
    }

    /// The terms that the request leads to, formulas expanded down to measures.
    private static func terms(of intent: DataProductState.Intent) -> [String] {
        let query = intent.understanding.query
        var terms: [String] = query.metrics.flatMap { metric in
            metric.formula.measures.compactMap { measure -> String? in
                switch measure.source {
                case .term(let name), .entity(let name): name
                case .column, .dataset: nil
                }
            }
        }
        for source in query.dimensions.flatMap(\.sources) {
            if case .term(let name) = source { terms.append(name) }
        }
        return terms
    }
}
