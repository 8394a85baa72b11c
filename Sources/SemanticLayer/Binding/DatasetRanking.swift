/// How well a dataset suits a query.
public struct DatasetScore: Hashable, Sendable {
    public var dataset: String
    /// The share of the terms asked for that the dataset holds, weighted by mapping confidence.
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
        let asked = Double(max(1, measures.count + fields.count))
        return found.compactMap { name, hits in
            datasets[name].map { score($0, hits, of: asked) }
        }.sorted { left, right in
            left.score == right.score ? left.dataset < right.dataset : left.score > right.score
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
