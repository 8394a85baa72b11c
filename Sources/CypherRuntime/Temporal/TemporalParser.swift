import CypherSyntax
import PropertyGraph

/// Reads dates, times and moments in the formats of ISO 8601 that openCypher names.
///
/// Source: openCypher CIP2015-08-06 "Date and time"; TCK `expressions/temporal/Temporal2`.
enum TemporalParser {
    /// Reads a date: `2015-07-21`, `20150721`, `2015-07`, `2015-W30-2`, `2015-Q2-60`, `2015-202`,
    /// `2015`, without hyphens too, and `±` with up to nine digits for other years.
    static func date(_ text: String) throws(CypherError) -> DateValue {
        var scanner = TemporalScanner(text)
        guard let date = try scanDate(&scanner), scanner.isAtEnd else {
            throw .unparsable(as: "date", example: "2015-07-21")
        }
        return DateValue(daysSinceEpoch: date.dayNumber)
    }

    /// Reads a time of day: `21:40:32.142`, `214032.142`, `21:40`, `2140`, `21`.
    static func localTime(_ text: String) throws(CypherError) -> LocalTimeValue {
        var scanner = TemporalScanner(text)
        guard let time = scanTime(&scanner), scanner.isAtEnd else {
            throw .unparsable(as: "local time", example: "21:40:32.142")
        }
        return LocalTimeValue(nanosecondsOfDay: time)
    }

    /// Reads a time of day with an offset; without one, the default zone's.
    static func time(
        _ text: String,
        defaultOffset: () -> Int32
    ) throws(CypherError) -> TimeValue {
        var scanner = TemporalScanner(text)
        guard let time = scanTime(&scanner) else {
            throw .unparsable(as: "time", example: "21:40:32.142+01:00")
        }
        let offset = scanner.scanOffset() ?? defaultOffset()
        guard scanner.isAtEnd else { throw .unparsable(as: "time", example: "21:40:32.142+01:00") }
        return TimeValue(nanosecondsOfDay: time, offsetSeconds: offset)
    }

    /// Reads a date, optionally with `T` and a time.
    static func localDateTime(_ text: String) throws(CypherError) -> LocalDateTimeValue {
        var scanner = TemporalScanner(text)
        guard let moment = try scanMoment(&scanner), scanner.isAtEnd else {
            throw .unparsable(as: "local date and time", example: "2015-07-21T21:40:32")
        }
        return moment.localDateTime
    }

    /// Reads a date, optionally with `T` and a time, an offset and `[zone]`.
    ///
    /// An offset that the zone does not have at that moment is replaced by the one it has.
    static func dateTime(
        _ text: String,
        defaultZone: TimeZoneName
    ) throws(CypherError) -> DateTimeValue {
        var scanner = TemporalScanner(text)
        guard let moment = try scanMoment(&scanner) else {
            throw .unparsable(
                as: "date and time", example: "2015-07-21T21:40:32+02:00[Europe/Stockholm]")
        }
        let offset = scanner.scanOffset()
        let name = scanner.scanZoneName()
        guard scanner.isAtEnd else {
            throw .unparsable(
                as: "date and time", example: "2015-07-21T21:40:32+02:00[Europe/Stockholm]")
        }
        guard let name else {
            return moment.dateTime(in: offset.map(TimeZoneName.offset) ?? defaultZone)
        }
        return moment.dateTime(in: try TimeZoneName(parsing: name), preferring: offset)
    }

    private static func scanMoment(
        _ scanner: inout TemporalScanner
    ) throws(CypherError) -> LocalMoment? {
        guard let date = try scanDate(&scanner) else { return nil }
        guard scanner.scan("T") else { return LocalMoment(day: date.dayNumber) }
        guard let time = scanTime(&scanner) else { return nil }
        return LocalMoment(day: date.dayNumber, nanosecondsOfDay: time)
    }
}

extension TemporalParser {
    /// Passes a date; nil when the text does not start with one.
    ///
    /// - Throws: an argument error when it has the form of a date but there is no such day.
    private static func scanDate(
        _ scanner: inout TemporalScanner
    ) throws(CypherError) -> CivilDate? {
        let isNegative = scanner.next == 0x2D
        let isSigned = scanner.scan("+") || scanner.scan("-")
        let run = scanner.digitCount
        if isSigned {
            guard let magnitude = scanner.scanNumber(digits: run) else { return nil }
            return try scanRest(&scanner, year: isNegative ? -magnitude : magnitude)
        }
        guard let year = scanner.scanNumber(digits: 4) else { return nil }
        switch run {
        case 4: return try scanRest(&scanner, year: year)
        case 6:
            guard let month = scanner.scanNumber(digits: 2) else { return nil }
            return try CivilDate(year: year, month: month, day: 1)
        case 7:
            guard let day = scanner.scanNumber(digits: 3) else { return nil }
            return try CivilDate(year: year, ordinalDay: day)
        case 8:
            guard let month = scanner.scanNumber(digits: 2),
                let day = scanner.scanNumber(digits: 2)
            else { return nil }
            return try CivilDate(year: year, month: month, day: day)
        default: return nil
        }
    }

    /// Passes what may follow a year.
    private static func scanRest(
        _ scanner: inout TemporalScanner,
        year: Int64
    ) throws(CypherError) -> CivilDate? {
        let isExtended = scanner.scan("-")
        if scanner.scan("W") {
            return try scanWeek(&scanner, year: year, isExtended: isExtended)
        }
        if scanner.scan("Q") {
            return try scanQuarter(&scanner, year: year, isExtended: isExtended)
        }
        guard isExtended else { return try CivilDate(year: year, month: 1, day: 1) }
        if let day = scanner.scanWholeNumber(digits: 3) {
            return try CivilDate(year: year, ordinalDay: day)
        }
        guard let month = scanner.scanWholeNumber(digits: 2) else { return nil }
        guard scanner.scan("-") else { return try CivilDate(year: year, month: month, day: 1) }
        guard let day = scanner.scanWholeNumber(digits: 2) else { return nil }
        return try CivilDate(year: year, month: month, day: day)
    }

    private static func scanWeek(
        _ scanner: inout TemporalScanner,
        year: Int64,
        isExtended: Bool
    ) throws(CypherError) -> CivilDate? {
        guard let week = scanner.scanNumber(digits: 2) else { return nil }
        var day: Int64 = 1
        if isExtended ? scanner.scan("-") : scanner.digitCount > 0 {
            guard let number = scanner.scanWholeNumber(digits: 1) else { return nil }
            day = number
        }
        return try CivilDate(weekYear: year, week: week, dayOfWeek: day)
    }

    private static func scanQuarter(
        _ scanner: inout TemporalScanner,
        year: Int64,
        isExtended: Bool
    ) throws(CypherError) -> CivilDate? {
        guard let quarter = scanner.scanNumber(digits: 1) else { return nil }
        var day: Int64 = 1
        if isExtended ? scanner.scan("-") : scanner.digitCount > 0 {
            guard let number = scanner.scanWholeNumber(digits: 2) else { return nil }
            day = number
        }
        return try CivilDate(year: year, quarter: quarter, dayOfQuarter: day)
    }

    /// Passes a time of day; nil when the text does not start with one or it does not exist.
    private static func scanTime(_ scanner: inout TemporalScanner) -> Int64? {
        let run = scanner.digitCount
        guard run == 2 || run == 4 || run == 6, let hour = scanner.scanNumber(digits: 2),
            hour < 24
        else { return nil }
        var minute: Int64 = 0
        var second: Int64? = nil
        if run == 2 {
            if scanner.scan(":") {
                guard let number = scanner.scanWholeNumber(digits: 2) else { return nil }
                minute = number
                if scanner.scan(":") {
                    guard let number = scanner.scanWholeNumber(digits: 2) else { return nil }
                    second = number
                }
            }
        } else {
            minute = scanner.scanNumber(digits: 2) ?? 0
            if run == 6 { second = scanner.scanNumber(digits: 2) }
        }
        guard minute < 60, second ?? 0 < 60 else { return nil }
        let fraction = second == nil ? 0 : scanner.scanFraction() ?? 0
        let seconds = hour * 3600 + minute * 60 + (second ?? 0)
        return seconds * LocalMoment.nanosecondsPerSecond + fraction
    }
}

extension CivilDate {
    /// A day by its number in the year.
    ///
    /// - Throws: an argument error when the year has no such day.
    init(year: Int64, ordinalDay: Int64) throws(CypherError) {
        let first = try CivilDate(year: year, month: 1, day: 1)
        let length: Int64 = Self.isLeap(year) ? 366 : 365
        guard (1...length).contains(ordinalDay) else {
            throw .outOfRange("ordinalDay", 1...length)
        }
        self.init(dayNumber: first.dayNumber + ordinalDay - 1)
    }

    /// A day by its ISO week.
    ///
    /// - Throws: an argument error when the year has no such week or the week no such day.
    init(weekYear: Int64, week: Int64, dayOfWeek: Int64) throws(CypherError) {
        guard Self.years.contains(weekYear) else {
            throw .outOfRange("year", Self.years)
        }
        let weeks = Self.weeks(inYear: weekYear)
        guard (1...weeks).contains(week) else { throw .outOfRange("week", 1...weeks) }
        guard (1...7).contains(dayOfWeek) else {
            throw .outOfRange("dayOfWeek", 1...7)
        }
        let number = Self.firstMonday(ofWeekYear: weekYear) + (week - 1) * 7 + dayOfWeek - 1
        guard Self.days.contains(number) else { throw .temporalOverflow }
        self.init(dayNumber: number)
    }

    /// A day by its number in a quarter.
    ///
    /// - Throws: an argument error when the quarter has no such day.
    init(year: Int64, quarter: Int64, dayOfQuarter: Int64) throws(CypherError) {
        guard (1...4).contains(quarter) else { throw .outOfRange("quarter", 1...4) }
        let first = try CivilDate(year: year, month: quarter * 3 - 2, day: 1)
        let length =
            (first.month...first.month + 2).reduce(Int64(0)) {
                $0 + Self.length(ofMonth: $1, year: year)
            }
        guard (1...length).contains(dayOfQuarter) else {
            throw .outOfRange("dayOfQuarter", 1...length)
        }
        self.init(dayNumber: first.dayNumber + dayOfQuarter - 1)
    }
}

extension LocalMoment {
    /// The instant at which a zone's clocks show this moment.
    func dateTime(in zone: TimeZoneName, preferring offset: Int32? = nil) -> DateTimeValue {
        let local = seconds
        let found = zone.offset(atLocalSecond: local, preferring: offset)
        let instant = local &- Int64(found)
        var name: String?
        if case .named(let text) = zone { name = text }
        // Within a gap the clock's reading does not exist; the offset after it is in force.
        return DateTimeValue(
            secondsSinceEpoch: instant, nanoseconds: nanoseconds,
            offsetSeconds: zone.offset(atSecond: instant), zone: name)
    }
}
