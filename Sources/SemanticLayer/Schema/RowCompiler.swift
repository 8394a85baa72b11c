import SQLSyntax

/// Turns a row query into SQL.
///
/// Conditions on tables with many rows for each of the root's become `IN` subqueries, so that no
/// join repeats rows that are listed or added up.
struct RowCompiler {
    let query: RowQuery
    let graph: SchemaGraph
    var scope: RowScope
    var outputs: [OutputColumn] = []
    var names: Set<String> = []
    var extraDatasets: [String: Set<String>] = [:]
    var confidence = 1.0
    /// The condition whose share of all rows is asked for.
    var part: SQLExpression?

    init(_ query: RowQuery, graph: SchemaGraph) {
        self.query = query
        self.graph = graph
        let root = Self.root(of: query, graph)
        scope = RowScope(root, graph: graph, words: query.words)
    }

    /// The table whose rows are read: of those aggregated, the one that reaches the others without
    /// repeating its rows.
    private static func root(of query: RowQuery, _ graph: SchemaGraph) -> String {
        var homes: [String] = []
        let measures =
            query.items.compactMap { if case .measure(let measure) = $0 { measure } else { nil } }
            + query.order.compactMap {
                if case .measure(let measure) = $0.key { measure } else { nil }
            }
            + query.groupConditions.map(\.measure)
        for home in measures.compactMap(\.home) where !homes.contains(home) { homes.append(home) }
        let center = homes.first { home in
            homes.allSatisfy { other in
                graph.path(from: home, to: other).map { !$0.steps.contains(where: \.isFanOut) }
                    ?? false
            }
        }
        return center ?? homes.first ?? query.subject
    }

    mutating func compile() throws(BindingError) -> CompiledQuery {
        if let (function, table) = countsAggregated { return try overCounts(function, table) }
        var items: [SQLSelectItem] = []
        // Groups and columns first: they decide which tables are joined.
        var groups: [SQLExpression] = []
        for group in query.groups { groups += try expressions(of: group) }
        for item in query.items {
            if case .column(let column) = item { _ = try scope.column(column) }
        }
        var main = scope
        let filters = try predicates(query.conditions, &main)
        scope = main
        let isShare = query.items.contains(.measure(.share))
        part = isShare ? SQLExpression.all(filters) : nil
        for item in query.items { items += try select(item) }
        if !query.groups.isEmpty { groups += missingGroups(items, groups) }
        let order = try order()
        var having: [SQLExpression] = []
        for condition in query.groupConditions {
            let value = try measure(condition.measure)
            having.append(.binary(condition.comparison, value, .literal(condition.value)))
        }
        if scope.isAmbiguous { confidence *= 0.85 }
        let isDistinct =
            query.isDistinct && query.groups.isEmpty
            || isRepeating && query.limit == nil && query.order.isEmpty
        let select = SQLSelect(
            distinct: isDistinct,
            items,
            from: scope.table,
            joins: scope.joins,
            filters: isShare ? [] : filters,
            groups: groups,
            groupFilters: having
        )
        return compiled(SQLQuery(select: select, order: order, limit: query.limit))
    }

    /// The aggregate over counts asked for, when that is all there is.
    private var countsAggregated: (Aggregation, String)? {
        guard
            case .measure(.aggregateOfCounts(let function, let table))? = query.items.last(
                where: \.isMeasure)
        else { return nil }
        return (function, table)
    }

    /// "the average number of tracks per album": counts first, then their aggregate.
    private func overCounts(
        _ function: Aggregation,
        _ table: String
    ) throws(BindingError) -> CompiledQuery {
        guard !query.groups.isEmpty else { throw .nothingToCompute }
        var inner = query
        inner.items = [.measure(.count(table))]
        inner.order = []
        inner.limit = nil
        var compiler = RowCompiler(inner, graph: graph)
        var result = try compiler.compile()
        guard let counted = result.outputs.first?.name else { throw .nothingToCompute }
        let call: SQLAggregate.Function =
            function == .maximum ? .maximum : function == .minimum ? .minimum : .average
        let name = function.prefix + "_" + counted
        let outer = SQLSelect(
            [SQLSelectItem(.aggregate(SQLAggregate(call, .column(counted))), as: name)],
            from: SQLTable(["counts"])
        )
        result.sql = SQLQuery(with: [SQLCommonTable("counts", result.sql)], select: outer)
        result.outputs[0].name = name
        result.confidence *= 0.95
        return result
    }

    /// Whether a list repeats rows only because of a join that shows nothing.
    private var isRepeating: Bool {
        guard scope.fansOut, query.groups.isEmpty, !query.items.contains(where: \.isMeasure) else {
            return false
        }
        return query.items.allSatisfy { $0.home == scope.root || $0.home == nil }
    }

    private func compiled(_ sql: SQLQuery) -> CompiledQuery {
        var used: [UsedDataset] = []
        for name in scope.aliases.sorted(by: { $0.value < $1.value }).map(\.key) {
            let read = Set(scope.columns.filter { $0.dataset == name }.map(\.name))
            used.append(
                UsedDataset(
                    name: name,
                    isFact: name == scope.root,
                    columns: graph.datasets[name]?.columns.map(\.name).filter(read.contains) ?? []
                )
            )
        }
        for (name, read) in extraDatasets.sorted(by: { $0.key < $1.key })
        where !scope.isJoined(name) {
            used.append(UsedDataset(name: name, isFact: false, columns: read.sorted()))
        }
        return CompiledQuery(
            sql: sql,
            outputs: outputs,
            datasets: used,
            joins: scope.usedJoins,
            assumptions: scope.isAmbiguous
                ? ["Several references lead to the same table; the first shortest was taken."] : [],
            explanation: scope.usedJoins.map {
                "\($0.right.dataset) is joined on \($0.left) = \($0.right) \($0.reason)."
            },
            confidence: confidence,
            grain: nil,
            timeRange: nil
        )
    }

    // MARK: Select

    private mutating func expressions(
        of group: RowQuery.Group
    ) throws(BindingError) -> [SQLExpression] {
        switch group {
        case .column(let column): return [try scope.column(column)]
        case .table(let table):
            if let key = graph.key(of: table) { return [try scope.column(key)] }
            _ = try scope.join(table)
            var result: [SQLExpression] = []
            for column in graph.display(of: table) { result.append(try scope.column(column)) }
            return result
        case .period(let column, let unit):
            return [.truncated(unit, try scope.column(column))]
        }
    }

    /// Plain columns shown beside groups are grouped by as well.
    private func missingGroups(
        _ items: [SQLSelectItem],
        _ groups: [SQLExpression]
    ) -> [SQLExpression] {
        items.map(\.expression).filter { expression in
            guard case .column = expression else { return false }
            return !groups.contains(expression)
        }
    }

    private mutating func select(_ item: RowQuery.Item) throws(BindingError) -> [SQLSelectItem] {
        switch item {
        case .column(let column):
            let value = try scope.column(column)
            let name = Naming.unique(column.name, in: &names)
            output(name, [column], role: .dimension, formula: column.name)
            return [SQLSelectItem(value, as: name == column.name ? nil : name)]
        case .everything:
            var items: [SQLSelectItem] = []
            for column in graph.datasets[query.subject]?.columns ?? [] {
                items += try select(.column(ColumnReference(query.subject, column.name)))
            }
            return items
        case .measure(let measure):
            let value = try self.measure(measure)
            let name = Naming.unique(Self.name(of: measure), in: &names)
            let sources = measure.column.map { [$0] } ?? []
            output(name, sources, role: .measure, formula: SQLPrinter(.sqlite).text(of: value))
            return [SQLSelectItem(value, as: name)]
        }
    }

    private mutating func output(
        _ name: String,
        _ sources: [ColumnReference],
        role: OutputColumn.Role,
        formula: String
    ) {
        let column = sources.first.flatMap { graph.datasets[$0.dataset]?.column($0.name) }
        outputs.append(
            OutputColumn(
                name: name,
                type: role == .measure ? .double : column?.type ?? .text(length: nil),
                role: role,
                isKey: role == .dimension && !query.groups.isEmpty,
                term: nil,
                sources: sources,
                formula: formula,
                description: column?.description ?? "",
                isNullable: column?.isNullable ?? true,
                lowerBound: nil,
                upperBound: nil,
                unit: nil
            )
        )
    }

    private static func name(of measure: RowQuery.Measure) -> String {
        switch measure {
        case .count(let table):
            let short = table.split(separator: ".").last.map(String.init) ?? table
            return "number_of_" + Naming.snakeCase(short)
        case .countDistinct(let column): return "distinct_" + Naming.snakeCase(column.name)
        case .aggregate(let function, let column):
            return function.prefix + "_" + Naming.snakeCase(column.name)
        case .aggregateOfCounts(let function, let table):
            return function.prefix + "_number_of_" + Naming.snakeCase(table)
        case .share: return "percentage"
        }
    }

    mutating func measure(_ measure: RowQuery.Measure) throws(BindingError) -> SQLExpression {
        switch measure {
        case .count(let table):
            let alias = try scope.join(table)
            if scope.fansOut || table != scope.root, let key = graph.key(of: table) {
                return .aggregate(
                    SQLAggregate(.count, .column(key.name, of: alias), distinct: true))
            }
            return .aggregate(SQLAggregate(.count, .star))
        case .countDistinct(let column):
            return .aggregate(
                SQLAggregate(.count, try scope.column(column), distinct: true))
        case .aggregate(let function, let column):
            let value = try scope.column(column)
            let call: SQLAggregate.Function =
                switch function {
                case .sum: .sum
                case .average: .average
                case .minimum: .minimum
                case .maximum: .maximum
                case .count, .countDistinct: .count
                }
            if scope.fansOut, function == .sum || function == .average { confidence *= 0.8 }
            return .aggregate(SQLAggregate(call, value))
        case .share:
            guard let part else { throw .nothingToCompute }
            let some = SQLExpression.aggregate(SQLAggregate(.sum, .integer(1), filter: part))
            let all = SQLExpression.aggregate(SQLAggregate(.count, .star))
            return .binary(.multiply, .ratio(some, all), .literal(.decimal("100.0")))
        case .aggregateOfCounts:
            throw .nothingToCompute
        }
    }

    private mutating func order() throws(BindingError) -> [SQLOrder] {
        var keys: [SQLOrder] = []
        for order in query.order {
            let value: SQLExpression
            switch order.key {
            case .column(let column):
                let plain = try scope.column(column)
                let isGrouped = !query.groups.isEmpty && !isShown(column)
                value =
                    isGrouped
                    ? .aggregate(
                        SQLAggregate(order.isDescending ? .maximum : .minimum, plain)) : plain
            case .measure(let measure): value = try self.measure(measure)
            }
            keys.append(
                SQLOrder(
                    value,
                    descending: order.isDescending,
                    nullsLast: query.limit == nil ? nil : true
                )
            )
        }
        return keys
    }

    private func isShown(_ column: ColumnReference) -> Bool {
        query.items.contains(.column(column)) || query.groups.contains(.column(column))
            || query.groups.contains(.table(column.dataset))
    }
}

extension RowQuery.Measure {
    /// The column aggregated.
    var column: ColumnReference? {
        switch self {
        case .countDistinct(let column), .aggregate(_, let column): column
        case .count, .aggregateOfCounts, .share: nil
        }
    }
}
