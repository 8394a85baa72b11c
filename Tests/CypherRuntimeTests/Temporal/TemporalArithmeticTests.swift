import CypherRuntime
import CypherSyntax
import PropertyGraph
import Testing

@Suite("Temporal arithmetic")
struct TemporalArithmeticTests {
    static let first =
        "duration({years: 12, months: 5, days: 14, hours: 16, minutes: 12, seconds: 70, "
        + "nanoseconds: 1})"
    static let second = "duration({months: 1, days: -14, hours: 16, minutes: -12, seconds: 70})"
    static let third =
        "duration({years: 12.5, months: 5.5, days: 14.5, hours: 16.5, minutes: 12.5, "
        + "seconds: 70.5, nanoseconds: 3})"

    static let sums: [(String, Value)] = [
        ("date('1984-10-11') + \(first)", "1997-03-25"),
        ("date('1984-10-11') - \(first)", "1972-04-27"),
        ("date('1984-10-11') + \(second)", "1984-10-28"),
        ("date('1984-10-11') - \(second)", "1984-09-25"),
        ("date('1984-10-11') + \(third)", "1997-10-11"),
        ("date('1984-10-11') - \(third)", "1971-10-12"),
        ("localtime('12:31:14.000000001') + \(first)", "04:44:24.000000002"),
        ("localtime('12:31:14.000000001') - \(third)", "02:33:00.499999998"),
        ("time('12:31:14.000000001+01:00') + \(second)", "04:20:24.000000001+01:00"),
        (
            "localdatetime('1984-10-11T12:31:14.000000001') + \(third)",
            "1997-10-11T22:29:27.500000004"
        ),
        (
            "datetime('1984-10-11T12:31:14.000000001+01:00') - \(third)",
            "1971-10-12T02:33:00.499999998+01:00"
        ),
        ("\(first) + date('1984-10-11')", "1997-03-25"),
        ("date('2016-01-31') + duration('P1M')", "2016-02-29"),
        ("date('2016-03-31') - duration('P1M')", "2016-02-29"),
        (
            "datetime('2017-10-28T02:30[Europe/Stockholm]') + duration('P1D')",
            "2017-10-29T02:30+02:00[Europe/Stockholm]"
        ),
        (
            "datetime('2017-10-29T02:30+02:00[Europe/Stockholm]') + duration('PT1H')",
            "2017-10-29T02:30+01:00[Europe/Stockholm]"
        ),
        (
            "datetime('2017-03-26T02:30[Europe/Stockholm]')",
            "2017-03-26T03:30+02:00[Europe/Stockholm]"
        ),
        ("\(first) + \(second)", "P12Y6MT32H2M20.000000001S"),
        ("\(first) - \(third)", "P-6M-15DT-17H-45M-3.500000002S"),
        ("\(third) + \(third)", "P25Y10M58DT67H56M27.000000006S"),
        ("\(first) * 2", "P24Y10M28DT32H26M20.000000002S"),
        ("\(first) / 2", "P6Y2M22DT13H21M8S"),
        ("\(first) * 0.5", "P6Y2M22DT13H21M8S"),
        ("\(first) / 0.5", "P24Y10M28DT32H26M20.000000002S"),
        ("-duration('P1Y2DT3.5S')", "P-1Y-2DT-3.5S"),
        ("duration({seconds: 0.1}) * 3", "PT0.3S"),
    ]

    @Test(arguments: sums)
    func `sums, differences and multiples follow the calendar`(
        text: String,
        expected: Value
    ) throws {
        #expect(try evaluate(text) == expected)
    }

    static let durations: [(String, Value)] = [
        ("duration({days: 14, hours: 16, minutes: 12})", "P14DT16H12M"),
        ("duration({months: 5, days: 1.5})", "P5M1DT12H"),
        ("duration({months: 0.75})", "P22DT19H51M49.5S"),
        ("duration({weeks: 2.5})", "P17DT12H"),
        ("duration({days: 14, seconds: 70, milliseconds: 1})", "P14DT1M10.001S"),
        ("duration({days: 14, seconds: 70, nanoseconds: -1})", "P14DT1M9.999999999S"),
        ("duration({seconds: -60, milliseconds: -1})", "PT-1M-0.001S"),
        ("duration({seconds: -2, milliseconds: 1})", "PT-1.999S"),
        ("duration({minutes: 1.5, seconds: 1})", "PT1M31S"),
        ("duration({years: 1.25, quarters: 2})", "P1Y9M"),
        ("duration('P0.75M')", "P22DT19H51M49.5S"), ("duration('PT0.75M')", "PT45S"),
        ("duration('P2.5W')", "P17DT12H"), ("duration('P5M1.5D')", "P5M1DT12H"),
        ("duration('-P1Y2DT3S')", "P-1Y-2DT-3S"), ("duration('PT-0.1S')", "PT-0.1S"),
        ("duration('P12Y5M14DT16H12M70S')", "P12Y5M14DT16H13M10S"),
        ("duration('P2012-02-02T14:37:21.545')", "P2012Y2M2DT14H37M21.545S"),
        ("duration({seconds: 70.1})", "PT1M10.1S"), ("duration('PT0S')", "PT0S"),
    ]

    @Test(arguments: durations)
    func `durations keep months, days and seconds apart`(text: String, expected: Value) throws {
        #expect(try evaluate(text) == expected)
    }

    static let differences: [(String, Value)] = [
        ("duration.between(date('1984-10-11'), date('2015-06-24'))", "P30Y8M13D"),
        ("duration.between(date('2015-06-24'), date('1984-10-11'))", "P-30Y-8M-13D"),
        (
            "duration.between(localtime('14:30'), datetime('2015-07-21T21:40:32.142+0100'))",
            "PT7H10M32.142S"
        ),
        (
            "duration.between(datetime('2014-07-21T21:40:36.143+0200'), date('2015-06-24'))",
            "P11M2DT2H19M23.857S"
        ),
        (
            "duration.inSeconds(datetime('2017-10-29T00:00[Europe/Stockholm]'), "
                + "localdatetime('2017-10-29T04:00'))", "PT5H"
        ),
        (
            "duration.inSeconds(date('2017-10-29'), "
                + "datetime('2017-10-29T04:00[Europe/Stockholm]'))", "PT5H"
        ),
        ("duration.inSeconds(localtime('12:34:54.7'), localtime('12:34:54.3'))", "PT-0.4S"),
        ("duration.inSeconds(localtime('12:34:54.7'), localtime('12:44:55.3'))", "PT10M0.6S"),
        ("duration.inSeconds(localtime('12:44:56'), localtime('12:34:55.7'))", "PT-10M-0.3S"),
        ("duration.inSeconds(localtime('12:34:56.3'), localtime('12:34:54.7'))", "PT-1.6S"),
        (
            "duration.between(date('-999999999-01-01'), date('+999999999-12-31'))",
            "P1999999998Y11M30D"
        ),
        (
            "duration.inSeconds(localdatetime('-999999999-01-01'), "
                + "localdatetime('+999999999-12-31T23:59:59'))", "PT17531639991215H59M59S"
        ),
        ("duration.inMonths(date('1984-10-11'), time('16:30+0100'))", "PT0S"),
        (
            "duration.inDays(date('1984-10-11'), localdatetime('2016-07-21T21:45:22.142'))",
            "P11606D"
        ),
        ("duration.between(null, date('2015'))", .null),
    ]

    @Test(arguments: differences)
    func `differences are split as asked`(text: String, expected: Value) throws {
        #expect(try evaluate(text) == expected)
    }

    static let overflows: [String] = [
        "date('+999999999-12-31') + duration('P1D')",
        "datetime('-999999999-01-01T00:00Z') - duration('PT1S')",
        "localdatetime('2015') + duration({days: 9223372036854775807})",
        "duration({hours: 9223372036854775807})", "duration({years: 9223372036854775807})",
        "duration({seconds: 9223372036854775807}) + duration({seconds: 1})",
        "duration({months: 9223372036854775807}) * 2", "duration({days: 1e300})",
        "duration({seconds: 9223372036854775807}) * 9223372036854775807",
        "duration('P1D') / 0", "duration('P1D') * 1e300",
        "-duration({months: -9223372036854775808})",
    ]

    @Test(arguments: overflows)
    func `results out of range are errors`(text: String) {
        #expect(throws: CypherError.self) { try evaluate(text) }
    }

    static let components: [(String, Value)] = [
        (
            "date('1984-10-11')",
            [
                "year": 1984, "quarter": 4, "month": 10, "week": 41,
                "weekYear": 1984, "day": 11, "ordinalDay": 285, "weekDay": 4, "dayOfQuarter": 11,
            ]
        ),
        (
            "date('1984-01-01')",
            [
                "year": 1984, "quarter": 1, "month": 1, "week": 52,
                "weekYear": 1983, "day": 1, "ordinalDay": 1, "weekDay": 7, "dayOfQuarter": 1,
            ]
        ),
        (
            "time('12:31:14.645876123+01:00')",
            [
                "hour": 12, "minute": 31, "second": 14,
                "millisecond": 645, "microsecond": 645_876, "nanosecond": 645_876_123,
                "timezone": "+01:00", "offset": "+01:00", "offsetMinutes": 60,
                "offsetSeconds": 3600,
            ]
        ),
        (
            "datetime('1984-11-11T12:31:14.645876123+01:00[Europe/Stockholm]')",
            [
                "timezone": "Europe/Stockholm", "offset": "+01:00", "epochSeconds": 469_020_674,
                "epochMillis": 469_020_674_645,
            ]
        ),
        (
            "duration({years: 1, months: 4, days: 10, hours: 1, minutes: 1, seconds: 1, "
                + "nanoseconds: 111111111})",
            [
                "years": 1, "quarters": 5, "months": 16, "weeks": 1, "days": 10, "hours": 1,
                "minutes": 61, "seconds": 3661, "milliseconds": 3_661_111,
                "nanoseconds": 3_661_111_111_111, "quartersOfYear": 1, "monthsOfQuarter": 1,
                "monthsOfYear": 4, "daysOfWeek": 3, "minutesOfHour": 1, "secondsOfMinute": 1,
                "millisecondsOfSecond": 111, "nanosecondsOfSecond": 111_111_111,
            ]
        ),
    ]

    @Test(arguments: components)
    func `components are as the calendar says`(text: String, expected: Value) throws {
        guard case .map(let map) = expected else { return }
        let value = try ExpressionEvaluator()(text)
        for (name, component) in map {
            #expect(value.temporalComponent(name) == component, "\(text).\(name)")
        }
        #expect(value.temporalComponent("century") == nil)
    }

    static let truncations: [(String, Value)] = [
        ("date.truncate('millennium', d, {day: 2})", "1000-01-02"),
        ("date.truncate('weekYear', d, {day: 5})", "1984-01-05"),
        ("date.truncate('week', d, {dayOfWeek: 2})", "1984-11-06"),
        ("date.truncate('quarter', d)", "1984-10-01"),
        (
            "datetime.truncate('century', d, {timezone: 'Europe/Stockholm'})",
            "1900-01-01T00:00+01:00[Europe/Stockholm]"
        ),
        (
            "datetime.truncate('millisecond', d, {nanosecond: 2})",
            "1984-11-11T12:31:14.645000002-01:00"
        ),
        ("datetime.truncate('day', date(d))", "1984-11-11T00:00Z"),
        (
            "localdatetime.truncate('microsecond', d, {nanosecond: 2})",
            "1984-11-11T12:31:14.645876002"
        ),
        ("localtime.truncate('hour', d, {nanosecond: 2})", "12:00:00.000000002"),
        ("time.truncate('day', d, {timezone: '+01:00'})", "00:00+01:00"),
        ("time.truncate('minute', d)", "12:31-01:00"),
        ("time.truncate('second', localdatetime(d), {timezone: '+01:00'})", "12:31:14+01:00"),
    ]

    @Test(arguments: truncations)
    func `truncation finds the start of the unit`(text: String, expected: Value) throws {
        let moment = try ExpressionEvaluator()("datetime('1984-11-11T12:31:14.645876123-01:00')")
        #expect(try evaluate(text, ["d": moment]) == expected)
    }
}
