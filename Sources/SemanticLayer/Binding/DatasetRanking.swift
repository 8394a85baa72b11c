/// How well a dataset suits a query.
public struct DatasetScore: Hashable, Sendable {
    public var dataset: String
    /// The share of the terms asked for that the dataset holds, weighted by mapping confidence;
    /// what it only reaches over references counts half.
    public var coverage: Double
    public var quality: Double
    public var freshness: Double
    public var popularity: Double
    /// The weighted mean, 0…1.
    public var score: Double
    /// The dataset's columns that hold something asked for.
    public var columns: [String]
}

extension SemanticModel {
    /// The datasets that hold something of the query, best first.
    ///
    /// Equal scores go by name, so that the order is stable.
    public func rankedDatasets(for query: LogicalQuery) -> [DatasetScore] {
        var found: [String: [(column: String, confidence: Double)]] = [:]
        let measures = orderedMeasures(of: query)
        for measure in measures {
            for binding in bindings(of: measure) {
                found[binding.column.dataset, default: []]
                    .append((binding.column.name, binding.confidence))
            }
        }
        let fields = query.dimensions + query.filters.map(\.field)
        for field in fields {
            var seen: Set<String> = []
            for source in field.sources {
                for column in columns(of: source).map(\.column)
                where seen.insert(column.dataset).inserted {
                    found[column.dataset, default: []].append((column.name, 1))
                }
            }
        }
        creditReachable(fields, measures, &found)
        let asked = Double(max(1, measures.count + fields.count))
        return found.compactMap { name, hits in
            datasets[name].map { score($0, hits, of: asked) }
        }.sorted { left, right in
            left.score == right.score ? left.dataset < right.dataset : left.score > right.score
        }
    }

    /// Counts half of a field that a dataset with a measure reaches over references.
    private func creditReachable(
        _ fields: [Dimension],
        _ measures: [Measure],
        _ found: inout [String: [(column: String, confidence: Double)]]
    ) {
        let facts = Set(measures.flatMap { bindings(of: $0).map(\.column.dataset) })
        for fact in facts {
            let binder = FieldBinder(fact, model: self)
            for field in fields {
                guard let binding = binder.binding(of: field), binding.cost > 0 else { continue }
                let column = binding.key.path.steps.first?.column.name ?? binding.key.column.name
                found[fact, default: []].append((column, 0.5))
            }
        }
    }

    private func score(
        _ dataset: Vocabulary.Dataset,
        _ hits: [(column: String, confidence: Double)],
        of asked: Double
    ) -> DatasetScore {
        let weights = settings.weights
        let coverage = min(1, hits.reduce(0) { $0 + $1.confidence } / asked)
        let total = weights.coverage + weights.quality + weights.freshness + weights.popularity
        let sum =
            weights.coverage * coverage + weights.quality * dataset.quality
            + weights.freshness * dataset.freshness + weights.popularity * dataset.popularity
        let names = Set(hits.map(\.column))
        return DatasetScore(
            dataset: dataset.name,
            coverage: coverage,
            quality: dataset.quality,
            freshness: dataset.freshness,
            popularity: dataset.popularity,
            score: total > 0 ? sum / total : 0,
            columns: dataset.columns.map(\.name).filter(names.contains)
        )
    }

    /// The measures of all metrics, each once, in the order asked for.
    func orderedMeasures(of query: LogicalQuery) -> [Measure] {
        var seen: Set<Measure> = []
        let metrics = query.metrics + query.groupFilters.map(\.metric)
        return metrics.flatMap(\.formula.measures).filter { seen.insert($0).inserted }
    }
}
