public import SQLSyntax

/// A question in the vocabulary's words, before any table is chosen.
///
/// Every part names terms, or columns where the vocabulary has no term. Binding finds the datasets
/// and joins that answer it.
public struct LogicalQuery: Hashable, Sendable {
    public var metrics: [Metric]
    public var dimensions: [Dimension]
    public var filters: [Filter]
    /// Conditions on the metrics of a group.
    public var groupFilters: [MetricFilter]
    public var timeRange: TimeRange?
    public var grain: TimeGrain?
    /// The order asked for; when empty, rows come by time and dimensions.
    public var order: [Order]
    public var limit: RowLimit?
    /// The datasets the question names or hints at; they win over equals.
    public var hints: [String]
    /// The whole question, when it is about rows of tables and no term; all else is then empty.
    public var rows: RowQuery?

    public init(
        metrics: [Metric] = [],
        dimensions: [Dimension] = [],
        filters: [Filter] = [],
        groupFilters: [MetricFilter] = [],
        timeRange: TimeRange? = nil,
        grain: TimeGrain? = nil,
        order: [Order] = [],
        limit: RowLimit? = nil,
        hints: [String] = []
    ) {
        self.metrics = metrics
        self.dimensions = dimensions
        self.filters = filters
        self.groupFilters = groupFilters
        self.timeRange = timeRange
        self.grain = grain
        self.order = order
        self.limit = limit
        self.hints = hints
    }
}

/// How many rows are wanted, of all or within each group.
public struct RowLimit: Hashable, Sendable {
    public var count: Int
    /// The dimensions within whose values the rows are counted: the region in "top 3 products per
    /// region".
    public var within: [Dimension]
    /// Whether the rows are counted within each period of the grain.
    public var isPerPeriod: Bool

    public init(_ count: Int, within: [Dimension] = [], perPeriod isPerPeriod: Bool = false) {
        self.count = count
        self.within = within
        self.isPerPeriod = isPerPeriod
    }
}

/// A number asked for.
public struct Metric: Hashable, Sendable {
    /// The name of its output column.
    public var name: String
    /// The term it is, when the vocabulary has one.
    public var term: String?
    public var formula: MetricFormula

    public init(_ name: String, term: String? = nil, formula: MetricFormula) {
        self.name = name
        self.term = term
        self.formula = formula
    }
}

/// A field to group or filter by.
public struct Dimension: Hashable, Sendable {
    /// What the field may be.
    public enum Source: Hashable, Sendable {
        /// A dimension or entity term.
        case term(String)
        case column(ColumnReference)
        /// The things a dataset describes, by its key.
        case dataset(String)
    }

    /// What the words may mean, best first; binding takes the nearest that the facts can reach.
    public var sources: [Source]
    /// The dataset the field must come from: "customer region" is not the order's.
    public var within: String?

    public init(_ sources: [Source], within: String? = nil) {
        self.sources = sources
        self.within = within
    }

    public init(_ source: Source, within: String? = nil) {
        self.init([source], within: within)
    }

    /// The field's name for people.
    public var label: String {
        switch sources.first {
        case .term(let name): name.replacing("_", with: " ")
        case .column(let column): column.name.replacing("_", with: " ")
        case .dataset(let name): name
        case nil: ""
        }
    }
}

/// A condition on a field of the rows.
public struct Filter: Hashable, Sendable {
    public var field: Dimension
    public var test: Test

    public init(_ field: Dimension, _ test: Test) {
        self.field = field
        self.test = test
    }

    /// A mapping's condition as a filter; `nil` when it is not a plain test of one column.
    init?(_ condition: SQLExpression, of dataset: String) {
        func field(_ expression: SQLExpression) -> Dimension? {
            guard case .column(let column) = expression, column.table == nil else { return nil }
            return Dimension(.column(ColumnReference(dataset, column.name)))
        }
        switch condition {
        case .binary(.equal, let left, .literal(let value)):
            guard let field = field(left) else { return nil }
            self.init(field, .isIn([value], negated: false))
        case .isIn(let left, let list, let negated):
            let values = list.compactMap { item -> SQLLiteral? in
                if case .literal(let value) = item { return value }
                return nil
            }
            guard let field = field(left), values.count == list.count else { return nil }
            self.init(field, .isIn(values, negated: negated))
        case .isNull(let left, let negated):
            guard let field = field(left) else { return nil }
            self.init(field, .isNull(negated: negated))
        default: return nil
        }
    }

    /// The filter for the other rows, as far as a plain test can say it.
    var negated: Filter {
        switch test {
        case .isIn(let values, let negated): Filter(field, .isIn(values, negated: !negated))
        case .isNull(let negated): Filter(field, .isNull(negated: !negated))
        case .compares, .between: self
        }
    }

    /// What is asked of the field.
    public enum Test: Hashable, Sendable {
        case isIn([SQLLiteral], negated: Bool)
        case compares(SQLBinaryOperator, SQLLiteral)
        case between(SQLLiteral, SQLLiteral)
        case isNull(negated: Bool)
    }
}

/// A condition on a metric of the groups.
public struct MetricFilter: Hashable, Sendable {
    public var metric: Metric
    public var test: Filter.Test

    public init(_ metric: Metric, _ test: Filter.Test) {
        self.metric = metric
        self.test = test
    }
}

/// One key of the order asked for.
public struct Order: Hashable, Sendable {
    /// What is ordered by.
    public enum Key: Hashable, Sendable {
        case metric(String)
        case dimension(Dimension)
        case time
    }

    public var key: Key
    public var isDescending: Bool

    public init(_ key: Key, descending isDescending: Bool = false) {
        self.key = key
        self.isDescending = isDescending
    }
}
