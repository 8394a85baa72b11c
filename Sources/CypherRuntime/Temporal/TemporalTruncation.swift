import CypherSyntax
import PropertyGraph

/// A unit to which temporal values are cut off.
enum TruncationUnit: String, CaseIterable {
    case millennium, century, decade, year, weekYear, quarter, month, week, day
    case hour, minute, second, millisecond, microsecond

    /// The unit of a name without regard to case.
    ///
    /// - Throws: an argument error when there is none.
    init(named name: String) throws(CypherError) {
        let wanted = name.lowercased()
        guard let unit = Self.allCases.first(where: { $0.rawValue.lowercased() == wanted }) else {
            throw .invalidArgument(
                "The text names no unit of time.",
                hint: "Units are \(Self.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        self = unit
    }

    /// Nanoseconds in a unit shorter than a day; nil for a day and longer.
    var nanoseconds: Int64? {
        switch self {
        case .hour: 3_600_000_000_000
        case .minute: 60_000_000_000
        case .second: 1_000_000_000
        case .millisecond: 1_000_000
        case .microsecond: 1000
        default: nil
        }
    }

    /// The first day of the unit that a day lies in.
    func firstDay(of date: CivilDate) -> Int64 {
        func first(ofYear year: Int64, month: Int64 = 1) -> Int64 {
            CivilDate(
                clampingYear: max(year, CivilDate.years.lowerBound), month: month, day: 1
            ).dayNumber
        }
        return switch self {
        case .millennium: first(ofYear: floorDivide(date.year, 1000) * 1000)
        case .century: first(ofYear: floorDivide(date.year, 100) * 100)
        case .decade: first(ofYear: floorDivide(date.year, 10) * 10)
        case .year: first(ofYear: date.year)
        case .weekYear: CivilDate.firstMonday(ofWeekYear: date.weekYear)
        case .quarter: first(ofYear: date.year, month: date.quarter * 3 - 2)
        case .month: first(ofYear: date.year, month: date.month)
        case .week: date.dayNumber - date.dayOfWeek + 1
        default: date.dayNumber
        }
    }
}

extension InstantConstructor {
    /// `type.truncate(unit, value, fields)`: the start of the unit that the value lies in, then
    /// with components replaced.
    ///
    /// Components finer than a second add to what the unit left over. A `timezone` keeps the
    /// clock's reading.
    ///
    /// Source: TCK `expressions/temporal/Temporal9`.
    func truncate(
        _ value: Value,
        to unit: TruncationUnit,
        fields: TemporalFields
    ) throws(CypherError) -> Value {
        guard let parts = TemporalParts(value) else {
            throw .invalidType("Only temporal values other than durations can be truncated.")
        }
        if type.hasDate, parts.day == nil { throw missing("a date") }
        if !type.hasDate, parts.nanosecondsOfDay == nil { throw missing("a time") }
        let length = unit.nanoseconds
        if !type.hasTime, length != nil {
            throw .invalidArgument("A date cannot be truncated to \(unit.rawValue)s.")
        }
        if !type.hasDate, length == nil, unit != .day {
            throw .invalidArgument("A \(type.title) cannot be truncated to a \(unit.rawValue).")
        }
        if parts.nanosecondsOfDay == nil, length != nil {
            throw .invalidArgument("A date cannot be truncated to \(unit.rawValue)s.")
        }
        try check(fields)
        var local = LocalMoment(day: parts.day ?? 0)
        if let length, let time = parts.nanosecondsOfDay {
            local.nanosecondsOfDay = time - time % length
        } else if let date = parts.date {
            local.day = unit.firstDay(of: date)
        }
        if type.hasDate { local.day = try fields.day(base: local.date).dayNumber }
        if type.hasTime { try replaceTime(in: &local, unit: unit, fields: fields) }
        guard CivilDate.days.contains(local.day) else { throw .temporalOverflow }
        let source = type == .time ? parts.offset.map(TimeZoneName.offset) : parts.zone
        return self.value(
            local, zone: fields.zone ?? source ?? defaultZone,
            preferring: fields.zone == nil ? parts.offset : nil)
    }

    private func replaceTime(
        in local: inout LocalMoment,
        unit: TruncationUnit,
        fields: TemporalFields
    ) throws(CypherError) {
        let perSecond = LocalMoment.nanosecondsPerSecond
        let kept = local.nanosecondsOfDay % perSecond
        var time = try fields.timeOfDay(base: local.nanosecondsOfDay)
        if kept != 0, let added = try fields.fractionOfSecond() {
            let room = unit.nanoseconds ?? perSecond
            guard added < room else { throw .outOfRange("nanosecond", 0...(room - 1)) }
            time = time - time % perSecond + kept + added
        }
        local.nanosecondsOfDay = time
    }
}
