/// The place of one value in an index: 96 bits whose order is the order of values.
///
/// Kinds are ranked by the top four bits. Numbers are exact, and a whole number has the same key
/// as the float equal to it. Texts have seven bytes and their length up to 8 in `high` and their
/// code in `middle`; for longer ones the order looks at the text. Moments and times with an
/// offset are ordered by instant, so values that differ in offset share a key; all lists, maps and
/// durations share one key: seeks for those find candidates.
struct IndexKey: Hashable {
    var high: UInt64
    var middle: UInt32

    enum Rank: UInt64 {
        case boolean = 1
        case number
        case notANumber
        case string
        case date
        case localTime
        case time
        case localDateTime
        case dateTime
        case other
    }

    /// Stands for the text a seek looks for, which need not be interned.
    static let probeCode: UInt32 = 0xFFFF_FFFF
    /// A text's `high` with this in its low bits has more bytes than fit.
    static let isLong: UInt64 = 8

    init(high: UInt64, middle: UInt32) {
        self.high = high
        self.middle = middle
    }

    /// The key of a property's cell; nil for null and for what cannot be a property.
    init?(_ cell: Cell, _ interner: Interner) {
        switch cell.tag {
        case .null, .node, .relationship, .heap: return nil
        case .boolean: self.init(.boolean, cell.bits)
        case .integer: self = Self.number(cell.integerBits)
        case .float: self = Self.number(cell.floatBits)
        case .string: self = Self.text(interner.bytes(cell.code), code: cell.code)
        case .date: self.init(.date, Self.ordered(cell.integerBits))
        case .localTime: self.init(.localTime, Self.ordered(cell.integerBits))
        case .time:
            let offset = Int64(Int32(bitPattern: cell.auxiliary)) * 1_000_000_000
            self.init(.time, Self.ordered(cell.integerBits &- offset))
        case .localDateTime:
            self = Self.moment(.localDateTime, cell.integerBits, cell.auxiliary)
        case .dateTime: self = Self.moment(.dateTime, cell.integerBits, cell.auxiliary >> 2)
        case .stored:
            if case .dateTime(let moment) = interner.value(cell) {
                let part = UInt32(bitPattern: moment.nanoseconds)
                self = Self.moment(.dateTime, moment.secondsSinceEpoch, part)
            } else {
                self.init(high: Rank.other.rawValue << 60, middle: 0)
            }
        }
    }

    /// Spreads 64 ordered bits behind the rank.
    private init(_ rank: Rank, _ bits: UInt64) {
        high = rank.rawValue << 60 | bits >> 4
        middle = UInt32(truncatingIfNeeded: bits & 15) << 28
    }

    var rank: Rank? { Rank(rawValue: high >> 60) }

    private static func ordered(_ number: Int64) -> UInt64 {
        UInt64(bitPattern: number) ^ 1 << 63
    }

    private static func moment(_ rank: Rank, _ seconds: Int64, _ part: UInt32) -> IndexKey {
        let bound: Int64 = 1 << 59
        let clamped = min(max(seconds, -bound), bound - 1)
        return IndexKey(
            high: rank.rawValue << 60 | UInt64(bitPattern: clamped + bound),
            middle: part << 2)
    }

    private static func number(_ value: Double) -> IndexKey {
        if value.isNaN { return IndexKey(.notANumber, 0) }
        let bits = (value == 0 ? 0 : value).bitPattern
        let ordered = bits >> 63 == 0 ? bits | 1 << 63 : ~bits
        return IndexKey(.number, ordered)
    }

    /// The float below or equal, then what is missing.
    private static func number(_ value: Int64) -> IndexKey {
        let width = 64 - (value < 0 ? ~value : value).leadingZeroBitCount
        let shift = Int64(max(0, width - 53))
        let rounded = (value >> shift) << shift
        var key = number(Double(rounded))
        key.middle |= UInt32(truncatingIfNeeded: value &- rounded) << 16
        return key
    }

    /// The key of a text; its code may be `probeCode`.
    static func text(_ bytes: UnsafeBufferPointer<UInt8>, code: UInt32) -> IndexKey {
        var prefix: UInt64 = 0
        for index in 0..<min(7, bytes.count) {
            prefix |= UInt64(bytes[index]) << UInt64(48 - 8 * index)
        }
        let length = UInt64(min(8, bytes.count))
        return IndexKey(
            high: Rank.string.rawValue << 60 | prefix << 4 | length,
            middle: length == isLong ? code : 0)
    }

    /// The tree's key for an entity that has this value.
    func treeKey(_ entity: UInt32) -> TreeKey {
        TreeKey(high: high, low: UInt64(middle) << 32 | UInt64(entity))
    }

    /// The top bits of keys for several values, which no single value's key has.
    private static let combinedMark: UInt64 = 15 << 60

    /// One key for several values: equal values give equal keys, others almost never.
    ///
    /// The first value alone decides the upper half of `high`, so that entries with equal first
    /// values follow each other.
    static func combined(_ keys: [IndexKey]) -> IndexKey {
        let first = hash(keys.prefix(1))
        let rest = hash(keys.dropFirst())
        return IndexKey(
            high: combinedMark | (first & 0x0FFF_FFFF) << 32 | rest >> 32,
            middle: UInt32(truncatingIfNeeded: rest))
    }

    /// Where the entries for several values lie of which the first is given, and some with other
    /// first values.
    static func combinedRange(first: IndexKey) -> (from: TreeKey, to: TreeKey) {
        let upper = combinedMark | (hash([first]) & 0x0FFF_FFFF) << 32
        return (TreeKey(high: upper, low: 0), TreeKey(high: upper | 0xFFFF_FFFF, low: .max))
    }

    private static func hash(_ keys: ArraySlice<IndexKey>) -> UInt64 {
        var state: UInt64 = 0x2545_F491_4F6C_DD1D
        for key in keys {
            state = mix(state ^ key.high, 0x9E37_79B9_7F4A_7C15)
            state = mix(state ^ UInt64(key.middle), 0xD6E8_FEB8_6659_FD93)
        }
        return state
    }
}

extension IndexKey {
    /// The value of an entry.
    init(of key: TreeKey) {
        self.init(high: key.high, middle: UInt32(truncatingIfNeeded: key.low >> 32))
    }
}

extension TreeKey {
    /// Whether this is an index's key for some entity with the value.
    @inline(__always)
    func isEntry(of value: IndexKey) -> Bool {
        high == value.high && low >> 32 == UInt64(value.middle)
    }
}

/// The order of an index's keys: numbers, and for long texts the texts.
struct ValueOrder: TreeOrder {
    let interner: Interner
    /// The text that `IndexKey.probeCode` stands for.
    ///
    /// Held by whoever seeks.
    var probe = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

    @inline(__always)
    func isBefore(_ left: TreeKey, _ right: TreeKey) -> Bool {
        if left.high != right.high { return left.high < right.high }
        let longText = IndexKey.Rank.string.rawValue << 60 | IndexKey.isLong
        if left.low >> 32 != right.low >> 32,
            left.high & (0xF << 60 | 0xF) == longText
        {
            return isTextBefore(left, right)
        }
        return left.low < right.low
    }

    @inline(never)
    private func isTextBefore(_ left: TreeKey, _ right: TreeKey) -> Bool {
        let first = bytes(UInt32(truncatingIfNeeded: left.low >> 32))
        let second = bytes(UInt32(truncatingIfNeeded: right.low >> 32))
        let result = compareBytes(first, second)
        if result != 0 { return result < 0 }
        // The probe may equal an interned text: then the entities decide.
        return left.low & 0xFFFF_FFFF < right.low & 0xFFFF_FFFF
    }

    private func bytes(_ code: UInt32) -> UnsafeBufferPointer<UInt8> {
        code == IndexKey.probeCode ? probe : interner.bytes(code)
    }
}
