internal import Foundation

/// A moment as people write it: the number of a transaction, or a time.
public enum MomentText: Hashable, Sendable {
    /// After the transaction of this number; 0 is the beginning.
    case sequence(UInt64)
    /// At this time, in nanoseconds since 1970.
    case time(Int64)

    /// Reads a number, a date (its first moment, in UTC) or a date and time in ISO 8601.
    ///
    /// - Parameter text: `42`, `2026-03-01`, `2026-03-01T12:30`, `2026-03-01T12:30:15.5Z`,
    ///   `2026-03-01 12:30+02:00`; without an offset, UTC.
    /// - Throws: `MomentError` for anything else.
    public init(_ text: String) throws(MomentError) {
        if let sequence = UInt64(text) {
            self = .sequence(sequence)
            return
        }
        guard let time = Self.nanoseconds(text) else { throw MomentError(text: text) }
        self = .time(time)
    }

    private static func nanoseconds(_ text: String) -> Int64? {
        var rest = Substring(text)
        guard let year = digits(4, &rest), take("-", &rest), let month = digits(2, &rest),
            take("-", &rest), let day = digits(2, &rest), (1...12).contains(month)
        else { return nil }
        var seconds = daysSinceEpoch(year, month, day) * 86_400
        // A day that the month does not have leads to another date.
        guard day >= 1, daysSinceEpoch(year, month, day) < daysSinceEpoch(year, month + 1, 1) else {
            return nil
        }
        var fraction: Int64 = 0
        if take("T", &rest) || take("t", &rest) || take(" ", &rest) {
            guard let time = timeOfDay(&rest), let offset = offset(&rest) else { return nil }
            seconds += time.seconds - offset
            fraction = time.nanoseconds
        }
        guard rest.isEmpty else { return nil }
        let (whole, isTooLarge) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return isTooLarge ? nil : whole + fraction
    }

    private static func timeOfDay(
        _ rest: inout Substring
    ) -> (seconds: Int64, nanoseconds: Int64)? {
        guard let hour = digits(2, &rest), hour < 24, take(":", &rest),
            let minute = digits(2, &rest), minute < 60
        else { return nil }
        var (seconds, nanoseconds) = (hour * 3_600 + minute * 60, Int64(0))
        if take(":", &rest) {
            guard let second = digits(2, &rest), second < 60 else { return nil }
            seconds += second
            if take(".", &rest) || take(",", &rest) {
                let part = rest.prefix { $0.isASCII && $0.isNumber }.prefix(9)
                guard let number = Int64(part) else { return nil }
                rest = rest.dropFirst(part.count)
                nanoseconds = number
                for _ in part.count..<9 { nanoseconds *= 10 }
            }
        }
        return (seconds, nanoseconds)
    }

    private static func offset(_ rest: inout Substring) -> Int64? {
        if rest.isEmpty || take("Z", &rest) || take("z", &rest) { return 0 }
        let isBefore = take("-", &rest)
        guard isBefore || take("+", &rest), let hours = digits(2, &rest), hours <= 18 else {
            return nil
        }
        _ = take(":", &rest)
        let minutes = rest.isEmpty ? 0 : digits(2, &rest)
        guard let minutes, minutes < 60 else { return nil }
        return (hours * 3_600 + minutes * 60) * (isBefore ? -1 : 1)
    }

    private static func digits(_ count: Int, _ rest: inout Substring) -> Int64? {
        let part = rest.prefix(count)
        guard part.count == count, part.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            return nil
        }
        rest = rest.dropFirst(count)
        return Int64(part)
    }

    private static func take(_ character: Character, _ rest: inout Substring) -> Bool {
        guard rest.first == character else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// Days since 1970-01-01 in the Gregorian calendar; month 13 is the next January.
    private static func daysSinceEpoch(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = year * 12 + month - 3
        let (year, month) = (shifted / 12, shifted % 12)
        return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1
            - 719_468
    }
}

/// A text that is no moment.
public struct MomentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text.
    public let text: String

    /// An error about a text.
    public init(text: String) {
        self.text = text
    }

    public var description: String {
        "`\(text)` is no moment. Give the number of a change, a date (2026-03-01) or a time "
            + "(2026-03-01T12:30:00Z)."
    }
}
