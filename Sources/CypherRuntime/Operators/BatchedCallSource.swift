import CypherSyntax
import PropertyGraph

/// What `CALL { … } IN TRANSACTIONS` does with its rows.
struct BatchedCall: Sendable {
    let returnsRows: Bool
    /// Whether an input row without inner rows is kept, with nulls.
    let keepsEmptyRows: Bool
    let size: CompiledExpression?
    let reaction: TransactionBatches.Reaction
    /// The slot of the batch's status.
    let status: Int?
    /// The slots taken from input rows, and from inner rows.
    let outer: [Int]
    let inner: [Int]
    /// What the inner plan reads of input rows.
    let imports: [Int]
    /// The slots that are null in the rows of a batch that failed.
    let results: [Int]
}

/// `CALL { … } IN TRANSACTIONS`: commits after each batch of input rows.
///
/// Within a transaction that is its caller's, nothing can be committed half-way: such a query is
/// refused before it starts.
///
/// Source: Neo4j 5 Cypher manual, `CALL` subqueries in transactions.
final class BatchedCallSource: RowSource {
    /// What became of a batch.
    private enum Outcome {
        case committed
        case failed(CypherError)
        case notStarted
    }

    private let context: ExecutionContext
    private let inner: InnerRun
    private let call: BatchedCall
    private var input: InputRows
    /// The rows of the batch that are to be passed on.
    private var ready: RowStore
    private var position = 0
    private var status = Value.null
    private var isStopped = false
    private var number: Int64 = 0
    private let row: Batch

    init(
        _ input: any RowSource,
        inner: InnerRun,
        call: BatchedCall,
        context: ExecutionContext
    ) {
        self.context = context
        self.inner = inner
        self.call = call
        self.input = InputRows(input, width: context.plan.width)
        ready = RowStore(slots: call.outer + call.inner)
        row = Batch(width: context.plan.width, limit: 1)
    }

    func restart() {
        input.restart()
        ready.removeAll(context)
        position = 0
        isStopped = false
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while position == ready.count {
            guard try runBatch() else { return false }
        }
        let count = min(batch.limit, ready.count - position)
        for target in 0..<count { ready.copy(position + target, into: batch, at: target) }
        if let slot = call.status {
            let cell = try context.cell(status)
            for target in 0..<count { batch[slot, target] = cell }
        }
        position += count
        batch.count = count
        return true
    }

    /// Runs the next batch; false when there are no more input rows.
    private func runBatch() throws(CypherError) -> Bool {
        ready.removeAll(context)
        position = 0
        let size = try batchSize()
        var rows = RowStore(slots: Array(Set(call.outer + call.imports)).sorted())
        while rows.count < size, try input.advance() {
            try rows.append(input.batch, row: input.row, context)
        }
        guard rows.count > 0 else { return false }
        number += 1
        var outcome = Outcome.notStarted
        if !isStopped { outcome = try attempt(rows) }
        if case .committed = outcome {} else { try fill(rows) }
        status = value(of: outcome)
        rows.removeAll(context)
        return true
    }

    private func batchSize() throws(CypherError) -> Int {
        guard let size = call.size else { return 1_000 }
        row.count = 1
        let cell = try size.cell(0, row, context)
        guard cell.tag == .integer, cell.integerBits > 0 else {
            throw CypherError(
                .argumentError, at: .runtime, detail: "NegativeIntegerArgument",
                message: "A batch needs a whole number of rows from 1.")
        }
        return Int(cell.integerBits)
    }

    /// Runs the subquery for the rows and commits; undoes all of it after an error, when the
    /// query is to go on.
    private func attempt(_ rows: RowStore) throws(CypherError) -> Outcome {
        let counters = context.counters
        do throws(CypherError) {
            for index in 0..<rows.count { try run(rows, index) }
            try context.commitBatch()
            return .committed
        } catch {
            guard call.reaction != .fail, error.canBePassedOver else { throw error }
            isStopped = call.reaction == .stop
            context.counters = counters
            ready.removeAll(context)
            try context.discardBatch()
            return .failed(error)
        }
    }

    private func run(_ rows: RowStore, _ index: Int) throws(CypherError) {
        try context.tick()
        rows.copy(index, into: row, at: 0)
        row.count = 1
        inner.start(row, 0)
        guard call.returnsRows else {
            try inner.drain(context)
            return try ready.append(row, row: 0, context)
        }
        var isEmpty = true
        while try inner.next() {
            try context.tick(inner.batch.count)
            isEmpty = false
            for place in 0..<inner.batch.count {
                row.copy(call.inner, from: inner.batch, row: place, to: 0)
                try ready.append(row, row: 0, context)
            }
        }
        inner.batch.clear()
        if isEmpty, call.keepsEmptyRows { try appendNulls() }
    }

    /// The rows of a batch that was not committed, with nulls for what it would have returned.
    private func fill(_ rows: RowStore) throws(CypherError) {
        for index in 0..<rows.count {
            rows.copy(index, into: row, at: 0)
            try appendNulls()
        }
    }

    private func appendNulls() throws(CypherError) {
        for slot in call.results { row[slot, 0] = .null }
        row.count = 1
        try ready.append(row, row: 0, context)
    }

    private func value(of outcome: Outcome) -> Value {
        var entries: [String: Value] = [
            "started": true, "committed": false, "transactionId": .null, "errorMessage": .null,
        ]
        switch outcome {
        case .committed: entries["committed"] = true
        case .failed(let error): entries["errorMessage"] = .string(error.message)
        case .notStarted: entries["started"] = false
        }
        if case .notStarted = outcome {
        } else {
            entries["transactionId"] = .string("neo4j-transaction-\(number)")
        }
        return .map(entries)
    }
}

extension CypherError {
    /// Whether a query may go on after the error: not when it is out of time or was cancelled.
    fileprivate var canBePassedOver: Bool { type != .cancelled && type != .limitExceeded }
}
