import CypherSyntax
import PropertyGraph

/// A day and a time of day without an offset: what date arithmetic works on.
struct LocalMoment: Hashable, Comparable {
    /// Days since 1970-01-01.
    var day: Int64
    /// Nanoseconds since midnight, below `nanosecondsPerDay`.
    var nanosecondsOfDay: Int64

    static let nanosecondsPerSecond: Int64 = 1_000_000_000
    static let secondsPerDay: Int64 = 86_400
    static let nanosecondsPerDay: Int64 = 86_400_000_000_000

    init(day: Int64, nanosecondsOfDay: Int64 = 0) {
        self.day = day
        self.nanosecondsOfDay = nanosecondsOfDay
    }

    /// The moment of a second since 1970-01-01T00:00 on the same clock.
    init(seconds: Int64, nanoseconds: Int32) {
        day = floorDivide(seconds, Self.secondsPerDay)
        nanosecondsOfDay =
            floorModulo(seconds, Self.secondsPerDay) * Self.nanosecondsPerSecond
            + Int64(nanoseconds)
    }

    init(_ value: LocalDateTimeValue) {
        self.init(seconds: value.secondsSinceEpoch, nanoseconds: value.nanoseconds)
    }

    /// The local side of a moment with offset.
    init(_ value: DateTimeValue) {
        // The offset is at most 18 hours, so only a foreign value can overflow; it saturates.
        let (seconds, overflow) =
            value.secondsSinceEpoch.addingReportingOverflow(Int64(value.offsetSeconds))
        self.init(
            seconds: overflow ? value.secondsSinceEpoch : seconds, nanoseconds: value.nanoseconds)
    }

    /// Seconds since 1970-01-01T00:00 on the same clock, rounded down.
    var seconds: Int64 {
        day * Self.secondsPerDay + nanosecondsOfDay / Self.nanosecondsPerSecond
    }

    /// Nanoseconds after the second.
    var nanoseconds: Int32 {
        Int32(truncatingIfNeeded: nanosecondsOfDay % Self.nanosecondsPerSecond)
    }

    /// The calendar day.
    var date: CivilDate { CivilDate(dayNumber: day) }

    /// The value without offset.
    var localDateTime: LocalDateTimeValue {
        LocalDateTimeValue(secondsSinceEpoch: seconds, nanoseconds: nanoseconds)
    }

    static func < (left: LocalMoment, right: LocalMoment) -> Bool {
        (left.day, left.nanosecondsOfDay) < (right.day, right.nanosecondsOfDay)
    }

    /// Nanoseconds since 1970-01-01T00:00 on the same clock.
    var wideNanoseconds: Int128 {
        Int128(day) * Int128(Self.nanosecondsPerDay) + Int128(nanosecondsOfDay)
    }

    /// The moment of a number of nanoseconds.
    ///
    /// - Throws: an arithmetic error when the year leaves its range.
    init(wideNanoseconds: Int128) throws(CypherError) {
        let perDay = Int128(Self.nanosecondsPerDay)
        var (day, rest) = wideNanoseconds.quotientAndRemainder(dividingBy: perDay)
        if rest < 0 {
            day -= 1
            rest += perDay
        }
        guard let number = Int64(exactly: day), CivilDate.days.contains(number) else {
            throw .temporalOverflow
        }
        self.init(day: number, nanosecondsOfDay: Int64(truncatingIfNeeded: rest))
    }

    /// The same time of day that many days later.
    ///
    /// - Throws: an arithmetic error when the year leaves its range.
    func adding(days: Int64) throws(CypherError) -> LocalMoment {
        let (sum, overflow) = day.addingReportingOverflow(days)
        guard !overflow, CivilDate.days.contains(sum) else { throw .temporalOverflow }
        return LocalMoment(day: sum, nanosecondsOfDay: nanosecondsOfDay)
    }

    /// The same time of day that many months later; the day is clamped to the month.
    ///
    /// - Throws: an arithmetic error when the year leaves its range.
    func adding(months: Int64) throws(CypherError) -> LocalMoment {
        LocalMoment(
            day: try date.adding(months: months).dayNumber, nanosecondsOfDay: nanosecondsOfDay)
    }
}
