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
    private var identity: FileIdentity?

    /// The version of its tables.
    private(set) var version: Int64 = 0

    /// Opens or creates a file for writing; only one process can.
    init(writing path: String) throws(GraphError) {
        self.path = path
        try Self.checkKind(path)
        // All names of a file lead to one lock.
        lock = try Self.lock(FileIdentity.resolve(path), path)
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
        identity = FileIdentity(path)
        version = try checkVersion()
        try migrate()
    }

    /// Opens an existing file for reading; any number of processes can, also beside a writer.
    init(reading path: String) throws(GraphError) {
        self.path = path
        lock = nil
        identity = FileIdentity(path)
        try Self.checkKind(path)
        guard FileManager.default.fileExists(atPath: path) else {
            throw .storage(
                .inaccessible,
                "There is no file at `\(path)`. Create one with `lexigraph init --db \(path)`."
            )
        }
        do throws(SQLiteError) {
            connection = try Self.reader(path)
        } catch {
            throw StorageErrors.translate(error, path: path)
        }
        version = try checkVersion()
    }

    /// A connection that reads, also where the files that SQLite keeps beside a database cannot be
    /// made.
    private static func reader(_ path: String) throws(SQLiteError) -> Connection {
        do throws(SQLiteError) {
            return try open(Connection(path: path, mode: .readOnly))
        } catch {
            // Without a write-ahead log on a disk that is read-only, nothing can change the file.
            let file = FileIdentity.resolve(path)
            let isFixed =
                access(file, W_OK) != 0 || access(FileIdentity.folder(of: file), W_OK) != 0
            guard error.code == .cannotOpen, isFixed, access(file + "-wal", F_OK) != 0 else {
                throw error
            }
            let uri = Connection.uri(forPath: file, parameters: "immutable=1")
            return try open(Connection(.uri(uri), mode: .readOnly))
        }
    }

    private static func open(_ connection: Connection) throws(SQLiteError) -> Connection {
        try connection.setBusyTimeout(.seconds(5))
        _ = try connection.scalar("SELECT count(*) FROM sqlite_schema")
        return connection
    }

    /// Refuses what is there but is no file, such as a folder.
    private static func checkKind(_ path: String) throws(GraphError) {
        guard !path.isEmpty else { throw .storage(.inaccessible, "The file's path is empty.") }
        guard let identity = FileIdentity(path), !identity.isRegularFile else { return }
        throw .storage(.inaccessible, "`\(path)` is a folder or a device, not a file.")
    }

    /// Checks that the path still leads to the file that was opened.
    ///
    /// What is written to a file that was deleted or replaced would be gone after the next start.
    func checkIdentity() throws(GraphError) {
        guard let identity, FileIdentity(path) != identity else { return }
        throw .storage(
            .inaccessible,
            """
            `\(path)` was deleted, moved or replaced while it was in use; the change was not kept. \
            Put the file back, or restart.
            """
        )
    }

    private static func lock(_ file: String, _ path: String) throws(GraphError) -> FileLock {
        let lock: FileLock?
        do throws(FileLock.Failure) {
            lock = try FileLock(for: file)
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

    /// Whether the file has the tables that version 2 added; a file that is only read may not.
    func hasSegments() throws(SQLiteError) -> Bool {
        let count = try connection.scalar(
            """
            SELECT count(*) FROM sqlite_schema
            WHERE name IN ('node_segment', 'relationship_segment', 'removed') AND type = 'table'
            """)?.integer
        if count == 3 { return true }
        guard try connection.pragma("user_version")?.integer ?? 0 < 2 else {
            throw SQLiteError(damage: "a table is missing")
        }
        return false
    }

    /// Brings the tables of an older file up to date, each step all at once or not at all.
    private func migrate() throws(GraphError) {
        while let script = StoreSchema.migrations[version] {
            let log = version == 2 ? LogMigration(try GraphLoader(self).load().graph) : nil
            do throws(SQLiteError) {
                try connection.transaction(.immediate) { () throws(SQLiteError) in
                    try connection.execute(script: script)
                    try log?.run(on: connection)
                }
            } catch {
                throw StorageErrors.translate(error, path: path)
            }
            version += 1
        }
    }

    private func checkVersion() throws(GraphError) -> Int64 {
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
        return version
    }
}
