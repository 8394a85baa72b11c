import CypherSyntax
import PropertyGraph

/// Sums and differences of temporal values and durations, and multiples of durations.
///
/// Months are added first, clamping to the month's last day, then days, then seconds. Dates take
/// whole days of the seconds; times of day ignore months and days and wrap around midnight.
///
/// Source: TCK `expressions/temporal/Temporal8`.
enum TemporalArithmetic {
    /// The sum of two durations, part by part.
    static func add(
        _ left: DurationValue,
        _ right: DurationValue
    ) throws(CypherError) -> DurationValue {
        try DurationValue(
            wideMonths: Int128(left.months) + Int128(right.months),
            days: Int128(left.days) + Int128(right.days),
            wideNanoseconds: left.wideNanoseconds + right.wideNanoseconds)
    }

    /// The duration backwards.
    static func negate(_ value: DurationValue) throws(CypherError) -> DurationValue {
        try DurationValue(
            wideMonths: -Int128(value.months), days: -Int128(value.days),
            wideNanoseconds: -value.wideNanoseconds)
    }

    /// A temporal value moved by a duration; nil when it is not a point in time.
    static func add(_ value: Value, _ duration: DurationValue) throws(CypherError) -> Value? {
        let perDay = Int128(LocalMoment.nanosecondsPerDay)
        switch value {
        case .date(let date):
            let days = Int128(duration.days) + duration.wideNanoseconds / perDay
            guard let days = Int64(exactly: days) else { throw .temporalOverflow }
            let moved = try LocalMoment(day: date.daysSinceEpoch)
                .adding(months: duration.months).adding(days: days)
            return .date(DateValue(daysSinceEpoch: moved.day))
        case .localTime(let time):
            return .localTime(
                LocalTimeValue(nanosecondsOfDay: wrap(time.nanosecondsOfDay, duration)))
        case .time(let time):
            return .time(
                TimeValue(
                    nanosecondsOfDay: wrap(time.nanosecondsOfDay, duration),
                    offsetSeconds: time.offsetSeconds))
        case .localDateTime(let moment):
            let moved = try LocalMoment(moment)
                .adding(months: duration.months).adding(days: duration.days)
            let sum = moved.wideNanoseconds + duration.wideNanoseconds
            return .localDateTime(try LocalMoment(wideNanoseconds: sum).localDateTime)
        case .dateTime(let moment):
            return .dateTime(try add(moment, duration))
        default:
            return nil
        }
    }

    private static func add(
        _ moment: DateTimeValue,
        _ duration: DurationValue
    ) throws(CypherError) -> DateTimeValue {
        let zone = moment.zone.map(TimeZoneName.named) ?? .offset(moment.offsetSeconds)
        var instant = moment
        if duration.months != 0 || duration.days != 0 {
            let moved = try LocalMoment(moment)
                .adding(months: duration.months).adding(days: duration.days)
            instant = moved.dateTime(in: zone, preferring: moment.offsetSeconds)
        }
        let sum = try LocalMoment(
            wideNanoseconds: instant.wideNanoseconds + duration.wideNanoseconds)
        let result = DateTimeValue(
            secondsSinceEpoch: sum.seconds, nanoseconds: sum.nanoseconds
        ).told(in: zone)
        guard CivilDate.days.contains(LocalMoment(result).day) else { throw .temporalOverflow }
        return result
    }

    private static func wrap(_ nanosecondsOfDay: Int64, _ duration: DurationValue) -> Int64 {
        let perDay = Int128(LocalMoment.nanosecondsPerDay)
        let rest = (Int128(nanosecondsOfDay) + duration.wideNanoseconds) % perDay
        return Int64(truncatingIfNeeded: rest < 0 ? rest + perDay : rest)
    }

    /// The duration times a number; fractions are carried to smaller units.
    static func multiply(
        _ duration: DurationValue,
        by factor: Value
    ) throws(CypherError) -> DurationValue {
        if case .integer(let factor) = factor {
            let wide = Int128(factor)
            let (nanoseconds, overflow) =
                duration.wideNanoseconds.multipliedReportingOverflow(by: wide)
            guard !overflow else { throw .temporalOverflow }
            return try DurationValue(
                wideMonths: Int128(duration.months) * wide, days: Int128(duration.days) * wide,
                wideNanoseconds: nanoseconds)
        }
        guard case .float(let factor) = factor else {
            throw .invalidOperand("A duration can only be multiplied by a number.")
        }
        return try scale(duration) { $0 * factor }
    }

    /// The duration divided by a number; fractions are carried to smaller units.
    static func divide(
        _ duration: DurationValue,
        by divisor: Value
    ) throws(CypherError) -> DurationValue {
        switch divisor {
        case .integer(0): throw .divisionByZero
        case .integer(let divisor): return try divide(duration, by: divisor)
        case .float(let divisor):
            guard divisor != 0 else { throw .divisionByZero }
            return try scale(duration) { $0 / divisor }
        default: throw .invalidOperand("A duration can only be divided by a number.")
        }
    }

    private static func divide(
        _ duration: DurationValue,
        by divisor: Int64
    ) throws(CypherError) -> DurationValue {
        var builder = DurationBuilder()
        let parts: [(Int64, DurationBuilder.Unit)] = [
            (duration.months, .months), (duration.days, .days), (duration.seconds, .seconds),
            (Int64(duration.nanoseconds), .nanoseconds),
        ]
        let wide = Int128(divisor)
        for (part, unit) in parts {
            let (whole, rest) = Int128(part).quotientAndRemainder(dividingBy: wide)
            guard let whole = Int64(exactly: whole) else { throw .temporalOverflow }
            let fraction = rest * DecimalNumber.scale / wide
            builder.add(DecimalNumber(whole: whole, fraction: fraction), unit)
        }
        return try builder.duration()
    }

    private static func scale(
        _ duration: DurationValue,
        _ operation: (Double) -> Double
    ) throws(CypherError) -> DurationValue {
        var builder = DurationBuilder()
        let parts: [(Int64, DurationBuilder.Unit)] = [
            (duration.months, .months), (duration.days, .days), (duration.seconds, .seconds),
            (Int64(duration.nanoseconds), .nanoseconds),
        ]
        for (part, unit) in parts {
            guard let number = DecimalNumber(operation(Double(part))) else {
                throw .temporalOverflow
            }
            builder.add(number, unit)
        }
        return try builder.duration()
    }
}
