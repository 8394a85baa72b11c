import SQLSyntax

/// Order, limits, and the account of a compiled query.
extension QueryCompiler {
    /// The query in its order, cut to its limit.
    func ranked(_ query: SQLQuery, _ outputs: [OutputColumn]) -> SQLQuery {
        guard let limit = self.query.limit else {
            var query = query
            query.order = order(outputs)
            return query
        }
        guard limit.isPerPeriod || !limit.within.isEmpty else {
            var query = query
            query.order = order(outputs)
            query.limit = limit.count
            return query
        }
        return rankedWithin(limit, query, outputs)
    }

    /// The order asked for, then time and keys, so that equal rows always come alike.
    private func order(_ outputs: [OutputColumn]) -> [SQLOrder] {
        var keys: [SQLOrder] = []
        var used: Set<String> = []
        func add(_ output: OutputColumn, descending: Bool) {
            guard used.insert(output.name).inserted else { return }
            let nullsLast: Bool? = output.isNullable ? true : nil
            keys.append(
                SQLOrder(.column(output.name), descending: descending, nullsLast: nullsLast)
            )
        }
        for order in query.order {
            switch order.key {
            case .time:
                for output in outputs where output.role == .time {
                    add(output, descending: order.isDescending)
                }
            case .metric(let name):
                if let output = outputs.last(where: { $0.name == name && !$0.isKey }) {
                    add(output, descending: order.isDescending)
                }
            case .dimension(let dimension):
                guard let index = query.dimensions.firstIndex(of: dimension) else { continue }
                for column in groups.first ?? [] where column.dimension == index {
                    add(column.output, descending: order.isDescending)
                }
            }
        }
        for output in outputs where output.isKey { add(output, descending: false) }
        return keys
    }

    private static let position = "row_position"

    /// The first rows of each group, numbered by a window.
    private func rankedWithin(
        _ limit: RowLimit,
        _ query: SQLQuery,
        _ outputs: [OutputColumn]
    ) -> SQLQuery {
        let scopes = limit.within.compactMap { self.query.dimensions.firstIndex(of: $0) }
        let columns = (groups.first ?? []).filter { column in
            guard column.output.isKey else { return false }
            return column.dimension.map(scopes.contains) ?? limit.isPerPeriod
        }
        let partitions = columns.map { SQLExpression.column($0.output.name) }
        var grouped = query
        grouped.commonTables = []
        let numbering = SQLWindow(
            .function("ROW_NUMBER", []),
            partitions: partitions,
            order: order(outputs).filter { !partitions.contains($0.expression) }
        )
        let items = outputs.map { SQLSelectItem(.column($0.name)) }
        let numbered = SQLSelect(
            items + [SQLSelectItem(.window(numbering), as: Self.position)],
            from: SQLTable(["grouped"])
        )
        let final = SQLSelect(
            items,
            from: SQLTable(["numbered"]),
            filters: [
                .binary(.lessOrEqual, .column(Self.position), .integer(Int64(limit.count)))
            ]
        )
        let scopeOrder = columns.map { column in
            SQLOrder(
                .column(column.output.name),
                nullsLast: column.output.isNullable ? true : nil
            )
        }
        return SQLQuery(
            with: query.commonTables + [
                SQLCommonTable("grouped", grouped),
                SQLCommonTable("numbered", SQLQuery(select: numbered)),
            ],
            select: final,
            order: scopeOrder + [SQLOrder(.column(Self.position))]
        )
    }

    // MARK: Account

    /// The datasets read, facts first.
    func usedDatasets() -> [UsedDataset] {
        var names: [String] = plans.map(\.dataset.name)
        for name in plans.flatMap(\.joined) where !names.contains(name) { names.append(name) }
        return names.map { name in
            let used = Set(plans.flatMap { $0.usedColumns[name] ?? [] })
            let columns = model.datasets[name]?.columns.map(\.name).filter(used.contains) ?? []
            return UsedDataset(name: name, isFact: choice.facts.contains(name), columns: columns)
        }
    }

    func usedJoins() -> [UsedJoin] {
        var result: [UsedJoin] = []
        for join in plans.flatMap(\.usedJoins) where !result.contains(join) { result.append(join) }
        return result
    }

    mutating func explain(_ outputs: [OutputColumn]) {
        for output in outputs {
            let columns = QuestionReader.list(output.sources.map(\.description))
            switch output.role {
            case .time, .dimension:
                explanation.append("\(output.name): \(output.formula), from \(columns).")
            case .measure, .ratio:
                explanation.append("\(output.name) = \(output.formula), from \(columns).")
            }
        }
        let printer = SQLPrinter(.duckdb)
        for (plan, measure) in zip(plans, measures) {
            for condition in measure.shared {
                let text = printer.text(of: condition)
                explanation.append("Only rows of \(plan.dataset.name) with \(text) count.")
            }
            for binding in boundMeasures(in: plan.dataset.name) {
                guard let own = measure.own[binding.measure], let all = SQLExpression.all(own)
                else { continue }
                let name = model.name(of: binding.measure)
                explanation.append("\(name) counts only rows with \(printer.text(of: all)).")
            }
        }
        for join in usedJoins() {
            explanation.append(
                "\(join.right.dataset) is joined on \(join.left) = \(join.right) \(join.reason)."
            )
        }
        if let range = query.timeRange { explanation.append("The period is \(range).") }
    }
}
