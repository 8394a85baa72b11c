import CypherSyntax
import PropertyGraph

/// A day of the proleptic Gregorian calendar by year, month and day.
///
/// Years are astronomical (year 0 exists) and lie within ±999,999,999.
///
/// Source: ISO 8601; the day count follows Howard Hinnant's `days_from_civil`.
struct CivilDate: Hashable {
    /// The year, −999,999,999…999,999,999.
    var year: Int64
    /// The month, 1…12.
    var month: Int64
    /// The day of the month, 1…31.
    var day: Int64

    /// The years that temporal values may have.
    static let years: ClosedRange<Int64> = -999_999_999...999_999_999
    /// The days that temporal values may have, counted from 1970-01-01.
    static let days: ClosedRange<Int64> = -365_243_219_162...365_241_780_471

    /// The day of a number, counted from 1970-01-01; numbers that no value has are clamped.
    init(dayNumber: Int64) {
        let shifted = min(max(dayNumber, -400_000_000_000), 400_000_000_000) + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// A day that exists.
    ///
    /// - Throws: an argument error when it does not.
    init(year: Int64, month: Int64, day: Int64) throws(CypherError) {
        guard Self.years.contains(year) else { throw .outOfRange("year", Self.years) }
        guard (1...12).contains(month) else { throw .outOfRange("month", 1...12) }
        let length = Self.length(ofMonth: month, year: year)
        guard (1...length).contains(day) else { throw .outOfRange("day", 1...length) }
        self.init(clampingYear: year, month: month, day: day)
    }

    /// A day of a valid year and month, not after the month's last.
    init(clampingYear year: Int64, month: Int64, day: Int64) {
        self.year = year
        self.month = month
        self.day = min(day, Self.length(ofMonth: month, year: year))
    }

    /// The number of the day, counted from 1970-01-01.
    var dayNumber: Int64 { Self.dayNumber(year, month, day) }

    private static func dayNumber(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let marchMonth = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Whether a year has 366 days.
    static func isLeap(_ year: Int64) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The days of a month, 28…31.
    static func length(ofMonth month: Int64, year: Int64) -> Int64 {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CivilDate {
    /// The day of the week, Monday 1…7.
    var dayOfWeek: Int64 { floorModulo(dayNumber + 3, 7) + 1 }

    /// The day of the year, 1…366.
    var ordinalDay: Int64 { dayNumber - Self.dayNumber(year, 1, 1) + 1 }

    /// The quarter, 1…4.
    var quarter: Int64 { (month - 1) / 3 + 1 }

    /// The day of the quarter, 1…92.
    var dayOfQuarter: Int64 { dayNumber - Self.dayNumber(year, quarter * 3 - 2, 1) + 1 }

    /// The year that the ISO week belongs to.
    var weekYear: Int64 { CivilDate(dayNumber: dayNumber - dayOfWeek + 4).year }

    /// The ISO week, 1…53.
    var week: Int64 {
        let thursday = CivilDate(dayNumber: dayNumber - dayOfWeek + 4)
        return (thursday.ordinalDay - 1) / 7 + 1
    }

    /// How many ISO weeks a year has, 52 or 53.
    static func weeks(inYear year: Int64) -> Int64 {
        CivilDate(clampingYear: year, month: 12, day: 28).week
    }

    /// The number of the Monday of the first ISO week of a year.
    static func firstMonday(ofWeekYear year: Int64) -> Int64 {
        let fourth = CivilDate(clampingYear: year, month: 1, day: 4)
        return fourth.dayNumber - fourth.dayOfWeek + 1
    }

    /// The day that many months later, or the last of its month when there is no such day.
    ///
    /// - Throws: an arithmetic error when the year leaves its range.
    func adding(months: Int64) throws(CypherError) -> CivilDate {
        let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        let newYear = floorDivide(total, 12)
        guard !overflow, Self.years.contains(newYear) else { throw .temporalOverflow }
        return CivilDate(clampingYear: newYear, month: floorModulo(total, 12) + 1, day: day)
    }
}

/// The quotient rounded towards negative infinity; the divisor is positive.
func floorDivide(_ dividend: Int64, _ divisor: Int64) -> Int64 {
    let quotient = dividend / divisor
    return dividend % divisor < 0 ? quotient - 1 : quotient
}

/// The remainder with the sign of the positive divisor.
func floorModulo(_ dividend: Int64, _ divisor: Int64) -> Int64 {
    let remainder = dividend % divisor
    return remainder < 0 ? remainder + divisor : remainder
}
