package import PropertyGraph

/// The result of comparing two values with `<` and its kin.
package enum ValueComparison: Sendable {
    /// The left value is smaller.
    case less
    /// Neither is smaller.
    case equal
    /// The left value is greater.
    case greater
    /// Numbers of which one is NaN: every comparison is false.
    case unordered
    /// The types cannot be compared, or a null is in the way: every comparison is null.
    case unknown

    /// `<`.
    package var isLess: Bool? { answer { $0 == .less } }
    /// `<=`.
    package var isLessOrEqual: Bool? { answer { $0 == .less || $0 == .equal } }
    /// `>`.
    package var isGreater: Bool? { answer { $0 == .greater } }
    /// `>=`.
    package var isGreaterOrEqual: Bool? { answer { $0 == .greater || $0 == .equal } }

    private func answer(_ test: (ValueComparison) -> Bool) -> Bool? {
        self == .unknown ? nil : test(self)
    }
}

extension Value {
    /// Compares as `<`, `<=`, `>` and `>=` do.
    ///
    /// Comparable are numbers, strings (by code point), booleans (false first), lists (by the
    /// first pair of elements that are not equal) and temporal values of one type; durations,
    /// maps and entities are not.
    ///
    /// Source: openCypher CIP2016-06-14 "Comparability and equality"; TCK
    /// `expressions/comparison`.
    package func comparison(with other: Value) -> ValueComparison {
        switch (self, other) {
        case (.integer(let a), .integer(let b)): .init(NumberOrder(a, b))
        case (.float(let a), .float(let b)): .init(NumberOrder(a, b))
        case (.integer(let a), .float(let b)): .init(NumberOrder(a, b))
        case (.float(let a), .integer(let b)): .init(NumberOrder(b, a).reversed)
        case (.string(let a), .string(let b)): .init(TextOrder.compare(a, b))
        case (.boolean(let a), .boolean(let b)): .init((a ? 1 : 0) - (b ? 1 : 0))
        case (.list(let a), .list(let b)): Self.compare(a, b)
        default: TemporalOrder.compare(self, other).map(ValueComparison.init) ?? .unknown
        }
    }

    private static func compare(_ left: [Value], _ right: [Value]) -> ValueComparison {
        for (a, b) in zip(left, right) {
            switch a.equals(b) {
            case true?: continue
            case false?: return a.comparison(with: b)
            case nil: return .unknown
            }
        }
        return ValueComparison(left.count - right.count)
    }
}

extension ValueComparison {
    init(_ order: NumberOrder) {
        self =
            switch order {
            case .less: .less
            case .equal: .equal
            case .greater: .greater
            case .unordered: .unordered
            }
    }

    /// From a number that is negative, zero or positive.
    init(_ sign: Int) {
        self = sign < 0 ? .less : sign == 0 ? .equal : .greater
    }
}

/// The order of texts by their code points, which is that of their UTF-8 bytes.
enum TextOrder {
    /// Negative, zero or positive.
    static func compare(_ left: String, _ right: String) -> Int {
        let fast = left.utf8.withContiguousStorageIfAvailable { a in
            right.utf8.withContiguousStorageIfAvailable { b in compare(a, b) }
        }
        if let fast, let result = fast { return result }
        return compare(Array(left.utf8), Array(right.utf8))
    }

    private static func compare(
        _ left: some RandomAccessCollection<UInt8>,
        _ right: some RandomAccessCollection<UInt8>
    ) -> Int {
        for (a, b) in zip(left, right) where a != b { return a < b ? -1 : 1 }
        return left.count < right.count ? -1 : left.count == right.count ? 0 : 1
    }
}

/// The order of temporal values of one type.
enum TemporalOrder {
    /// Negative, zero or positive; nil unless both are points in time of the same type.
    static func compare(_ left: Value, _ right: Value) -> Int? {
        switch (left, right) {
        case (.date(let a), .date(let b)): sign(a.daysSinceEpoch, b.daysSinceEpoch)
        case (.localTime(let a), .localTime(let b)):
            sign(a.nanosecondsOfDay, b.nanosecondsOfDay)
        case (.time(let a), .time(let b)):
            first(sign(a.wideUTC, b.wideUTC), sign(a.nanosecondsOfDay, b.nanosecondsOfDay))
        case (.localDateTime(let a), .localDateTime(let b)):
            first(
                sign(a.secondsSinceEpoch, b.secondsSinceEpoch),
                sign(a.nanoseconds, b.nanoseconds))
        case (.dateTime(let a), .dateTime(let b)):
            first(
                sign(a.secondsSinceEpoch, b.secondsSinceEpoch),
                sign(a.nanoseconds, b.nanoseconds),
                sign(a.offsetSeconds, b.offsetSeconds),
                TextOrder.compare(a.zone ?? "", b.zone ?? ""))
        default: nil
        }
    }

    /// The order of durations by their length on average: negative, zero or positive.
    static func compare(_ left: DurationValue, _ right: DurationValue) -> Int {
        first(
            sign(left.averageNanoseconds, right.averageNanoseconds),
            sign(left.months, right.months), sign(left.days, right.days))
    }

    private static func sign<Number: Comparable>(_ left: Number, _ right: Number) -> Int {
        left < right ? -1 : left == right ? 0 : 1
    }

    private static func first(_ signs: Int...) -> Int {
        signs.first { $0 != 0 } ?? 0
    }
}

extension TimeValue {
    /// Nanoseconds since midnight UTC, perhaps outside the day.
    fileprivate var wideUTC: Int128 {
        Int128(nanosecondsOfDay)
            - Int128(offsetSeconds) * Int128(LocalMoment.nanosecondsPerSecond)
    }
}

extension DurationValue {
    /// The length with months of 2,629,746 seconds and days of 24 hours.
    fileprivate var averageNanoseconds: Int128 {
        let seconds =
            Int128(months) * Int128(DurationBuilder.secondsPerMonth)
            + Int128(days) * Int128(LocalMoment.secondsPerDay)
        return seconds * Int128(LocalMoment.nanosecondsPerSecond) + wideNanoseconds
    }
}
