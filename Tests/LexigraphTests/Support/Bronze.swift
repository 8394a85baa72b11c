import Foundation

/// The rows of the demo's CSV files, by the names of their columns; empty fields are missing.
struct Bronze {
    typealias Row = [String: String]

    let orders: [Row]
    let customers: [Row]
    let products: [Row]
    let campaigns: [Row]
    let events: [Row]
    let tickets: [Row]

    init(demo folder: URL) throws {
        let data = folder.appendingPathComponent("data/bronze")
        func rows(_ path: String) throws -> [Row] {
            let url = data.appendingPathComponent(path)
            return try CSVText(String(contentsOf: url, encoding: .utf8)).named
        }
        orders = try rows("orders/orders.csv")
        customers = try rows("customers/customers.csv")
        products = try rows("products/products.csv")
        campaigns = try rows("marketing_campaigns/campaigns.csv")
        events = try rows("marketing_events/events.csv")
        tickets = try rows("support_tickets/tickets.csv")
    }
}

extension [String: String] {
    /// A field is missing or malformed that never is in the demo's data.
    struct Missing: Error {
        let column: String
        let row: [String: String]
    }

    /// A field that is never empty.
    func text(_ column: String) throws -> String {
        guard let text = self[column] else { throw Missing(column: column, row: self) }
        return text
    }

    func integer(_ column: String) throws -> Int {
        guard let number = Int(try text(column)) else { throw Missing(column: column, row: self) }
        return number
    }

    /// An amount of money in cents, exactly.
    func cents(_ column: String) throws -> Int {
        let text = try text(column)
        let parts = text.drop { $0 == "-" }.split(separator: ".")
        let fraction = parts.count > 1 ? parts[1] + String(repeating: "0", count: 2) : "00"
        guard let whole = Int(parts[0]), let cents = Int(fraction.prefix(2)) else {
            throw Missing(column: column, row: self)
        }
        return (text.hasPrefix("-") ? -1 : 1) * (whole * 100 + cents)
    }

    /// The day of a date or timestamp.
    func day(_ column: String) throws -> Day {
        guard let day = Day(try text(column)) else { throw Missing(column: column, row: self) }
        return day
    }

    /// The seconds since 1970 of a timestamp.
    func seconds(_ column: String) throws -> Int {
        let parts = try text(column).dropFirst(11).split(separator: ":").compactMap { Int($0) }
        guard parts.count == 3 else { throw Missing(column: column, row: self) }
        return try day(column).number * 86_400 + parts[0] * 3_600 + parts[1] * 60 + parts[2]
    }
}

/// A day of the calendar, counted from 1970-01-01.
struct Day: Hashable, Comparable, CustomStringConvertible {
    let number: Int

    init(number: Int) {
        self.number = number
    }

    /// Reads the first ten characters of `2025-06-30 …`.
    init?(_ text: String) {
        let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        var number = 0
        for year in 1970..<max(1970, parts[0]) { number += Self.isLeap(year) ? 366 : 365 }
        for month in 1..<max(1, parts[1]) { number += Self.length(of: month, in: parts[0]) }
        self.number = number + parts[2] - 1
    }

    static func < (left: Day, right: Day) -> Bool {
        left.number < right.number
    }

    /// The Monday that begins the day's week: 1970-01-01 was a Thursday.
    var monday: Day {
        Day(number: number - ((number + 3) % 7 + 7) % 7)
    }

    var description: String {
        var rest = number
        var year = 1970
        while rest >= (Self.isLeap(year) ? 366 : 365) {
            rest -= Self.isLeap(year) ? 366 : 365
            year += 1
        }
        var month = 1
        while rest >= Self.length(of: month, in: year) {
            rest -= Self.length(of: month, in: year)
            month += 1
        }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(two(month))-\(two(rest + 1))"
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
