import CypherSyntax
import PropertyGraph

/// What a scan of labelled nodes looks for.
struct TableScan: Sendable {
    /// The slot that takes the node.
    let slot: Int
    /// The labels, any of which is right.
    let labels: [LabelSymbol]
    /// Conditions that cannot fail, and those that may, all of which must hold.
    let total: [ColumnCondition]
    let fallible: [ColumnCondition]
    /// The number of the scan in a description whose operators are measured, if it has conditions.
    var number: Int?
}

/// The nodes with one of some labels that fulfil conditions on their columns, for each input row,
/// unless they are hidden.
///
/// It walks the tables of the labels page by page: conditions narrow a set of rows, and only
/// the rows that are left become cells. The batch keeps their places as its origin, so that
/// expressions further up read their properties from the columns as well. Conditions that may
/// fail are not asked about hidden nodes.
///
/// Only for plans that do not write, since it holds on to the tables.
///
/// - Complexity: for each row about 0.1 ns and what the conditions cost; for each node found 2 ns.
final class TableScanSource: RowSource {
    private let context: ExecutionContext
    private let scan: TableScan
    private let carried: [Int]
    private let total: [ColumnTest]
    private let fallible: [ColumnTest]
    private var input: InputRows
    private var tables: [TableView]?
    private var isOpen = false
    /// The table and the page at hand, and the rows of it that were found but not yielded yet.
    private var table = 0
    private var view: TableView?
    private var page = 0
    private var rows = RowMask()

    /// A batch with as many rows is handed out when its table ends, so that it keeps its origin.
    private static let rowsWorthKeeping = 64

    init(_ input: any RowSource, scan: TableScan, carried: [Int], context: ExecutionContext) {
        self.context = context
        self.scan = scan
        self.carried = carried
        total = scan.total.map { $0.test(context) }
        fallible = scan.fallible.map { $0.test(context) }
        self.input = InputRows(input, width: context.plan.width)
    }

    func restart() {
        input.restart()
        isOpen = false
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        // The table that all rows so far are from.
        var origin: Int?
        while !batch.isFull {
            if !isOpen {
                guard try input.advance() else { break }
                open()
                batch.origin?.isAscending = false
            }
            if rows.isEmpty {
                guard try findPage(in: currentTables()) else {
                    isOpen = false
                    continue
                }
            }
            guard let view else { break }
            if batch.count == 0 {
                origin = table
                batch.origin = RowOrigin(
                    slot: scan.slot, table: view, isAscending: true)
            } else if origin != table {
                if batch.count >= Self.rowsWorthKeeping { break }
                batch.origin = nil
                origin = nil
            }
            emit(view, into: batch)
        }
        assert(batch.origin.map { batch.isTrue(to: $0) } ?? true)
        return batch.count > 0
    }

    private func open() {
        isOpen = true
        table = 0
        page = -1
        rows = RowMask()
        for test in total { test.open(input.batch, input.row) }
        for test in fallible { test.open(input.batch, input.row) }
    }

    /// The tables of the labels, each once, those of the first label first.
    private func currentTables() -> [TableView] {
        if let tables { return tables }
        var found: [TableView] = []
        var earlier: [LabelID] = []
        for symbol in scan.labels {
            guard let label = context.symbols.label(symbol) else { continue }
            for table in context.graph.tables(labelled: label)
            where !earlier.contains(where: { table.labels.contains($0) }) {
                found.append(table)
            }
            earlier.append(label)
        }
        tables = found
        return found
    }

    /// Moves on to the next page with rows that fulfil the conditions; false at the end.
    private func findPage(in tables: [TableView]) throws(CypherError) -> Bool {
        while table < tables.count {
            let view = tables[table]
            if page < 0 { self.view = view }
            page += 1
            while page < view.pageCount {
                try context.tick(256)
                rows = view.liveRows(page: page)
                try narrow(view)
                if !rows.isEmpty { return true }
                page += 1
            }
            table += 1
            page = -1
        }
        return false
    }

    /// Drops the rows that a condition does not hold for, and measures it where that is wanted.
    private func narrow(_ table: TableView) throws(CypherError) {
        guard let number = scan.number else { return try applyConditions(table) }
        let start = ContinuousClock.now
        dropHidden(table)
        let count = rows.count
        try applyConditions(table)
        context.profile?.add(number, rows: count, since: start)
    }

    /// Drops the rows that a condition does not hold for and those of hidden nodes.
    private func applyConditions(_ table: TableView) throws(CypherError) {
        for test in total where !rows.isEmpty {
            rows = try test.test(table, page: page, among: rows).yes
        }
        dropHidden(table)
        for test in fallible where !rows.isEmpty {
            rows = try test.test(table, page: page, among: rows).yes
        }
    }

    private func dropHidden(_ table: TableView) {
        guard !context.seesEverything, let owners = table.owners(page: page) else { return }
        if rows.count >= Self.rowsWorthSurveying,
            context.access.showsAll(between: owners, count: 256)
        {
            return
        }
        rows = context.access.visible(among: rows, owners: owners)
    }

    /// For fewer rows it is quicker to look at each than at the range of their numbers.
    private static let rowsWorthSurveying = 32

    /// From so many rows out of 64 on, it is quicker to write all and to keep the wanted ones.
    private static let denseWord = 28

    /// Yields the rows of a word, at most 64 places from `start` on; answers where they end.
    @inline(__always)
    private static func emitAll(
        _ rows: UInt64, _ owners: UnsafePointer<UInt32>, _ base: UInt32,
        _ cells: UnsafeMutablePointer<Cell>, _ places: UnsafeMutablePointer<UInt32>, at start: Int
    ) -> Int {
        var end = start
        var rest = rows
        for row in 0..<64 {
            cells[end] = .node(NodeID(owners[row]))
            places[end] = base &+ UInt32(truncatingIfNeeded: row)
            end &+= Int(truncatingIfNeeded: rest & 1)
            rest &>>= 1
        }
        return end
    }

    /// Yields rows of the page while there is room.
    private func emit(_ table: TableView, into batch: Batch) {
        guard let owners = table.owners(page: page) else {
            rows = RowMask()
            return
        }
        let start = batch.count
        let limit = batch.limit
        let cells = batch.column(scan.slot)
        let places = batch.originRows
        let base = UInt32(truncatingIfNeeded: page &* 256)
        var end = start
        for word in 0..<4 {
            var rest = rows.words[word]
            if rest.nonzeroBitCount >= Self.denseWord, end + 64 <= limit {
                end = Self.emitAll(
                    rest, owners + word &* 64, base &+ UInt32(truncatingIfNeeded: word &* 64),
                    cells, places, at: end)
                rows.words[word] = 0
                continue
            }
            while rest != 0, end < limit {
                let row = word &* 64 &+ rest.trailingZeroBitCount
                rest &= rest &- 1
                cells[end] = .node(NodeID(owners[row]))
                places[end] = base &+ UInt32(truncatingIfNeeded: row)
                end &+= 1
            }
            rows.words[word] = rest
        }
        for slot in carried {
            let cell = input.batch[slot, input.row]
            (batch.column(slot) + start).update(repeating: cell, count: end - start)
        }
        batch.count = end
    }
}
