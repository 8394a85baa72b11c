/// A column type, spelt per dialect by the printer.
public enum SQLType: Hashable, Sendable {
    case boolean
    case integer
    case bigInteger
    case double
    case decimal(precision: Int, scale: Int)
    /// Text of at most `length` characters; `nil` is unbounded.
    case text(length: Int?)
    case date
    case timestamp

    /// Reads a type as catalogs write it, such as `VARCHAR(50)`, `DECIMAL(18,2)` or `bigint`.
    ///
    /// Returns `nil` for types it does not know.
    public init?(parsing text: String) {
        let upper = text.uppercased()
        let name = upper.prefix { $0 != "(" }.filter { $0 != " " }
        let sizes = Self.sizes(in: upper)
        switch name {
        case "BOOLEAN", "BOOL", "BIT": self = .boolean
        case "INTEGER", "INT", "INT4", "SMALLINT", "TINYINT", "MEDIUMINT", "INT2": self = .integer
        case "BIGINT", "INT8", "LONG", "HUGEINT": self = .bigInteger
        case "DOUBLE", "DOUBLEPRECISION", "FLOAT", "REAL", "FLOAT8", "FLOAT4": self = .double
        case "DECIMAL", "NUMERIC", "NUMBER", "MONEY":
            self = .decimal(precision: sizes.first ?? 18, scale: sizes.dropFirst().first ?? 0)
        case "VARCHAR", "CHAR", "CHARACTER", "CHARACTERVARYING", "NVARCHAR":
            self = .text(length: sizes.first)
        case "TEXT", "STRING", "UUID", "CLOB": self = .text(length: nil)
        case "DATE": self = .date
        case "TIMESTAMP", "DATETIME", "TIMESTAMPTZ", "TIMESTAMPWITHTIMEZONE",
            "TIMESTAMPWITHOUTTIMEZONE":
            self = .timestamp
        default: return nil
        }
    }

    private static func sizes(in text: String) -> [Int] {
        guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close
        else { return [] }
        let inside = text[text.index(after: open)..<close]
        return inside.split(separator: ",").compactMap { Int($0.filter { $0 != " " }) }
    }

    /// Whether values of the type can be added up.
    public var isNumeric: Bool {
        switch self {
        case .integer, .bigInteger, .double, .decimal: true
        case .boolean, .text, .date, .timestamp: false
        }
    }

    /// Whether values of the type lie on the calendar.
    public var isTemporal: Bool { self == .date || self == .timestamp }
}

extension SQLType: CustomStringConvertible {
    /// The type in the spelling catalogs and specifications use.
    public var description: String {
        switch self {
        case .boolean: "BOOLEAN"
        case .integer: "INTEGER"
        case .bigInteger: "BIGINT"
        case .double: "DOUBLE"
        case .decimal(let precision, let scale): "DECIMAL(\(precision),\(scale))"
        case .text(let length): length.map { "VARCHAR(\($0))" } ?? "VARCHAR"
        case .date: "DATE"
        case .timestamp: "TIMESTAMP"
        }
    }
}
