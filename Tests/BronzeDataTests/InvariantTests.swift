import BronzeData
import Foundation
import TestSupport
import Testing

@Suite("Bronze data")
struct InvariantTests {
    let demo: DemoFiles

    init() throws {
        demo = try DemoFiles()
    }

    @Test func `headers and required values are as declared`() throws {
        for dataset in BronzeDataset.all {
            let text = try String(contentsOfFile: demo.csvPath(dataset), encoding: .utf8)
            let header = text.prefix { $0 != "\n" }
            #expect(header == dataset.columns.map(\.name).joined(separator: ","))
            let rows = try demo.rows(dataset)
            for column in dataset.columns where !column.isNullable {
                #expect(rows.allSatisfy { $0[column.name] != nil }, "\(column.name)")
            }
        }
    }

    @Test func `every foreign key resolves`() throws {
        for dataset in BronzeDataset.all {
            let rows = try demo.rows(dataset)
            for column in dataset.columns {
                guard let reference = column.reference else { continue }
                let target = try #require(
                    BronzeDataset.all.first { reference == "\($0.name).\($0.primaryKey[0])" }
                )
                let keys = Set(try demo.rows(target).compactMap { $0[column.name] })
                let values = Set(rows.compactMap { $0[column.name] })
                #expect(values.isSubset(of: keys), "\(dataset.name).\(column.name)")
                #expect(!values.isEmpty)
            }
        }
    }

    @Test func `known defects are there in exactly the stated numbers`() throws {
        for report in demo.reports {
            let rows = try demo.rows(report.dataset)
            #expect(rows.count == report.rowCount)
            let key = report.dataset.primaryKey[0]
            let byKey = Dictionary(grouping: rows) { $0[key] ?? "" }
            #expect(byKey.values.allSatisfy { Set($0).count == 1 })
            let defects = report.defects
            func stated(_ kind: KnownDefect.Kind, _ column: String) -> Int {
                defects.first { $0.kind == kind && $0.column == column }?.rowCount ?? 0
            }
            #expect(rows.count - byKey.count == stated(.duplicateRows, key))
            for defect in defects where defect.kind == .nullValues {
                let missing = rows.filter { $0[defect.column] == nil }.count
                #expect(missing == defect.rowCount, "\(defect.column)")
            }
            for defect in defects where defect.kind == .negativeValues {
                let negative = rows.filter { $0[defect.column]?.hasPrefix("-") == true }.count
                #expect(negative == defect.rowCount, "\(defect.column)")
            }
        }
        let orders = try #require(demo.reports.first { $0.dataset == .orders })
        #expect(orders.defects.map(\.rowCount) == [4, 2, 12])
    }

    @Test func `amounts follow from quantity, price and discount`() throws {
        for row in try demo.rows(.orders) {
            let quantity = try #require(row["quantity"].flatMap { Int($0) })
            let price = try #require(cents(row["unit_price"]))
            let discount = try #require(cents(row["discount"]))
            let total = try #require(cents(row["total_amount"]))
            let exact = quantity * price * (10_000 - discount)
            #expect(abs(abs(total) * 10_000 - exact) <= 5_000)
            #expect((1...10).contains(quantity) && (0...5_000).contains(discount))
        }
    }

    @Test func `funnels never widen`() throws {
        var clicks = 0
        var conversions = 0
        for row in try demo.rows(.events) {
            let stages = try ["impressions", "clicks", "conversions"].map { name in
                try #require(row[name].flatMap { Int($0) })
            }
            #expect(stages[0] >= stages[1] && stages[1] >= stages[2] && stages[2] >= 0)
            clicks += stages[1]
            conversions += stages[2]
            #expect(stages[2] > 0 || cents(row["revenue"]) == 0)
        }
        #expect(clicks > 10 * conversions && conversions > 0)
        let kinds = Dictionary(grouping: try demo.rows(.interactions)) {
            $0["interaction_type"] ?? ""
        }.mapValues(\.count)
        let order = ["product_view", "add_to_cart", "checkout", "purchase"]
        let counts = order.map { kinds[$0] ?? 0 }
        #expect(counts == counts.sorted(by: >) && counts.allSatisfy { $0 > 0 })
    }

    @Test func `events lie within their campaign and share its channel`() throws {
        let campaigns = Dictionary(
            uniqueKeysWithValues: try demo.rows(.campaigns).map { ($0["campaign_id"], $0) }
        )
        for row in try demo.rows(.events) {
            let campaign = try #require(campaigns[row["campaign_id"]])
            let day = try #require(row["event_date"])
            #expect(row["channel"] == campaign["channel"])
            #expect(day >= campaign["start_date"] ?? "~" && day <= campaign["end_date"] ?? "")
            #expect(campaign["status"] != "planned")
        }
    }

    @Test func `times of a ticket come in order and agree with its status`() throws {
        let orders = Dictionary(
            try demo.rows(.orders).map { ($0["order_id"], $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for row in try demo.rows(.tickets) {
            let opened = try #require(row["opened_at"])
            #expect(row["first_response_at"] ?? "~" >= opened)
            #expect(row["resolved_at"] ?? "~" >= row["first_response_at"] ?? "~")
            let isDone = ["resolved", "closed"].contains(row["status"])
            #expect((row["resolved_at"] != nil) == isDone)
            #expect(row["satisfaction_score"] == nil || isDone)
            if let order = row["order_id"] {
                #expect(orders[order]?["customer_id"] == row["customer_id"])
                #expect(orders[order]?["order_date"] ?? "~" <= opened)
            }
        }
    }

    @Test func `people buy after signing up, products after their launch`() throws {
        let signups = Dictionary(
            uniqueKeysWithValues: try demo.rows(.customers).map {
                ($0["customer_id"], $0["signup_date"] ?? "")
            }
        )
        let launches = Dictionary(
            uniqueKeysWithValues: try demo.rows(.products).map {
                ($0["product_id"], $0["launch_date"] ?? "")
            }
        )
        for row in try demo.rows(.orders) {
            let day = try #require(row["order_date"]).prefix(10)
            #expect(signups[row["customer_id"]] ?? "~" <= day)
            #expect(launches[row["product_id"]] ?? "~" <= day)
        }
    }

    @Test func `few customers account for much`() throws {
        let rows = try demo.rows(.orders)
        let counts = Dictionary(grouping: rows) { $0["customer_id"] ?? "" }
            .values.map(\.count).sorted(by: >)
        let top = counts.prefix(counts.count / 5).reduce(0, +)
        #expect(top * 100 > rows.count * 35)
    }

    @Test func `products cost less than they are sold for`() throws {
        let rows = try demo.rows(.products)
        #expect(rows.allSatisfy { cents($0["unit_cost"]) ?? 1 <= cents($0["unit_price"]) ?? 0 })
        #expect(Set(rows.compactMap { $0["category"] }).count == 7)
    }
}
