/// A whole query: common tables, a body, an order and a limit.
public struct SQLQuery: Hashable, Sendable {
    public var commonTables: [SQLCommonTable]
    public var body: SQLQueryBody
    public var order: [SQLOrder]
    public var limit: Int?

    public init(
        with commonTables: [SQLCommonTable] = [],
        _ body: SQLQueryBody,
        order: [SQLOrder] = [],
        limit: Int? = nil
    ) {
        self.commonTables = commonTables
        self.body = body
        self.order = order
        self.limit = limit
    }

    /// A query of a single select.
    public init(
        with commonTables: [SQLCommonTable] = [],
        select: SQLSelect,
        order: [SQLOrder] = [],
        limit: Int? = nil
    ) {
        self.init(with: commonTables, .select(select), order: order, limit: limit)
    }

    /// The names of the columns the query returns, where they are known from its text.
    public var outputNames: [String] { body.first.items.map { $0.name ?? "" } }
}

/// What a query selects from: one select, or several combined.
public indirect enum SQLQueryBody: Hashable, Sendable {
    case select(SQLSelect)
    case combined(SQLSetOperator, SQLQueryBody, SQLQueryBody)

    /// The leftmost select, which names the columns.
    public var first: SQLSelect {
        switch self {
        case .select(let select): select
        case .combined(_, let left, _): left.first
        }
    }
}

/// How two selects are combined.
public enum SQLSetOperator: String, Hashable, Sendable {
    case union = "UNION"
    case unionAll = "UNION ALL"
    case intersect = "INTERSECT"
    case except = "EXCEPT"
}

/// One named subquery of a `WITH` clause.
public struct SQLCommonTable: Hashable, Sendable {
    public var name: String
    public var query: SQLQuery

    public init(_ name: String, _ query: SQLQuery) {
        self.name = name
        self.query = query
    }
}

/// One `SELECT`.
public struct SQLSelect: Hashable, Sendable {
    public var isDistinct: Bool
    public var items: [SQLSelectItem]
    public var from: SQLTable?
    public var joins: [SQLJoin]
    /// The conjuncts of the `WHERE` clause.
    public var filters: [SQLExpression]
    public var groups: [SQLExpression]
    /// The conjuncts of the `HAVING` clause.
    public var groupFilters: [SQLExpression]

    public init(
        distinct isDistinct: Bool = false,
        _ items: [SQLSelectItem],
        from: SQLTable? = nil,
        joins: [SQLJoin] = [],
        filters: [SQLExpression] = [],
        groups: [SQLExpression] = [],
        groupFilters: [SQLExpression] = []
    ) {
        self.isDistinct = isDistinct
        self.items = items
        self.from = from
        self.joins = joins
        self.filters = filters
        self.groups = groups
        self.groupFilters = groupFilters
    }
}

/// One column of a select list.
public struct SQLSelectItem: Hashable, Sendable {
    public var expression: SQLExpression
    /// The name it gets; `nil` keeps the column's own.
    public var alias: String?

    public init(_ expression: SQLExpression, as alias: String? = nil) {
        self.expression = expression
        self.alias = alias
    }

    /// The name of the output column; `nil` when the engine chooses it.
    public var name: String? {
        if let alias { return alias }
        if case .column(let column) = expression { return column.name }
        return nil
    }
}

/// A table, or a common table, with the alias it goes by.
public struct SQLTable: Hashable, Sendable {
    /// The parts of the name, outermost first: `["bronze", "orders"]`.
    public var path: [String]
    public var alias: String?

    public init(_ path: [String], as alias: String? = nil) {
        self.path = path
        self.alias = alias
    }

    /// Splits a dotted name such as `bronze.orders`.
    public init(named name: String, as alias: String? = nil) {
        self.init(name.split(separator: ".").map(String.init), as: alias)
    }
}

/// One table joined to those before it.
public struct SQLJoin: Hashable, Sendable {
    /// The kinds of join.
    public enum Kind: String, Hashable, Sendable {
        case inner = "JOIN"
        case left = "LEFT JOIN"
        case cross = "CROSS JOIN"
    }

    public var kind: Kind
    public var table: SQLTable
    /// The conjuncts of the `ON` clause; empty for a cross join.
    public var conditions: [SQLExpression]

    public init(_ kind: Kind, _ table: SQLTable, on conditions: [SQLExpression] = []) {
        self.kind = kind
        self.table = table
        self.conditions = conditions
    }
}

/// One key of an order.
public struct SQLOrder: Hashable, Sendable {
    public var expression: SQLExpression
    public var isDescending: Bool
    /// Where `NULL`s go; `nil` when there are none, so that nothing need be printed.
    public var nullsLast: Bool?

    public init(
        _ expression: SQLExpression,
        descending isDescending: Bool = false,
        nullsLast: Bool? = nil
    ) {
        self.expression = expression
        self.isDescending = isDescending
        self.nullsLast = nullsLast
    }
}
