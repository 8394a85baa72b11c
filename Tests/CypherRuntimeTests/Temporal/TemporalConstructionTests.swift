import CypherRuntime
import CypherSyntax
import PropertyGraph
import Testing

@Suite("Temporal values from maps, texts and other values")
struct TemporalConstructionTests {
    static let maps: [(String, Value)] = [
        ("date({year: 1984, month: 10, day: 11})", "1984-10-11"),
        ("date({year: 1984, month: 10})", "1984-10-01"),
        ("date({year: 1984, week: 10, dayOfWeek: 3})", "1984-03-07"),
        ("date({year: 1984, week: 10})", "1984-03-05"),
        ("date({year: 1984})", "1984-01-01"),
        ("date({year: 1984, ordinalDay: 202})", "1984-07-20"),
        ("date({year: 1984, quarter: 3, dayOfQuarter: 45})", "1984-08-14"),
        ("date({year: 1984, quarter: 3})", "1984-07-01"),
        ("date({year: 1818, week: 53})", "1818-12-28"),
        ("date({date: date('1816-12-30'), week: 2, dayOfWeek: 3})", "1817-01-08"),
        ("date({date: date('1816-12-31'), year: 1817, week: 2})", "1817-01-07"),
        (
            "localtime({hour: 12, minute: 31, second: 14, nanosecond: 789, "
                + "millisecond: 123, microsecond: 456})", "12:31:14.123456789"
        ),
        ("localtime({hour: 12, minute: 31, second: 14, microsecond: 645876})", "12:31:14.645876"),
        ("localtime({hour: 12})", "12:00"),
        (
            "time({hour: 12, minute: 31, second: 14, nanosecond: 645876123, timezone: '+01:00'})",
            "12:31:14.645876123+01:00"
        ),
        ("time({hour: 12, minute: 31})", "12:31Z"),
        ("time({hour: 12, minute: 34, second: 56, timezone: '-02:05:07'})", "12:34:56-02:05:07"),
        (
            "localdatetime({year: 1984, quarter: 3, dayOfQuarter: 45, hour: 12})",
            "1984-08-14T12:00"
        ),
        (
            "datetime({year: 1984, month: 10, day: 11, hour: 12, timezone: 'Europe/Stockholm'})",
            "1984-10-11T12:00+01:00[Europe/Stockholm]"
        ),
        (
            "datetime({year: 1984, ordinalDay: 202, timezone: 'Europe/Stockholm'})",
            "1984-07-20T00:00+02:00[Europe/Stockholm]"
        ),
        ("datetime({year: 1984})", "1984-01-01T00:00Z"),
        ("datetime({epochSeconds: 416779, nanosecond: 1})", "1970-01-05T19:46:19.000000001Z"),
        ("datetime({epochMillis: -1})", "1969-12-31T23:59:59.999Z"),
        ("datetime.fromepoch(416779, 999999999)", "1970-01-05T19:46:19.999999999Z"),
        ("datetime.fromEpochMillis(237821673987)", "1977-07-15T13:34:33.987Z"),
    ]

    @Test(arguments: maps)
    func `a map gives the value its components say`(text: String, expected: Value) throws {
        #expect(try evaluate(text) == expected)
    }

    static let texts: [(String, Value)] = [
        ("date('2015-07-21')", "2015-07-21"), ("date('20150721')", "2015-07-21"),
        ("date('2015-07')", "2015-07-01"), ("date('201507')", "2015-07-01"),
        ("date('2015-W30-2')", "2015-07-21"), ("date('2015W302')", "2015-07-21"),
        ("date('2015-W30')", "2015-07-20"), ("date('2015W30')", "2015-07-20"),
        ("date('2015-202')", "2015-07-21"), ("date('2015202')", "2015-07-21"),
        ("date('2015-Q2-60')", "2015-05-30"), ("date('2015')", "2015-01-01"),
        ("date('-0001-12-31')", "-0001-12-31"), ("date('+12345-01-02')", "+12345-01-02"),
        ("date('0000')", "0000-01-01"),
        ("localtime('214032.142')", "21:40:32.142"), ("localtime('2140')", "21:40"),
        ("localtime('21')", "21:00"), ("localtime('21:40:32,5')", "21:40:32.5"),
        ("time('21:40:32.142+0100')", "21:40:32.142+01:00"),
        ("time('21:40:32.142Z')", "21:40:32.142Z"), ("time('214032-0100')", "21:40:32-01:00"),
        ("time('21:40-01:30')", "21:40-01:30"), ("time('2140-00:00')", "21:40Z"),
        ("time('2140-02')", "21:40-02:00"), ("time('22+18:00')", "22:00+18:00"),
        ("time('22')", "22:00Z"),
        ("localdatetime('2015-W30-2T214032.142')", "2015-07-21T21:40:32.142"),
        ("localdatetime('2015202T21')", "2015-07-21T21:00"),
        ("localdatetime('2015-07-21')", "2015-07-21T00:00"),
        ("datetime('2015-07-21T21:40:32.142+0100')", "2015-07-21T21:40:32.142+01:00"),
        ("datetime('2015-W30-2T214032.142Z')", "2015-07-21T21:40:32.142Z"),
        ("datetime('2015T214032-0100')", "2015-01-01T21:40:32-01:00"),
        ("datetime('20150721T21:40-01:30')", "2015-07-21T21:40-01:30"),
        ("datetime('2015-W30T2140-00:00')", "2015-07-20T21:40Z"),
        ("datetime('2015202T21+18:00')", "2015-07-21T21:00+18:00"),
        (
            "datetime('2015-07-21T21:40:32.142+02:00[Europe/Stockholm]')",
            "2015-07-21T21:40:32.142+02:00[Europe/Stockholm]"
        ),
        (
            "datetime('2015-07-21T21:40:32.142+0845[Australia/Eucla]')",
            "2015-07-21T21:40:32.142+08:45[Australia/Eucla]"
        ),
        (
            "datetime('2015-07-21T21:40:32.142-04[America/New_York]')",
            "2015-07-21T21:40:32.142-04:00[America/New_York]"
        ),
        (
            "datetime('2015-07-21T21:40:32.142[Europe/London]')",
            "2015-07-21T21:40:32.142+01:00[Europe/London]"
        ),
        (
            "datetime('1818-07-21T21:40:32.142[Europe/Stockholm]')",
            "1818-07-21T21:40:32.142+00:53:28[Europe/Stockholm]"
        ),
    ]

    @Test(arguments: texts)
    func `every ISO 8601 format is read`(text: String, expected: Value) throws {
        #expect(try evaluate(text) == expected)
    }

    static let selections: [(String, Value)] = [
        ("date({date: other, year: 28})", "0028-11-11"),
        ("date({date: other, day: 28})", "1984-11-28"),
        ("date({date: other, week: 1})", "1984-01-08"),
        ("date({date: other, ordinalDay: 28})", "1984-01-28"),
        ("date({date: other, quarter: 3})", "1984-08-11"),
        ("date(other)", "1984-11-11"),
        ("localtime(other)", "12:31:14.645876123"),
        ("localtime({time: other, second: 42})", "12:31:42.645876123"),
        ("time(other)", "12:31:14.645876123+01:00"),
        ("time({time: other, timezone: '+05:00'})", "16:31:14.645876123+05:00"),
        ("time({time: other, second: 42, timezone: '+05:00'})", "16:31:42.645876123+05:00"),
        ("time({time: localtime(other), timezone: '+05:00'})", "12:31:14.645876123+05:00"),
        ("time({time: localdatetime(other)})", "12:31:14.645876123Z"),
        ("localdatetime({date: other, hour: 10})", "1984-11-11T10:00"),
        (
            "localdatetime({datetime: other, day: 28, second: 42})",
            "1984-11-28T12:31:42.645876123"
        ),
        ("datetime({date: other, hour: 10, minute: 10, second: 10})", "1984-11-11T10:10:10Z"),
        (
            "datetime({date: other, day: 28, hour: 10, timezone: 'Pacific/Honolulu'})",
            "1984-11-28T10:00-10:00[Pacific/Honolulu]"
        ),
        (
            "datetime({year: 1984, month: 10, day: 11, time: other})",
            "1984-10-11T12:31:14.645876123+01:00[Europe/Stockholm]"
        ),
        (
            "datetime({year: 1984, month: 10, day: 11, time: other, timezone: '+05:00'})",
            "1984-10-11T16:31:14.645876123+05:00"
        ),
        (
            "datetime({year: 1984, month: 10, day: 11, time: other, second: 42, "
                + "timezone: 'Pacific/Honolulu'})",
            "1984-10-11T01:31:42.645876123-10:00[Pacific/Honolulu]"
        ),
        (
            "datetime({datetime: other, timezone: 'Pacific/Honolulu'})",
            "1984-11-11T01:31:14.645876123-10:00[Pacific/Honolulu]"
        ),
        (
            "datetime({datetime: localdatetime(other), timezone: 'Pacific/Honolulu'})",
            "1984-11-11T12:31:14.645876123-10:00[Pacific/Honolulu]"
        ),
        ("datetime(localdatetime(other))", "1984-11-11T12:31:14.645876123Z"),
    ]

    @Test(arguments: selections)
    func `a value takes parts of another`(text: String, expected: Value) throws {
        let moment = try ExpressionEvaluator()(
            "datetime('1984-11-11T12:31:14.645876123+01:00[Europe/Stockholm]')")
        #expect(try evaluate(text, ["other": moment]) == expected)
    }

    static let failures: [String] = [
        "date({month: 1})", "date({year: 2015, day: 1})", "date({year: 2015, month: 13})",
        "date({year: 2015, month: 2, day: 29})", "date({year: 2015, week: 54})",
        "date({year: 2015, month: 1, week: 3})", "date({year: 1000000000})",
        "date({year: 2015, hour: 3})", "date({years: 2015})", "date('2015-02-30')",
        "date('2015-7-1')", "date('')", "date('+')", "date('99999999999999999999')",
        "localtime('24:00')", "localtime('12:60')", "localtime('12:00Z')",
        "localtime({minute: 3})", "localtime({hour: 3, second: 4})",
        "localtime({hour: 3, minute: 1, second: 4, millisecond: 5, microsecond: 1000})",
        "time('12:00+19:00')", "datetime('2015-07-21T21:40:32[Nowhere/Town]')",
        "datetime({year: 2015, timezone: 'GMT+1'})", "localtime(date('2015'))",
        "date(localtime('12:00'))", "duration('')", "duration('P')", "duration('PT')",
        "duration('P1D1Y')", "duration({day: 1})", "datetime.fromepoch(9223372036854775807, 0)",
        "date.truncate('fortnight', date('2015'))", "date.truncate('hour', date('2015'))",
    ]

    @Test(arguments: failures)
    func `what is not a temporal value is an error`(text: String) {
        #expect(throws: CypherError.self) { try evaluate(text) }
    }

    @Test func `an error names a component that is nearly right`() {
        let error = #expect(throws: CypherError.self) { try evaluate("date({yaer: 2015})") }
        #expect(error?.hint == "Did you mean `year`?")
    }

    @Test(arguments: [
        "date", "date.transaction", "date.statement", "date.realtime", "localtime", "time",
        "localdatetime", "datetime", "datetime.transaction", "datetime.realtime", "duration",
    ])
    func `null gives null`(function: String) throws {
        #expect(try evaluate("\(function)(null)") == .null)
    }
}
