/// The products' rows, computed from the bronze files by plain arithmetic.
///
/// Money is summed in whole cents, so that the sums are exact.
enum Recomputation {
    /// Impressions to return on advertising spend, per week and campaign.
    static func marketing(_ bronze: Bronze) throws -> Rows {
        struct Key: Hashable { let week: Day, campaign: String }
        struct Sums { var impressions = 0, clicks = 0, conversions = 0, spend = 0, revenue = 0 }
        var names: [String: String] = [:]
        for campaign in bronze.campaigns {
            names[try campaign.text("campaign_id")] = campaign["campaign_name"]
        }
        var groups: [Key: Sums] = [:]
        for event in bronze.events {
            let day = try event.day("event_date")
            let key = Key(week: day.monday, campaign: try event.text("campaign_id"))
            groups[key, default: Sums()].impressions += try event.integer("impressions")
            groups[key, default: Sums()].clicks += try event.integer("clicks")
            groups[key, default: Sums()].conversions += try event.integer("conversions")
            groups[key, default: Sums()].spend += try event.cents("spend")
            groups[key, default: Sums()].revenue += try event.cents("revenue")
        }
        let sorted = groups.sorted {
            ($0.key.week, $0.key.campaign) < ($1.key.week, $1.key.campaign)
        }
        return Rows(
            columns: [
                "week", "campaign_id", "campaign_name", "impressions", "clicks", "conversions",
                "spend", "revenue", "ctr", "cvr", "cpa", "roas",
            ],
            cells: sorted.map { key, sums in
                [
                    .text(key.week.description), .text(key.campaign), .text(names[key.campaign]),
                    count(sums.impressions), count(sums.clicks), count(sums.conversions),
                    money(sums.spend), money(sums.revenue),
                    ratio(sums.clicks, sums.impressions), ratio(sums.conversions, sums.clicks),
                    ratio(sums.spend, sums.conversions * 100), ratio(sums.revenue, sums.spend),
                ]
            }
        )
    }

    /// Revenue, orders and units of completed orders, per day, region and category.
    static func dailySales(_ bronze: Bronze) throws -> Rows {
        struct Key: Hashable { let day: Day, region: String, category: String }
        struct Sums { var revenue = 0, orders: Set<String> = [], units = 0 }
        var categories: [String: String] = [:]
        for product in bronze.products {
            categories[try product.text("product_id")] = product["category"]
        }
        var groups: [Key: Sums] = [:]
        for order in bronze.orders where order["status"] == "completed" {
            let key = Key(
                day: try order.day("order_date"),
                region: try order.text("region"),
                category: try categories.text(order.text("product_id"))
            )
            groups[key, default: Sums()].revenue += try order.cents("total_amount")
            groups[key, default: Sums()].orders.insert(try order.text("order_id"))
            groups[key, default: Sums()].units += try order.integer("quantity")
        }
        let sorted = groups.sorted {
            ($0.key.day, $0.key.region, $0.key.category)
                < ($1.key.day, $1.key.region, $1.key.category)
        }
        return Rows(
            columns: ["date", "region", "category", "revenue", "order_count", "units_sold"],
            cells: sorted.map { key, sums in
                [
                    .text(key.day.description), .text(key.region), .text(key.category),
                    money(sums.revenue), count(sums.orders.count), count(sums.units),
                ]
            }
        )
    }

    /// Revenue and average order value of completed orders of 2024, per month and segment.
    static func segments(_ bronze: Bronze) throws -> Rows {
        struct Key: Hashable { let month: String, segment: String }
        struct Sums { var revenue = 0, orders: Set<String> = [] }
        var segments: [String: String] = [:]
        for customer in bronze.customers {
            segments[try customer.text("customer_id")] = customer["segment"]
        }
        var groups: [Key: Sums] = [:]
        for order in bronze.orders where order["status"] == "completed" {
            let date = try order.text("order_date")
            guard date.hasPrefix("2024-") else { continue }
            let key = Key(
                month: date.prefix(7) + "-01",
                segment: try segments.text(order.text("customer_id"))
            )
            groups[key, default: Sums()].revenue += try order.cents("total_amount")
            groups[key, default: Sums()].orders.insert(try order.text("order_id"))
        }
        let sorted = groups.sorted {
            ($0.key.month, $0.key.segment) < ($1.key.month, $1.key.segment)
        }
        return Rows(
            columns: ["month", "segment", "revenue", "order_count", "average_order_value"],
            cells: sorted.map { key, sums in
                [
                    .text(key.month), .text(key.segment), money(sums.revenue),
                    count(sums.orders.count), ratio(sums.revenue, sums.orders.count * 100),
                ]
            }
        )
    }

    /// The ten products with the highest revenue of April to June 2025.
    static func topProducts(_ bronze: Bronze) throws -> Rows {
        var names: [String: String] = [:]
        for product in bronze.products {
            names[try product.text("product_id")] = product["product_name"]
        }
        var revenue: [String: Int] = [:]
        for order in bronze.orders where order["status"] == "completed" {
            let date = try order.text("order_date")
            guard ["2025-04", "2025-05", "2025-06"].contains(date.prefix(7)) else { continue }
            revenue[try order.text("product_id"), default: 0] += try order.cents("total_amount")
        }
        let sorted = revenue.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return Rows(
            columns: ["product_id", "product_name", "revenue"],
            cells: sorted.prefix(10).map { product, revenue in
                [.text(product), .text(names[product]), money(revenue)]
            }
        )
    }

    /// Opened tickets and the average hours to resolve those that are, per week and priority.
    static func tickets(_ bronze: Bronze) throws -> Rows {
        struct Key: Hashable { let week: Day, priority: String }
        struct Sums { var tickets: Set<String> = [], resolved = 0, seconds = 0 }
        var groups: [Key: Sums] = [:]
        for ticket in bronze.tickets {
            let key = Key(
                week: try ticket.day("opened_at").monday,
                priority: try ticket.text("priority")
            )
            groups[key, default: Sums()].tickets.insert(try ticket.text("ticket_id"))
            guard ticket["resolved_at"] != nil else { continue }
            let resolved = try ticket.seconds("resolved_at")
            let opened = try ticket.seconds("opened_at")
            groups[key, default: Sums()].resolved += 1
            groups[key, default: Sums()].seconds += resolved - opened
        }
        let sorted = groups.sorted {
            ($0.key.week, $0.key.priority) < ($1.key.week, $1.key.priority)
        }
        return Rows(
            columns: ["week", "priority", "ticket_count", "resolution_time"],
            cells: sorted.map { key, sums in
                [
                    .text(key.week.description), .text(key.priority), count(sums.tickets.count),
                    ratio(sums.seconds, sums.resolved * 3_600),
                ]
            }
        )
    }

    /// The share of clicks that convert, per week, channel and device; unknown devices last.
    static func conversion(_ bronze: Bronze) throws -> Rows {
        struct Key: Hashable { let week: Day, channel: String, device: String? }
        struct Sums { var clicks = 0, conversions = 0 }
        var groups: [Key: Sums] = [:]
        for event in bronze.events {
            let key = Key(
                week: try event.day("event_date").monday,
                channel: try event.text("channel"),
                device: event["device"]
            )
            groups[key, default: Sums()].clicks += try event.integer("clicks")
            groups[key, default: Sums()].conversions += try event.integer("conversions")
        }
        let sorted = groups.sorted { left, right in
            let unknown = "\u{10FFFF}"
            return (left.key.week, left.key.channel, left.key.device ?? unknown)
                < (right.key.week, right.key.channel, right.key.device ?? unknown)
        }
        return Rows(
            columns: ["week", "channel", "device", "clicks", "conversions", "cvr"],
            cells: sorted.map { key, sums in
                [
                    .text(key.week.description), .text(key.channel), .text(key.device),
                    count(sums.clicks), count(sums.conversions),
                    ratio(sums.conversions, sums.clicks),
                ]
            }
        )
    }

    private static func count(_ number: Int) -> Rows.Cell {
        .number(Double(number))
    }

    private static func money(_ cents: Int) -> Rows.Cell {
        .number(Double(cents) / 100)
    }

    private static func ratio(_ numerator: Int, _ denominator: Int) -> Rows.Cell {
        .number(denominator == 0 ? nil : Double(numerator) / Double(denominator))
    }
}
