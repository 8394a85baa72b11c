import SQLSyntax

/// Compiles a row query whose numbers come from several tables, or from rows that joins repeat.
///
/// The rows of each table are aggregated by themselves, over what is to be shown, and only then put
/// side by side; so no join repeats a number:
///
///     losses AS (SELECT policy, SUM(…) … GROUP BY policy)
///     premiums AS (SELECT policy, SUM(…) … GROUP BY policy)
///     keys AS (SELECT policy FROM losses UNION SELECT policy FROM premiums)
///     SELECT … FROM keys LEFT JOIN losses … LEFT JOIN premiums …
struct FactCompiler {
    private let query: RowQuery
    private let graph: SchemaGraph
    private let dimensions: [ColumnReference]
    private var dimensionNames: [ColumnReference: String] = [:]
    private var names: Set<String> = []
    private var facts: [Fact] = []
    private var tables: [SQLCommonTable] = []
    private var outputs: [OutputColumn] = []
    private var result = Parts()

    /// One table whose rows are aggregated.
    private struct Fact {
        var home: String
        /// The name of its common table expression.
        var name: String
        /// The columns of its aggregates.
        var columns: [RowQuery.Measure: String]
    }

    /// What the parts say of themselves.
    private struct Parts {
        var datasets: [UsedDataset] = []
        var joins: [UsedJoin] = []
        var assumptions: [String] = []
        var confidence = 1.0
    }

    init(_ query: RowQuery, graph: SchemaGraph) {
        self.query = query
        self.graph = graph
        dimensions = Self.dimensions(of: query, graph)
        for column in dimensions {
            dimensionNames[column] = Naming.unique(column.name, in: &names)
        }
    }

    /// Whether aggregating after joining would repeat or lose numbers.
    static func isNeeded(_ query: RowQuery, _ graph: SchemaGraph) -> Bool {
        let measures = measures(of: query)
        guard !measures.isEmpty, !measures.contains(where: \.isOverAll) else { return false }
        let isPeriodic = query.groups.contains {
            if case .period = $0 { true } else { false }
        }
        let isPlain = query.items.allSatisfy { item in
            switch item {
            case .column, .measure: true
            case .everything, .role, .period: false
            }
        }
        guard !isPeriodic, isPlain, query.best.isEmpty else { return false }
        if measures.contains(where: { $0.isMetric }) { return true }
        let homes = Set(measures.compactMap(\.home))
        func fansOut(_ home: String, _ table: String) -> Bool {
            graph.path(from: home, to: table, preferring: query.words)?.steps
                .contains(where: \.isFanOut) ?? false
        }
        if homes.count > 1 {
            let center = homes.contains { home in homes.allSatisfy { !fansOut(home, $0) } }
            if !center || !graph.concepts.isEmpty { return true }
        }
        guard !graph.concepts.isEmpty else { return false }
        let shown = Set(dimensions(of: query, graph).map(\.dataset))
        return measures.contains { measure in
            guard let home = measure.home else { return false }
            switch measure {
            case .aggregate(let function, _):
                guard [.sum, .average, .count].contains(function) else { return false }
            case .count(let table):
                // Rows without a key of one column cannot be counted by it.
                guard graph.key(of: table) == nil else { return false }
            case .countDistinct, .aggregateOfCounts, .share, .metric: return false
            }
            return shown.contains { fansOut(home, $0) }
        }
    }

    private static func measures(of query: RowQuery) -> [RowQuery.Measure] {
        var all: [RowQuery.Measure] = []
        for case .measure(let measure) in query.items { all.append(measure) }
        for order in query.order {
            if case .measure(let measure) = order.key { all.append(measure) }
        }
        return all + query.groupConditions.map(\.measure)
    }

    /// The columns that results are broken down by, those of groups first.
    private static func dimensions(
        of query: RowQuery, _ graph: SchemaGraph
    ) -> [ColumnReference] {
        var result: [ColumnReference] = []
        func add(_ column: ColumnReference) {
            if !result.contains(column) { result.append(column) }
        }
        for group in query.groups {
            switch group {
            case .column(let column), .period(let column, _): add(column)
            case .table(let table):
                if let key = graph.key(of: table) { add(key) }
                graph.display(of: table).forEach(add)
            }
        }
        for case .column(let column) in query.items { add(column) }
        return result
    }

    // MARK: Compiling

    func compile() throws(BindingError) -> CompiledQuery {
        var compiler = self
        return try compiler.run()
    }

    private mutating func run() throws(BindingError) -> CompiledQuery {
        var leaves: [RowQuery.Measure] = []
        for measure in Self.measures(of: query) {
            for leaf in self.leaves(of: measure) where !leaves.contains(leaf) {
                leaves.append(leaf)
            }
        }
        var homes: [String] = []
        for home in leaves.compactMap(\.home) where !homes.contains(home) { homes.append(home) }
        for home in homes { try add(home, leaves.filter { $0.home == home }) }
        guard let first = facts.first else { throw .nothingToCompute }
        let (from, joins, source) = sources(first)
        var select = SQLSelect(try items(source), from: from, joins: joins)
        for condition in query.groupConditions {
            select.filters.append(
                .binary(condition.comparison, value(condition.measure), .literal(condition.value)))
        }
        if facts.count > 1, let ratio = onlyRatio {
            select.filters.append(.isNull(value(ratio), negated: true))
        }
        let order = try order(source)
        return CompiledQuery(
            sql: SQLQuery(with: tables, select: select, order: order, limit: query.limit),
            outputs: outputs,
            datasets: result.datasets,
            joins: result.joins,
            assumptions: result.assumptions,
            explanation: facts.count > 1
                ? ["The rows of \(QuestionReader.list(homes)) are added up apart, then joined."]
                : [],
            confidence: result.confidence,
            grain: nil,
            timeRange: nil
        )
    }

    private func leaves(of measure: RowQuery.Measure) -> [RowQuery.Measure] {
        guard case .metric(let column) = measure else { return [measure] }
        return graph.concepts.metrics[column]?.measures ?? []
    }

    /// The metric that is all that is computed: rows without it say nothing.
    private var onlyRatio: RowQuery.Measure? {
        let measures = query.items.compactMap { item -> RowQuery.Measure? in
            if case .measure(let measure) = item { measure } else { nil }
        }
        guard measures.count == 1, let only = measures.first, only.isMetric else { return nil }
        return only
    }

    // MARK: Facts

    /// Aggregates the rows of one table over the dimensions.
    private mutating func add(
        _ home: String, _ measures: [RowQuery.Measure]
    ) throws(BindingError) {
        var part = query
        part.items = measures.map { .measure($0) }
        part.order = []
        part.groupConditions = []
        var compiler = RowCompiler(part, graph: graph)
        var scope = compiler.scope
        var keys: [SQLSelectItem] = []
        for column in dimensions {
            keys.append(SQLSelectItem(try scope.column(column), as: dimensionNames[column]))
        }
        var values: [(measure: RowQuery.Measure, value: SQLExpression)] = []
        for measure in measures { values.append((measure, try operand(measure, &scope))) }
        let filters = try compiler.predicates(query.conditions, &scope)
        var own: Set<String> = Set(dimensionNames.values)
        var columns: [RowQuery.Measure: String] = [:]
        for (measure, _) in values {
            columns[measure] = Naming.unique(RowCompiler.name(of: measure), in: &own)
        }
        let short = home.split(separator: ".").last.map(String.init) ?? home
        let name = Naming.unique(Naming.snakeCase(short) + "_totals", in: &names)
        let base = SQLSelect(keys, from: scope.table, joins: scope.joins, filters: filters)
        let aggregated =
            scope.fansOut
            ? try deduplicated(base, home, values, columns, name, &scope)
            : directly(base, values, columns)
        tables.append(SQLCommonTable(name, SQLQuery(select: aggregated)))
        facts.append(Fact(home: home, name: name, columns: columns))
        compiler.scope = scope
        note(compiler, home)
    }

    /// What a measure aggregates; rows are counted by their key.
    private func operand(
        _ measure: RowQuery.Measure, _ scope: inout RowScope
    ) throws(BindingError) -> SQLExpression {
        switch measure {
        case .count(let table):
            guard let key = graph.key(of: table) else { return .integer(1) }
            return try scope.column(key)
        case .countDistinct(let column), .aggregate(_, let column):
            return try scope.column(column)
        case .aggregateOfCounts, .share, .metric: throw .nothingToCompute
        }
    }

    private func directly(
        _ base: SQLSelect,
        _ values: [(measure: RowQuery.Measure, value: SQLExpression)],
        _ columns: [RowQuery.Measure: String]
    ) -> SQLSelect {
        var select = base
        for (measure, value) in values {
            select.items.append(
                SQLSelectItem(measure.call(of: value, graph), as: columns[measure]))
        }
        select.groups = base.items.map(\.expression)
        return select
    }

    /// Takes each row once for each group it falls into, however often joins repeat it.
    private mutating func deduplicated(
        _ base: SQLSelect,
        _ home: String,
        _ values: [(measure: RowQuery.Measure, value: SQLExpression)],
        _ columns: [RowQuery.Measure: String],
        _ name: String,
        _ scope: inout RowScope
    ) throws(BindingError) -> SQLSelect {
        let table = graph.concepts.concepts[home]?.base ?? home
        let key = graph.datasets[table]?.primaryKey ?? []
        if key.isEmpty { result.confidence *= 0.8 }
        var rows = base
        rows.isDistinct = !key.isEmpty
        for (index, column) in key.enumerated() {
            rows.items.append(
                SQLSelectItem(
                    try scope.column(ColumnReference(home, column)), as: "row_key_\(index + 1)"))
        }
        for (measure, value) in values {
            rows.items.append(SQLSelectItem(value, as: columns[measure]))
        }
        let inner = name + "_rows"
        tables.append(SQLCommonTable(inner, SQLQuery(select: rows)))
        let keys = base.items.map { SQLExpression.column($0.name ?? "") }
        var select = SQLSelect(
            keys.map { SQLSelectItem($0) }, from: SQLTable([inner]), groups: keys)
        for (measure, _) in values {
            guard let column = columns[measure] else { continue }
            select.items.append(
                SQLSelectItem(measure.call(of: .column(column), graph), as: column))
        }
        return select
    }

    private mutating func note(_ compiler: RowCompiler, _ home: String) {
        let scope = compiler.scope
        if scope.isAmbiguous {
            result.confidence *= 0.85
            result.assumptions = [
                "Several references lead to the same table; the first shortest was taken."
            ]
        }
        result.confidence *= compiler.confidence
        for join in scope.usedJoins where !result.joins.contains(join) { result.joins.append(join) }
        var read: [String: Set<String>] = compiler.extraDatasets
        for table in scope.aliases.keys {
            read[table, default: []].formUnion(
                scope.columns.filter { $0.dataset == table }.map(\.name))
        }
        for (table, columns) in read.sorted(by: { $0.key < $1.key }) {
            if let index = result.datasets.firstIndex(where: { $0.name == table }) {
                let known = Set(result.datasets[index].columns)
                result.datasets[index].columns += columns.subtracting(known).sorted()
            } else {
                result.datasets.append(
                    UsedDataset(name: table, isFact: table == home, columns: columns.sorted()))
            }
        }
    }

    // MARK: Side by side

    /// The tables of the outer query, and the one that has the dimensions.
    private mutating func sources(_ first: Fact) -> (SQLTable, [SQLJoin], String) {
        let rest = facts.dropFirst()
        if rest.isEmpty { return (SQLTable([first.name]), [], first.name) }
        if dimensions.isEmpty {
            return (
                SQLTable([first.name]), rest.map { SQLJoin(.cross, SQLTable([$0.name])) },
                first.name
            )
        }
        let columns = dimensions.map { dimensionNames[$0] ?? $0.name }
        func keys(_ fact: Fact) -> SQLQueryBody {
            .select(
                SQLSelect(columns.map { SQLSelectItem(.column($0)) }, from: SQLTable([fact.name])))
        }
        let body = rest.reduce(keys(first)) { .combined(.union, $0, keys($1)) }
        let name = Naming.unique("groups", in: &names)
        tables.append(SQLCommonTable(name, SQLQuery(body)))
        let joins = facts.map { fact in
            SQLJoin(
                .left, SQLTable([fact.name]),
                on: columns.map {
                    .binary(.isSame, .column($0, of: name), .column($0, of: fact.name))
                })
        }
        return (SQLTable([name]), joins, name)
    }

    private func value(_ measure: RowQuery.Measure) -> SQLExpression {
        func leaf(_ measure: RowQuery.Measure) -> SQLExpression {
            for fact in facts {
                if let column = fact.columns[measure] { return .column(column, of: fact.name) }
            }
            return .literal(.null)
        }
        guard case .metric(let column) = measure, let formula = graph.concepts.metrics[column]
        else { return leaf(measure) }
        return formula.sql(leaf)
    }

    private mutating func items(_ source: String) throws(BindingError) -> [SQLSelectItem] {
        var items: [SQLSelectItem] = []
        var taken: Set<String> = []
        for item in query.items {
            switch item {
            case .column(let column):
                let name = Naming.unique(column.name, in: &taken)
                items.append(
                    SQLSelectItem(
                        .column(dimensionNames[column] ?? column.name, of: source), as: name))
                output(name, [column], role: .dimension, formula: column.name)
            case .measure(let measure):
                let name = Naming.unique(RowCompiler.name(of: measure), in: &taken)
                let value = value(measure)
                items.append(SQLSelectItem(value, as: name))
                output(
                    name, leaves(of: measure).compactMap(\.column), role: .measure,
                    formula: SQLPrinter(.sqlite).text(of: value))
            case .everything, .role, .period: throw .nothingToCompute
            }
        }
        return items
    }

    private mutating func output(
        _ name: String, _ sources: [ColumnReference], role: OutputColumn.Role, formula: String
    ) {
        let first = sources.first
        let column = first.flatMap { graph.datasets[$0.dataset]?.column($0.name) }
        outputs.append(
            OutputColumn(
                name: name, type: role == .measure ? .double : column?.type ?? .text(length: nil),
                role: role, isKey: role == .dimension,
                term: first.flatMap { graph.concepts.terms[$0] },
                sources: sources, formula: formula, description: column?.description ?? "",
                isNullable: true, lowerBound: nil, upperBound: nil, unit: nil))
    }

    private func order(_ source: String) throws(BindingError) -> [SQLOrder] {
        var result: [SQLOrder] = []
        for order in query.order {
            let key: SQLExpression
            switch order.key {
            case .measure(let measure): key = value(measure)
            case .column(let column):
                guard let name = dimensionNames[column] else { throw .nothingToCompute }
                key = .column(name, of: source)
            }
            result.append(
                SQLOrder(
                    key, descending: order.isDescending,
                    nullsLast: query.limit == nil ? nil : true))
        }
        return result
    }
}

extension RowQuery.Measure {
    var isMetric: Bool { if case .metric = self { true } else { false } }

    /// Whether the measure is not one of groups of rows.
    fileprivate var isOverAll: Bool {
        switch self {
        case .share, .aggregateOfCounts: true
        default: false
        }
    }

    /// The aggregate of an operand; rows and things are counted once each.
    fileprivate func call(of operand: SQLExpression, _ graph: SchemaGraph) -> SQLExpression {
        switch self {
        case .count(let table):
            graph.key(of: table) == nil
                ? .aggregate(SQLAggregate(.count, .star))
                : .aggregate(SQLAggregate(.count, operand, distinct: true))
        case .countDistinct: .aggregate(SQLAggregate(.count, operand, distinct: true))
        case .aggregate(let function, _): function.call(of: operand, filter: nil)
        case .aggregateOfCounts, .share, .metric: operand
        }
    }
}
