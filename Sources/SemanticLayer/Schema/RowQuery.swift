public import SQLSyntax

/// A question about the rows of a catalog's tables, read without a glossary.
///
/// It names tables and columns; compiling it chooses the joins.
public struct RowQuery: Hashable, Sendable {
    /// The table whose rows are listed or counted.
    public var subject: String
    public var items: [Item]
    public var isDistinct: Bool
    public var conditions: [Condition]
    /// What the rows are grouped by; a table is grouped by its key and shown by its name.
    public var groups: [Group]
    /// Conditions on the groups.
    public var groupConditions: [GroupCondition]
    public var order: [Order]
    public var limit: Int?
    /// The words of the question that help to choose among several foreign keys.
    public var words: Set<String>

    init(subject: String) {
        self.subject = subject
        items = []
        isDistinct = false
        conditions = []
        groups = []
        groupConditions = []
        order = []
        limit = nil
        words = []
    }

    /// An output of the query.
    public enum Item: Hashable, Sendable {
        case column(ColumnReference)
        /// Every column of the subject.
        case everything
        case measure(Measure)
    }

    /// A number computed from rows.
    public enum Measure: Hashable, Sendable {
        /// The number of rows of a table.
        case count(String)
        case countDistinct(ColumnReference)
        case aggregate(Aggregation, ColumnReference)
        /// An aggregate over the numbers of rows of `counted` for each row of the subject.
        case aggregateOfCounts(Aggregation, counted: String)
        /// The part of the subject's rows that satisfy the conditions, in percent.
        case share
    }

    public enum Group: Hashable, Sendable {
        case table(String)
        case column(ColumnReference)
        /// The year or month of a column.
        case period(ColumnReference, SQLDateUnit)
    }

    public struct GroupCondition: Hashable, Sendable {
        public var measure: Measure
        public var comparison: SQLBinaryOperator
        public var value: SQLLiteral
    }

    public struct Order: Hashable, Sendable {
        public enum Key: Hashable, Sendable {
            case column(ColumnReference)
            case measure(Measure)
        }

        public var key: Key
        public var isDescending: Bool
    }

    /// A condition on the rows of the subject.
    public indirect enum Condition: Hashable, Sendable {
        case compare(ColumnReference, SQLBinaryOperator, SQLLiteral)
        case isIn(ColumnReference, [SQLLiteral], negated: Bool)
        case between(ColumnReference, SQLLiteral, SQLLiteral, negated: Bool)
        case like(ColumnReference, String, negated: Bool)
        case isNull(ColumnReference, negated: Bool)
        case during(ColumnReference, TimeRange)
        /// Compared with an aggregate of the same column over all rows.
        case versus(ColumnReference, SQLBinaryOperator, Aggregation)
        /// The subject has rows of another table, or none.
        case exists(String, [Condition], negated: Bool)
        /// The subject is pointed at by rows of its own table over the column, or by none.
        case selfExists(ColumnReference, negated: Bool)
        /// The number of rows of another table for each of the subject's.
        case counted(String, SQLBinaryOperator, Int64)
        case either([Condition])
    }
}

extension RowQuery.Condition {
    /// The column the condition is on, when it is on one.
    var column: ColumnReference? {
        switch self {
        case .compare(let column, _, _), .isIn(let column, _, _), .between(let column, _, _, _),
            .like(let column, _, _), .isNull(let column, _), .during(let column, _),
            .versus(let column, _, _):
            column
        case .exists, .selfExists, .counted, .either: nil
        }
    }

    /// The same condition turned around, where turning around is simple.
    var negated: RowQuery.Condition {
        switch self {
        case .compare(let column, .equal, let value): .compare(column, .notEqual, value)
        case .compare(let column, .notEqual, let value): .compare(column, .equal, value)
        case .isIn(let column, let values, let negated):
            .isIn(column, values, negated: !negated)
        case .between(let column, let low, let high, let negated):
            .between(column, low, high, negated: !negated)
        case .like(let column, let pattern, let negated):
            .like(column, pattern, negated: !negated)
        case .isNull(let column, let negated): .isNull(column, negated: !negated)
        case .exists(let table, let inner, let negated):
            .exists(table, inner, negated: !negated)
        case .selfExists(let column, let negated): .selfExists(column, negated: !negated)
        case .compare(let column, let sign, let value): .compare(column, sign.opposite, value)
        default: self
        }
    }
}

extension SQLBinaryOperator {
    /// The comparison that holds exactly when this one does not.
    var opposite: SQLBinaryOperator {
        switch self {
        case .less: .greaterOrEqual
        case .lessOrEqual: .greater
        case .greater: .lessOrEqual
        case .greaterOrEqual: .less
        case .equal: .notEqual
        case .notEqual: .equal
        default: self
        }
    }
}
