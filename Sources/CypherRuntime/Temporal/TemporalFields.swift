import CypherSyntax
import PropertyGraph

/// The map given to a temporal constructor, its entries checked and typed.
///
/// Source: openCypher CIP2015-08-06; TCK `expressions/temporal/Temporal1` and `Temporal3`.
struct TemporalFields {
    /// A component given as an integer.
    enum Component: String, CaseIterable {
        case year, month, day
        case week, dayOfWeek
        case quarter, dayOfQuarter
        case ordinalDay
        case hour, minute, second, millisecond, microsecond, nanosecond
        case epochSeconds, epochMillis
    }

    /// The components given.
    private(set) var components: [Component: Int64] = [:]
    /// The value under `date`.
    private(set) var date: Value?
    /// The value under `time`.
    private(set) var time: Value?
    /// The value under `datetime`.
    private(set) var dateTime: Value?
    /// The value under `timezone`.
    private(set) var zone: TimeZoneName?

    /// Reads a map; nil when one of its values is null, which makes the whole value null.
    ///
    /// - Throws: an argument error on an unknown key, a type error on a value of a wrong type.
    init?(_ map: [String: Value]) throws(CypherError) {
        for (key, value) in map.sorted(by: { $0.key < $1.key }) {
            if case .null = value { return nil }
            try read(key, value)
        }
    }

    /// No components.
    init() {}

    private mutating func read(_ key: String, _ value: Value) throws(CypherError) {
        switch key {
        case "date": date = value
        case "time": time = value
        case "datetime": dateTime = value
        case "timezone":
            guard case .string(let name) = value else {
                throw .invalidType("The component `timezone` must be a string.")
            }
            zone = try TimeZoneName(parsing: name)
        default:
            let name = key == "weekYear" ? "year" : key == "weekDay" ? "dayOfWeek" : key
            guard let component = Component(rawValue: name) else {
                let known = Component.allCases.map(\.rawValue)
                let near = Spelling.nearest(to: key, among: known)
                throw .invalidArgument(
                    "There is no temporal component `\(key.prefix(40))`.",
                    hint: near.map { "Did you mean `\($0)`?" })
            }
            guard case .integer(let number) = value else {
                throw .invalidType("The component `\(name)` must be an integer.")
            }
            components[component] = number
        }
    }

    /// One component.
    subscript(_ component: Component) -> Int64? { components[component] }

    /// Whether any of the components is given.
    func hasAny(_ wanted: Set<Component>) -> Bool {
        components.keys.contains { wanted.contains($0) }
    }

    /// The components of a date.
    static let dateComponents: Set<Component> = [
        .year, .month, .day, .week, .dayOfWeek, .quarter, .dayOfQuarter, .ordinalDay,
    ]
    /// The components of a time of day.
    static let timeComponents: Set<Component> = [
        .hour, .minute, .second, .millisecond, .microsecond, .nanosecond,
    ]

    /// - Throws: an argument error when a component is given that a type does not have.
    func reject(_ unwanted: Set<Component>, for type: String) throws(CypherError) {
        for component in Component.allCases
        where unwanted.contains(component) && components[component] != nil {
            throw .invalidArgument("A \(type) has no component `\(component.rawValue)`.")
        }
    }
}

extension TemporalFields {
    /// The day that the components give, the rest taken from `base`, or the smallest possible.
    ///
    /// - Throws: an argument error when the components do not make a day.
    func day(base: CivilDate?) throws(CypherError) -> CivilDate {
        let groups: [Set<Component>] = [
            [.month, .day], [.week, .dayOfWeek], [.quarter, .dayOfQuarter], [.ordinalDay],
        ]
        let used = groups.filter(hasAny)
        guard used.count < 2 else {
            throw .invalidArgument(
                "A date is given by month and day, by week, by quarter or by ordinal day, not by"
                    + " two of them.")
        }
        if base == nil, self[.year] == nil {
            throw .invalidArgument("The component `year` is needed.")
        }
        if let year = self[.year], !CivilDate.years.contains(year) {
            throw .outOfRange("year", CivilDate.years)
        }
        if hasAny(groups[1]) { return try weekDate(base: base) }
        if hasAny(groups[2]) { return try quarterDate(base: base) }
        if let ordinal = self[.ordinalDay] {
            return try CivilDate(year: self[.year] ?? base?.year ?? 0, ordinalDay: ordinal)
        }
        return try calendarDate(base: base)
    }

    private func calendarDate(base: CivilDate?) throws(CypherError) -> CivilDate {
        if base == nil, self[.day] != nil, self[.month] == nil {
            throw .invalidArgument("The component `day` needs `month`.")
        }
        let year = self[.year] ?? base?.year ?? 0
        let month = self[.month] ?? base?.month ?? 1
        guard (1...12).contains(month) else { throw .outOfRange("month", 1...12) }
        if let day = self[.day] { return try CivilDate(year: year, month: month, day: day) }
        return CivilDate(clampingYear: year, month: month, day: base?.day ?? 1)
    }

    private func weekDate(base: CivilDate?) throws(CypherError) -> CivilDate {
        if base == nil, self[.week] == nil {
            throw .invalidArgument("The component `dayOfWeek` needs `week`.")
        }
        return try CivilDate(
            weekYear: self[.year] ?? base?.weekYear ?? 0,
            week: self[.week] ?? base?.week ?? 1,
            dayOfWeek: self[.dayOfWeek] ?? base?.dayOfWeek ?? 1)
    }

    private func quarterDate(base: CivilDate?) throws(CypherError) -> CivilDate {
        if base == nil, self[.quarter] == nil {
            throw .invalidArgument("The component `dayOfQuarter` needs `quarter`.")
        }
        let year = self[.year] ?? base?.year ?? 0
        let quarter = self[.quarter] ?? base?.quarter ?? 1
        guard (1...4).contains(quarter) else { throw .outOfRange("quarter", 1...4) }
        if let day = self[.dayOfQuarter] {
            return try CivilDate(year: year, quarter: quarter, dayOfQuarter: day)
        }
        let month = quarter * 3 - 2 + ((base?.month ?? 1) - 1) % 3
        return CivilDate(clampingYear: year, month: month, day: base?.day ?? 1)
    }

    /// The nanosecond of the day that the components give, the rest taken from `base`, or zero.
    ///
    /// - Throws: an argument error when the components do not make a time of day.
    func timeOfDay(base: Int64?) throws(CypherError) -> Int64 {
        if base == nil { try requireLargerComponents() }
        let perSecond = LocalMoment.nanosecondsPerSecond
        let baseSeconds = (base ?? 0) / perSecond
        let hour = self[.hour] ?? baseSeconds / 3600
        let minute = self[.minute] ?? baseSeconds / 60 % 60
        let second = self[.second] ?? baseSeconds % 60
        guard (0...23).contains(hour) else { throw .outOfRange("hour", 0...23) }
        guard (0...59).contains(minute) else { throw .outOfRange("minute", 0...59) }
        guard (0...59).contains(second) else { throw .outOfRange("second", 0...59) }
        let fraction = try fractionOfSecond() ?? (base ?? 0) % perSecond
        return (hour * 3600 + minute * 60 + second) * perSecond + fraction
    }

    private func requireLargerComponents() throws(CypherError) {
        let order: [Component] = [.hour, .minute, .second]
        let finest =
            hasAny([.millisecond, .microsecond, .nanosecond])
            ? 3
            : order.lastIndex { self[$0] != nil } ?? 0
        for component in order.prefix(finest) where self[component] == nil {
            throw .invalidArgument(
                "The component `\(component.rawValue)` is needed for the smaller ones.")
        }
    }

    /// The nanoseconds that `millisecond`, `microsecond` and `nanosecond` add up to; nil when
    /// none is given.
    ///
    /// Each may be as large as the next larger one given leaves room for.
    func fractionOfSecond() throws(CypherError) -> Int64? {
        let milli = self[.millisecond]
        let micro = self[.microsecond]
        let nano = self[.nanosecond]
        if milli == nil, micro == nil, nano == nil { return nil }
        let microLimit: Int64 = milli == nil ? 999_999 : 999
        let nanoLimit: Int64 =
            micro != nil ? 999 : milli != nil ? 999_999 : 999_999_999
        guard (0...999).contains(milli ?? 0) else { throw .outOfRange("millisecond", 0...999) }
        guard (0...microLimit).contains(micro ?? 0) else {
            throw .outOfRange("microsecond", 0...microLimit)
        }
        guard (0...nanoLimit).contains(nano ?? 0) else {
            throw .outOfRange("nanosecond", 0...nanoLimit)
        }
        return (milli ?? 0) * 1_000_000 + (micro ?? 0) * 1000 + (nano ?? 0)
    }
}
