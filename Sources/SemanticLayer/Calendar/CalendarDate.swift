/// A day of the proleptic Gregorian calendar.
///
/// Source: the day algorithms of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
public struct CalendarDate: Hashable, Sendable {
    /// Days since 1970-01-01.
    public var daysSinceEpoch: Int

    public init(daysSinceEpoch: Int) {
        self.daysSinceEpoch = daysSinceEpoch
    }

    /// A day by its numbers; `nil` when the calendar has no such day or the year is not 1…9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9_999).contains(year), (1...12).contains(month),
            (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        self.init(daysSinceEpoch: Self.ordinal(year, month, day))
    }

    /// Reads `YYYY-MM-DD`.
    public init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The number of days of a month.
    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func ordinal(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Year, month and day.
    public var components: (year: Int, month: Int, day: Int) {
        let shifted = daysSinceEpoch + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let position = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * position + 2) / 5 + 1
        let month = position + (position < 10 ? 3 : -9)
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, day)
    }

    /// The day of the week: 1 is Monday, 7 is Sunday.
    public var isoWeekday: Int {
        let remainder = (daysSinceEpoch + 3) % 7
        return (remainder < 0 ? remainder + 7 : remainder) + 1
    }

    /// The first day of the period of length `grain` that contains the day.
    public func start(of grain: TimeGrain) -> CalendarDate {
        let (year, month, _) = components
        switch grain {
        case .hour, .day: return self
        case .week: return CalendarDate(daysSinceEpoch: daysSinceEpoch - isoWeekday + 1)
        case .month: return Self.first(of: month, year)
        case .quarter: return Self.first(of: (month - 1) / 3 * 3 + 1, year)
        case .year: return Self.first(of: 1, year)
        }
    }

    /// The first day of the period `count` periods later than the one that contains the day.
    public func start(of grain: TimeGrain, offset count: Int) -> CalendarDate {
        let bounded = max(-100_000, min(100_000, count))
        let start = start(of: grain)
        switch grain {
        case .hour, .day: return CalendarDate(daysSinceEpoch: start.daysSinceEpoch + bounded)
        case .week: return CalendarDate(daysSinceEpoch: start.daysSinceEpoch + 7 * bounded)
        case .month: return start.movedByMonths(bounded)
        case .quarter: return start.movedByMonths(3 * bounded)
        case .year: return start.movedByMonths(12 * bounded)
        }
    }

    private func movedByMonths(_ count: Int) -> CalendarDate {
        let (year, month, _) = components
        let total = max(12, min(119_999, year * 12 + month - 1 + count))
        return Self.first(of: total % 12 + 1, total / 12)
    }

    private static func first(of month: Int, _ year: Int) -> CalendarDate {
        CalendarDate(daysSinceEpoch: ordinal(year, month, 1))
    }
}

extension CalendarDate: Comparable, CustomStringConvertible {
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        left.daysSinceEpoch < right.daysSinceEpoch
    }

    /// The day as `YYYY-MM-DD`.
    public var description: String {
        let (year, month, day) = components
        let yearText = String(year)
        let padding = String(repeating: "0", count: max(0, 4 - yearText.count))
        return padding + yearText + (month < 10 ? "-0" : "-") + String(month)
            + (day < 10 ? "-0" : "-") + String(day)
    }
}
