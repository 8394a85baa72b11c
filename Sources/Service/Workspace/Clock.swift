public import Foundation
public import PropertyGraph
public import SemanticLayer

/// The moment at which something is done, in the forms that the parts need.
public struct Moment: Sendable {
    /// The instant.
    public let date: Date

    /// The present moment.
    public static func now() -> Moment {
        Moment(Date())
    }

    /// A given moment.
    public init(_ date: Date) {
        self.date = date
    }

    /// Nanoseconds since 1970, as commits note them.
    public var nanoseconds: Int64 {
        Int64(exactly: (date.timeIntervalSince1970 * 1_000_000).rounded())?
            .multipliedReportingOverflow(by: 1_000).partialValue ?? 0
    }

    /// A commit's time in ISO 8601, in UTC, to the microsecond.
    static func text(nanoseconds: Int64) -> String {
        let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let (second, part) = rest < 0 ? (seconds - 1, rest + 1_000_000_000) : (seconds, rest)
        let date = Date(timeIntervalSince1970: TimeInterval(second)).formatted(.iso8601)
        let fraction = String(part / 1_000 + 1_000_000).dropFirst()
        return "\(date.dropLast()).\(fraction)Z"
    }

    /// The moment as a value of the graph, in UTC.
    public var value: DateTimeValue {
        let seconds = date.timeIntervalSince1970.rounded(.down)
        let fraction = date.timeIntervalSince1970 - seconds
        return DateTimeValue(
            secondsSinceEpoch: Int64(exactly: seconds) ?? 0,
            nanoseconds: Int32(fraction * 1_000_000) * 1_000
        )
    }

    /// The day in UTC.
    public var day: CalendarDate {
        CalendarDate(daysSinceEpoch: Int((date.timeIntervalSince1970 / 86_400).rounded(.down)))
    }

    /// The moment in ISO 8601, to the second, in UTC.
    public var iso8601: String {
        date.formatted(.iso8601)
    }
}
