import BronzeData
import Foundation
import TestSupport
import Testing

@Suite("Bronze generator")
struct GeneratorTests {
    @Test func `equal options give equal bytes, which never change`() throws {
        let first = try DemoFiles().digest()
        #expect(try DemoFiles().digest() == first)
        // A change here changes everybody's demo: make it on purpose.
        #expect(first == 16_599_788_857_605_780_015)
    }

    @Test func `another seed gives another shop`() throws {
        let first = try DemoFiles(seed: 1, orders: 200).digest()
        #expect(try DemoFiles(seed: 2, orders: 200).digest() != first)
    }

    @Test func `the default size is as large as promised`() {
        #expect(BronzeSize.standard.orders >= 100_000)
        #expect(BronzeSize.standard.marketingEvents >= 200_000)
        #expect(BronzeSize.scaled(toOrders: BronzeSize.standard.orders) == .standard)
    }

    @Test(arguments: [1, 2, 10, 333])
    func `any number of orders can be made`(orders: Int) throws {
        let demo = try DemoFiles(orders: orders)
        let rows = try demo.rows(.orders)
        #expect(Set(rows.compactMap { $0["order_id"] }).count == orders)
    }

    @Test(arguments: ["2024-01-01", "2024-02-29", "2027-12-31"])
    func `the data ends with its last day`(day: String) throws {
        let demo = try DemoFiles(orders: 2_000, until: CalendarDay(day))
        for (dataset, column) in [
            (BronzeDataset.orders, "order_date"), (.events, "event_date"),
            (.interactions, "interaction_time"), (.tickets, "opened_at"),
            (.tickets, "resolved_at"), (.products, "launch_date"), (.customers, "signup_date"),
        ] {
            let days = try demo.rows(dataset).compactMap { $0[column]?.prefix(10) }
            #expect(days.allSatisfy { $0 <= day }, "\(dataset.name).\(column)")
            if dataset == .orders {
                #expect(days.max() == day[...])
                #expect(days.min() ?? "" >= "2024-01-01")
            }
        }
    }

    @Test func `days outside the span are refused`() {
        #expect(throws: BronzeError.self) {
            guard let day = CalendarDay("2023-12-31") else { return }
            _ = try BronzeGenerator(until: day)
        }
    }

    @Test(arguments: [
        ("2024-02-29", 19_782), ("1970-01-01", 0), ("2000-03-01", 11_017), ("1969-12-31", -1),
    ])
    func `days read and write as they should`(text: String, number: Int) throws {
        let day = try #require(CalendarDay(text))
        #expect(day.daysSinceEpoch == number)
        #expect(day.description == text)
    }

    @Test(arguments: ["2023-02-29", "2024-13-01", "2024-1-01", "", "2024-06-31", "x024-01-01"])
    func `what is no day is refused`(text: String) {
        #expect(CalendarDay(text) == nil)
    }
}
