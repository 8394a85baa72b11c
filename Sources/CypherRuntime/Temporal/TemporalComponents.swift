import CypherSyntax
package import PropertyGraph

extension Value {
    /// The component of a temporal value by name, such as `year` of a date or `days` of a
    /// duration; nil when the value is not temporal or has no such component.
    ///
    /// Components of a duration are converted within their group only: `hours` of `P1D` is 0.
    ///
    /// Source: TCK `expressions/temporal/Temporal5`.
    package func temporalComponent(_ name: String) -> Value? {
        if case .duration(let duration) = self { return duration.component(name) }
        guard let parts = TemporalParts(self) else { return nil }
        if let number = parts.dateComponent(name) ?? parts.timeComponent(name) {
            return .integer(number)
        }
        switch name {
        case "timezone":
            guard let zone = parts.zone else { return nil }
            if case .named(let text) = zone { return .string(text) }
            return parts.offset.map { .string(TemporalFormat.offset($0)) }
        case "offset": return parts.offset.map { .string(TemporalFormat.offset($0)) }
        case "offsetMinutes": return parts.offset.map { .integer(Int64($0 / 60)) }
        case "offsetSeconds": return parts.offset.map { .integer(Int64($0)) }
        default: break
        }
        guard case .dateTime(let moment) = self else { return nil }
        switch name {
        case "epochSeconds": return .integer(moment.secondsSinceEpoch)
        case "epochMillis":
            let millis = moment.wideNanoseconds / 1_000_000
            let isShort = moment.wideNanoseconds % 1_000_000 < 0
            return Int64(exactly: isShort ? millis - 1 : millis).map(Value.integer)
        default: return nil
        }
    }
}

extension TemporalParts {
    fileprivate func dateComponent(_ name: String) -> Int64? {
        guard let date else { return nil }
        return switch name {
        case "year": date.year
        case "quarter": date.quarter
        case "month": date.month
        case "week": date.week
        case "weekYear": date.weekYear
        case "day": date.day
        case "ordinalDay": date.ordinalDay
        case "weekDay", "dayOfWeek": date.dayOfWeek
        case "dayOfQuarter", "quarterDay": date.dayOfQuarter
        default: nil
        }
    }

    fileprivate func timeComponent(_ name: String) -> Int64? {
        guard let time = nanosecondsOfDay else { return nil }
        let fraction = time % LocalMoment.nanosecondsPerSecond
        let seconds = time / LocalMoment.nanosecondsPerSecond
        return switch name {
        case "hour": seconds / 3600
        case "minute": seconds / 60 % 60
        case "second": seconds % 60
        case "millisecond": fraction / 1_000_000
        case "microsecond": fraction / 1000
        case "nanosecond": fraction
        default: nil
        }
    }
}

extension DurationValue {
    fileprivate func component(_ name: String) -> Value? {
        if let number = calendarComponent(name) ?? clockComponent(name) {
            return .integer(number)
        }
        let unit: Int128? =
            switch name {
            case "milliseconds": 1_000_000
            case "microseconds": 1000
            case "nanoseconds": 1
            default: nil
            }
        guard let unit else { return nil }
        // A total beyond 64 bits has no value as an integer.
        let (quotient, rest) = wideNanoseconds.quotientAndRemainder(dividingBy: unit)
        return Int64(exactly: rest < 0 ? quotient - 1 : quotient).map(Value.integer) ?? .null
    }

    private func calendarComponent(_ name: String) -> Int64? {
        switch name {
        case "years": months / 12
        case "quarters": months / 3
        case "months": months
        case "weeks": days / 7
        case "days": days
        case "quartersOfYear": months / 3 % 4
        case "monthsOfYear": months % 12
        case "monthsOfQuarter": months % 3
        case "daysOfWeek": days % 7
        default: nil
        }
    }

    private func clockComponent(_ name: String) -> Int64? {
        switch name {
        case "hours": seconds / 3600
        case "minutes": seconds / 60
        case "seconds": seconds
        case "minutesOfHour": seconds / 60 % 60
        case "secondsOfMinute": seconds % 60
        case "millisecondsOfSecond": Int64(nanoseconds) / 1_000_000
        case "microsecondsOfSecond": Int64(nanoseconds) / 1000
        case "nanosecondsOfSecond": Int64(nanoseconds)
        default: nil
        }
    }
}
