/// A scalar expression, free of any dialect.
///
/// There is no bare division: ``ratio(_:_:)`` always divides in floating point and yields `NULL`
/// for a zero denominator, so that no engine's integer division or error can slip in.
public indirect enum SQLExpression: Hashable, Sendable {
    case literal(SQLLiteral)
    case column(SQLColumn)
    /// The `*` of `COUNT(*)`.
    case star
    case not(SQLExpression)
    case negative(SQLExpression)
    case binary(SQLBinaryOperator, SQLExpression, SQLExpression)
    case ratio(SQLExpression, SQLExpression)
    case isNull(SQLExpression, negated: Bool)
    case isIn(SQLExpression, [SQLExpression], negated: Bool)
    case isInQuery(SQLExpression, SQLQuery, negated: Bool)
    case exists(SQLQuery, negated: Bool)
    case between(SQLExpression, SQLExpression, SQLExpression, negated: Bool)
    case like(SQLExpression, SQLExpression, negated: Bool)
    case conditional([SQLBranch], otherwise: SQLExpression?)
    case cast(SQLExpression, SQLType)
    /// A function that every dialect spells alike, such as `COALESCE` or `ROUND`.
    case function(String, [SQLExpression])
    case aggregate(SQLAggregate)
    case window(SQLWindow)
    /// The first moment of the unit that contains the operand: a date, for `hour` a timestamp.
    ///
    /// Weeks begin on Monday (ISO 8601).
    case truncated(SQLDateUnit, SQLExpression)
    /// The name of the unit that contains the operand, as text: `2024`, `2024-Q1`, `2024-03`.
    case labelled(SQLDateUnit, SQLExpression)
    /// The operand moved by a number of units: a date, for `hour` and smaller a timestamp.
    case shifted(SQLExpression, by: Int, SQLDateUnit)
    /// The elapsed time between two moments in units, with fractions; days have 24 hours.
    case elapsed(SQLDateUnit, from: SQLExpression, to: SQLExpression)
    case subquery(SQLQuery)
}

/// One `WHEN … THEN …` of a conditional.
public struct SQLBranch: Hashable, Sendable {
    public var condition: SQLExpression
    public var result: SQLExpression

    public init(when condition: SQLExpression, then result: SQLExpression) {
        self.condition = condition
        self.result = result
    }
}

/// A constant.
public enum SQLLiteral: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    /// A decimal number in its written digits, such as `0.05`, so that nothing is rounded.
    case decimal(String)
    case string(String)
    /// A day as `YYYY-MM-DD`.
    case date(String)
    /// A moment as `YYYY-MM-DD HH:MM:SS`.
    case timestamp(String)
}

/// A column, qualified by the alias of its table where there may be several.
public struct SQLColumn: Hashable, Sendable {
    public var table: String?
    public var name: String

    public init(_ name: String, of table: String? = nil) {
        self.name = name
        self.table = table
    }
}

/// The operators with two operands.
public enum SQLBinaryOperator: Hashable, Sendable {
    case add
    case subtract
    case multiply
    case equal
    case notEqual
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual
    case and
    case or
    case concatenate
    /// Equality for which two `NULL`s are the same.
    case isSame
}

/// The units of calendar and clock.
public enum SQLDateUnit: String, Hashable, Sendable, CaseIterable {
    case second
    case minute
    case hour
    case day
    case week
    case month
    case quarter
    case year
}

/// An aggregate call.
public struct SQLAggregate: Hashable, Sendable {
    /// The aggregate functions every dialect has.
    public enum Function: String, Hashable, Sendable {
        case count = "COUNT"
        case sum = "SUM"
        case average = "AVG"
        case minimum = "MIN"
        case maximum = "MAX"
    }

    public var function: Function
    public var argument: SQLExpression
    public var isDistinct: Bool
    /// Only rows that satisfy this count.
    ///
    /// Printed as `CASE` inside the call, which every dialect understands. A filtered sum without
    /// a single row is 0; the other functions yield what they yield for no rows.
    public var filter: SQLExpression?

    public init(
        _ function: Function,
        _ argument: SQLExpression,
        distinct isDistinct: Bool = false,
        filter: SQLExpression? = nil
    ) {
        self.function = function
        self.argument = argument
        self.isDistinct = isDistinct
        self.filter = filter
    }
}

/// A function over a window of rows.
public struct SQLWindow: Hashable, Sendable {
    /// The call, a ``SQLExpression/function(_:_:)`` or ``SQLExpression/aggregate(_:)``.
    public var call: SQLExpression
    public var partitions: [SQLExpression]
    public var order: [SQLOrder]
    /// The preceding rows of a `ROWS BETWEEN n PRECEDING AND CURRENT ROW` frame, when bounded.
    public var precedingRows: Int?

    public init(
        _ call: SQLExpression,
        partitions: [SQLExpression] = [],
        order: [SQLOrder] = [],
        precedingRows: Int? = nil
    ) {
        self.call = call
        self.partitions = partitions
        self.order = order
        self.precedingRows = precedingRows
    }
}
