/// One value in one of SQLite's five storage classes.
///
/// `real` values compare by their bits' meaning as `Double` does, so `NaN` is unequal to itself;
/// SQLite itself stores `NaN` as `NULL`.
public enum SQLiteValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

extension SQLiteValue: ExpressibleByNilLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral
{
    public init(nilLiteral: ()) {
        self = .null
    }

    public init(integerLiteral value: Int64) {
        self = .integer(value)
    }

    public init(floatLiteral value: Double) {
        self = .real(value)
    }

    public init(stringLiteral value: String) {
        self = .text(value)
    }

    public init(booleanLiteral value: Bool) {
        self = .integer(value ? 1 : 0)
    }
}

extension SQLiteValue {
    /// The integer, or nil for every other storage class.
    public var integer: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    /// The number as a double; integers are converted, everything else is nil.
    public var real: Double? {
        switch self {
        case .real(let value): value
        case .integer(let value): Double(value)
        case .null, .text, .blob: nil
        }
    }

    /// The text, or nil for every other storage class.
    public var text: String? {
        guard case .text(let value) = self else { return nil }
        return value
    }

    /// The bytes, or nil for every other storage class.
    public var blob: [UInt8]? {
        guard case .blob(let value) = self else { return nil }
        return value
    }
}
