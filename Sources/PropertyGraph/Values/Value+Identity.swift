extension Value: Hashable {
    public static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.boolean(let a), .boolean(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.float(let a), .float(let b)): identityBits(a) == identityBits(b)
        case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
        case (.list(let a), .list(let b)): a == b
        case (.map(let a), .map(let b)): a == b
        case (.date(let a), .date(let b)): a == b
        case (.localTime(let a), .localTime(let b)): a == b
        case (.time(let a), .time(let b)): a == b
        case (.localDateTime(let a), .localDateTime(let b)): a == b
        case (.dateTime(let a), .dateTime(let b)): a == b
        case (.duration(let a), .duration(let b)): a == b
        case (.point(let a), .point(let b)): a == b
        case (.node(let a), .node(let b)): a == b
        case (.relationship(let a), .relationship(let b)): a == b
        case (.path(let a), .path(let b)): a == b
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .boolean(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .float(let value): hasher.combine(Self.identityBits(value))
        case .string(let value):
            // Canonically equivalent texts share this hash, which is allowed; equality tells
            // them apart by their bytes.
            hasher.combine(value)
        case .list(let value): hasher.combine(value)
        case .map(let value): hasher.combine(value)
        case .date(let value): hasher.combine(value)
        case .localTime(let value): hasher.combine(value)
        case .time(let value): hasher.combine(value)
        case .localDateTime(let value): hasher.combine(value)
        case .dateTime(let value): hasher.combine(value)
        case .duration(let value): hasher.combine(value)
        case .point(let value): hasher.combine(value)
        case .node(let value): hasher.combine(value)
        case .relationship(let value): hasher.combine(value)
        case .path(let value): hasher.combine(value)
        }
    }

    /// The bits that stand for a float's identity: every `NaN` is the same one.
    static func identityBits(_ value: Double) -> UInt64 {
        value.isNaN ? Double.nan.bitPattern : value.bitPattern
    }
}
