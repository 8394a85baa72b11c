import SQLSyntax

/// A measure bound to a column of a fact.
struct MeasureBinding: Hashable {
    var measure: Measure
    var column: ColumnReference
    /// The value of a row, over the fact's bare columns.
    var expression: SQLExpression
    /// What must hold for a row to count.
    var conditions: [SQLExpression]
    var confidence: Double
    var type: SQLType
    var isNullable: Bool

    /// The columns read, those of other datasets included.
    var columns: [ColumnReference] {
        var found: [ColumnReference] = []
        for expression in [expression] + conditions {
            for read in expression.columns {
                let reference = ColumnReference(read.table ?? column.dataset, read.name)
                if !found.contains(reference) { found.append(reference) }
            }
        }
        return found
    }
}

extension SemanticModel {
    /// The columns a measure can be computed from, best first, at most one for each dataset.
    func bindings(of measure: Measure) -> [MeasureBinding] {
        let all: [MeasureBinding]
        switch measure.source {
        case .term(let name): all = mappings(of: name).map { binding(measure, $0) }
        case .column(let column): all = bindings(measure, [column], confidence: 0.9)
        case .entity(let name):
            let mapped = mappings(of: name).map { binding(measure, $0) }
            let home = term(name).flatMap { entity(term: $0)?.home }
            let atHome = mapped.filter { $0.column.dataset == home }
            let away = mapped.filter { $0.column.dataset != home }.map(discounted)
            all = atHome + away + foreignKeys(measure, to: home)
        case .dataset(let name):
            let key = datasets[name]?.primaryKey.first.map { [ColumnReference(name, $0)] } ?? []
            all = bindings(measure, key, confidence: 0.9) + foreignKeys(measure, to: name)
        }
        var seen: Set<String> = []
        return all.filter { seen.insert($0.column.dataset).inserted }
    }

    private func binding(_ measure: Measure, _ mapping: PreparedMapping) -> MeasureBinding {
        MeasureBinding(
            measure: measure,
            column: mapping.column,
            expression: mapping.expression,
            conditions: mapping.conditions,
            confidence: mapping.confidence,
            type: mapping.type,
            isNullable: mapping.isNullable
        )
    }

    /// Things counted where they are only referred to: those that occur there.
    private func discounted(_ binding: MeasureBinding) -> MeasureBinding {
        var copy = binding
        copy.confidence *= 0.8
        return copy
    }

    private func foreignKeys(_ measure: Measure, to home: String?) -> [MeasureBinding] {
        guard let home else { return [] }
        let columns = references.values.joined()
            .filter { $0.target.dataset == home && isUnique($0.target) }
            .map(\.column).sorted()
        return bindings(measure, columns, confidence: 0.7)
    }

    private func bindings(
        _ measure: Measure,
        _ columns: [ColumnReference],
        confidence: Double
    ) -> [MeasureBinding] {
        columns.compactMap { column in
            guard let details = datasets[column.dataset]?.column(column.name) else { return nil }
            return MeasureBinding(
                measure: measure,
                column: column,
                expression: .column(column.name),
                conditions: [],
                confidence: confidence,
                type: details.type,
                isNullable: details.isNullable
            )
        }
    }

    /// The measure's name for columns and people.
    func name(of measure: Measure) -> String {
        switch measure.source {
        case .term(let name):
            let usual = term(name)?.aggregation ?? .sum
            let snake = Naming.snakeCase(name)
            let prefix = measure.aggregation.prefix
            return measure.aggregation == usual || snake.hasPrefix(prefix + "_")
                ? snake : prefix + "_" + snake
        case .column(let column):
            let snake = Naming.snakeCase(column.name)
            return measure.aggregation == .sum ? snake : measure.aggregation.prefix + "_" + snake
        case .entity(let name): return Naming.snakeCase(name) + "_count"
        case .dataset(let name):
            let short = name.split(separator: ".").last.map(String.init) ?? name
            return Tokenizer.stems(of: short).joined(separator: "_") + "_count"
        }
    }
}
