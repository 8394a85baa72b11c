internal import CSQLite

extension Connection {
    /// When a transaction takes its locks.
    public enum TransactionKind: String, Sendable {
        /// At the first statement.
        case deferred = "DEFERRED"
        /// The write lock at once, so that a later write cannot fail with `busy`.
        case immediate = "IMMEDIATE"
        /// The write lock at once, and no reader unless in WAL mode.
        case exclusive = "EXCLUSIVE"
    }

    /// Whether a transaction is open.
    public var isInTransaction: Bool {
        handle.pointer.map { sqlite3_get_autocommit($0) == 0 } ?? false
    }

    /// Begins a transaction.
    public func begin(_ kind: TransactionKind = .deferred) throws(SQLiteError) {
        try run("BEGIN \(kind.rawValue)")
    }

    /// Commits the open transaction.
    ///
    /// When it throws, the transaction may still be open.
    public func commit() throws(SQLiteError) {
        try run("COMMIT")
    }

    /// Gives up the open transaction; does nothing when none is open.
    public func rollback() throws(SQLiteError) {
        guard isInTransaction else { return }
        try run("ROLLBACK")
    }

    /// Runs `body` in one transaction: commits when it returns, rolls back when it throws.
    ///
    /// Transactions do not nest; use `savepoint` inside one.
    public func transaction<Result>(
        _ kind: TransactionKind = .immediate,
        _ body: () throws(SQLiteError) -> Result
    ) throws(SQLiteError) -> Result {
        try begin(kind)
        do {
            let result = try body()
            try commit()
            return result
        } catch {
            // The first error is the one to report; SQLite may have rolled back already.
            try? rollback()
            throw error
        }
    }

    /// Runs `body` in a savepoint: releases it when `body` returns, rolls back when it throws.
    public func savepoint<Result>(
        _ body: () throws(SQLiteError) -> Result
    ) throws(SQLiteError) -> Result {
        try run("SAVEPOINT lexigraph_savepoint")
        do {
            let result = try body()
            try run("RELEASE lexigraph_savepoint")
            return result
        } catch {
            if isInTransaction {
                try? run("ROLLBACK TO lexigraph_savepoint")
                try? run("RELEASE lexigraph_savepoint")
            }
            throw error
        }
    }
}
