extension Cell {
    /// The cell of a temporal value that fits in one; nil for durations, zoned moments, and
    /// moments whose parts are out of their ranges.
    public init?(temporal value: Value) {
        switch value {
        case .date(let date):
            self.init(tag: .date, bits: UInt64(bitPattern: date.daysSinceEpoch))
        case .localTime(let time):
            self.init(tag: .localTime, bits: UInt64(bitPattern: time.nanosecondsOfDay))
        case .time(let time):
            self.init(
                tag: .time, bits: UInt64(bitPattern: time.nanosecondsOfDay),
                auxiliary: UInt32(bitPattern: time.offsetSeconds))
        case .localDateTime(let moment):
            self.init(
                tag: .localDateTime, bits: UInt64(bitPattern: moment.secondsSinceEpoch),
                auxiliary: UInt32(bitPattern: moment.nanoseconds))
        case .dateTime(let moment):
            guard moment.zone == nil, (0..<1_000_000_000).contains(moment.nanoseconds),
                (-Self.offsetBias..<Self.offsetBias).contains(moment.offsetSeconds)
            else { return nil }
            let offset = UInt32(bitPattern: moment.offsetSeconds + Self.offsetBias)
            self.init(
                tag: .dateTime, bits: UInt64(bitPattern: moment.secondsSinceEpoch),
                auxiliary: UInt32(bitPattern: moment.nanoseconds) << 2 | offset >> 16,
                extra: UInt16(truncatingIfNeeded: offset))
        default: return nil
        }
    }

    /// The temporal value in this cell; nil when the cell holds anything else.
    var temporalValue: Value? {
        let number = Int64(bitPattern: bits)
        let signed = Int32(bitPattern: auxiliary)
        switch tag {
        case .date: return .date(DateValue(daysSinceEpoch: number))
        case .localTime: return .localTime(LocalTimeValue(nanosecondsOfDay: number))
        case .time: return .time(TimeValue(nanosecondsOfDay: number, offsetSeconds: signed))
        case .localDateTime:
            return .localDateTime(
                LocalDateTimeValue(secondsSinceEpoch: number, nanoseconds: signed))
        case .dateTime:
            let offset = (auxiliary & 3) << 16 | UInt32(extra)
            return .dateTime(
                DateTimeValue(
                    secondsSinceEpoch: number,
                    nanoseconds: Int32(bitPattern: auxiliary >> 2),
                    offsetSeconds: Int32(bitPattern: offset) - Self.offsetBias))
        default: return nil
        }
    }

    /// What is added to an offset so that it is not negative.
    private static let offsetBias: Int32 = 131_072
}
