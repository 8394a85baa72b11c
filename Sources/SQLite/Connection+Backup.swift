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
        let backup = try SteppedBackup(from: self, to: destination)
        while try !backup.step(pages: pagesPerStep) {
            guard progress(backup.progress) else {
                throw SQLiteError(result: SQLITE_ABORT, database: nil)
            }
        }
        _ = progress(backup.progress)
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
    /// - Parameters:
    ///   - limit: How many problems are wanted.
    ///   - isQuick: Whether the contents of indexes are passed over; it takes a millisecond for
    ///     a megabyte.
    /// - Returns: The problems, as SQLite words them.
    /// - Throws: `SQLiteError` when the file cannot be read.
    /// - Complexity: reads the whole file.
    public func integrityProblems(
        limit: Int = 100, quick isQuick: Bool = false
    ) throws(SQLiteError) -> [String] {
        let check = isQuick ? "quick_check" : "integrity_check"
        let statement = try prepare("PRAGMA \(check)(\(max(1, limit)))")
        var problems: [String] = []
        while try statement.step() {
            problems.append(statement.text(at: 0))
        }
        return problems == ["ok"] ? [] : problems
    }
}

/// A backup that is taken a few pages at a time.
///
/// Between steps the source is free. What its own connection writes meanwhile reaches the copy too,
/// so a backup through the connection that writes ends however much is written, and keeps no
/// write-ahead log from being moved into the database.
///
/// Both connections have to outlive it, and belong to it during a step.
public final class SteppedBackup {
    private let source: Handle
    private let target: Handle
    private var backup: OpaquePointer?

    /// How far it has come.
    public private(set) var progress = BackupProgress(copiedPages: 0, totalPages: 0)

    /// Begins a backup over the whole content of `destination`.
    public init(from source: Connection, to destination: Connection) throws(SQLiteError) {
        self.source = source.handle
        target = destination.handle
        let pointer = try target.opened()
        backup = sqlite3_backup_init(pointer, "main", try self.source.opened(), "main")
        guard backup != nil else {
            throw SQLiteError(result: sqlite3_errcode(pointer), database: pointer)
        }
    }

    deinit {
        if let backup { sqlite3_backup_finish(backup) }
    }

    /// Copies some pages, all of them when `nil`; true once everything is copied.
    ///
    /// - Throws: `SQLiteError` of either side; the copy is then of no use.
    public func step(pages: Int?) throws(SQLiteError) -> Bool {
        guard let backup else { return true }
        var result = SQLITE_BUSY
        var waits = 0
        while result == SQLITE_BUSY || result == SQLITE_LOCKED {
            result = sqlite3_backup_step(backup, pages.map { Int32(clamping: max(1, $0)) } ?? -1)
            guard result == SQLITE_BUSY || result == SQLITE_LOCKED, waits < 200 else { break }
            waits += 1
            sqlite3_sleep(25)
        }
        let total = Int(sqlite3_backup_pagecount(backup))
        progress = BackupProgress(
            copiedPages: total - Int(sqlite3_backup_remaining(backup)), totalPages: total)
        if result == SQLITE_OK { return false }
        self.backup = nil
        let finished = sqlite3_backup_finish(backup)
        guard result == SQLITE_DONE else {
            throw SQLiteError(
                result: finished == SQLITE_OK ? result : finished, database: try target.opened())
        }
        return true
    }
}
