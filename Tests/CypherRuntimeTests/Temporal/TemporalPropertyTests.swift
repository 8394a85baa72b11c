import CypherSyntax
import PropertyGraph
import TestSupport
import Testing

@testable import CypherRuntime

@Suite("Temporal values in general")
struct TemporalPropertyTests {
    static func random(_ random: inout SeededGenerator) -> Value {
        let isFar = Int.random(in: 0..<4, using: &random) == 0
        let day = Int64.random(
            in: isFar ? CivilDate.days : -60_000...60_000, using: &random)
        let fractions: [Int64] = [0, 1, 1000, 645_000_000, 999_999_999]
        let second = Int64.random(in: 0..<86_400, using: &random)
        let fraction = fractions.randomElement(using: &random) ?? 0
        let moment = LocalMoment(day: day, nanosecondsOfDay: second * 1_000_000_000 + fraction)
        let zones: [TimeZoneName] = [
            .utc, .offset(3600), .offset(-27_007), .named("Europe/Stockholm"),
            .named("America/New_York"), .named("Australia/Lord_Howe"),
        ]
        let zone = zones.randomElement(using: &random) ?? .utc
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return .date(DateValue(daysSinceEpoch: day))
        case 1: return .localTime(LocalTimeValue(nanosecondsOfDay: moment.nanosecondsOfDay))
        case 2:
            return .time(
                TimeValue(nanosecondsOfDay: moment.nanosecondsOfDay, offsetSeconds: -27_007))
        case 3: return .localDateTime(moment.localDateTime)
        case 4: return .dateTime(moment.dateTime(in: zone))
        default:
            return .duration(
                DurationValue(
                    months: Int64.random(in: -30...30, using: &random),
                    days: Int64.random(in: -400...400, using: &random),
                    seconds: Int64.random(in: -90_000...90_000, using: &random),
                    nanoseconds: Int32(truncatingIfNeeded: fraction)))
        }
    }

    @Test(arguments: UInt64(0)..<50)
    func `reading what was written gives the same value`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<40 {
            let value = Self.random(&generator)
            let text = try #require(value.scalarText)
            let type = FunctionLibrary.standard[Self.constructor(of: value)]
            let context = FunctionContext(graph: Graph(), environment: FunctionEnvironment())
            #expect(try type?.evaluate([.string(text)], context) == value, "\(text)")
        }
    }

    static func constructor(of value: Value) -> String {
        switch value {
        case .date: "date"
        case .localTime: "localtime"
        case .time: "time"
        case .localDateTime: "localdatetime"
        case .dateTime: "datetime"
        default: "duration"
        }
    }

    @Test func `days and calendar dates are one to one`() throws {
        for day in stride(from: Int64(-800_000), through: 800_000, by: 7) {
            let date = CivilDate(dayNumber: day)
            #expect(date.dayNumber == day)
            #expect(
                try CivilDate(
                    weekYear: date.weekYear, week: date.week, dayOfWeek: date.dayOfWeek) == date)
            #expect(try CivilDate(year: date.year, ordinalDay: date.ordinalDay) == date)
            #expect(
                try CivilDate(
                    year: date.year, quarter: date.quarter, dayOfQuarter: date.dayOfQuarter)
                    == date)
        }
    }

    @Test func `the range of days is that of the years`() throws {
        let first = try CivilDate(year: -999_999_999, month: 1, day: 1)
        let last = try CivilDate(year: 999_999_999, month: 12, day: 31)
        #expect(first.dayNumber == CivilDate.days.lowerBound)
        #expect(last.dayNumber == CivilDate.days.upperBound)
    }

    @Test(arguments: UInt64(0)..<30)
    func `adding the difference leads from one moment to the other`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<30 {
            let start = Int64.random(in: -60_000...60_000, using: &generator)
            let end = Int64.random(in: -60_000...60_000, using: &generator)
            let from = Value.localDateTime(
                LocalMoment(day: start, nanosecondsOfDay: 43_200_000_000_001).localDateTime)
            let to = Value.localDateTime(
                LocalMoment(day: end, nanosecondsOfDay: 1_000_000_000).localDateTime)
            for split in [DurationBetween.Split.between, .inSeconds] {
                let between = try #require(DurationBetween(from: from, to: to))
                let duration = try between.duration(split)
                #expect(try TemporalArithmetic.add(from, duration) == to)
            }
        }
    }

    @Test(arguments: UInt64(0)..<20)
    func `durations add up as integers do`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        func duration() -> DurationValue {
            DurationValue(
                months: Int64.random(in: -999...999, using: &generator),
                days: Int64.random(in: -999...999, using: &generator),
                seconds: Int64.random(in: -99_999...99_999, using: &generator),
                nanoseconds: Int32.random(in: 0..<1_000_000_000, using: &generator))
        }
        for _ in 0..<50 {
            let (a, b) = (duration(), duration())
            let sum = try TemporalArithmetic.add(a, b)
            #expect(try TemporalArithmetic.add(b, a) == sum)
            #expect(try TemporalArithmetic.add(sum, TemporalArithmetic.negate(b)) == a)
            let double = try TemporalArithmetic.multiply(a, by: 2)
            #expect(try TemporalArithmetic.add(a, a) == double)
            #expect(try TemporalArithmetic.divide(double, by: 2) == a)
        }
    }

    @Test(arguments: UInt64(0)..<60)
    func `no text makes a parser fail other than by an error`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("0123456789--::TZWQPYMDHS+.,[]/ eé\u{0}999")
        let names = ["date", "localtime", "time", "localdatetime", "datetime", "duration"]
        let context = FunctionContext(graph: Graph(), environment: FunctionEnvironment())
        for _ in 0..<200 {
            var text = ""
            if Bool.random(using: &generator) {
                text = Self.random(&generator).scalarText ?? ""
                let place = Int.random(in: 0...text.count, using: &generator)
                text =
                    String(text.prefix(place)) + String(text.suffix(max(0, text.count - place - 1)))
            }
            for _ in 0..<Int.random(in: 0..<12, using: &generator) {
                text.append(alphabet.randomElement(using: &generator) ?? "0")
            }
            for name in names {
                guard let function = FunctionLibrary.standard[name] else { continue }
                guard let value = try? function.evaluate([.string(text)], context) else {
                    continue
                }
                // What was read is a proper value: it can be written and read again.
                let again = value.scalarText.map { [Value.string($0)] } ?? []
                #expect((try? function.evaluate(again, context)) == value, "\(name) \(text)")
            }
        }
    }

    @Test func `very long texts are refused quickly`() {
        let text = String(repeating: "9", count: 1_000_000)
        #expect(throws: CypherError.self) { try evaluate("date(x)", ["x": .string(text)]) }
        #expect(throws: CypherError.self) {
            try evaluate("duration(x)", ["x": .string("P" + text + "D")])
        }
    }

    @Test func `values from a damaged store do not trap`() throws {
        let extremes: [Value] = [
            .date(DateValue(daysSinceEpoch: .max)), .date(DateValue(daysSinceEpoch: .min)),
            .localTime(LocalTimeValue(nanosecondsOfDay: .max)),
            .time(TimeValue(nanosecondsOfDay: .min, offsetSeconds: .max)),
            .localDateTime(LocalDateTimeValue(secondsSinceEpoch: .min, nanoseconds: .max)),
            .dateTime(
                DateTimeValue(
                    secondsSinceEpoch: .max, nanoseconds: .max, offsetSeconds: .min,
                    zone: "Europe/Stockholm")),
            .duration(
                DurationValue(months: .min, days: .min, seconds: .min, nanoseconds: .max)),
        ]
        let variables = ["p": Value.duration(DurationValue(months: 1, days: 1, seconds: 1))]
        for value in extremes {
            _ = value.scalarText
            for name in ["year", "week", "hour", "epochMillis", "nanoseconds", "offset"] {
                _ = value.temporalComponent(name)
            }
            var all = variables
            all["v"] = value
            for text in [
                "v + p", "v - p", "datetime(v)", "date.truncate('week', v)", "-v",
                "v / 3", "datetime.truncate('hour', v)", "time(v)",
            ] {
                _ = try? evaluate(text, all)
            }
            for other in extremes {
                all["w"] = other
                for unit in ["between", "inDays", "inMonths", "inSeconds"] {
                    _ = try? evaluate("duration.\(unit)(v, w)", all)
                }
                _ = Value.order(value, other)
                _ = value.comparison(with: other)
            }
        }
    }
}
