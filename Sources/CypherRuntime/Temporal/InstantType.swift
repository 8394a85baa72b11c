import CypherSyntax
import PropertyGraph

/// One of the five types that denote a point on a clock or calendar.
enum InstantType: String, CaseIterable {
    case date
    case localTime = "localtime"
    case time
    case localDateTime = "localdatetime"
    case dateTime = "datetime"

    /// How messages call a value of the type.
    var title: String {
        switch self {
        case .date: "date"
        case .localTime: "local time"
        case .time: "time"
        case .localDateTime: "local date and time"
        case .dateTime: "date and time"
        }
    }

    var hasDate: Bool { self == .date || self == .localDateTime || self == .dateTime }
    var hasTime: Bool { self != .date }
    var hasZone: Bool { self == .time || self == .dateTime }
}

/// Makes temporal values from instants, texts, maps and other temporal values.
///
/// Source: openCypher CIP2015-08-06; TCK `expressions/temporal/Temporal1` to `Temporal3`.
struct InstantConstructor {
    let type: InstantType
    /// The zone where none is given.
    let defaultZone: TimeZoneName
    /// The present, for the offset that a named zone has in a time without date.
    let now: EpochInstant

    /// The present on the clocks of a zone.
    func current(in zone: TimeZoneName? = nil) -> Value {
        let zone = zone ?? defaultZone
        let offset = zone.offset(atSecond: now.seconds)
        let local = LocalMoment(
            seconds: now.seconds + Int64(offset), nanoseconds: now.nanoseconds)
        return value(local, zone: zone)
    }

    /// The value that an argument describes: null, a text, a map or a temporal value.
    ///
    /// - Throws: an argument error when it describes none, a type error for any other value.
    func make(from argument: Value) throws(CypherError) -> Value {
        switch argument {
        case .null: return .null
        case .string(let text): return try parse(text)
        case .map(let map):
            guard let fields = try TemporalFields(map) else { return .null }
            return try make(from: fields)
        default:
            guard let parts = TemporalParts(argument) else {
                throw .invalidType(
                    "A \(type.title) cannot be made from \(argument.typeTitle).",
                    hint: "Give a text, a map of components or another temporal value.")
            }
            return try project(parts)
        }
    }

    /// Reads a text.
    func parse(_ text: String) throws(CypherError) -> Value {
        switch type {
        case .date: .date(try TemporalParser.date(text))
        case .localTime: .localTime(try TemporalParser.localTime(text))
        case .time:
            .time(
                try TemporalParser.time(
                    text, defaultOffset: { defaultZone.offset(atSecond: now.seconds) }))
        case .localDateTime: .localDateTime(try TemporalParser.localDateTime(text))
        case .dateTime:
            .dateTime(try TemporalParser.dateTime(text, defaultZone: defaultZone))
        }
    }

    /// Takes the parts of another temporal value that this type has.
    private func project(_ parts: TemporalParts) throws(CypherError) -> Value {
        if type.hasDate, parts.day == nil { throw missing("a date") }
        if type.hasTime, !type.hasDate, parts.nanosecondsOfDay == nil { throw missing("a time") }
        let local = LocalMoment(
            day: parts.day ?? 0, nanosecondsOfDay: parts.nanosecondsOfDay ?? 0)
        if type == .time {
            let offset = parts.offset ?? defaultZone.offset(atSecond: now.seconds)
            return value(local, zone: .offset(offset))
        }
        return value(local, zone: parts.zone ?? defaultZone, preferring: parts.offset)
    }

    func missing(_ part: String) -> CypherError {
        .invalidArgument("A \(type.title) needs \(part), which the given value does not have.")
    }

    /// The value of this type that a clock in a zone shows.
    func value(
        _ local: LocalMoment,
        zone: TimeZoneName,
        preferring offset: Int32? = nil
    ) -> Value {
        switch type {
        case .date: .date(DateValue(daysSinceEpoch: local.day))
        case .localTime: .localTime(LocalTimeValue(nanosecondsOfDay: local.nanosecondsOfDay))
        case .time:
            .time(
                TimeValue(
                    nanosecondsOfDay: local.nanosecondsOfDay,
                    offsetSeconds: zone.offset(atSecond: now.seconds)))
        case .localDateTime: .localDateTime(local.localDateTime)
        case .dateTime: .dateTime(local.dateTime(in: zone, preferring: offset))
        }
    }
}

extension InstantConstructor {
    /// The value that a map of components describes.
    func make(from fields: TemporalFields) throws(CypherError) -> Value {
        if let zone = fields.zone, isOnlyZone(fields) { return current(in: zone) }
        try check(fields)
        var base = try selection(fields)
        let isSelectingZone = base.zone != nil && type.hasZone
        if type.hasDate { base.day = try fields.day(base: base.date).dayNumber }
        if type.hasTime {
            base.nanosecondsOfDay = try fields.timeOfDay(base: base.nanosecondsOfDay)
        }
        let local = LocalMoment(day: base.day ?? 0, nanosecondsOfDay: base.nanosecondsOfDay ?? 0)
        guard CivilDate.days.contains(local.day) else { throw .temporalOverflow }
        let source = base.zone ?? fields.zone ?? defaultZone
        guard let target = fields.zone, isSelectingZone else {
            return value(local, zone: source, preferring: base.offset)
        }
        return convert(local, from: source, offset: base.offset, to: target)
    }

    /// The same instant on the clocks of another zone.
    private func convert(
        _ local: LocalMoment,
        from source: TimeZoneName,
        offset: Int32?,
        to target: TimeZoneName
    ) -> Value {
        guard type == .dateTime else {
            let before = source.offset(atSecond: now.seconds)
            let after = target.offset(atSecond: now.seconds)
            let shift = Int64(after - before) * LocalMoment.nanosecondsPerSecond
            let time = floorModulo(
                local.nanosecondsOfDay + shift, LocalMoment.nanosecondsPerDay)
            return .time(TimeValue(nanosecondsOfDay: time, offsetSeconds: after))
        }
        let instant = local.dateTime(in: source, preferring: offset)
        return .dateTime(instant.told(in: target))
    }

    private func isOnlyZone(_ fields: TemporalFields) -> Bool {
        fields.components.isEmpty && fields.date == nil && fields.time == nil
            && fields.dateTime == nil
    }

    func check(_ fields: TemporalFields) throws(CypherError) {
        if !type.hasDate {
            try fields.reject(TemporalFields.dateComponents, for: type.title)
            if fields.date != nil { throw invalidKey("date") }
        }
        if !type.hasTime {
            try fields.reject(TemporalFields.timeComponents, for: type.title)
            if fields.time != nil { throw invalidKey("time") }
        }
        if !(type.hasDate && type.hasTime) {
            try fields.reject([.epochSeconds, .epochMillis], for: type.title)
        }
        if !type.hasZone, fields.zone != nil { throw invalidKey("timezone") }
        if fields.dateTime != nil, fields.date != nil || fields.time != nil {
            throw .invalidArgument("`datetime` cannot be given together with `date` or `time`.")
        }
    }

    private func invalidKey(_ key: String) -> CypherError {
        .invalidArgument("A \(type.title) has no component `\(key)`.")
    }

    /// The parts taken from `date`, `time`, `datetime` or the epoch, before components apply.
    private func selection(_ fields: TemporalFields) throws(CypherError) -> TemporalParts {
        var parts = TemporalParts()
        if let value = fields.dateTime {
            let other = try self.parts(value, under: "datetime")
            guard other.day != nil || !type.hasDate else { throw missing("a date") }
            parts = other
            if type.hasTime { parts.nanosecondsOfDay = other.nanosecondsOfDay ?? 0 }
        }
        if let value = fields.date {
            let other = try self.parts(value, under: "date")
            guard other.day != nil else { throw missing("a date") }
            parts.day = other.day
        }
        if let value = fields.time {
            let other = try self.parts(value, under: "time")
            guard other.nanosecondsOfDay != nil else { throw missing("a time") }
            parts.nanosecondsOfDay = other.nanosecondsOfDay
            parts.zone = other.zone
            parts.offset = other.offset
        }
        if let seconds = fields[.epochSeconds] {
            try select(epochSecond: seconds, nanoseconds: 0, into: &parts)
        } else if let millis = fields[.epochMillis] {
            try select(
                epochSecond: floorDivide(millis, 1000),
                nanoseconds: floorModulo(millis, 1000) * 1_000_000, into: &parts)
        }
        if type == .time, let offset = parts.offset { parts.zone = .offset(offset) }
        return parts
    }

    private func parts(_ value: Value, under key: String) throws(CypherError) -> TemporalParts {
        guard let parts = TemporalParts(value) else {
            throw .invalidType("The component `\(key)` must be a temporal value.")
        }
        return parts
    }

    private func select(
        epochSecond: Int64,
        nanoseconds: Int64,
        into parts: inout TemporalParts
    ) throws(CypherError) {
        let day = floorDivide(epochSecond, LocalMoment.secondsPerDay)
        guard CivilDate.days.contains(day) else { throw .temporalOverflow }
        parts.day = day
        parts.nanosecondsOfDay =
            floorModulo(epochSecond, LocalMoment.secondsPerDay)
            * LocalMoment.nanosecondsPerSecond + nanoseconds
        parts.zone = .utc
        parts.offset = 0
    }
}

extension DateTimeValue {
    /// The same instant on the clocks of another zone.
    func told(in zone: TimeZoneName) -> DateTimeValue {
        var name: String?
        if case .named(let text) = zone { name = text }
        return DateTimeValue(
            secondsSinceEpoch: secondsSinceEpoch, nanoseconds: nanoseconds,
            offsetSeconds: zone.offset(atSecond: secondsSinceEpoch), zone: name)
    }
}

extension TemporalParts {
    /// No parts.
    init() {}
}
