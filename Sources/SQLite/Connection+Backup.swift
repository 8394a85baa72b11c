internal import CSQLite

/// How far an online backup has come.
public struct BackupProgress: Sendable, Hashable {
    /// Pages copied so far.
    public let copiedPages: Int
    /// Pages of the source as of the latest step.
    public let totalPages: Int
}

extension Connection {
    /// Copies this database, consistent as of one moment, over the content of another.
    ///
    /// Other connections may read and write meanwhile; a write through another connection makes
    /// the copy start over, so give many pages a step when writes are frequent.
    ///
    /// - Parameters:
    ///   - destination: Its whole content is replaced.
    ///   - pagesPerStep: Pages copied under one lock; nil copies all in one step.
    ///   - progress: Called after each step; false gives up with `Code.aborted`.
    /// - Throws: `SQLiteError` of either side; the destination is then of no use.
    public func backUp(
        to destination: Connection,
        pagesPerStep: Int? = nil,
        progress: (BackupProgress) -> Bool = { _ in true }
    ) throws(SQLiteError) {
        let source = try handle.opened()
        let target = try destination.handle.opened()
        guard let backup = sqlite3_backup_init(target, "main", source, "main") else {
            throw SQLiteError(result: sqlite3_errcode(target), database: target)
        }
        let pages = pagesPerStep.map { Int32(clamping: max(1, $0)) } ?? -1
        var result = SQLITE_OK
        var waits = 0
        while result == SQLITE_OK {
            result = sqlite3_backup_step(backup, pages)
            let total = Int(sqlite3_backup_pagecount(backup))
            let remaining = Int(sqlite3_backup_remaining(backup))
            let state = BackupProgress(copiedPages: total - remaining, totalPages: total)
            if result == SQLITE_BUSY || result == SQLITE_LOCKED, waits < 200 {
                waits += 1
                sqlite3_sleep(25)
                result = SQLITE_OK
            } else if result == SQLITE_OK, !progress(state) {
                result = SQLITE_ABORT
            }
        }
        let finished = sqlite3_backup_finish(backup)
        guard result == SQLITE_DONE else {
            throw SQLiteError(result: finished == SQLITE_OK ? result : finished, database: target)
        }
    }

    /// Copies this database into a new or existing file at `path`.
    public func backUp(
        toFile path: String,
        pagesPerStep: Int? = nil,
        progress: (BackupProgress) -> Bool = { _ in true }
    ) throws(SQLiteError) {
        let destination = try Connection(path: path)
        try backUp(to: destination, pagesPerStep: pagesPerStep, progress: progress)
    }

    /// What a WAL checkpoint did.
    public enum CheckpointKind: String, Sendable {
        /// Copies what it can without waiting.
        case passive = "PASSIVE"
        /// Waits for writers and readers, then copies everything.
        case full = "FULL"
        /// As `full`, and truncates the log file.
        case truncate = "TRUNCATE"
    }

    /// Moves the write-ahead log into the database file; false when readers kept it from ending.
    @discardableResult
    public func checkpoint(_ kind: CheckpointKind = .passive) throws(SQLiteError) -> Bool {
        let statement = try prepare("PRAGMA wal_checkpoint(\(kind.rawValue))")
        guard try statement.step() else { return true }
        return statement.integer(at: 0) == 0
    }

    /// What SQLite's own integrity check finds wrong; empty when all is well.
    ///
    /// - Complexity: reads the whole file.
    public func integrityProblems(limit: Int = 100) throws(SQLiteError) -> [String] {
        let statement = try prepare("PRAGMA integrity_check(\(max(1, limit)))")
        var problems: [String] = []
        while try statement.step() {
            problems.append(statement.text(at: 0))
        }
        return problems == ["ok"] ? [] : problems
    }
}
