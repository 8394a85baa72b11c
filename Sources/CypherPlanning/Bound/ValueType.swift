/// A set of the types that a value can have: what the text of a query tells about an expression.
///
/// Null belongs to every type and is not listed, so the set of a literal `null` is empty.
public struct ValueType: OptionSet, Hashable, Sendable {
    /// One bit for each type.
    public let rawValue: UInt32

    /// Makes a set from its bits.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// A truth value.
    public static let boolean = ValueType(rawValue: 1 << 0)
    /// A 64-bit integer.
    public static let integer = ValueType(rawValue: 1 << 1)
    /// A double.
    public static let float = ValueType(rawValue: 1 << 2)
    /// A string.
    public static let string = ValueType(rawValue: 1 << 3)
    /// A list of anything.
    public static let list = ValueType(rawValue: 1 << 4)
    /// A map.
    public static let map = ValueType(rawValue: 1 << 5)
    /// A node.
    public static let node = ValueType(rawValue: 1 << 6)
    /// A relationship.
    public static let relationship = ValueType(rawValue: 1 << 7)
    /// A path.
    public static let path = ValueType(rawValue: 1 << 8)
    /// A date.
    public static let date = ValueType(rawValue: 1 << 9)
    /// A time of day without offset.
    public static let localTime = ValueType(rawValue: 1 << 10)
    /// A time of day with offset.
    public static let time = ValueType(rawValue: 1 << 11)
    /// A date and time without offset.
    public static let localDateTime = ValueType(rawValue: 1 << 12)
    /// A date and time with offset or zone.
    public static let dateTime = ValueType(rawValue: 1 << 13)
    /// A duration.
    public static let duration = ValueType(rawValue: 1 << 14)
    /// A point.
    public static let point = ValueType(rawValue: 1 << 15)

    /// Integers and floats.
    public static let number: ValueType = [.integer, .float]
    /// Instants and durations.
    public static let temporal: ValueType = [
        .date, .localTime, .time, .localDateTime, .dateTime, .duration,
    ]
    /// Nodes and relationships.
    public static let entity: ValueType = [.node, .relationship]
    /// Nothing is known.
    public static let any = ValueType(rawValue: (1 << 16) - 1)
}

extension ValueType {
    /// What an argument accepts whose type is written in a signature.
    ///
    /// `FLOAT` and `NUMBER` accept integers too; a question mark and what is unknown say nothing
    /// more.
    public init(accepting text: String) {
        let name = text.uppercased().filter { letter in letter != "?" && letter != " " }
        switch name {
        case "BOOLEAN": self = .boolean
        case "INTEGER": self = .integer
        case "FLOAT", "NUMBER": self = .number
        case "STRING": self = .string
        case "MAP": self = [.map, .entity]
        case "NODE": self = .node
        case "RELATIONSHIP": self = .relationship
        case "PATH": self = .path
        case "POINT": self = .point
        case _ where name.hasPrefix("LIST"): self = .list
        default: self = .any
        }
    }
}
