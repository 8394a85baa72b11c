/// Daily report lines of the campaigns: one per day, device and region, busiest ones first.
enum MarketingEvents {
    private static let devices = ["desktop", "mobile", "tablet"]
    private static let deviceReach = [900, 1_300, 350]
    private static let deviceAppeal = [960, 1_080, 900]
    private static let devicePersuasion = [1_260, 820, 980]
    private static let regionReach = [1_200, 1_050, 900, 1_000, 800]

    /// A campaign's day.
    private struct Slot {
        let day: CalendarDay
        let campaign: Int
    }

    /// Draws all events and writes their file; also returns the cents each campaign spent.
    static func write(
        _ span: DemoSpan,
        _ campaigns: Campaigns,
        to path: String
    ) throws(BronzeError) -> (spent: [Int], DatasetReport) {
        var random = span.stream("marketing events")
        let count = span.size.marketingEvents
        let flaws = Flaws(count, &random)
        var spent = Array(repeating: 0, count: campaigns.all.count)
        var table = try TableWriter(.events, path: path)
        var index = 0
        let curve = Seasonality.marketing.weights(of: span.days, &random)
        for (slot, lines) in dealt(count, span, campaigns, curve, &random) {
            let level = curve[slot.day.daysSinceEpoch - span.days.lowerBound.daysSinceEpoch]
            let combinations = devices.count * salesRegions.count
            let offset = random.below(combinations)
            for line in 0..<lines {
                // Seven and fifteen have no common divisor, so all combinations come in turn.
                let combination = (offset + 7 * line) % combinations
                let row = Row(
                    index, slot.day, level, campaigns.all[slot.campaign], slot.campaign,
                    combination, flaws, &random
                )
                try row.write(to: &table)
                if flaws.repeated.contains(index) { try row.write(to: &table) }
                spent[slot.campaign] += row.spend
                index += 1
            }
        }
        return (spent, try table.finish(defects: flaws.defects))
    }

    /// How many lines each campaign has on each day, days in order, `count` in all.
    private static func dealt(
        _ count: Int,
        _ span: DemoSpan,
        _ campaigns: Campaigns,
        _ curve: [Int],
        _ random: inout RandomStream
    ) -> [(Slot, Int)] {
        var slots: [Slot] = []
        var weights = CumulativeWeights()
        for dayIndex in 0..<span.dayCount {
            let day = span.day(dayIndex)
            for (index, campaign) in campaigns.all.enumerated()
            where campaign.start <= day && day <= campaign.lastEvent {
                slots.append(Slot(day: day, campaign: index))
                weights.append(curve[dayIndex] * random.wobble(250) / 1_000)
            }
        }
        return Array(zip(slots, weights.dealt(count)))
    }

    /// Which rows are deliberately wrong; no row twice.
    private struct Flaws {
        let repeated: Set<Int>
        let withoutDevice: Set<Int>

        init(_ count: Int, _ random: inout RandomStream) {
            var taken: Set<Int> = []
            repeated = scatter(count / 2_000, below: count, avoiding: &taken, &random)
            withoutDevice = scatter(count / 1_000, below: count, avoiding: &taken, &random)
        }

        var defects: [KnownDefect] {
            [
                KnownDefect(kind: .duplicateRows, column: "event_id", rowCount: repeated.count),
                KnownDefect(kind: .nullValues, column: "device", rowCount: withoutDevice.count),
            ]
        }
    }

    private struct Row {
        let index: Int
        let campaign: Int
        let channel: Int
        let day: CalendarDay
        let device: Int?
        let region: Int
        let impressions: Int
        let clicks: Int
        let conversions: Int
        let spend: Int
        let revenue: Int

        init(
            _ index: Int,
            _ day: CalendarDay,
            _ level: Int,
            _ plan: Campaigns.Campaign,
            _ campaign: Int,
            _ combination: Int,
            _ flaws: Flaws,
            _ random: inout RandomStream
        ) {
            self.index = index
            self.day = day
            self.campaign = campaign
            channel = plan.channel
            let channel = MarketingChannel.all[plan.channel]
            let device = combination % MarketingEvents.devices.count
            region = combination / MarketingEvents.devices.count
            self.device = flaws.withoutDevice.contains(index) ? nil : device
            var reach = channel.reach * MarketingEvents.deviceReach[device] / 1_000
            reach = reach * MarketingEvents.regionReach[region] / 1_000
            reach = reach * plan.scale / 1_000 * level / 10_000
            impressions = max(1, reach * random.tail(limit: 4_000) / 1_000)
            // An audience tires of a campaign: a fifth fewer clicks after half a year.
            let age = min(180, day.daysSinceEpoch - plan.start.daysSinceEpoch)
            let appeal = plan.appeal * MarketingEvents.deviceAppeal[device] / 1_000
            let clickRate = channel.clickRate * appeal / 1_000 * (900 - age) / 900
            let noisyClicks = clickRate * random.wobble(220) / 1_000
            clicks = min(impressions, random.share(of: impressions, millionths: noisyClicks))
            let persuasion = plan.persuasion * MarketingEvents.devicePersuasion[device] / 1_000
            let conversionRate = channel.conversionRate * persuasion / 1_000
            let noisyConversions = conversionRate * random.wobble(400) / 1_000
            conversions = min(clicks, random.share(of: clicks, millionths: noisyConversions))
            let views = impressions * channel.costPerThousand / 1_000
            let perClick = channel.costPerClick * random.wobble(180) / 1_000
            spend = views + clicks * perClick + conversions * channel.costPerConversion
            let basket = [62_00, 148_00, 310_00][plan.segment]
            revenue = (0..<min(conversions, 1_000)).reduce(0) { sum, _ in
                sum + basket * random.tail(limit: 6_000) / 1_000
            }
        }

        func write(to table: inout TableWriter) throws(BronzeError) {
            table.identifier(.at(index, .event))
            table.identifier(.at(campaign, .campaign))
            table.day(day)
            table.word(MarketingChannel.all[channel].name)
            if let device { table.word(MarketingEvents.devices[device]) } else { table.null() }
            table.word(salesRegions[region])
            table.number(impressions)
            table.number(clicks)
            table.number(conversions)
            table.number(spend)
            table.number(revenue)
            try table.endRow()
        }
    }
}
