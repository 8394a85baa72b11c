/// What other datasets need to know of the orders, which are in the order of their time.
struct Orders: Sendable {
    private(set) var customers: [Int32] = []
    /// Seconds since 1970.
    private(set) var moments: [Int] = []
    /// `starts[d]` is the first order of day `d`; one entry more than days.
    private(set) var starts: [Int] = [0]

    static let channels = ["web", "mobile_app", "store", "partner"]
    private static let statuses = ["completed", "shipped", "pending", "cancelled", "returned"]
    private static let payments = ["credit_card", "paypal", "bank_transfer", "gift_card"]
    /// Usual discounts in ten-thousandths and how often they are given outside the sale.
    private static let discounts = [0, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000]
    private static let discountShares = [660, 90, 110, 50, 45, 20, 15, 7, 3]
    private static let saleShares = [330, 70, 130, 110, 150, 80, 70, 40, 20]

    /// Draws all orders and writes their file.
    static func write(
        _ span: DemoSpan,
        _ customers: Customers,
        _ products: Products,
        to path: String
    ) throws(BronzeError) -> (Orders, DatasetReport) {
        var random = span.stream("orders")
        let count = span.size.orders
        let flaws = Flaws(count, &random)
        let weights = Seasonality.shop.weights(of: span.days, &random)
        var orders = Orders()
        orders.customers.reserveCapacity(count)
        orders.moments.reserveCapacity(count)
        var table = try TableWriter(.orders, path: path)
        for (dayIndex, amount) in CumulativeWeights(weights).dealt(count).enumerated() {
            let day = span.day(dayIndex)
            let seconds = (0..<amount).map { _ in DailyRhythm.shopper(&random) }.sorted()
            for second in seconds {
                let index = orders.moments.count
                let moment = day.daysSinceEpoch * 86_400 + second
                let row = Row(
                    index, day, moment, span, customers, products, flaws, &random
                )
                try row.write(to: &table)
                if flaws.repeated.contains(index) { try row.write(to: &table) }
                orders.customers.append(Int32(truncatingIfNeeded: row.customer))
                orders.moments.append(moment)
            }
            orders.starts.append(orders.moments.count)
        }
        return (orders, try table.finish(defects: flaws.defects))
    }

    /// Which rows are deliberately wrong; no row twice.
    private struct Flaws {
        let repeated: Set<Int>
        let negative: Set<Int>
        let unpaid: Set<Int>

        init(_ count: Int, _ random: inout RandomStream) {
            var taken: Set<Int> = []
            repeated = scatter(count / 1_000, below: count, avoiding: &taken, &random)
            negative = scatter(count / 2_000, below: count, avoiding: &taken, &random)
            unpaid = scatter(count * 3 / 1_000, below: count, avoiding: &taken, &random)
        }

        var defects: [KnownDefect] {
            [
                KnownDefect(kind: .duplicateRows, column: "order_id", rowCount: repeated.count),
                KnownDefect(
                    kind: .negativeValues, column: "total_amount", rowCount: negative.count
                ),
                KnownDefect(kind: .nullValues, column: "payment_method", rowCount: unpaid.count),
            ]
        }
    }

    private struct Row {
        let index: Int
        let customer: Int
        let product: Int
        let moment: Int
        let quantity: Int
        let price: Int
        let discount: Int
        let total: Int
        let region: Int
        let channel: Int
        let payment: Int?
        let status: Int

        init(
            _ index: Int,
            _ day: CalendarDay,
            _ moment: Int,
            _ span: DemoSpan,
            _ customers: Customers,
            _ products: Products,
            _ flaws: Flaws,
            _ random: inout RandomStream
        ) {
            self.index = index
            self.moment = moment
            customer = customers.pick(on: day, &random)
            product = products.pick(on: day, &random)
            let segment = customers.segments[customer]
            quantity = Self.quantity(segment, &random)
            let years = (day.daysSinceEpoch - span.days.lowerBound.daysSinceEpoch) / 365
            // Prices rise three per cent a year.
            price = products.prices[product] * (100 + 3 * years) / 100
            let (_, month, dayOfMonth) = day.civil
            let isSale = month == 11 && (23...30).contains(dayOfMonth)
            let shares = isSale ? Orders.saleShares : Orders.discountShares
            discount = Orders.discounts[random.pick(shares)]
            let amount = (quantity * price * (10_000 - discount) + 5_000) / 10_000
            total = flaws.negative.contains(index) ? -amount : amount
            region =
                random.chance(permille: 950)
                ? customers.regions[customer] : random.below(salesRegions.count)
            // The app takes customers from the shops, a little more each year.
            let moved = min(120, 40 * years)
            channel = random.pick([460, 280 + moved, 180 - moved, 80])
            let payment = random.pick(channel == 2 ? [720, 30, 50, 200] : [540, 310, 110, 40])
            self.payment = flaws.unpaid.contains(index) ? nil : payment
            let age = span.days.upperBound.daysSinceEpoch - day.daysSinceEpoch
            let category = ProductLines.categories[products.categories[product]]
            status = Self.status(age, category.returnRate, &random)
        }

        private static func quantity(_ segment: Int, _ random: inout RandomStream) -> Int {
            switch segment {
            case 0: 1 + random.pick([720, 180, 60, 25, 15])
            case 1: 1 + random.pick([380, 250, 150, 90, 70, 30, 20, 10])
            default: 1 + random.pick([120, 150, 150, 140, 130, 110, 80, 50, 40, 30])
            }
        }

        /// Young orders are still under way; older ones are done, called off or sent back.
        private static func status(
            _ age: Int,
            _ returnRate: Int,
            _ random: inout RandomStream
        ) -> Int {
            switch age {
            case ..<3: random.pick([80, 340, 540, 40, 0])
            case ..<10: random.pick([520, 350, 70, 50, 10])
            default: random.pick([942 - returnRate, 4, 2, 52, returnRate])
            }
        }

        func write(to table: inout TableWriter) throws(BronzeError) {
            table.identifier(.at(index, .order))
            table.identifier(.at(customer, .customer))
            table.identifier(.at(product, .product))
            table.moment(moment)
            table.number(quantity)
            table.number(price)
            table.number(discount)
            table.number(total)
            table.word(salesRegions[region])
            table.word(Orders.channels[channel])
            if let payment { table.word(Orders.payments[payment]) } else { table.null() }
            table.word(Orders.statuses[status])
            try table.endRow()
        }
    }
}
