/// The products other datasets refer to, in the order of their launch.
struct Products: Sendable {
    private(set) var categories: [Int] = []
    /// List prices in cents.
    private(set) var prices: [Int] = []
    /// Per category: its products in launch order, their launch days and their popularity.
    private var members: [[Int]]
    private var launchDays: [[CalendarDay]]
    private var popularity: [CumulativeWeights]

    private init() {
        let count = ProductLines.categories.count
        members = Array(repeating: [], count: count)
        launchDays = Array(repeating: [], count: count)
        popularity = Array(repeating: CumulativeWeights(), count: count)
    }

    /// A product on sale on `day`: a category in season, then a popular one of its products.
    func pick(on day: CalendarDay, _ random: inout RandomStream) -> Int {
        let month = day.civil.month - 1
        let category = random.pick(
            ProductLines.categories.map { $0.share * $0.months[month] / 1_000 }
        )
        let launched = prefixLength(of: launchDays[category], until: day)
        return members[category][popularity[category].pick(&random, prefix: launched)]
    }

    /// Draws all products and writes their file.
    static func write(
        _ span: DemoSpan,
        to path: String
    ) throws(BronzeError) -> (Products, DatasetReport) {
        var random = span.stream("products")
        let lines = ProductLines.categories
        let count = max(span.size.products, lines.count)
        var products = Products()
        var days = span.gradualDays(
            count, permilleBefore: 650, since: CalendarDay(civil: 2_021, 1, 1), &random
        )
        // Each category has something to sell on the first day.
        for index in 0..<lines.count {
            days[index] = min(days[index], span.days.lowerBound.advanced(by: -1))
        }
        let ranks = zipfWeights(count, flatness: count / 50 + 1, &random)
        var table = try TableWriter(.products, path: path)
        for index in 0..<count {
            let category =
                index < lines.count ? index : random.pick(lines.map { 40 + $0.share })
            let line = random.element(of: lines[category].lines)
            let brand = random.element(of: ProductLines.brands)
            let price = shopPrice(line.floor * random.tail(limit: 6_000) / 500)
            let cost = price * lines[category].costShare / 1_000 * random.wobble(120) / 1_000
            products.categories.append(category)
            products.prices.append(price)
            products.members[category].append(index)
            products.launchDays[category].append(days[index])
            products.popularity[category].append(ranks[index])
            let style = random.element(of: ProductLines.styles)
            table.identifier(.at(index, .product))
            table.quoted("\(brand) \(style) \(line.singular) \(index + 101)")
            table.word(lines[category].name)
            table.word(line.name)
            table.word(brand)
            table.number(price)
            table.number(min(cost, price))
            table.day(days[index])
            table.boolean(random.chance(permille: 940))
            try table.endRow()
        }
        return (products, try table.finish(defects: []))
    }

    /// The nearest price that looks like one: ending in .49 or .99 below 100, else in .00.
    private static func shopPrice(_ cents: Int) -> Int {
        cents < 10_000 ? max(49, cents / 50 * 50 - 1) : cents / 500 * 500
    }
}
