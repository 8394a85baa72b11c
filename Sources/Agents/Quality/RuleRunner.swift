internal import DataProducts
internal import SQLEngines

/// Runs the tests of all rules on a product in one query.
///
/// The product is computed once, as a materialised common table; every rule adds one count.
struct RuleRunner {
    let engine: any SQLEngine
    let limits: @Sendable () -> QueryLimits

    /// The rules with their outcomes, and the number of the product's rows.
    ///
    /// A rule whose test does not run, and each rule when the query as a whole fails, is noted as
    /// not run.
    func run(_ rules: [QualityRule], on sql: String) -> (rules: [QualityRule], rowCount: Int?) {
        let counts = rules.enumerated().map { index, rule in
            "  (SELECT COUNT(*) FROM (\(rule.test(on: "product"))) AS failures_\(index))"
        }
        let query =
            "WITH product AS MATERIALIZED (\n\(sql)\n)\nSELECT\n  (SELECT COUNT(*) FROM product)"
            + counts.map { ",\n\($0)" }.joined()
        do {
            let table = try engine.query(query, limits: limits())
            guard let row = table.rows.first, row.count == rules.count + 1,
                let total = row[0].integerValue.flatMap({ Int(exactly: $0) })
            else { return (rules.map { Self.notRun($0, "the test gave no counts") }, nil) }
            let results = zip(rules, row.dropFirst()).map { rule, count in
                Self.with(rule, failed: count.integerValue.flatMap { Int(exactly: $0) }, of: total)
            }
            return (results, total)
        } catch {
            return (rules.map { Self.notRun($0, error.description) }, nil)
        }
    }

    private static func with(_ rule: QualityRule, failed: Int?, of total: Int) -> QualityRule {
        guard let failed else { return notRun(rule, "the test gave no count") }
        var rule = rule
        let allowed = Double(total) * (1 - rule.threshold)
        rule.outcome = .init(
            status: Double(failed) <= allowed ? .passed : .failed,
            failedRows: failed,
            checkedRows: total
        )
        return rule
    }

    private static func notRun(_ rule: QualityRule, _ reason: String) -> QualityRule {
        var rule = rule
        rule.outcome = .init(status: .notRun, failedRows: 0, checkedRows: 0, note: reason)
        return rule
    }
}
