/// The weights of the discovery ranking; they need not add up to 1.
public struct RankingWeights: Hashable, Sendable {
    public var coverage: Double
    public var quality: Double
    public var freshness: Double
    public var popularity: Double

    public init(
        coverage: Double = 0.4,
        quality: Double = 0.3,
        freshness: Double = 0.2,
        popularity: Double = 0.1
    ) {
        self.coverage = coverage
        self.quality = quality
        self.freshness = freshness
        self.popularity = popularity
    }
}

/// The adjustable parts of understanding and binding.
public struct SemanticSettings: Hashable, Sendable {
    public var weights: RankingWeights
    /// The longest question read, in UTF-8 bytes.
    public var longestQuestion: Int
    /// The most rows a "top" without a number returns.
    public var defaultLimit: Int
    /// The mappings used: those of this status or better.
    public var leastStatus: Vocabulary.MappingStatus
    /// The most joins between a fact and a dimension.
    public var longestPath: Int
    /// The least confidence with which a question is answered from tables alone, 0…1.
    public var leastRowConfidence: Double

    public init(
        weights: RankingWeights = RankingWeights(),
        longestQuestion: Int = 4_000,
        defaultLimit: Int = 10,
        leastStatus: Vocabulary.MappingStatus = .suggested,
        longestPath: Int = 6,
        leastRowConfidence: Double = 0.4
    ) {
        self.weights = weights
        self.longestQuestion = longestQuestion
        self.defaultLimit = defaultLimit
        self.leastStatus = leastStatus
        self.longestPath = longestPath
        self.leastRowConfidence = leastRowConfidence
    }
}
