/// One value of a result.
///
/// Dates and timestamps are text, `YYYY-MM-DD` and `YYYY-MM-DD HH:MM:SS`, in every engine.
public enum SQLScalar: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case double(Double)
    case text(String)
    case blob([UInt8])
}

extension SQLScalar {
    /// The number, when this is an integer or a double.
    public var doubleValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .double(let value): value
        case .null, .boolean, .text, .blob: nil
        }
    }

    /// The integer, also of a double that is whole and fits.
    public var integerValue: Int64? {
        switch self {
        case .integer(let value): value
        case .double(let value): Int64(exactly: value)
        case .null, .boolean, .text, .blob: nil
        }
    }

    /// The text, when this is text.
    public var textValue: String? {
        guard case .text(let value) = self else { return nil }
        return value
    }

    /// Whether this is `NULL`.
    public var isNull: Bool { self == .null }

    /// Roughly how many bytes the value takes.
    var weight: Int {
        switch self {
        case .null, .boolean, .integer, .double: 16
        case .text(let text): 16 + text.utf8.count
        case .blob(let bytes): 16 + bytes.count
        }
    }
}

/// The result of a query.
public struct SQLTable: Sendable, Hashable {
    /// A column of the result.
    public struct Column: Sendable, Hashable {
        /// The name; names may repeat.
        public let name: String

        /// The SQL type in catalog spelling, such as `BIGINT`, `DOUBLE`, `DATE` or `VARCHAR`.
        ///
        /// Nil when it is unknown, as for a column of nothing but `NULL` in SQLite.
        public let type: String?

        /// Names a column and its type.
        public init(name: String, type: String?) {
            self.name = name
            self.type = type
        }
    }

    public let columns: [Column]
    public let rows: [[SQLScalar]]

    /// Whether rows are missing because a limit was reached.
    public let isTruncated: Bool

    /// A result of rows that each have one value per column.
    public init(columns: [Column], rows: [[SQLScalar]], isTruncated: Bool = false) {
        self.columns = columns
        self.rows = rows
        self.isTruncated = isTruncated
    }

    /// The position of the first column with this name.
    public func position(of name: String) -> Int? {
        columns.firstIndex { $0.name == name }
    }
}
