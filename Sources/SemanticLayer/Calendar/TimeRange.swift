public import SQLSyntax

/// The length of the periods a result is broken into.
public enum TimeGrain: String, Hashable, Sendable, CaseIterable, Comparable {
    case hour
    case day
    case week
    case month
    case quarter
    case year

    /// The name of the result's time column.
    public var columnName: String { self == .day ? "date" : rawValue }

    /// The adjective: "daily", "weekly" and so on.
    public var adjective: String {
        switch self {
        case .hour: "hourly"
        case .day: "daily"
        case .week: "weekly"
        case .month: "monthly"
        case .quarter: "quarterly"
        case .year: "yearly"
        }
    }

    /// The unit the time column is truncated to.
    public var unit: SQLDateUnit {
        switch self {
        case .hour: .hour
        case .day: .day
        case .week: .week
        case .month: .month
        case .quarter: .quarter
        case .year: .year
        }
    }

    public static func < (left: TimeGrain, right: TimeGrain) -> Bool {
        left.position < right.position
    }

    private var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A half-open range of days; a missing bound leaves that side open.
public struct TimeRange: Hashable, Sendable {
    /// The first day inside.
    public var start: CalendarDate?
    /// The first day after.
    public var end: CalendarDate?

    public init(start: CalendarDate?, end: CalendarDate?) {
        self.start = start
        self.end = end
    }

    /// The whole period of length `grain` that contains `day`.
    public init(_ grain: TimeGrain, containing day: CalendarDate, offset: Int = 0) {
        start = day.start(of: grain, offset: offset)
        end = day.start(of: grain, offset: offset + 1)
    }

    /// Whether no day lies inside.
    public var isEmpty: Bool {
        guard let start, let end else { return false }
        return end <= start
    }
}

extension TimeRange: CustomStringConvertible {
    /// The range in words, with its last day inside: "2024-01-01 to 2024-12-31".
    public var description: String {
        let last = end.map { CalendarDate(daysSinceEpoch: $0.daysSinceEpoch - 1) }
        return switch (start, last) {
        case (let start?, let last?): start == last ? "\(start)" : "\(start) to \(last)"
        case (let start?, nil): "from \(start)"
        case (nil, let last?): "until \(last)"
        case (nil, nil): "all time"
        }
    }
}
