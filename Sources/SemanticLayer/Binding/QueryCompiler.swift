import SQLSyntax

extension SemanticModel {
    /// Binds a logical query to datasets and writes it as a SQL tree.
    ///
    /// The same query always gives the same tree.
    ///
    /// - Parameters:
    ///   - query: What to compute.
    ///   - ranking: Scores of datasets, which decide between equally good ones; without them the
    ///     model ranks them itself.
    /// - Returns: The query, with its account of itself.
    /// - Throws: what cannot be bound, as a question back to the asker.
    public func compile(
        _ query: LogicalQuery,
        ranking: [String: Double]? = nil
    ) throws(BindingError) -> CompiledQuery {
        if let rows = query.rows { return try compileRows(rows) }
        var compiler = try QueryCompiler(query, model: self, ranking: ranking)
        return try compiler.compile()
    }
}

/// Turns one logical query into SQL.
struct QueryCompiler {
    let model: SemanticModel
    let query: LogicalQuery
    let choice: FactChoice
    var plans: [FactPlan] = []
    /// The columns grouped by, by fact; names and number are the same for all.
    var groups: [[GroupColumn]] = []
    var measures: [MeasureSQL] = []
    /// The conjuncts of each fact's `WHERE`.
    var filters: [[SQLExpression]] = []
    var assumptions: [String] = []
    var explanation: [String] = []
    var confidence = 1.0
    var takenNames: Set<String> = []

    /// A column grouped by: its value in one fact, and its account.
    struct GroupColumn {
        var output: OutputColumn
        var value: SQLExpression
        /// The index of its dimension in the query; `nil` for time.
        var dimension: Int?
    }

    init(
        _ query: LogicalQuery,
        model: SemanticModel,
        ranking: [String: Double]? = nil
    ) throws(BindingError) {
        self.query = query
        self.model = model
        choice = try FactChoice(query, model: model, ranking: ranking)
        assumptions = choice.assumptions
    }

    mutating func compile() throws(BindingError) -> CompiledQuery {
        for fact in choice.facts {
            guard let dataset = model.datasets[fact] else { continue }
            let plan = FactPlan(dataset, binder: choice.binder(fact), model: model)
            try add(plan)
        }
        let metrics = outputMetrics()
        let (body, outputs) = plans.count == 1 ? single(metrics) : several(metrics)
        let sql = ranked(body, outputs)
        explain(outputs)
        return CompiledQuery(
            sql: sql,
            outputs: outputs,
            datasets: usedDatasets(),
            joins: usedJoins(),
            assumptions: assumptions,
            explanation: explanation,
            confidence: confidence,
            grain: query.grain,
            timeRange: query.timeRange
        )
    }

    // MARK: Facts

    private mutating func add(_ plan: FactPlan) throws(BindingError) {
        var plan = plan
        let bindings = boundMeasures(in: plan.dataset.name)
        let groups = try groupColumns(&plan)
        var filters: [SQLExpression] = []
        var filtered: Set<String> = []
        var tests: [SQLExpression] = []
        for filter in query.filters {
            guard let binding = plan.binder.binding(of: filter.field) else {
                throw unreachable(filter.field, plan.dataset.name)
            }
            let reason = "to filter by \(binding.key.column.name)"
            let value = plan.value(at: binding.key, reason: reason)
            filters.append(filter.test.sql(on: value, isNullable: binding.key.isNullable))
            // Leaving values out narrows what the term counts; naming values replaces it.
            if binding.cost == 0, case .isIn(_, negated: false) = filter.test {
                filtered.insert(binding.key.column.name)
                tests.append(filter.test.sql(on: binding.key.expression, isNullable: false))
            }
            confidence = min(confidence, binding.confidence)
        }
        let measures = MeasureSQL(bindings, filtered: filtered, tests: tests, model: model)
        let shared = measures.shared.map { plan.own($0) }
        let time = try timeFilters(&plan)
        noteGroupedConditions(groups, bindings)
        assumptions += measures.assumptions.filter { !assumptions.contains($0) }
        for binding in bindings { confidence = min(confidence, binding.confidence) }
        self.filters.append(shared + filters + time)
        self.groups.append(groups)
        self.measures.append(measures)
        plans.append(plan)
    }

    /// Says when a term's own condition leaves few of the groups asked for.
    private mutating func noteGroupedConditions(
        _ groups: [GroupColumn],
        _ bindings: [MeasureBinding]
    ) {
        let grouped = Set(groups.flatMap(\.output.sources))
        for binding in bindings {
            for condition in binding.conditions {
                let columns = condition.columns.map {
                    ColumnReference($0.table ?? binding.column.dataset, $0.name)
                }
                guard !grouped.isDisjoint(with: columns) else { continue }
                let name = model.name(of: binding.measure).replacing("_", with: " ")
                let text = SQLPrinter(.duckdb).text(of: condition)
                assumptions.append(
                    "\(name) only counts rows with \(text), so other groups are empty.")
            }
        }
    }

    /// The measures read from a fact, in the order asked for.
    func boundMeasures(in fact: String) -> [MeasureBinding] {
        model.orderedMeasures(of: query).compactMap { choice.chosen[$0] }
            .filter { $0.column.dataset == fact }
    }

    private func unreachable(_ field: Dimension, _ dataset: String) -> BindingError {
        .unreachable(field: field.label, dataset: dataset, metric: dataset, alternatives: [])
    }

    private func timeFilters(_ plan: inout FactPlan) throws(BindingError) -> [SQLExpression] {
        guard let range = query.timeRange else { return [] }
        guard let column = plan.dataset.timeColumn else {
            throw .noTime(dataset: plan.dataset.name, metric: plan.dataset.name)
        }
        let value = plan.own(.column(column))
        var filters: [SQLExpression] = []
        if let start = range.start {
            filters.append(.binary(.greaterOrEqual, value, .literal(.date(start.description))))
        }
        if let end = range.end {
            filters.append(.binary(.less, value, .literal(.date(end.description))))
        }
        return filters
    }

    // MARK: Groups

    private mutating func groupColumns(
        _ plan: inout FactPlan
    ) throws(BindingError) -> [GroupColumn] {
        var columns: [GroupColumn] = []
        if let grain = query.grain { columns.append(try timeColumn(grain, &plan)) }
        for (index, dimension) in query.dimensions.enumerated() {
            guard let binding = plan.binder.binding(of: dimension) else {
                throw unreachable(dimension, plan.dataset.name)
            }
            confidence = min(confidence, binding.confidence)
            note(binding, plan.dataset.name)
            for (place, location) in ([binding.key] + binding.display).enumerated() {
                let reason = "to reach \(location.column.name)"
                let value = plan.value(at: location, reason: reason)
                let output = output(location, binding, isKey: place == 0)
                columns.append(GroupColumn(output: output, value: value, dimension: index))
            }
        }
        // Later facts take the names of the first, so that the columns meet.
        if let first = groups.first {
            for (index, known) in first.enumerated() where index < columns.count {
                columns[index].output.name = known.output.name
            }
        } else {
            for index in columns.indices {
                columns[index].output.name = Naming.unique(
                    columns[index].output.name,
                    in: &takenNames
                )
            }
        }
        return columns
    }

    private mutating func note(_ binding: FieldBinding, _ fact: String) {
        guard !binding.alternatives.isEmpty, let step = binding.key.path.steps.last else { return }
        assumptions.append(
            "\(binding.key.column.name) is reached from \(fact) over \(step.column), though other "
                + "references lead there too."
        )
        confidence = min(confidence, 0.8)
    }

    private func timeColumn(
        _ grain: TimeGrain,
        _ plan: inout FactPlan
    ) throws(BindingError) -> GroupColumn {
        guard let name = plan.dataset.timeColumn, let column = plan.dataset.column(name) else {
            throw .noTime(dataset: plan.dataset.name, metric: plan.dataset.name)
        }
        let value = plan.own(.column(name))
        let isDay = grain == .day && column.type == .date
        let reference = ColumnReference(plan.dataset.name, name)
        let truncated: SQLExpression = isDay ? value : .truncated(grain.unit, value)
        let output = OutputColumn(
            name: grain.columnName,
            type: grain == .hour ? .timestamp : .date,
            role: .time,
            isKey: true,
            term: nil,
            sources: [reference],
            formula: grain == .day
                ? "date of \(name)" : "start of the \(grain.rawValue) of \(name)",
            description: "First \(grain == .hour ? "moment" : "day") of the \(grain.rawValue)",
            isNullable: column.isNullable,
            lowerBound: nil,
            upperBound: nil,
            unit: nil
        )
        return GroupColumn(output: output, value: truncated, dimension: nil)
    }

    private func output(
        _ location: FieldLocation,
        _ binding: FieldBinding,
        isKey: Bool
    ) -> OutputColumn {
        let isBare = location.expression == .column(location.column.name)
        let term = binding.term.flatMap { model.term($0) }
        let column = model.datasets[location.column.dataset]?.column(location.column.name)
        let named = isBare ? location.column.name : binding.term ?? location.column.name
        return OutputColumn(
            name: Naming.snakeCase(named),
            type: location.type,
            role: .dimension,
            isKey: isKey,
            term: isKey ? term?.name : nil,
            sources: [location.column],
            formula: SQLPrinter(.sqlite).text(of: location.expression),
            description: isKey ? term?.definition ?? "" : column?.description ?? "",
            isNullable: location.isNullable || !location.path.steps.isEmpty && !isKey,
            lowerBound: nil,
            upperBound: nil,
            unit: nil
        )
    }
}
