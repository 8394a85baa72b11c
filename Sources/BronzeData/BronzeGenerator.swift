internal import Foundation

/// Makes the demo's seven bronze datasets: files of an invented shop, the same for the same options.
///
/// The data covers 2024-01-01 to `until`, grows, follows the week and the year, has few customers
/// and products that account for much, funnels whose stages never widen, keys that resolve, and a
/// known small number of wrong rows. Equal seed, `until` and size give equal bytes on every
/// platform: amounts are computed as whole cents, rates as whole millionths.
///
/// - Complexity: O(rows) time; memory for the figures of the numeric columns, some 10 bytes a cell.
public struct BronzeGenerator: Sendable {
    private let span: DemoSpan

    /// The last day that the data covers.
    public var until: CalendarDay { span.days.upperBound }

    /// Prepares a run.
    ///
    /// - Parameters:
    ///   - seed: Any number; each gives another shop.
    ///   - until: The last day covered, from 2024-01-01 on.
    ///   - size: How many rows; see `BronzeSize.scaled(toOrders:)`.
    /// - Throws: `BronzeError.dayOutOfRange`.
    public init(
        seed: UInt64 = 1,
        until: CalendarDay,
        size: BronzeSize = .standard
    ) throws(BronzeError) {
        guard until >= DemoSpan.firstDay, until < CalendarDay(civil: 2_100, 1, 1) else {
            throw .dayOutOfRange(until)
        }
        span = DemoSpan(seed: seed, days: DemoSpan.firstDay...until, size: size)
    }

    /// Writes every dataset's CSV file and `_metadata.json` below `folder`.
    ///
    /// Folders are created, files of a former run replaced.
    ///
    /// - Parameters:
    ///   - folder: The bronze folder, such as `data/bronze`.
    ///   - progress: Called after each dataset.
    /// - Returns: What was written, in the order of `BronzeDataset.all`.
    /// - Throws: `BronzeError.cannotWrite`.
    public func write(
        to folder: String,
        progress: (DatasetReport) -> Void = { _ in }
    ) throws(BronzeError) -> [DatasetReport] {
        for dataset in BronzeDataset.all { try makeFolder("\(folder)/\(dataset.folder)") }
        func path(_ dataset: BronzeDataset) -> String {
            "\(folder)/\(dataset.folder)/\(dataset.fileName).csv"
        }
        var reports: [DatasetReport] = []
        func done(_ report: DatasetReport) throws(BronzeError) {
            let path = "\(folder)/\(report.dataset.folder)/_metadata.json"
            var bytes = report.metadata(until: span.days.upperBound)
            var sink = try ByteSink(path: path)
            try sink.write(&bytes)
            _ = try sink.finish()
            progress(report)
            reports.append(report)
        }
        let (customers, customerReport) = try Customers.write(span, to: path(.customers))
        try done(customerReport)
        let (products, productReport) = try Products.write(span, to: path(.products))
        try done(productReport)
        let campaigns = Campaigns(span)
        let (spent, eventReport) = try MarketingEvents.write(span, campaigns, to: path(.events))
        try done(try campaigns.write(span, spent: spent, to: path(.campaigns)))
        let (orders, orderReport) = try Orders.write(span, customers, products, to: path(.orders))
        try done(orderReport)
        try done(eventReport)
        try done(try Interactions.write(span, customers, products, to: path(.interactions)))
        try done(try Tickets.write(span, customers, orders, to: path(.tickets)))
        return reports
    }

    private func makeFolder(_ path: String) throws(BronzeError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true
            )
        } catch {
            throw .cannotWrite(path: path, reason: "the folder cannot be created")
        }
    }
}
