import SQLSyntax

/// Several facts: each aggregated by itself at the common grain, then joined on the groups.
///
/// Joining facts row by row would repeat the rows of each for every row of the other. The spine is
/// the union of all facts' groups, so that a group missing in one of them is not lost.
extension QueryCompiler {
    private static let spine = "spine"

    mutating func several(_ metrics: [Metric]) -> (SQLQuery, [OutputColumn]) {
        var tables: [SQLCommonTable] = []
        var columns: [Measure: SQLExpression] = [:]
        var names: Set<String> = [Self.spine]
        for index in plans.indices {
            let name = Naming.unique(
                Naming.snakeCase(plans[index].dataset.shortName) + "_totals",
                in: &names
            )
            tables.append(SQLCommonTable(name, SQLQuery(select: totals(index, name, &columns))))
        }
        let groups = groups.first ?? []
        var joined: [SQLTable] = tables.map { SQLTable([$0.name]) }
        var from = joined.first
        var joins: [SQLJoin] = []
        if groups.isEmpty {
            joins = joined.dropFirst().map { SQLJoin(.cross, $0) }
        } else {
            tables.append(SQLCommonTable(Self.spine, spineQuery(groups, joined)))
            from = SQLTable([Self.spine])
            joins = joined.map { SQLJoin(.left, $0, on: keysMatch(groups, $0)) }
        }
        joined.removeAll()
        var items = groups.map {
            SQLSelectItem(.column($0.output.name, of: Self.spine), as: $0.output.name)
        }
        var outputs = groups.map(\.output)
        for metric in metrics {
            let output = output(metric)
            let value = metric.formula.sql { columns[$0] ?? .literal(.null) }
            items.append(SQLSelectItem(value, as: output.name))
            outputs.append(output)
        }
        let filters = query.groupFilters.map { filter in
            let value = filter.metric.formula.sql { columns[$0] ?? .literal(.null) }
            return filter.test.sql(on: value, isNullable: false)
        }
        let select = SQLSelect(items, from: from, joins: joins, filters: filters)
        return (SQLQuery(with: tables, select: select), outputs)
    }

    /// One fact's aggregates by group.
    private mutating func totals(
        _ index: Int,
        _ table: String,
        _ columns: inout [Measure: SQLExpression]
    ) -> SQLSelect {
        var plan = plans[index]
        var names = Set(groups[index].map(\.output.name))
        var items = groups[index].map { SQLSelectItem($0.value, as: $0.output.name) }
        for binding in boundMeasures(in: plan.dataset.name) {
            let name = Naming.unique(model.name(of: binding.measure), in: &names)
            let call = measures[index].call(binding, in: &plan)
            items.append(SQLSelectItem(call, as: name))
            let column = SQLExpression.column(name, of: table)
            let isAdditive =
                switch binding.measure.aggregation {
                case .sum, .count, .countDistinct: true
                case .average, .minimum, .maximum: false
                }
            // A group that a fact does not have adds nothing.
            columns[binding.measure] =
                isAdditive ? .function("COALESCE", [column, .integer(0)]) : column
        }
        plans[index] = plan
        return SQLSelect(
            items,
            from: plan.table,
            joins: plan.joins,
            filters: filters[index],
            groups: groups[index].map(\.value)
        )
    }

    private func spineQuery(_ groups: [GroupColumn], _ tables: [SQLTable]) -> SQLQuery {
        let items = groups.map { SQLSelectItem(.column($0.output.name)) }
        let selects = tables.map { SQLQueryBody.select(SQLSelect(items, from: $0)) }
        let first = selects.first ?? .select(SQLSelect(items))
        return SQLQuery(selects.dropFirst().reduce(first) { .combined(.union, $0, $1) })
    }

    private func keysMatch(_ groups: [GroupColumn], _ table: SQLTable) -> [SQLExpression] {
        let name = table.path.last ?? ""
        return groups.enumerated().filter(\.element.output.isKey).map { index, group in
            let isNullable = self.groups.contains { columns in
                columns.indices.contains(index) && columns[index].output.isNullable
            }
            return .binary(
                isNullable ? .isSame : .equal,
                .column(group.output.name, of: Self.spine),
                .column(group.output.name, of: name)
            )
        }
    }
}
