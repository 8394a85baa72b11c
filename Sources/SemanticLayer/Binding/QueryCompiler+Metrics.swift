import SQLSyntax

/// Metrics: which ones are shown, and what they are in SQL.
extension QueryCompiler {
    /// The metrics of the result: those asked for that add up, the parts of the ratios, the ratios.
    func outputMetrics() -> [Metric] {
        var plain = query.metrics.filter { !$0.formula.isRatio }
        let ratios = query.metrics.filter(\.formula.isRatio)
        var parts: [Measure] = []
        for measure in ratios.flatMap(\.formula.measures) where !parts.contains(measure) {
            let isShown = plain.contains { $0.formula == .measure(measure) }
            if !isShown { parts.append(measure) }
        }
        parts.sort { place(of: $0) < place(of: $1) }
        for measure in parts {
            guard case .term(let term) = measure.source else { continue }
            plain.append(
                Metric(model.name(of: measure), term: term, formula: .measure(measure))
            )
        }
        return plain + ratios
    }

    /// Where a measure's column stands: the fact's place, then the column's.
    private func place(of measure: Measure) -> (Int, Int) {
        guard let column = choice.chosen[measure]?.column else { return (Int.max, 0) }
        let fact = choice.facts.firstIndex(of: column.dataset) ?? Int.max
        let position = model.datasets[column.dataset]?.columns
            .firstIndex { $0.name == column.name }
        return (fact, position ?? Int.max)
    }

    /// The select of a query whose measures all come from one fact.
    mutating func single(_ metrics: [Metric]) -> (SQLQuery, [OutputColumn]) {
        guard var plan = plans.first, let groups = groups.first, let measures = measures.first
        else { return (SQLQuery(select: SQLSelect([])), []) }
        var calls: [Measure: SQLExpression] = [:]
        for binding in boundMeasures(in: plan.dataset.name) {
            calls[binding.measure] = measures.call(binding, in: &plan)
        }
        plans[0] = plan
        var items = groups.map { SQLSelectItem($0.value, as: $0.output.name) }
        var outputs = groups.map(\.output)
        for metric in metrics {
            let output = output(metric)
            let value = metric.formula.sql { calls[$0] ?? .literal(.null) }
            items.append(SQLSelectItem(value, as: output.name))
            outputs.append(output)
        }
        let groupFilters = query.groupFilters.map { filter in
            let value = filter.metric.formula.sql { calls[$0] ?? .literal(.null) }
            return filter.test.sql(on: value, isNullable: false)
        }
        let select = SQLSelect(
            items,
            from: plan.table,
            joins: plan.joins,
            filters: filters.first ?? [],
            groups: groups.map(\.value),
            groupFilters: groupFilters
        )
        return (SQLQuery(select: select), outputs)
    }

    /// The account of a metric's column; takes its name.
    mutating func output(_ metric: Metric) -> OutputColumn {
        let term = metric.term.flatMap { model.term($0) }
        let bindings = metric.formula.measures.compactMap { choice.chosen[$0] }
        let isGrouped = query.grain != nil || !query.dimensions.isEmpty
        let isWhole = isWholeTerm(metric)
        let canBeNull = bindings.contains { binding in
            let filtered = measures.contains { $0.own[binding.measure]?.isEmpty == false }
            return binding.canBeNull(filtered: filtered, grouped: isGrouped)
        }
        var sources: [ColumnReference] = []
        for binding in bindings {
            for column in binding.columns where !sources.contains(column) {
                sources.append(column)
            }
        }
        return OutputColumn(
            name: Naming.unique(metric.name, in: &takenNames),
            type: metric.formula.type { choice.chosen[$0]?.resultType ?? .double },
            role: metric.formula.isRatio ? .ratio : .measure,
            isKey: false,
            term: metric.term,
            sources: sources,
            formula: formulaText(metric),
            description: isWhole ? term?.definition ?? "" : "",
            isNullable: metric.formula.isRatio || canBeNull,
            lowerBound: isWhole ? term?.lowerBound : nil,
            upperBound: isWhole ? term?.upperBound : nil,
            unit: isWhole ? term?.unit : nil
        )
    }

    /// Whether the metric is its term as defined, not under another aggregation.
    private func isWholeTerm(_ metric: Metric) -> Bool {
        metric.term.flatMap { model.metric($0) }?.formula == metric.formula
    }

    /// The metric over bare columns, conditions left out: `SUM(clicks) / SUM(impressions)`.
    private func formulaText(_ metric: Metric) -> String {
        func text(_ formula: MetricFormula, inside: Bool) -> String {
            switch formula {
            case .measure(let measure):
                let bound = choice.chosen[measure]?.expression ?? .literal(.null)
                let value = bound.replacingColumns { column in
                    let table = column.table?.split(separator: ".").last.map(String.init)
                    return .column(column.name, of: table)
                }
                let call = measure.aggregation.call(of: value, filter: nil)
                return SQLPrinter(.duckdb).text(of: call)
            case .number(let digits): return digits
            case .negative(let operand): return "-" + text(operand, inside: true)
            case .operation(let sign, let left, let right):
                let whole =
                    text(left, inside: true) + " \(sign.rawValue) " + text(right, inside: true)
                return inside ? "(" + whole + ")" : whole
            case .function(let name, let arguments):
                let list = arguments.map { text($0, inside: false) }.joined(separator: ", ")
                return name + "(" + list + ")"
            }
        }
        return text(metric.formula, inside: false)
    }
}
