/// How many rows each dataset has, before the deliberate duplicates.
public struct BronzeSize: Sendable, Hashable {
    public var orders: Int
    public var marketingEvents: Int
    public var customers: Int
    public var products: Int
    public var campaigns: Int
    public var interactions: Int
    public var tickets: Int

    /// The default size.
    public static let standard = BronzeSize(
        orders: 120_000,
        marketingEvents: 240_000,
        customers: 8_000,
        products: 500,
        campaigns: 60,
        interactions: 150_000,
        tickets: 12_000
    )

    /// The standard size scaled to so many orders, 1…50,000,000 (others are clamped).
    ///
    /// Facts scale in proportion, customers and products with the square root, campaigns stay.
    public static func scaled(toOrders rows: Int) -> BronzeSize {
        let orders = min(max(1, rows), 50_000_000)
        let base = BronzeSize.standard
        func proportional(_ count: Int) -> Int { max(1, count * orders / base.orders) }
        func rooted(_ count: Int) -> Int {
            max(28, Int(Double(count) * (Double(orders) / Double(base.orders)).squareRoot()))
        }
        return BronzeSize(
            orders: orders,
            marketingEvents: proportional(base.marketingEvents),
            customers: rooted(base.customers),
            products: min(9_999, rooted(base.products)),
            campaigns: base.campaigns,
            interactions: proportional(base.interactions),
            tickets: proportional(base.tickets)
        )
    }
}
