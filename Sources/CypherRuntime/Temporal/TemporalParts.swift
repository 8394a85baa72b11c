import PropertyGraph

/// A temporal value taken apart: any of a day, a time of day and a zone.
struct TemporalParts {
    /// Days since 1970-01-01, on the value's own clock.
    var day: Int64?
    /// Nanoseconds since midnight, on the value's own clock.
    var nanosecondsOfDay: Int64?
    /// The offset or zone in which the value is told.
    var zone: TimeZoneName?
    /// The offset in force.
    var offset: Int32?

    /// The parts of a date, time or moment; nil for any other value, durations included.
    init?(_ value: Value) {
        switch value {
        case .date(let date):
            day = date.daysSinceEpoch
        case .localTime(let time):
            nanosecondsOfDay = time.nanosecondsOfDay
        case .time(let time):
            nanosecondsOfDay = time.nanosecondsOfDay
            zone = .offset(time.offsetSeconds)
            offset = time.offsetSeconds
        case .localDateTime(let moment):
            let local = LocalMoment(moment)
            day = local.day
            nanosecondsOfDay = local.nanosecondsOfDay
        case .dateTime(let moment):
            let local = LocalMoment(moment)
            day = local.day
            nanosecondsOfDay = local.nanosecondsOfDay
            zone = moment.zone.map(TimeZoneName.named) ?? .offset(moment.offsetSeconds)
            offset = moment.offsetSeconds
        default:
            return nil
        }
        // A value from a damaged store must not make arithmetic overflow.
        day = day.map { min(max($0, CivilDate.days.lowerBound), CivilDate.days.upperBound) }
        nanosecondsOfDay = nanosecondsOfDay.map {
            min(max($0, 0), LocalMoment.nanosecondsPerDay - 1)
        }
    }

    /// The day as a calendar date.
    var date: CivilDate? { day.map(CivilDate.init(dayNumber:)) }
}
