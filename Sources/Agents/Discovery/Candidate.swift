internal import JSON

/// A dataset that may serve a request, as `agents/rank-datasets` ranks it.
struct Candidate: Sendable, Hashable {
    let dataset: String

    /// The weighted mean of the four shares below, from 0 to 1.
    let score: Double

    /// The share of the request's terms that the dataset holds.
    let coverage: Double
    let quality: Double

    /// 1 when data is renewed as often as the request needs, less when more rarely.
    let freshness: Double

    /// The uses as a share of the most used dataset's.
    let popularity: Double

    /// The columns that hold something of the request.
    let columns: [String]

    /// How often the data is renewed, in a word.
    let renewal: String?
    let owner: String?

    /// Reads a row of `agents/rank-datasets`; `nil` when it names no dataset.
    init?(_ row: QueryRow) {
        guard let dataset = row.text("dataset") else { return nil }
        self.dataset = dataset
        score = row.number("score") ?? 0
        coverage = row.number("coverage") ?? 0
        quality = row.number("quality_score") ?? 0
        freshness = row.number("freshness_score") ?? 0
        popularity = row.number("popularity") ?? 0
        columns = row.texts("columns")
        renewal = row.text("freshness")
        owner = row.text("owner")
    }

    /// The candidate as logs show it.
    var json: JSONValue {
        var object: JSONObject = [
            "name": .string(dataset),
            "relevance_score": .number(score.rounded(places: 3)),
            "columns": .array(columns.map { .string($0) }),
            "coverage": .number(coverage.rounded(places: 3)),
            "quality_score": .number(quality.rounded(places: 3)),
            "freshness_score": .number(freshness.rounded(places: 3)),
            "popularity": .number(popularity.rounded(places: 3)),
        ]
        if let renewal { object["freshness"] = .string(renewal) }
        if let owner { object["owner"] = .string(owner) }
        return .object(object)
    }
}

extension Double {
    /// The number rounded to some decimal places.
    func rounded(places: Int) -> Double {
        let factor = (0..<places).reduce(1.0) { product, _ in product * 10 }
        return (self * factor).rounded() / factor
    }
}
