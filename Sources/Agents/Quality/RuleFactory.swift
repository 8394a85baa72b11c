internal import DataProducts
internal import SemanticLayer

/// Makes a product's quality rules from three sources: its schema, the rules that the graph holds
/// for its sources, and the logic of its metrics.
struct RuleFactory {
    private let dataModel: Specification.DataModel
    private let compiled: CompiledQuery
    private let prefix: String
    private let today: CalendarDate
    private var rules: [QualityRule] = []
    private var conditions: Set<String> = []

    init(
        _ dataModel: Specification.DataModel,
        _ compiled: CompiledQuery,
        product: String,
        today: CalendarDate
    ) {
        self.dataModel = dataModel
        self.compiled = compiled
        self.today = today
        prefix = product
    }

    /// All rules; `sourceRules` are the rows of `agents/rules-of-datasets`.
    mutating func make(sourceRules: [QueryRow]) -> [QualityRule] {
        addSchemaRules()
        for row in sourceRules { addSourceRule(row) }
        addFunnelRules()
        addBusinessRules()
        addTemporalRules()
        addStatisticalRules()
        return rules
    }

    private mutating func add(
        _ kind: QualityRule.Kind,
        _ column: String?,
        _ condition: String,
        _ severity: QualityRule.Severity,
        _ description: String,
        _ origin: QualityRule.Origin,
        threshold: Double = 1,
        failingRows: String? = nil
    ) {
        guard conditions.insert(condition).inserted else { return }
        let number = rules.count + 1
        rules.append(
            QualityRule(
                id: "\(prefix)_\(number < 10 ? "0" : "")\(number)",
                kind: kind,
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

    // MARK: Schema

    private mutating func addSchemaRules() {
        for column in dataModel.columns where column.isPrimaryKey {
            let description = "`\(column.name)` identifies a row, so it is always there."
            add(
                .completeness, column.name, "\(column.name) IS NOT NULL", .error, description,
                .schema
            )
        }
        addUniqueness()
        for column in dataModel.columns where !column.isPrimaryKey && !column.isNullable {
            let description = "`\(column.name)` can always be computed."
            add(
                .completeness, column.name, "\(column.name) IS NOT NULL", .error, description,
                .schema
            )
        }
        for output in compiled.outputs {
            guard let condition = Self.bounds(of: output) else { continue }
            let description = "`\(output.name)` stays within what its term allows."
            add(.validity, output.name, condition, .error, description, .schema)
        }
    }

    private mutating func addUniqueness() {
        let keys = dataModel.primaryKeys
        guard !keys.isEmpty else {
            add(
                .uniqueness, nil, "(SELECT COUNT(*) FROM {table}) = 1", .error,
                "The product is one row.", .schema,
                failingRows:
                    "SELECT *\nFROM {table}\nWHERE NOT ((SELECT COUNT(*) FROM {table}) = 1)"
            )
            return
        }
        let list = keys.joined(separator: ", ")
        add(
            .uniqueness, keys.count == 1 ? keys[0] : nil, "UNIQUE (\(list))", .error,
            "No two rows have the same \(list).", .schema,
            failingRows: "SELECT \(list)\nFROM {table}\nGROUP BY \(list)\nHAVING COUNT(*) > 1"
        )
    }

    private static func bounds(of output: OutputColumn) -> String? {
        switch (output.lowerBound, output.upperBound) {
        case (let lower?, let upper?):
            "\(output.name) BETWEEN \(SQLNumber.text(lower)) AND \(SQLNumber.text(upper))"
        case (let lower?, nil): "\(output.name) >= \(SQLNumber.text(lower))"
        case (nil, let upper?): "\(output.name) <= \(SQLNumber.text(upper))"
        case (nil, nil): nil
        }
    }

    // MARK: Rules of the sources

    /// Carries a rule of a source over, when it still makes sense after aggregation.
    ///
    /// A sum of values that are all at least zero is at least zero, and sums keep the order of
    /// what is summed row by row; other conditions do not survive and are left with the source.
    private mutating func addSourceRule(_ row: QueryRow) {
        guard let dataset = row.text("dataset"), let condition = row.text("condition"),
            let parts = Self.comparison(in: condition),
            let left = additiveOutput(of: ColumnReference(dataset, parts.left))
        else { return }
        let right: String
        if parts.right == "0" {
            right = "0"
        } else if let output = additiveOutput(of: ColumnReference(dataset, parts.right)) {
            right = output.name
        } else {
            return
        }
        let source = row.text("rule_id") ?? "a rule"
        add(
            right == "0" ? .accuracy : .consistency, right == "0" ? left.name : nil,
            "\(left.name) \(parts.comparison) \(right)",
            row.text("severity") == "error" ? .error : .warning,
            "\(row.text("description") ?? condition) (from \(source) of \(dataset))", .graph
        )
    }

    /// The parts of `column >= 0` or `column >= column`.
    private static func comparison(
        in condition: String
    ) -> (left: String, comparison: String, right: String)? {
        let pattern = /\s*([a-z_][a-z0-9_]*)\s*(>=|<=|>|<)\s*(0|[a-z_][a-z0-9_]*)\s*/
        guard let match = condition.wholeMatch(of: pattern) else { return nil }
        return (String(match.1), String(match.2), String(match.3))
    }

    /// The output that is the plain sum of a column.
    private func additiveOutput(of column: ColumnReference) -> OutputColumn? {
        compiled.outputs.first { output in
            output.role == .measure && output.sources == [column]
                && output.formula.uppercased().hasPrefix("SUM")
        }
    }

    // MARK: Metrics

    /// Each ratio of two columns of the product: nothing is missing that could be computed.
    private mutating func addBusinessRules() {
        for output in compiled.outputs where output.role == .ratio {
            guard let parts = ratioParts(of: output) else { continue }
            add(
                .consistency, output.name,
                "(\(parts.denominator) = 0 AND \(output.name) IS NULL) "
                    + "OR (\(parts.denominator) <> 0 AND \(output.name) IS NOT NULL)",
                .warning,
                "`\(output.name)` is there exactly when `\(parts.denominator)` is not zero.",
                .business
            )
        }
        let measures = compiled.outputs.filter { $0.role == .measure }
        for measure in measures where measure.lowerBound == nil && measure.type.isNumeric {
            add(
                .accuracy, measure.name, "\(measure.name) >= 0", .warning,
                "`\(measure.name)` is not negative.", .business
            )
        }
        add(
            .completeness, nil, "(SELECT COUNT(*) FROM {table}) > 0", .error,
            "The product has rows.", .business,
            failingRows: "SELECT 1\nWHERE NOT ((SELECT COUNT(*) FROM {table}) > 0)"
        )
    }

    /// Numerator and denominator of a ratio, when both are columns of the product.
    private func ratioParts(of output: OutputColumn) -> (numerator: String, denominator: String)? {
        let measures = compiled.outputs.filter { $0.role == .measure }
        let parts = output.formula.split(separator: " / ").map(String.init)
        guard parts.count == 2,
            let numerator = measures.first(where: { $0.formula == parts[0] }),
            let denominator = measures.first(where: { $0.formula == parts[1] })
        else { return nil }
        return (numerator.name, denominator.name)
    }

    /// A ratio that its term limits to 1 says that its parts are a funnel.
    private mutating func addFunnelRules() {
        for output in compiled.outputs where output.role == .ratio && output.upperBound == 1 {
            guard let parts = ratioParts(of: output) else { continue }
            add(
                .consistency, nil, "\(parts.denominator) >= \(parts.numerator)", .error,
                "There are never more \(parts.numerator) than \(parts.denominator).", .business
            )
        }
    }

    // MARK: Time and statistics

    private mutating func addTemporalRules() {
        guard let time = compiled.outputs.first(where: { $0.role == .time }) else { return }
        add(
            .timeliness, time.name, "\(time.name) <= '\(today)'", .error,
            "No row is of the future.", .business
        )
        add(
            .timeliness, nil, "(SELECT MAX(\(time.name)) FROM {table}) >= '\(staleness)'", .warning,
            "The newest rows are of the last two periods.", .business,
            failingRows: """
                SELECT MAX(\(time.name)) AS newest
                FROM {table}
                HAVING NOT (MAX(\(time.name)) >= '\(staleness)')
                """
        )
    }

    /// The begin of the period before the current one, or of the range's last but one.
    private var staleness: CalendarDate {
        let grain = compiled.grain ?? .day
        let end = compiled.timeRange?.end.map { min($0, today) } ?? today
        return end.start(of: grain, offset: -2)
    }

    private mutating func addStatisticalRules() {
        let measures = compiled.outputs.filter { $0.role == .measure && $0.type.isNumeric }
        guard !dataModel.primaryKeys.isEmpty else { return }
        for measure in measures.prefix(2) {
            let name = measure.name
            let mean = "(SELECT AVG(1.0 * \(name)) FROM {table})"
            let spread =
                "(SELECT AVG(1.0 * \(name) * \(name)) - AVG(1.0 * \(name)) * AVG(1.0 * \(name)) "
                + "FROM {table})"
            add(
                .statistical, name,
                "(\(name) - \(mean)) * (\(name) - \(mean)) <= 36 * \(spread) + 0.000001",
                .warning,
                "`\(name)` stays within six standard deviations of its mean.", .business,
                threshold: 0.99
            )
        }
    }
}
