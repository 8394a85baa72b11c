/// How busy each day is: growth over the years, a yearly curve, the week, and chance.
struct Seasonality {
    /// Thousandths per month, January first; days between are interpolated.
    var months: [Int]
    /// Thousandths per weekday, Monday first.
    var weekdays: [Int]
    /// Thousandths of growth per year, linear from the first day.
    var yearlyGrowth: Int
    /// The largest deviation by chance, in thousandths.
    var noise: Int

    /// Orders and visits: a strong end of the year, busy weekends.
    static let shop = Seasonality(
        months: [860, 840, 920, 950, 990, 980, 930, 950, 990, 1_050, 1_260, 1_380],
        weekdays: [980, 950, 960, 1_000, 1_090, 1_160, 1_060],
        yearlyGrowth: 280,
        noise: 120
    )

    /// Advertising: budgets follow the shop, weekends are quieter.
    static let marketing = Seasonality(
        months: [880, 900, 960, 980, 1_000, 970, 920, 940, 1_020, 1_080, 1_240, 1_200],
        weekdays: [1_060, 1_080, 1_070, 1_050, 1_000, 860, 880],
        yearlyGrowth: 200,
        noise: 150
    )

    /// Support: after the shop's peaks, mostly on working days.
    static let support = Seasonality(
        months: [1_180, 920, 930, 950, 970, 980, 940, 930, 970, 1_010, 1_130, 1_310],
        weekdays: [1_340, 1_180, 1_100, 1_060, 1_040, 640, 560],
        yearlyGrowth: 220,
        noise: 150
    )

    /// The weight of each day of `days`, about 10,000 for an ordinary one.
    func weights(of days: ClosedRange<CalendarDay>, _ random: inout RandomStream) -> [Int] {
        let first = days.lowerBound.daysSinceEpoch
        return (first...days.upperBound.daysSinceEpoch).map { number in
            let day = CalendarDay(daysSinceEpoch: number)
            let growth = 1_000 + yearlyGrowth * (number - first) / 365
            let weight = growth * curve(day) / 1_000 * weekdays[day.weekday] / 100
            return max(1, weight * random.wobble(noise) / 1_000)
        }
    }

    /// The yearly curve on `day`, in thousandths, with the week of the November sale on top.
    func curve(_ day: CalendarDay) -> Int {
        let (_, month, dayOfMonth) = day.civil
        // Each month's figure holds on its 15th.
        let isLate = dayOfMonth >= 15
        let from = months[(month + (isLate ? 11 : 10)) % 12]
        let to = months[(month + (isLate ? 12 : 11)) % 12]
        let passed = isLate ? dayOfMonth - 15 : dayOfMonth + 15
        let level = from + (to - from) * min(passed, 30) / 30
        return isSaleWeek(day) ? level * 135 / 100 : level
    }

    /// Whether the day lies in the November sale.
    private func isSaleWeek(_ day: CalendarDay) -> Bool {
        let (_, month, dayOfMonth) = day.civil
        return month == 11 && (23...30).contains(dayOfMonth)
    }
}

/// When within a day something happens.
enum DailyRhythm {
    /// Thousandths of each hour for shoppers, in UTC.
    private static let shoppers = CumulativeWeights([
        8, 5, 4, 4, 5, 10, 22, 38, 52, 60, 62, 60, 62, 58, 54, 52, 54, 60, 70, 82, 84, 66, 36, 18,
    ])

    /// The same for support tickets.
    private static let callers = CumulativeWeights([
        2, 1, 1, 1, 2, 6, 20, 60, 110, 120, 110, 95, 80, 85, 80, 70, 55, 40, 25, 15, 10, 6, 4, 2,
    ])

    /// A second of the day at which a shopper acts.
    static func shopper(_ random: inout RandomStream) -> Int {
        shoppers.pick(&random) * 3_600 + random.below(3_600)
    }

    /// A second of the day at which a customer asks for help.
    static func caller(_ random: inout RandomStream) -> Int {
        callers.pick(&random) * 3_600 + random.below(3_600)
    }
}
