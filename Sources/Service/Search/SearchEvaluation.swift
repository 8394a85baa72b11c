public import JSON
public import Search

/// How well the search finds the datasets that questions need.
public struct SearchEvaluation: Sendable {
    /// A question with the datasets that answer it.
    public struct Case: Sendable {
        let question: String
        let expected: [String]

        /// Reads `{"question": …, "expected": [names]}`; nil if it is none.
        public init?(_ json: JSONValue) {
            guard let question = json["question"]?.stringValue,
                case .array(let names)? = json["expected"]
            else { return nil }
            let expected = names.compactMap(\.stringValue)
            guard !expected.isEmpty, expected.count == names.count else { return nil }
            self.question = question
            self.expected = expected
        }
    }

    /// The number of questions.
    public let count: Int
    /// The mean share of the expected datasets among the first 1, 5 and 10, from 0 to 1.
    public let recall: [(depth: Int, share: Double)]
    /// The mean reciprocal rank of the first expected dataset.
    public let meanReciprocalRank: Double

    /// Searches for every question.
    ///
    /// - Parameters:
    ///   - cases: The questions; without any, all figures are 0.
    ///   - source: The source whose datasets count; all if it is nil.
    ///   - signal: Which signals rank them.
    ///   - workspace: Where to search.
    /// - Throws: What searching throws.
    public init(
        _ cases: [Case], source: String?, signal: SearchSignal = .fused, in workspace: Workspace
    ) throws {
        var options = SearchOptions(
            limit: 10, types: ["Dataset"], properties: SearchOptions.properties(ofSource: source),
            explains: false)
        options.signal = signal
        var sums = [0.0, 0.0, 0.0]
        let depths = [1, 5, 10]
        var reciprocal = 0.0
        for one in cases {
            let found = try workspace.search(one.question, options: options).entries.map(\.name)
            for (place, depth) in depths.enumerated() {
                let top = found.prefix(depth)
                let hits = one.expected.filter { name in top.contains { Self.is($0, name) } }
                sums[place] += Double(hits.count) / Double(one.expected.count)
            }
            let first = found.firstIndex { name in one.expected.contains { Self.is(name, $0) } }
            if let first { reciprocal += 1 / Double(first + 1) }
        }
        let whole = Double(max(cases.count, 1))
        count = cases.count
        recall = zip(depths, sums).map { ($0, $1 / whole) }
        meanReciprocalRank = reciprocal / whole
    }

    /// Whether a dataset is the one that was named, in full or by the part after the last dot.
    private static func `is`(_ found: String, _ expected: String) -> Bool {
        let (found, expected) = (found.lowercased(), expected.lowercased())
        return found == expected || found.hasSuffix("." + expected)
    }
}
