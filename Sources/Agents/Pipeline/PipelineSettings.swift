public import SemanticLayer

/// What may be adjusted about making data products.
public struct PipelineSettings: Sendable {
    /// How much coverage, quality, freshness and popularity count in ranking datasets.
    public var weights: RankingWeights

    /// How long one SQL query may take.
    public var queryTimeout: Duration

    /// Creates settings.
    public init(
        weights: RankingWeights = RankingWeights(),
        queryTimeout: Duration = .seconds(60)
    ) {
        self.weights = weights
        self.queryTimeout = queryTimeout
    }
}
