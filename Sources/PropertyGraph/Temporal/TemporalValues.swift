/// A calendar date without a time, in the proleptic Gregorian calendar.
public struct DateValue: Hashable, Sendable {
    /// Days since 1970-01-01; negative before.
    public var daysSinceEpoch: Int64

    /// A date by its distance from 1970-01-01.
    public init(daysSinceEpoch: Int64) {
        self.daysSinceEpoch = daysSinceEpoch
    }
}

/// A time of day without a date or an offset.
public struct LocalTimeValue: Hashable, Sendable {
    /// Nanoseconds since midnight, 0 ..< 86,400,000,000,000.
    public var nanosecondsOfDay: Int64

    /// A time by its distance from midnight.
    public init(nanosecondsOfDay: Int64) {
        self.nanosecondsOfDay = nanosecondsOfDay
    }
}

/// A time of day with an offset from UTC.
public struct TimeValue: Hashable, Sendable {
    /// Nanoseconds since the local midnight, 0 ..< 86,400,000,000,000.
    public var nanosecondsOfDay: Int64
    /// Seconds that local time is ahead of UTC.
    public var offsetSeconds: Int32

    /// A local time and how far it is ahead of UTC.
    public init(nanosecondsOfDay: Int64, offsetSeconds: Int32) {
        self.nanosecondsOfDay = nanosecondsOfDay
        self.offsetSeconds = offsetSeconds
    }
}

/// A date and time of day without an offset.
public struct LocalDateTimeValue: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00, reading the local clock as if it were UTC.
    public var secondsSinceEpoch: Int64
    /// The part of a second, 0 ..< 1,000,000,000.
    public var nanoseconds: Int32

    /// A local moment by its distance from the epoch.
    public init(secondsSinceEpoch: Int64, nanoseconds: Int32 = 0) {
        self.secondsSinceEpoch = secondsSinceEpoch
        self.nanoseconds = nanoseconds
    }
}

/// An instant with the offset, and where known the zone, in which it is told.
public struct DateTimeValue: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public var secondsSinceEpoch: Int64
    /// The part of a second, 0 ..< 1,000,000,000.
    public var nanoseconds: Int32
    /// Seconds that local time is ahead of UTC at this instant.
    public var offsetSeconds: Int32
    /// The IANA identifier of the zone (`Europe/Stockholm`), if one was given.
    public var zone: String?

    /// An instant told with an offset and perhaps a zone.
    public init(
        secondsSinceEpoch: Int64,
        nanoseconds: Int32 = 0,
        offsetSeconds: Int32 = 0,
        zone: String? = nil
    ) {
        self.secondsSinceEpoch = secondsSinceEpoch
        self.nanoseconds = nanoseconds
        self.offsetSeconds = offsetSeconds
        self.zone = zone
    }
}

/// A length of time whose months, days and seconds are kept apart.
public struct DurationValue: Hashable, Sendable {
    /// Whole months; negative for the past.
    public var months: Int64
    /// Whole days.
    public var days: Int64
    /// Whole seconds.
    public var seconds: Int64
    /// The part of a second, 0 ..< 1,000,000,000.
    public var nanoseconds: Int32

    /// A duration from its four parts.
    public init(months: Int64 = 0, days: Int64 = 0, seconds: Int64 = 0, nanoseconds: Int32 = 0) {
        self.months = months
        self.days = days
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }
}
