/// What customers did in the shop's site and app, session by session in the order they began.
enum Interactions {
    private enum Kind: String {
        case pageView = "page_view"
        case productView = "product_view"
        case addToCart = "add_to_cart"
        case checkout
        case purchase
    }

    /// Draws all interactions and writes their file.
    static func write(
        _ span: DemoSpan,
        _ customers: Customers,
        _ products: Products,
        to path: String
    ) throws(BronzeError) -> DatasetReport {
        var random = span.stream("interactions")
        let count = span.size.interactions
        let curve = CumulativeWeights(Seasonality.shop.weights(of: span.days, &random))
        var table = try TableWriter(.interactions, path: path)
        var written = 0
        var sessions = 0
        var owed = 0
        for (dayIndex, amount) in curve.dealt(count).enumerated() {
            let day = span.day(dayIndex)
            owed += amount
            // Whole sessions until the day has its share; the next day pays for what is over.
            var plans: [Session] = []
            while owed > 0 {
                let session = Session(day, customers, products, &random)
                owed -= session.steps.count
                plans.append(session)
            }
            for session in plans.sorted(by: { $0.start < $1.start }) {
                for step in session.steps where written < count {
                    table.identifier(.at(written, .interaction))
                    try session.write(step, number: sessions, to: &table)
                    written += 1
                }
                sessions += 1
            }
        }
        return try table.finish(defects: [])
    }

    private struct Step {
        let kind: Kind
        let product: Int?
        let moment: Int
        let duration: Int
    }

    private struct Session {
        let customer: Int
        let start: Int
        let channel: String
        let device: String
        let steps: [Step]

        init(
            _ day: CalendarDay,
            _ customers: Customers,
            _ products: Products,
            _ random: inout RandomStream
        ) {
            customer = customers.pick(on: day, &random)
            let isApp = random.chance(permille: 420)
            channel = isApp ? "mobile_app" : "web"
            let shares = isApp ? [0, 860, 140] : [580, 340, 80]
            device = ["desktop", "mobile", "tablet"][random.pick(shares)]
            // A session ends before midnight: at most ten steps of 600 seconds, started by 22:00.
            let second = min(DailyRhythm.shopper(&random), 79_200 - 1 - random.below(1_800))
            start = day.daysSinceEpoch * 86_400 + second
            var moment = start
            var made: [Step] = []
            func step(_ kind: Kind, _ product: Int?, _ seconds: Int) {
                let duration = min(600, seconds)
                made.append(Step(kind: kind, product: product, moment: moment, duration: duration))
                moment += duration
            }
            for _ in 0..<(1 + random.pick([420, 330, 170, 80])) {
                step(.pageView, nil, 4 + 16 * random.tail(limit: 20_000) / 1_000)
            }
            var wanted: Int?
            for _ in 0..<random.pick([240, 330, 250, 180]) {
                wanted = products.pick(on: day, &random)
                step(.productView, wanted, 6 + 30 * random.tail(limit: 20_000) / 1_000)
            }
            // People buy more easily at a desk.
            let ease = device == "desktop" ? 1_150 : 880
            if let wanted, random.chance(permille: 300 * ease / 1_000) {
                step(.addToCart, wanted, 3 + random.below(20))
                if random.chance(permille: 560 * ease / 1_000) {
                    step(.checkout, wanted, 40 + random.below(200))
                    if random.chance(permille: 780) {
                        step(.purchase, wanted, 5 + random.below(30))
                    }
                }
            }
            steps = made
        }

        func write(
            _ step: Step,
            number: Int,
            to table: inout TableWriter
        ) throws(BronzeError) {
            table.identifier(.at(customer, .customer))
            table.identifier(.at(number, .session))
            if let product = step.product {
                table.identifier(.at(product, .product))
            } else {
                table.null()
            }
            table.word(step.kind.rawValue)
            table.moment(step.moment)
            table.word(channel)
            table.word(device)
            table.number(step.duration)
            try table.endRow()
        }
    }
}
