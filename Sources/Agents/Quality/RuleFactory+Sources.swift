internal import DataProducts
internal import SQLSyntax
internal import SemanticLayer

/// Rules that the graph holds for a product's sources.
extension RuleFactory {
    /// Carries a rule of a source over, when it still makes sense after aggregation.
    ///
    /// Sums keep what holds of each summed row: that it is not negative, that one column is no
    /// less than another, that one is zero where another is. Columns that are taken over as they
    /// are keep every condition. Other conditions do not survive and are left with the source.
    mutating func carry(_ row: QueryRow) {
        guard let dataset = row.text("dataset"), let condition = row.text("condition"),
            let parsed = SourceCondition(condition)
        else { return }
        if addCountRule(parsed, dataset, row) { return }
        let carried: String?
        if let text = parsed.carried(by: { identity($0, of: dataset) }) {
            // Whether a key may be missing is the schema's matter.
            carried = parsed.isAboutNull ? nil : text
        } else {
            carried = parsed.summed { sum($0, of: dataset) }
        }
        guard let carried else { return }
        if let column = parsed.atLeastZero, let output = output(sum(column, of: dataset)),
            output.lowerBound == 0
        {
            covered.append((row.text("rule_id") ?? "a rule", dataset))
            return
        }
        let columns = parsed.columns.compactMap {
            identity($0, of: dataset) ?? sum($0, of: dataset)
        }
        draft.add(
            Self.kind(row), carried, Self.severity(row), .graph, Self.description(row, dataset),
            column: columns.count == 1 ? columns.first : nil,
            threshold: row.number("threshold") ?? 1
        )
    }

    /// Each row counts at least one piece: there are at least as many pieces as rows.
    ///
    /// - Returns: Whether the product shows pieces and rows, so that there is such a rule.
    private mutating func addCountRule(
        _ condition: SourceCondition,
        _ dataset: String,
        _ row: QueryRow
    ) -> Bool {
        guard let column = condition.isPositive, let pieces = output(sum(column, of: dataset)),
            pieces.type == .bigInteger,
            let count = compiled.outputs.first(where: { output in
                output.role == .measure && output.formula.hasPrefix("COUNT(")
                    && output.sources.allSatisfy { $0.dataset == dataset }
            })
        else { return false }
        let rule = row.text("rule_id") ?? "a rule"
        draft.add(
            .consistency, "\(sql(pieces.name)) >= \(sql(count.name))", Self.severity(row), .graph,
            "\(label(pieces).capitalizedFirst) cannot fall below \(label(count)), since each row "
                + "of \(dataset) counts at least one (\(rule))."
        )
        return true
    }

    /// Fills up with rules of the sources as they stand, tested on the sources: first those on
    /// columns that the product reads, then the others.
    mutating func addRulesOfSources(_ rows: [QueryRow]) {
        let used = Dictionary(
            compiled.datasets.map { ($0.name, $0.columns) },
            uniquingKeysWith: { first, _ in first }
        )
        let isRead = rows.map { row in
            used[row.text("dataset") ?? ""]?.contains(row.text("column") ?? "") ?? false
        }
        let order = zip(rows, isRead).filter(\.1) + zip(rows, isRead).filter { !$0.1 }
        for (row, _) in order where draft.rules.count < Self.fewest { addRuleOfSource(row) }
        for dataset in compiled.datasets where draft.rules.count < Self.fewest {
            draft.add(
                .completeness, "COUNT(*) > 0", .error, .schema, "\(dataset.name) has rows.",
                dataset: dataset.name,
                failingRows: """
                    SELECT COUNT(*) AS row_count
                    FROM \(dataset.name)
                    HAVING COUNT(*) = 0
                    """
            )
        }
    }

    /// Rows that are there twice are added up twice, and nothing in the sums shows it: where a
    /// product sums up a source, that source's rule against duplicates is a rule of the product.
    mutating func addDuplicateRule(_ row: QueryRow) {
        guard let dataset = row.text("dataset"), let condition = row.text("condition"),
            SourceCondition.uniqueColumns(of: condition) != nil,
            compiled.outputs.contains(where: { output in
                output.role == .measure && output.formula.hasPrefix("SUM(")
                    && output.sources.contains { $0.dataset == dataset }
            })
        else { return }
        addRuleOfSource(row)
    }

    private mutating func addRuleOfSource(_ row: QueryRow) {
        guard let dataset = row.text("dataset"), let condition = row.text("condition") else {
            return
        }
        let description = Self.description(row, dataset)
        let threshold = row.number("threshold") ?? 1
        if let columns = SourceCondition.uniqueColumns(of: condition) {
            let list = columns.map(sql).joined(separator: ", ")
            draft.add(
                .uniqueness, condition, Self.severity(row), .graph, description,
                dataset: dataset, column: row.text("column"), threshold: threshold,
                failingRows: """
                    SELECT \(list)
                    FROM \(dataset)
                    GROUP BY \(list)
                    HAVING COUNT(*) > 1
                    """
            )
        } else if SourceCondition(condition) != nil {
            draft.add(
                Self.kind(row), condition, Self.severity(row), .graph, description,
                dataset: dataset, column: row.text("column"), threshold: threshold
            )
        }
    }

    // MARK: Columns of the product

    /// The dimension that a column of a source is taken over as.
    private func identity(_ column: String, of dataset: String) -> String? {
        let source = ColumnReference(dataset, column)
        return compiled.outputs.first {
            $0.role == .dimension && $0.sources == [source] && $0.formula == column
        }?.name
    }

    /// The output that is the plain sum of a column.
    private func sum(_ column: String, of dataset: String) -> String? {
        let source = ColumnReference(dataset, column)
        return compiled.outputs.first {
            $0.role == .measure && $0.sources.contains(source) && $0.formula == "SUM(\(column))"
        }?.name
    }

    private func output(_ name: String?) -> OutputColumn? {
        name.flatMap { name in compiled.outputs.first { $0.name == name } }
    }

    // MARK: Rows

    private static func kind(_ row: QueryRow) -> QualityRule.Kind {
        row.text("rule_type").flatMap { QualityRule.Kind(rawValue: $0) } ?? .validity
    }

    private static func severity(_ row: QueryRow) -> QualityRule.Severity {
        row.text("severity") == "error" ? .error : .warning
    }

    private static func description(_ row: QueryRow, _ dataset: String) -> String {
        let rule = row.text("rule_id") ?? "a rule"
        let text = row.text("description") ?? row.text("condition") ?? ""
        return "\(text) (\(rule) of \(dataset))"
    }
}
