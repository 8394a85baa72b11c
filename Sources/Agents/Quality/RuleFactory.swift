internal import DataProducts
internal import SQLSyntax
internal import SemanticLayer

/// Makes a product's quality rules from three sources: its schema, the rules that the graph holds
/// for its sources, and the logic of its metrics.
///
/// Conditions of one kind are gathered in one rule, so that a product has about a dozen rules that
/// each say something.
struct RuleFactory {
    let compiled: CompiledQuery
    let query: LogicalQuery
    let dialect: SQLDialect
    let today: CalendarDate

    /// What metrics are called inside a sentence, by column name.
    let names: [String: String]
    var draft: RuleDraft

    /// The fewest rules; a product with little to say of itself is given rules of its sources.
    static let fewest = 8

    /// Identifiers of source rules that a column's own range covers, with their datasets.
    var covered: [(rule: String, dataset: String)] = []

    init(
        _ compiled: CompiledQuery,
        _ query: LogicalQuery,
        product: String,
        dialect: SQLDialect,
        today: CalendarDate,
        names: [String: String]
    ) {
        self.compiled = compiled
        self.query = query
        self.dialect = dialect
        self.today = today
        self.names = names
        draft = RuleDraft(product: product)
    }

    /// All rules; `sourceRules` are the rows of `agents/rules-of-datasets`.
    mutating func make(sourceRules rows: [QueryRow]) -> [QualityRule] {
        addKeyRules()
        addReferenceRules()
        addMeasureCompleteness()
        for row in rows { carry(row) }
        for row in rows { addDuplicateRule(row) }
        addRangeRules()
        addFunnelRules()
        addRatioRules()
        addSignRules()
        addTemporalRules()
        addVolumeRules()
        addOutlierRule()
        addNameRules()
        addRulesOfSources(rows)
        return draft.rules
    }

    /// What a column is called inside a sentence.
    func label(_ output: OutputColumn) -> String {
        names[output.name] ?? output.name.replacing("_", with: " ")
    }

    /// A column's name as SQL writes it.
    func sql(_ name: String) -> String {
        dialect.identifier(name)
    }

    // MARK: Schema

    private mutating func addKeyRules() {
        let keys = compiled.outputs.filter(\.isKey)
        guard !keys.isEmpty else { return }
        addCompleteness(of: keys.filter { !$0.isNullable }, .error) {
            "Each row says its \(Phrases.list($0))."
        }
        for key in keys where key.isNullable {
            draft.add(
                .completeness, "\(sql(key.name)) IS NOT NULL", .warning, .schema,
                "Rows without \(label(key)) form a group of their own; there should be none.",
                column: key.name
            )
        }
        let list = keys.map { sql($0.name) }.joined(separator: ", ")
        draft.add(
            .uniqueness, "UNIQUE (\(list))", .error, .schema,
            "There is one row for each \(Phrases.list(keys.map(label))).",
            column: keys.count == 1 ? keys.first?.name : nil,
            failingRows: "SELECT \(list)\nFROM {table}\nGROUP BY \(list)\nHAVING COUNT(*) > 1"
        )
    }

    /// Keys of things are keys that the dataset of those things has.
    private mutating func addReferenceRules() {
        for output in compiled.outputs where output.role == .dimension && output.isKey {
            guard let join = compiled.joins.first(where: { output.sources == [$0.left] }) else {
                continue
            }
            let target = sql(join.right.name)
            draft.add(
                .integrity, "\(sql(output.name)) REFERENCES \(join.right)", .error, .schema,
                "Each \(label(output)) is known to \(join.right.dataset).", column: output.name,
                failingRows: """
                    SELECT *
                    FROM {table}
                    WHERE \(sql(output.name)) NOT IN (
                        SELECT \(target)
                        FROM \(join.right.dataset)
                        WHERE \(target) IS NOT NULL
                    )
                    """
            )
        }
    }

    private mutating func addMeasureCompleteness() {
        let metrics = compiled.outputs.filter { output in
            // Without groups, even a sum is empty when there is nothing to add up.
            output.role == .measure && (!output.isNullable || compiled.keyColumns.isEmpty)
        }
        addCompleteness(of: metrics, .error) {
            "\(Phrases.list($0).capitalizedFirst) can always be computed."
        }
    }

    private mutating func addCompleteness(
        of outputs: [OutputColumn],
        _ severity: QualityRule.Severity,
        _ description: ([String]) -> String
    ) {
        guard !outputs.isEmpty else { return }
        let conditions = outputs.map { "\(sql($0.name)) IS NOT NULL" }
        draft.add(
            .completeness, conditions.joined(separator: " AND "), severity, .schema,
            description(outputs.map(label)), column: outputs.count == 1 ? outputs.first?.name : nil
        )
    }

    /// Ranges that the glossary gives: one rule for each closed range, one for all lower bounds.
    private mutating func addRangeRules() {
        var lower: [OutputColumn] = []
        for output in compiled.outputs where output.isMetric {
            guard let least = output.lowerBound, output.upperBound == nil else {
                if let range = range(of: output) {
                    draft.add(
                        .validity, range.condition, .error, .schema,
                        "\(label(output).capitalizedFirst) \(range.meaning).", column: output.name
                    )
                }
                continue
            }
            if least == 0 {
                lower.append(output)
            } else {
                draft.add(
                    .validity, "\(sql(output.name)) >= \(SQLNumber.text(least))", .error, .schema,
                    "\(label(output).capitalizedFirst) is at least \(SQLNumber.text(least)).",
                    column: output.name
                )
            }
        }
        guard !lower.isEmpty else { return }
        let names = lower.map(\.name)
        var description = "\(Phrases.list(lower.map(label)).capitalizedFirst) are never negative"
        if let only = lower.first, lower.count == 1 {
            description = "\(label(only).capitalizedFirst) is never negative"
        }
        if let first = covered.first {
            let rules = covered.filter { $0.dataset == first.dataset }.map(\.rule)
            description += ", as \(Phrases.list(rules)) of \(first.dataset) demand"
            if rules.count == 1 { description += "s" }
        }
        draft.add(
            .validity, names.map { "\(sql($0)) >= 0" }.joined(separator: " AND "), .error, .schema,
            description + ".", column: names.count == 1 ? names.first : nil
        )
    }

    /// A range with an upper end, in SQL and in words.
    private func range(of output: OutputColumn) -> (condition: String, meaning: String)? {
        guard let upper = output.upperBound.map(SQLNumber.text) else { return nil }
        guard let lower = output.lowerBound.map(SQLNumber.text) else {
            return ("\(sql(output.name)) <= \(upper)", "is at most \(upper)")
        }
        return (
            "\(sql(output.name)) BETWEEN \(lower) AND \(upper)",
            "lies between \(lower) and \(upper)"
        )
    }

    /// Names shown beside keys are there; said only where there is little else to say.
    private mutating func addNameRules() {
        for output in compiled.outputs
        where output.role == .dimension && !output.isKey && draft.rules.count < Self.fewest {
            draft.add(
                .completeness, "\(sql(output.name)) IS NOT NULL", .warning, .schema,
                "Each row shows its \(label(output)).", column: output.name
            )
        }
    }
}
