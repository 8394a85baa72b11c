package import CypherSyntax
import PropertyGraph

/// An operator of a running query: yields batches of rows until there are no more.
///
/// The cost of a call is paid once for each batch; loops inside an operator meet no dynamic
/// dispatch per row except through expressions that cannot work on columns.
package protocol RowSource: AnyObject {
    /// Begins anew, for the outer row that the plan's argument now holds.
    func restart()

    /// Fills an empty batch with at most `batch.limit` rows.
    ///
    /// - Returns: whether there is at least one row; false means that none will follow.
    func next(into batch: Batch) throws(CypherError) -> Bool
}

/// The outer row that an inner plan starts from.
package final class Argument {
    let row: Batch
    private let slots: [Int]

    /// Makes an argument that takes the given slots of outer rows.
    init(slots: [Int], width: Int) {
        self.slots = slots
        row = Batch(width: width, limit: 1)
        row.count = 1
    }

    /// Takes an outer row.
    func take(_ batch: Batch, _ index: Int) {
        row.copy(slots, from: batch, row: index, to: 0)
    }

    /// Copies the outer row into a row of a batch.
    func copy(into batch: Batch, at row: Int) {
        batch.copy(slots, from: self.row, row: 0, to: row)
    }
}

/// The leaf of every plan: yields the outer row once.
final class ArgumentSource: RowSource {
    private let argument: Argument
    private var isDone = false

    init(_ argument: Argument) { self.argument = argument }

    func restart() { isDone = false }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        if isDone { return false }
        isDone = true
        argument.copy(into: batch, at: 0)
        batch.count = 1
        return true
    }
}

/// Walks the rows of an input one by one, with a batch of its own.
struct InputRows {
    let source: any RowSource
    let batch: Batch
    private(set) var row = -1
    /// Whether the source has said that no rows follow; it is not asked again then.
    private var isDone = false

    init(_ source: any RowSource, width: Int) {
        self.source = source
        batch = Batch(width: width, limit: 4)
    }

    /// Goes to the next row; false at the end.
    @inline(__always)
    mutating func advance() throws(CypherError) -> Bool {
        row += 1
        if row < batch.count { return true }
        return try refill()
    }

    private mutating func refill() throws(CypherError) -> Bool {
        if !isDone {
            batch.clearGrowing()
            row = 0
            if try source.next(into: batch) { return true }
            isDone = true
        }
        row = -1
        batch.clear()
        return false
    }

    mutating func restart() {
        source.restart()
        batch.clear()
        row = -1
        isDone = false
    }
}
