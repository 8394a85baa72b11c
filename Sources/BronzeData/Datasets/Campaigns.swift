/// How a marketing channel behaves; rates in millionths, money in cents.
struct MarketingChannel: Sendable {
    let name: String
    /// Impressions of an ordinary report line.
    let reach: Int
    /// Clicks per impression.
    let clickRate: Int
    /// Conversions per click.
    let conversionRate: Int
    /// What a thousand impressions, a click and a conversion cost.
    let costPerThousand: Int
    let costPerClick: Int
    let costPerConversion: Int

    static let all: [MarketingChannel] = [
        MarketingChannel(
            name: "email", reach: 460, clickRate: 31_000, conversionRate: 46_000,
            costPerThousand: 1_150, costPerClick: 0, costPerConversion: 0
        ),
        MarketingChannel(
            name: "paid_search", reach: 300, clickRate: 42_000, conversionRate: 39_000,
            costPerThousand: 0, costPerClick: 78, costPerConversion: 0
        ),
        MarketingChannel(
            name: "social", reach: 780, clickRate: 13_500, conversionRate: 17_000,
            costPerThousand: 520, costPerClick: 0, costPerConversion: 0
        ),
        MarketingChannel(
            name: "display", reach: 1_500, clickRate: 4_200, conversionRate: 11_000,
            costPerThousand: 190, costPerClick: 0, costPerConversion: 0
        ),
        MarketingChannel(
            name: "affiliate", reach: 260, clickRate: 24_000, conversionRate: 31_000,
            costPerThousand: 0, costPerClick: 9, costPerConversion: 1_490
        ),
    ]
}

/// The campaigns and what of them the events need.
struct Campaigns: Sendable {
    struct Campaign: Sendable {
        let name: String
        let channel: Int
        let objective: Int
        let segment: Int
        let start: CalendarDay
        let end: CalendarDay
        let status: String
        /// The last day with events; before `start` when there is none.
        let lastEvent: CalendarDay
        /// Thousandths: how large it is, how good its clicks are, how well they convert.
        let scale: Int
        let appeal: Int
        let persuasion: Int
    }

    let all: [Campaign]

    private static let objectives = ["awareness", "acquisition", "retention"]
    private static let themes: [[String]] = [
        ["Winter Clearance", "New Year Reset", "Valentine Gifts"],
        ["Spring Refresh", "Garden Season", "Easter Picks"],
        ["Summer Escape", "Festival Season", "Back to School"],
        ["Autumn Layers", "Black Friday", "Holiday Gifts"],
    ]
    private static let audiences = ["Home", "Business", "Enterprise"]
    private static let channelLabels = ["Email", "Search", "Social", "Display", "Affiliate"]

    /// Draws the campaigns; their file is written when the events have spent the budgets.
    init(_ span: DemoSpan) {
        var random = span.stream("campaigns")
        let count = max(6, span.size.campaigns)
        let planned = 3
        var drawn: [Campaign] = []
        for index in 0..<count {
            // The first five run all the time, one per channel, so that no day is empty.
            let isEvergreen = index < MarketingChannel.all.count
            let channel =
                isEvergreen ? index : random.pick([220, 240, 230, 180, 130])
            let segment = random.pick([600, 270, 130])
            var start = span.days.lowerBound
            var length = span.dayCount - 1 + random.within(30...180)
            if index >= count - planned {
                start = span.days.upperBound.advanced(by: random.within(5...60))
                length = random.within(20...60)
            } else if !isEvergreen {
                // Spread over the span in the order of their numbers.
                let step = index - MarketingChannel.all.count
                let slots = max(1, count - planned - MarketingChannel.all.count)
                let offset = span.dayCount * step / slots + random.below(7)
                start = span.day(min(offset, span.dayCount - 1))
                length = random.within(35...150)
            }
            let end = start.advanced(by: length)
            let isPaused = !isEvergreen && end > span.days.upperBound && index % 3 == 0
            let (year, month, _) = start.civil
            let theme =
                isEvergreen
                ? "Always On" : random.element(of: Self.themes[month % 12 / 3])
            let labels = "\(Self.audiences[segment]) \(Self.channelLabels[channel])"
            let status = Self.status(start, end, isPaused, span)
            let ending = isPaused ? span.days.upperBound.advanced(by: -14) : span.days.upperBound
            drawn.append(
                Campaign(
                    name: "\(theme) \(year) - \(labels) \(index + 1)",
                    channel: channel,
                    objective: random.pick([330, 430, 240]),
                    segment: segment,
                    start: start,
                    end: end,
                    status: status,
                    lastEvent: min(end, ending),
                    scale: random.tail(limit: 5_000),
                    appeal: random.wobble(350),
                    persuasion: random.wobble(350)
                )
            )
        }
        all = drawn
    }

    private static func status(
        _ start: CalendarDay,
        _ end: CalendarDay,
        _ isPaused: Bool,
        _ span: DemoSpan
    ) -> String {
        if start > span.days.upperBound { return "planned" }
        if end <= span.days.upperBound { return "completed" }
        return isPaused ? "paused" : "active"
    }

    /// Writes the campaigns' file; `spent` holds the cents each has spent.
    func write(
        _ span: DemoSpan,
        spent: [Int],
        to path: String
    ) throws(BronzeError) -> DatasetReport {
        var random = span.stream("campaign budgets")
        var table = try TableWriter(.campaigns, path: path)
        for (index, campaign) in all.enumerated() {
            let planned = campaign.end.daysSinceEpoch - campaign.start.daysSinceEpoch + 1
            let passed = campaign.lastEvent.daysSinceEpoch - campaign.start.daysSinceEpoch + 1
            // What the whole run costs at the pace so far; a planned one gets a round guess.
            let pace = passed > 0 ? spent[index] * planned / passed : 4_000_00 * planned / 30
            let budget = max(500_00, pace * random.within(900...1_300) / 1_000)
            table.identifier(.at(index, .campaign))
            table.quoted(campaign.name)
            table.word(MarketingChannel.all[campaign.channel].name)
            table.word(Self.objectives[campaign.objective])
            table.word(Customers.segmentNames[campaign.segment])
            table.day(campaign.start)
            table.day(campaign.end)
            table.number(budget / 100_00 * 100_00)
            table.word(campaign.status)
            try table.endRow()
        }
        return try table.finish(defects: [])
    }
}
