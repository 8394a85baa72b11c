internal import DataProducts
internal import SQLSyntax
internal import SemanticLayer

/// Rules from the logic of a product's metrics, its time and its size.
extension RuleFactory {
    // MARK: Metrics

    mutating func addFunnelRules() {
        for parts in compiled.ratioParts
        where parts.ratio.lowerBound == 0 && parts.ratio.upperBound == 1 {
            draft.add(
                .consistency, "\(sql(parts.denominator)) >= \(sql(parts.numerator))", .error,
                .business,
                "There are never more \(name(parts.numerator)) than \(name(parts.denominator))."
            )
        }
    }

    private func name(_ column: String) -> String {
        names[column] ?? column.replacing("_", with: " ")
    }

    /// Nothing is missing that could be computed, and nothing is made up where it could not.
    mutating func addRatioRules() {
        let parts = compiled.ratioParts
        guard !parts.isEmpty else { return }
        let conditions = parts.map {
            "(\(sql($0.denominator)) = 0) = (\(sql($0.ratio.name)) IS NULL)"
        }
        let only = parts.count == 1 ? parts.first : nil
        draft.add(
            .consistency, conditions.joined(separator: " AND "), .warning, .business,
            only.map {
                "\(label($0.ratio).capitalizedFirst) is empty exactly where it would divide by zero."
            } ?? "Each ratio is empty exactly where it would divide by zero.",
            column: only?.ratio.name
        )
    }

    /// Sums that have no bounds of their own are not expected to be negative; differences may be.
    mutating func addSignRules() {
        let sums = compiled.outputs.filter { output in
            output.role == .measure && output.type.isNumeric && output.lowerBound == nil
                && output.upperBound == nil && !output.formula.contains(" - ")
                && !draft.rules.contains { $0.condition.hasPrefix("\(sql(output.name)) >= 0") }
        }
        guard !sums.isEmpty else { return }
        let verb = sums.count == 1 ? "is" : "are"
        draft.add(
            .accuracy, sums.map { "\(sql($0.name)) >= 0" }.joined(separator: " AND "), .warning,
            .business, "\(Phrases.list(sums.map(label)).capitalizedFirst) \(verb) not negative.",
            column: sums.count == 1 ? sums.first?.name : nil
        )
    }

    // MARK: Time

    mutating func addTemporalRules() {
        guard let time = compiled.outputs.first(where: { $0.role == .time }) else { return }
        let column = sql(time.name)
        let grain = compiled.grain ?? .day
        if let range = compiled.timeRange, let start = range.start, let end = range.end {
            draft.add(
                .timeliness, "\(column) >= '\(start.start(of: grain))' AND \(column) < '\(end)'",
                .error, .business, "Each row lies in the period \(range).", column: time.name
            )
            if end <= today { return }
        }
        draft.add(
            .timeliness, "\(column) <= \(grain == .hour ? "CURRENT_TIMESTAMP" : "CURRENT_DATE")",
            .error, .business, "No row lies in the future.", column: time.name,
            failingRows: "SELECT *\nFROM {table}\nWHERE \(column) > \(latest(grain))"
        )
        let days = Self.patience(grain)
        draft.add(
            .timeliness, "MAX(\(column)) >= \(daysBefore(days, "CURRENT_DATE"))", .warning,
            .business, "The newest rows are at most \(days) days old.", column: time.name,
            failingRows: """
                SELECT MAX(\(column)) AS newest
                FROM {table}
                HAVING MAX(\(column)) IS NULL OR MAX(\(column)) < \(daysBefore(days, "{today}"))
                """
        )
    }

    /// The latest moment that a row may name.
    private func latest(_ grain: TimeGrain) -> String {
        grain == .hour ? daysBefore(-1, "{today}") : "{today}"
    }

    private func daysBefore(_ days: Int, _ date: String) -> String {
        switch dialect {
        case .sqlite: "date(\(date), '\(days > 0 ? "-" : "+")\(abs(days)) days')"
        default: "\(date) \(days > 0 ? "-" : "+") INTERVAL '\(abs(days))' DAY"
        }
    }

    /// How old the newest row may be: about two periods.
    private static func patience(_ grain: TimeGrain) -> Int {
        switch grain {
        case .hour, .day: 2
        case .week: 14
        case .month: 62
        case .quarter: 184
        case .year: 731
        }
    }

    // MARK: Size

    /// There is something, and no more than was asked for.
    mutating func addVolumeRules() {
        let isTimed = compiled.outputs.contains { $0.role == .time }
        if compiled.keyColumns.isEmpty {
            draft.add(
                .validity, "COUNT(*) = 1", .error, .schema, "The product is one row.",
                failingRows: "SELECT COUNT(*) AS row_count\nFROM {table}\nHAVING COUNT(*) <> 1"
            )
        } else if !isTimed || compiled.timeRange?.end != nil {
            draft.add(
                .completeness, "COUNT(*) > 0", .error, .business, "The product has rows.",
                failingRows: "SELECT COUNT(*) AS row_count\nFROM {table}\nHAVING COUNT(*) = 0"
            )
        }
        guard let limit = query.limit, limit.within.isEmpty, !limit.isPerPeriod else { return }
        draft.add(
            .validity, "COUNT(*) <= \(limit.count)", .error, .business,
            "There are at most \(limit.count) rows, as asked for.",
            failingRows: """
                SELECT COUNT(*) AS row_count
                FROM {table}
                HAVING COUNT(*) > \(limit.count)
                """
        )
    }

    // MARK: Statistics

    /// Values of the main measure that lie far from all others; money is the main measure where
    /// there is some.
    mutating func addOutlierRule() {
        let measures = compiled.outputs.filter { $0.role == .measure && $0.type.isNumeric }
        guard !compiled.keyColumns.isEmpty, query.limit == nil,
            let measure = measures.first(where: { $0.type.isDecimal }) ?? measures.first
        else { return }
        let column = sql(measure.name)
        draft.add(
            .statistical, "ABS(\(column) - AVG(\(column))) <= 6 * STDDEV(\(column))", .warning,
            .business,
            "Hardly any row, at most one in a hundred, has \(label(measure)) beyond six standard "
                + "deviations from the mean.",
            column: measure.name,
            threshold: 0.99,
            failingRows: """
                SELECT p.*
                FROM {table} AS p
                CROSS JOIN (
                    SELECT
                        AVG(1.0 * \(column)) AS mean,
                        AVG(1.0 * \(column) * \(column)) AS mean_square
                    FROM {table}
                ) AS s
                WHERE (p.\(column) - s.mean) * (p.\(column) - s.mean)
                    > 36 * (s.mean_square - s.mean * s.mean) + 0.000001
                """
        )
    }
}

extension SQLType {
    fileprivate var isDecimal: Bool {
        if case .decimal = self { true } else { false }
    }
}
