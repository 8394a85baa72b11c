internal import Foundation
internal import PropertyGraph
internal import SQLite

/// An open store file: its connection, its settings and its version.
///
/// A store file belongs to one thread at a time; see `GroupCommit`.
final class StoreFile {
    /// The file's path.
    let path: String

    /// The connection.
    let connection: Connection

    private let lock: FileLock?

    /// Opens or creates a file for writing; only one process can.
    init(writing path: String) throws(GraphError) {
        self.path = path
        lock = try Self.lock(path)
        do throws(SQLiteError) {
            connection = try Connection(path: path, mode: .readWriteCreate)
            try connection.setBusyTimeout(.seconds(5))
            // Reads the header, so that a file that is no database is found here.
            _ = try connection.scalar("SELECT count(*) FROM sqlite_schema")
            _ = try connection.setPragma("journal_mode", "wal")
            _ = try connection.setPragma("synchronous", "full")
            if try connection.scalar("SELECT count(*) FROM sqlite_schema")?.integer == 0 {
                try connection.transaction(.immediate) { () throws(SQLiteError) in
                    try connection.execute(script: StoreSchema.script)
                }
            }
        } catch {
            throw StorageErrors.translate(error, path: path)
        }
        try checkVersion()
    }

    /// Opens an existing file for reading; any number of processes can, also beside a writer.
    init(reading path: String) throws(GraphError) {
        self.path = path
        lock = nil
        guard FileManager.default.fileExists(atPath: path) else {
            throw .storage(
                .inaccessible,
                "There is no file at `\(path)`. Create one with `lexigraph init --db \(path)`."
            )
        }
        do throws(SQLiteError) {
            connection = try Connection(path: path, mode: .readOnly)
            try connection.setBusyTimeout(.seconds(5))
            _ = try connection.scalar("SELECT count(*) FROM sqlite_schema")
        } catch {
            throw StorageErrors.translate(error, path: path)
        }
        try checkVersion()
    }

    private static func lock(_ path: String) throws(GraphError) -> FileLock {
        let lock: FileLock?
        do throws(FileLock.Failure) {
            lock = try FileLock(for: path)
        } catch {
            throw .storage(
                error.isReadOnly ? .readOnly : .inaccessible,
                "`\(path)` cannot be opened for writing: \(error.reason)."
            )
        }
        guard let lock else {
            throw .storage(
                .busy,
                """
                `\(path)` is open for writing in another process. Stop that process, or send it \
                the change over HTTP.
                """
            )
        }
        return lock
    }

    private func checkVersion() throws(GraphError) {
        let application: Int64?
        let version: Int64
        do throws(SQLiteError) {
            application = try connection.pragma("application_id")?.integer
            version = try connection.pragma("user_version")?.integer ?? 0
        } catch {
            throw StorageErrors.translate(error, path: path)
        }
        guard application == StoreSchema.applicationID else {
            throw .storage(
                .inaccessible,
                "`\(path)` is an SQLite file, but not one of Lexigraph's."
            )
        }
        guard version <= StoreSchema.version else {
            throw .storage(
                .newerVersion,
                """
                `\(path)` was written by a newer Lexigraph (file version \(version); this \
                program reads up to \(StoreSchema.version)). Update Lexigraph.
                """
            )
        }
    }
}
