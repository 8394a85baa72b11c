internal import CSQLite

/// Keeps the closure that SQLite asks whether to go on.
final class ProgressHandler {
    let shouldContinue: () -> Bool

    init(_ shouldContinue: @escaping () -> Bool) {
        self.shouldContinue = shouldContinue
    }
}

/// Called by SQLite on the connection's thread, while the connection keeps the handler alive.
private func askToContinue(_ context: UnsafeMutableRawPointer?) -> Int32 {
    guard let context else { return 0 }
    let handler = Unmanaged<ProgressHandler>.fromOpaque(context).takeUnretainedValue()
    return handler.shouldContinue() ? 0 : 1
}

extension Connection {
    /// Asks `shouldContinue` every so many instructions; false interrupts the statement.
    ///
    /// The statement then fails with `Code.interrupted`. Nil removes the handler. The closure
    /// must not use the connection.
    ///
    /// - Parameters:
    ///   - instructions: Virtual-machine instructions between two calls; 1,000 are some 10 µs.
    ///   - shouldContinue: Answers whether to go on.
    /// - Throws: `Code.misuse` when the connection is closed.
    public func setProgressHandler(
        every instructions: Int = 1_000,
        _ shouldContinue: (() -> Bool)?
    ) throws(SQLiteError) {
        let database = try handle.opened()
        guard let shouldContinue else {
            sqlite3_progress_handler(database, 0, nil, nil)
            progressHandler = nil
            return
        }
        let handler = ProgressHandler(shouldContinue)
        sqlite3_progress_handler(
            database,
            Int32(clamping: max(1, instructions)),
            askToContinue,
            Unmanaged.passUnretained(handler).toOpaque()
        )
        // The former handler is released only after SQLite no longer points to it.
        progressHandler = handler
    }
}
