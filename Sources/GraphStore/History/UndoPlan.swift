public import PropertyGraph

/// What taking a transaction back does, or why it cannot be taken back.
public struct UndoPlan: Sendable {
    /// The transaction.
    public let entry: LogEntry
    /// What undoing it changes; `before` is what there is now.
    public internal(set) var changes: ChangeSet
    /// What is in the way; when there is anything, nothing can be undone.
    public internal(set) var conflicts: [UndoConflict] = []
}

extension GraphHistory {
    /// Finds out what taking back a transaction does to the graph.
    ///
    /// What the transaction changed is made what it was: its properties and labels one by one, so
    /// that other properties of the same node may have changed since; what it made is deleted; what
    /// it deleted is there again under its old identity. Where a later transaction changed the same,
    /// there is a conflict.
    ///
    /// - Parameters:
    ///   - sequence: The transaction's number.
    ///   - now: The graph it is to be undone in.
    /// - Returns: What is to be done, or what is in the way.
    /// - Throws: `.unknownChange`, `.rewritten`, `.graph`.
    /// - Complexity: O(changes of the transaction, and of the later ones that touched the same).
    public func undoPlan(
        _ sequence: UInt64, now: Graph
    ) throws(HistoryError) -> UndoPlan {
        let (log, range) = try HistoryError.passing { () throws(GraphError) in
            let log = try LogReader(path: path)
            return (log, try log.range())
        }
        let row = try HistoryError.passing { () throws(GraphError) in try log.row(sequence) }
        guard let row, sequence <= now.sequence else {
            throw .unknownChange(sequence, known: range)
        }
        if let other = row.rewritten { throw .rewritten(sequence, by: other) }
        return try HistoryError.passing { () throws(GraphError) in
            var planner = UndoPlanner(log, row, try log.record(of: row), now)
            return try planner.make()
        }
    }

    /// Takes back a transaction, by a new one.
    ///
    /// - Parameters:
    ///   - sequence: The transaction's number.
    ///   - database: Where it is undone; its file is this history's.
    ///   - info: The circumstances of the new transaction.
    /// - Returns: The new transaction, and what it did.
    /// - Throws: `HistoryError`, with `.conflicts` when something is in the way.
    @discardableResult
    public func undo(
        _ sequence: UInt64, on database: any GraphDatabase, _ info: CommitInfo
    ) throws(HistoryError) -> (receipt: CommitReceipt, plan: UndoPlan) {
        var attempts = 0
        while true {
            attempts += 1
            let plan = try undoPlan(sequence, now: database.snapshot())
            guard plan.conflicts.isEmpty else { throw .conflicts(sequence, plan.conflicts) }
            do throws(GraphError) {
                let draft = try database.begin()
                try draft.apply(plan.changes)
                return (try database.commit(draft, info), plan)
            } catch {
                // A mismatch means that another transaction came in between.
                var isPassing = error.isTransient
                if case .changeSetMismatch = error { isPassing = true }
                guard isPassing, attempts < 8 else { throw .graph(error) }
            }
        }
    }
}
