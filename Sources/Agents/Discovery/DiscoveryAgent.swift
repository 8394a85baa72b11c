internal import JSON
internal import PropertyGraph
internal import SemanticLayer

/// Finds the datasets that hold what is asked, ranks them, and binds the request to them.
///
/// It walks `agents/rank-datasets`, which weighs coverage, quality, freshness and popularity; the
/// scores decide where the request could be bound to more than one dataset.
struct DiscoveryAgent: Sendable {
    let queries: any CatalogQueries
    let weights: RankingWeights

    /// How many candidates the log shows.
    private static let shown = 5

    func run(_ state: DataProductState) throws -> DataProductState.Update {
        guard let intent = state.intent else {
            throw MissingInput(agent: .discovery, input: "intent")
        }
        let counted = CountedQueries(queries)
        let candidates = try rank(intent, proposed: state.usesProposedMappings, counted)
        var output: JSONObject = [
            "candidate_datasets": .array(candidates.prefix(Self.shown).map(\.json))
        ]
        func note(_ summary: String) -> DataProductState.Note {
            .init(.discovery, summary, output, queries: counted.count)
        }
        do {
            let ranking = Dictionary(
                candidates.map { ($0.dataset, $0.score) },
                uniquingKeysWith: max
            )
            let query = intent.understanding.query
            let compiled = try intent.model.compile(query, ranking: ranking)
            output["selected_datasets"] = .array(compiled.datasets.map { .string($0.name) })
            return .discovery(
                .init(candidates: candidates, compiled: compiled),
                note(Self.summary(compiled, candidates))
            )
        } catch {
            // Mappings that stewards have not approved yet may close the gap: one more attempt.
            if !state.usesProposedMappings, intent.model.vocabulary.hasProposals {
                return .widened(
                    note("Approved mappings do not suffice; tries those that await a steward.")
                )
            }
            return .dismissed(
                .question(error.message, choices: error.choices),
                note("No dataset answers the request; asks back.")
            )
        }
    }

    private func rank(
        _ intent: DataProductState.Intent,
        proposed: Bool,
        _ queries: CountedQueries
    ) throws -> [Candidate] {
        let query = intent.understanding.query
        let datasets = intent.model.vocabulary.datasets.map { Value.string($0.name) }
        let rows = try queries.read(
            "agents/rank-datasets",
            [
                "terms": .list(query.soughtTerms.map { .string($0) }),
                "datasets": .list(datasets),
                "freshness": query.grain.map { .string($0.adjective) } ?? .null,
                "proposed": .boolean(proposed),
                "weights": .map([
                    "coverage": .float(weights.coverage),
                    "quality": .float(weights.quality),
                    "freshness": .float(weights.freshness),
                    "popularity": .float(weights.popularity),
                ]),
                "limit": .integer(Int64(max(Self.shown, datasets.count))),
            ]
        )
        return rows.compactMap { Candidate($0) }
    }

    private static func summary(_ compiled: CompiledQuery, _ candidates: [Candidate]) -> String {
        let ranks = Dictionary(
            candidates.enumerated().map { ($1.dataset, $0 + 1) },
            uniquingKeysWith: min
        )
        let uses = compiled.datasets.map { dataset in
            ranks[dataset.name].map { "\(dataset.name) (ranked \($0))" } ?? dataset.name
        }
        let relevant = candidates.count { $0.coverage > 0 }
        return "\(relevant) of \(candidates.count) datasets hold something of the request; uses "
            + "\(uses.joined(separator: ", "))."
    }
}

extension LogicalQuery {
    /// The terms to look for in the data: formulas expanded down to measures, what rows are grouped
    /// and filtered by.
    var soughtTerms: [String] {
        var terms: [String] = []
        func add(_ term: String) {
            if !terms.contains(term) { terms.append(term) }
        }
        for measure in (metrics + groupFilters.map(\.metric)).flatMap(\.formula.measures) {
            switch measure.source {
            case .term(let name), .entity(let name): add(name)
            case .column, .dataset: break
            }
        }
        for field in dimensions + filters.map(\.field) {
            // The first source is the likeliest; the others are readings of the same word.
            if case .term(let name)? = field.sources.first { add(name) }
        }
        return terms
    }
}

extension Vocabulary {
    /// Whether any mapping waits for a steward.
    var hasProposals: Bool {
        mappings.contains { $0.status != .approved }
    }
}
