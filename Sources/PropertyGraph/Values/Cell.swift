/// A value in 16 bytes without references: what pages hold and what a query keeps in its slots.
///
/// A cell is meaningful only together with the graph it came from (for `string` and `stored`,
/// which are codes of the graph's interner) or with its query's heap (for `heap`). Codes are
/// shared by all versions of one graph, its drafts included, and never change their meaning:
/// two `string` cells of one graph are equal texts exactly when their codes are equal.
public struct Cell: Sendable {
    /// The payload; see `Tag`.
    public var bits: UInt64
    /// More payload, for some temporal values.
    public var auxiliary: UInt32
    /// More payload, for `dateTime`.
    public var extra: UInt16
    /// What the payload means.
    public var tag: Tag
    @usableFromInline var padding: UInt8 = 0

    /// What a cell's payload means.
    public enum Tag: UInt8, Sendable {
        /// No value. All payload is zero, so zeroed memory is a null cell.
        case null = 0
        /// `bits` is 0 or 1.
        case boolean
        /// `bits` is the two's complement.
        case integer
        /// `bits` is the IEEE 754 pattern.
        case float
        /// `bits` is an interner code.
        case string
        /// `bits` is the day number.
        case date
        /// `bits` is the nanosecond of the day.
        case localTime
        /// `bits` is the nanosecond of the day, `auxiliary` the offset.
        case time
        /// `bits` is the second, `auxiliary` the nanosecond.
        case localDateTime
        /// A moment without a zone name whose offset is under 18.2 hours: `bits` is the UTC
        /// second, the upper 30 bits of `auxiliary` the nanosecond, and its lower two bits with
        /// `extra` the offset in seconds plus 131,072.
        case dateTime
        /// `bits` is an interner code of an encoded list, map, duration or zoned moment;
        /// `Graph.value(_:)` decodes it. Equal codes mean identical values.
        case stored
        /// `bits` is a node's identity.
        case node
        /// `bits` is a relationship's identity.
        case relationship
        /// `bits` is a place in the heap of the query that made the cell.
        case heap
    }

    /// A cell from its parts.
    @inlinable
    public init(tag: Tag, bits: UInt64, auxiliary: UInt32 = 0, extra: UInt16 = 0) {
        self.bits = bits
        self.auxiliary = auxiliary
        self.extra = extra
        self.tag = tag
    }
}

extension Cell {
    /// No value.
    @inlinable public static var null: Cell { Cell(tag: .null, bits: 0) }

    /// A truth value.
    @inlinable
    public static func boolean(_ value: Bool) -> Cell {
        Cell(tag: .boolean, bits: value ? 1 : 0)
    }

    /// A whole number.
    @inlinable
    public static func integer(_ value: Int64) -> Cell {
        Cell(tag: .integer, bits: UInt64(bitPattern: value))
    }

    /// A floating-point number.
    @inlinable
    public static func float(_ value: Double) -> Cell {
        Cell(tag: .float, bits: value.bitPattern)
    }

    /// A text by its interner code.
    @inlinable
    public static func string(code: UInt32) -> Cell {
        Cell(tag: .string, bits: UInt64(code))
    }

    /// An encoded value by its interner code.
    @inlinable
    public static func stored(code: UInt32) -> Cell {
        Cell(tag: .stored, bits: UInt64(code))
    }

    /// A node.
    @inlinable
    public static func node(_ id: NodeID) -> Cell {
        Cell(tag: .node, bits: UInt64(id.rawValue))
    }

    /// A relationship.
    @inlinable
    public static func relationship(_ id: RelationshipID) -> Cell {
        Cell(tag: .relationship, bits: UInt64(id.rawValue))
    }

    /// A place in a query's heap.
    @inlinable
    public static func heap(index: UInt64) -> Cell {
        Cell(tag: .heap, bits: index)
    }

    /// Whether there is no value.
    @inlinable public var isNull: Bool { tag == .null }
    /// The payload as a truth value.
    @inlinable public var booleanBits: Bool { bits != 0 }
    /// The payload as a whole number.
    @inlinable public var integerBits: Int64 { Int64(bitPattern: bits) }
    /// The payload as a floating-point number.
    @inlinable public var floatBits: Double { Double(bitPattern: bits) }
    /// The payload as a 32-bit code or identity.
    @inlinable public var code: UInt32 { UInt32(truncatingIfNeeded: bits) }
    /// The payload as a node.
    @inlinable public var nodeBits: NodeID { NodeID(code) }
    /// The payload as a relationship.
    @inlinable public var relationshipBits: RelationshipID { RelationshipID(code) }

    /// Whether two cells of one graph hold identical values (see `Value`'s equality).
    @inlinable
    public func isIdentical(to other: Cell) -> Bool {
        bits == other.bits && auxiliary == other.auxiliary && extra == other.extra
            && tag == other.tag
    }
}
