/// What every dataset of one run shares: seed, days and sizes.
struct DemoSpan: Sendable {
    let seed: UInt64
    let days: ClosedRange<CalendarDay>
    let size: BronzeSize

    /// The first day of every run.
    static let firstDay = CalendarDay(civil: 2_024, 1, 1)

    /// The last second covered, since 1970.
    var lastSecond: Int { days.upperBound.daysSinceEpoch * 86_400 + 86_399 }

    var dayCount: Int { days.upperBound.daysSinceEpoch - days.lowerBound.daysSinceEpoch + 1 }

    /// The day at `index`, counted from 0.
    func day(_ index: Int) -> CalendarDay {
        days.lowerBound.advanced(by: index)
    }

    func stream(_ purpose: String) -> RandomStream {
        RandomStream(seed: seed, purpose: purpose)
    }

    /// Sorted days for `count` rows: so many permille before the first day, since `start`.
    func gradualDays(
        _ count: Int,
        permilleBefore: Int,
        since start: CalendarDay,
        _ random: inout RandomStream
    ) -> [CalendarDay] {
        let before = max(1, count * permilleBefore / 1_000)
        let early = days.lowerBound.daysSinceEpoch - start.daysSinceEpoch
        let numbers = (0..<count).map { index in
            index < before
                ? start.daysSinceEpoch + random.below(early)
                : days.lowerBound.daysSinceEpoch + random.below(dayCount)
        }
        return numbers.sorted().map(CalendarDay.init(daysSinceEpoch:))
    }
}

/// The five sales regions.
let salesRegions = ["North", "South", "East", "West", "Central"]

/// How many entries of sorted `days` are not after `day`.
///
/// - Complexity: O(log n).
func prefixLength(of days: [CalendarDay], until day: CalendarDay) -> Int {
    var low = 0
    var high = days.count
    while low < high {
        let middle = (low + high) / 2
        if days[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low
}
