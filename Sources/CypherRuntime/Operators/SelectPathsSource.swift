import CypherPlanning
import CypherSyntax
import PropertyGraph

/// Keeps, of rows in order of a path's length, the first ones between each two ends.
final class SelectPathsSource: RowSource {
    private struct Ends: Hashable {
        var start: NodeID
        var end: NodeID
    }

    /// What was kept between two ends.
    private struct Tally {
        var count = 0
        var length: Int64 = -1
    }

    private let context: ExecutionContext
    private let input: any RowSource
    private let selection: SelectPaths
    private let count: CompiledExpression
    private let live: [Int]
    private var tallies: [Ends: Tally] = [:]
    private var limit: Int?
    // Owned: freed in deinit.
    private let kept: UnsafeMutablePointer<Int32>

    init(
        _ input: any RowSource,
        selection: SelectPaths,
        count: CompiledExpression,
        live: [Int],
        context: ExecutionContext
    ) {
        self.context = context
        self.input = input
        self.selection = selection
        self.count = count
        self.live = live
        kept = .allocate(capacity: Batch.maximum)
    }

    deinit { kept.deallocate() }

    func restart() {
        input.restart()
        tallies.removeAll(keepingCapacity: true)
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while try input.next(into: batch) {
            try context.tick(batch.count)
            let limit = try limit(batch)
            var count = 0
            for row in 0..<batch.count where keeps(row, of: batch, limit) {
                kept[count] = Int32(truncatingIfNeeded: row)
                count += 1
            }
            if count == 0 {
                batch.clear()
                continue
            }
            batch.keep(kept, count: count, slots: live)
            return true
        }
        return false
    }

    private func limit(_ batch: Batch) throws(CypherError) -> Int {
        if let limit { return limit }
        let cell = try count.cell(0, batch, context)
        guard cell.tag == .integer, cell.integerBits > 0 else {
            throw CypherError(
                .argumentError, at: .runtime, detail: "NegativeIntegerArgument",
                message: "The number of paths to select must be a whole number from 1.")
        }
        let number = Int(cell.integerBits)
        limit = number
        return number
    }

    private func keeps(_ row: Int, of batch: Batch, _ limit: Int) -> Bool {
        let (start, end) = (batch[selection.start.index, row], batch[selection.end.index, row])
        guard start.tag == .node, end.tag == .node else { return false }
        let length = batch[selection.length.index, row].integerBits
        let ends = Ends(start: start.nodeBits, end: end.nodeBits)
        var tally = tallies[ends] ?? Tally()
        if !selection.countsLengths || length != tally.length {
            if tally.count >= limit { return false }
            tally.count += 1
            tally.length = length
            tallies[ends] = tally
        }
        return true
    }
}
