internal import DataProducts
internal import SQLEngines

/// Runs the tests of all rules on a product in one query.
///
/// The product is computed once, as a materialised common table; every rule adds one count.
struct RuleRunner {
    let engine: any SQLEngine
    let limits: @Sendable () -> QueryLimits

    /// The day on which the tests run, as a SQL expression.
    let today: String

    /// The rules with their outcomes, and the number of the product's rows.
    ///
    /// When the engine does not accept the query, each rule is tested by itself, so that one bad
    /// condition does not keep the others from being tested. What does not run is noted as such.
    func run(_ rules: [QualityRule], on sql: String) -> (rules: [QualityRule], rowCount: Int?) {
        do {
            return try test(rules, on: sql)
        } catch .invalid where rules.count > 1 {
            var rowCount: Int?
            let tested = rules.map { rule in
                let (result, count) = run([rule], on: sql)
                rowCount = rowCount ?? count
                return result.first ?? rule
            }
            return (tested, rowCount)
        } catch {
            return (rules.map { Self.notRun($0, error.description) }, nil)
        }
    }

    private func test(
        _ rules: [QualityRule],
        on sql: String
    ) throws(SQLEngineError) -> (rules: [QualityRule], rowCount: Int?) {
        let counts = rules.enumerated().map { index, rule in
            let test = rule.test(on: "product", today: today)
            let all = rule.dataset.map { "(SELECT COUNT(*) FROM \($0))" } ?? "0"
            return ",\n  (SELECT COUNT(*) FROM (\(test)) AS failures_\(index)),\n  \(all)"
        }
        let query =
            "WITH product AS MATERIALIZED (\n\(sql)\n)\nSELECT\n  (SELECT COUNT(*) FROM product)"
            + counts.joined()
        let table = try engine.query(query, limits: limits())
        let numbers = (table.rows.first ?? []).map { value in
            value.integerValue.flatMap { Int(exactly: $0) }
        }
        guard numbers.count == rules.count * 2 + 1, let rowCount = numbers[0] else {
            return (rules.map { Self.notRun($0, "The test gave no counts.") }, nil)
        }
        let results = rules.enumerated().map { index, rule in
            let total = rule.dataset == nil ? rowCount : numbers[index * 2 + 2]
            return Self.with(rule, failed: numbers[index * 2 + 1], of: total)
        }
        return (results, rowCount)
    }

    private static func with(_ rule: QualityRule, failed: Int?, of total: Int?) -> QualityRule {
        guard let failed, let total else { return notRun(rule, "The test gave no count.") }
        var rule = rule
        let allowed = Double(total) * (1 - rule.threshold)
        rule.outcome = .init(
            // 0.1 % of 1,000 rows is one row, whatever 1 - 0.999 comes to.
            status: Double(failed) <= allowed + 1e-9 ? .passed : .failed,
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
