internal import DataProducts

/// Rules on their way to a product: numbered in order, each condition once.
struct RuleDraft {
    private let prefix: String
    private(set) var rules: [QualityRule] = []
    private var conditions: Set<String> = []

    init(product: String) {
        prefix = product
    }

    mutating func add(
        _ kind: QualityRule.Kind,
        _ condition: String,
        _ severity: QualityRule.Severity,
        _ origin: QualityRule.Origin,
        _ description: String,
        dataset: String? = nil,
        column: String? = nil,
        threshold: Double = 1,
        failingRows: String? = nil
    ) {
        guard conditions.insert("\(dataset ?? "") \(condition)").inserted else { return }
        let number = rules.count + 1
        rules.append(
            QualityRule(
                id: "\(prefix)_\(number < 10 ? "0" : "")\(number)",
                kind: kind,
                dataset: dataset,
                column: column,
                condition: condition,
                severity: severity,
                description: description,
                origin: origin,
                threshold: threshold,
                failingRows: failingRows
            )
        )
    }
}
