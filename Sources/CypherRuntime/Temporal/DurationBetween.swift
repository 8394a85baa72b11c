import CypherSyntax
import PropertyGraph

/// The duration from one temporal value to another.
///
/// What one of the two lacks is taken from the other: the date, the zone; a missing time is
/// midnight. So a local time and a moment are compared on the moment's day.
///
/// Source: TCK `expressions/temporal/Temporal10`.
struct DurationBetween {
    /// Into which units the difference is split.
    enum Split {
        /// Months, then days, then seconds.
        case between
        /// Whole months, the rest dropped.
        case inMonths
        /// Whole days, the rest dropped.
        case inDays
        /// Seconds and nanoseconds.
        case inSeconds
    }

    private let start: LocalMoment
    private let end: LocalMoment
    /// The zone on whose clock both are told; nil without one.
    private let zone: TimeZoneName?
    private let startInstant: Int128
    private let endInstant: Int128
    private let hasDate: Bool

    /// Prepares the two ends; nil when one of them is not a point in time.
    init?(from first: Value, to second: Value) {
        guard var from = TemporalParts(first), var to = TemporalParts(second) else { return nil }
        hasDate = from.day != nil || to.day != nil
        from.complete(with: to)
        to.complete(with: from)
        let fromMoment = LocalMoment(
            day: from.day ?? 0, nanosecondsOfDay: from.nanosecondsOfDay ?? 0)
        let toMoment = LocalMoment(day: to.day ?? 0, nanosecondsOfDay: to.nanosecondsOfDay ?? 0)
        guard let zone = from.zone, let toZone = to.zone else {
            zone = nil
            start = fromMoment
            end = toMoment
            startInstant = fromMoment.wideNanoseconds
            endInstant = toMoment.wideNanoseconds
            return
        }
        self.zone = zone
        let begin = fromMoment.dateTime(in: zone, preferring: from.offset)
        let finish = toMoment.dateTime(in: toZone, preferring: to.offset)
        start = LocalMoment(begin)
        end = LocalMoment(finish.told(in: zone))
        startInstant = begin.wideNanoseconds
        endInstant = finish.wideNanoseconds
    }

    /// The difference in the given units.
    ///
    /// - Throws: an arithmetic error when it is out of range.
    func duration(_ split: Split) throws(CypherError) -> DurationValue {
        switch split {
        case .inSeconds:
            return try DurationValue(
                wideMonths: 0, days: 0, wideNanoseconds: endInstant - startInstant)
        case .inMonths:
            return DurationValue(months: hasDate ? months(from: start) : 0)
        case .inDays:
            return DurationValue(days: hasDate ? days(from: start) : 0)
        case .between:
            guard hasDate else { return try duration(.inSeconds) }
            let months = months(from: start)
            let afterMonths = try start.adding(months: months)
            let days = days(from: afterMonths)
            let afterDays = try afterMonths.adding(days: days)
            return try DurationValue(
                wideMonths: Int128(months), days: Int128(days),
                wideNanoseconds: remainder(after: afterDays))
        }
    }

    private func remainder(after moment: LocalMoment) -> Int128 {
        if moment == start { return endInstant - startInstant }
        guard let zone else { return endInstant - moment.wideNanoseconds }
        return endInstant - moment.dateTime(in: zone).wideNanoseconds
    }

    /// Whole months from a moment to the end.
    private func months(from moment: LocalMoment) -> Int64 {
        let first = moment.date
        let last = CivilDate(dayNumber: moment.day + days(from: moment))
        let difference =
            (last.year * 12 + last.month) * 32 + last.day
            - ((first.year * 12 + first.month) * 32 + first.day)
        return difference / 32
    }

    /// Whole days from a moment to the end.
    private func days(from moment: LocalMoment) -> Int64 {
        let days = end.day - moment.day
        if days > 0, end.nanosecondsOfDay < moment.nanosecondsOfDay { return days - 1 }
        if days < 0, end.nanosecondsOfDay > moment.nanosecondsOfDay { return days + 1 }
        return days
    }
}

extension TemporalParts {
    /// Takes the day, the zone and then midnight where this value has none.
    fileprivate mutating func complete(with other: TemporalParts) {
        day = day ?? other.day
        nanosecondsOfDay = nanosecondsOfDay ?? 0
        if zone == nil {
            zone = other.zone
            // A named zone's offset may differ on this value's day.
            if case .offset(let fixed)? = other.zone { offset = fixed }
        }
    }
}

extension DateTimeValue {
    /// Nanoseconds since 1970-01-01T00:00Z.
    var wideNanoseconds: Int128 {
        Int128(secondsSinceEpoch) * Int128(LocalMoment.nanosecondsPerSecond)
            + Int128(nanoseconds)
    }
}
