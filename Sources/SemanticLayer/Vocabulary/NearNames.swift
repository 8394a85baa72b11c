/// Names that are nearly the one that was written.
enum NearNames {
    /// "; did you mean …" with the nearest names; empty when none is near.
    static func hint(_ name: String, among known: some Collection<String>) -> String {
        let own = Array(name.lowercased().utf8)
        let limit = max(2, own.count / 3)
        let near = Set(known).compactMap { other in
            EditDistance.between(own, Array(other.lowercased().utf8), limit: limit)
                .map { (other, $0) }
        }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        if near.isEmpty { return "" }
        return "; did you mean " + near.prefix(3).map { "`\($0.0)`" }.joined(separator: " or ")
            + "?"
    }
}
