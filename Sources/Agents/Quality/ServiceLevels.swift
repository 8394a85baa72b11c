internal import DataProducts
internal import SemanticLayer

/// The service level that fits a product's grain.
enum ServiceLevels {
    /// The level for a grain; without one, for how often its sources are renewed.
    static func level(grain: TimeGrain?, freshness: String?) -> Specification.ServiceLevel {
        let (schedule, latency) = schedule(of: grain ?? grainOf(freshness))
        return .init(
            freshness: schedule,
            latency: latency,
            completeness: "> 99%",
            accuracy: "> 95%"
        )
    }

    private static func grainOf(_ freshness: String?) -> TimeGrain {
        TimeGrain.allCases.first { $0.adjective == freshness?.lowercased() } ?? .day
    }

    private static func schedule(of grain: TimeGrain) -> (freshness: String, latency: String) {
        switch grain {
        case .hour: ("Hourly, 15 minutes past the hour", "< 15 minutes")
        case .day: ("Daily at 6:00 AM UTC", "< 30 minutes")
        case .week: ("Weekly, Monday 9 AM", "< 1 hour")
        case .month: ("Monthly, first day 9 AM", "< 4 hours")
        case .quarter: ("Quarterly, first day 9 AM", "< 8 hours")
        case .year: ("Yearly, first day 9 AM", "< 24 hours")
        }
    }
}
