internal import CSQLite

/// An open SQLite database.
///
/// A connection and everything made from it (statements, callbacks) belong to one thread or one
/// lock at a time. It is deliberately not `Sendable`: keep it inside an actor, in a `Mutex`, or on
/// one thread, and hand it over with `sending`. Only `interrupter` may be used from elsewhere.
///
/// Extended result codes are on. Closing happens when the last reference goes, or by `close()`.
public final class Connection {
    /// Where a database lives.
    public enum Location: Sendable, Hashable {
        /// A file, by its path in the file system.
        case file(String)
        /// A private database in memory.
        case memory
        /// A `file:` URI with parameters such as `mode`, `immutable` and `cache`.
        case uri(String)
    }

    /// What may be done with the file.
    public enum Mode: Sendable, Hashable {
        /// Reads only; the file must exist.
        case readOnly
        /// Reads and writes; the file must exist.
        case readWrite
        /// Reads and writes; the file is created when it is missing.
        case readWriteCreate
    }

    let handle: Handle
    var cache = StatementCache(capacity: 64)
    var progressHandler: ProgressHandler?
    var authorizer: Authorizer?

    /// Opens a database.
    ///
    /// SQLite reads a file only on the first statement, so a file that is no database is reported
    /// there (`Code.notADatabase`), not here.
    ///
    /// - Throws: `SQLiteError` when the file cannot be opened or created.
    public init(_ location: Location, mode: Mode = .readWriteCreate) throws(SQLiteError) {
        let name: String
        switch location {
        case .file(let path): name = Self.uri(forPath: path)
        case .memory: name = ":memory:"
        case .uri(let uri): name = uri
        }
        var flags: Int32 = SQLITE_OPEN_URI | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE
        switch mode {
        case .readOnly: flags |= SQLITE_OPEN_READONLY
        case .readWrite: flags |= SQLITE_OPEN_READWRITE
        case .readWriteCreate: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        }
        guard !name.utf8.contains(0) else { throw .misuse("A path contains a NUL byte.") }
        var opened: OpaquePointer?
        let result = sqlite3_open_v2(name, &opened, flags, nil)
        guard let opened else {
            throw SQLiteError(result: result, database: nil)
        }
        // The handle closes the database on every way out, also when opening failed.
        handle = Handle(opened)
        try handle.check(result)
    }

    /// Opens or creates the database file at `path`.
    public convenience init(
        path: String,
        mode: Mode = .readWriteCreate
    ) throws(SQLiteError) {
        try self.init(.file(path), mode: mode)
    }

    /// Stops running statements from another thread.
    public var interrupter: Interrupter {
        handle.interrupter
    }

    /// Closes the connection now; using it afterwards throws `Code.misuse`.
    ///
    /// Statements that are still referenced stay usable and keep the file open.
    public func close() {
        cache.removeAll()
        handle.close()
    }

    /// Prepares one statement.
    ///
    /// - Parameters:
    ///   - sql: Exactly one statement; comments and white space may follow it.
    ///   - persistent: Tells SQLite that the statement will be kept and used often.
    /// - Returns: The statement, ready to bind and step.
    /// - Throws: `SQLiteError`; also when `sql` is empty, holds a NUL byte or a second statement.
    public func prepare(
        _ sql: String,
        persistent: Bool = false
    ) throws(SQLiteError) -> Statement {
        try Statement(handle, sql, persistent: persistent)
    }

    /// Lends a statement from the cache, preparing it the first time.
    ///
    /// Afterwards it is reset, its bindings are cleared, and it goes back to the cache. A nested
    /// use of the same text gets a statement of its own.
    public func withStatement<Result>(
        _ sql: String,
        _ body: (Statement) throws(SQLiteError) -> Result
    ) throws(SQLiteError) -> Result {
        let statement: Statement
        if let cached = cache.take(sql) {
            statement = cached
        } else {
            statement = try prepare(sql, persistent: true)
        }
        defer {
            statement.reset()
            statement.clearBindings()
            cache.put(statement, for: sql)
        }
        return try body(statement)
    }

    /// Runs one statement for its effect, through the cache; rows it yields are passed over.
    public func run(_ sql: String, _ values: [SQLiteValue] = []) throws(SQLiteError) {
        try withStatement(sql) { statement throws(SQLiteError) in
            try statement.bind(values)
            while try statement.step() {}
        }
    }

    /// All rows of one statement, through the cache.
    ///
    /// - Complexity: O(rows × columns) memory; step a `Statement` yourself for large results.
    public func rows(
        _ sql: String,
        _ values: [SQLiteValue] = []
    ) throws(SQLiteError) -> [[SQLiteValue]] {
        try withStatement(sql) { statement throws(SQLiteError) in
            try statement.bind(values)
            var rows: [[SQLiteValue]] = []
            while try statement.step() {
                rows.append(statement.row)
            }
            return rows
        }
    }

    /// The first column of the first row, or nil when there is no row.
    public func scalar(
        _ sql: String,
        _ values: [SQLiteValue] = []
    ) throws(SQLiteError) -> SQLiteValue? {
        try withStatement(sql) { statement throws(SQLiteError) in
            try statement.bind(values)
            return try statement.step() ? statement.value(at: 0) : nil
        }
    }

    /// Runs a script of any number of statements, for their effects.
    public func execute(script: String) throws(SQLiteError) {
        guard !script.utf8.contains(0) else { throw .misuse("A script contains a NUL byte.") }
        let database = try handle.opened()
        try handle.check(sqlite3_exec(database, script, nil, nil, nil), sql: script)
    }

    /// The `file:` URI of a path, so that no path is taken for a URI or for `:memory:`.
    public static func uri(forPath path: String, parameters: String = "") -> String {
        var uri = path.hasPrefix("/") ? "file://" : "file:"
        // A relative path such as `:memory:` or `-x` must stay a path.
        if !path.hasPrefix("/") { uri += "./" }
        for scalar in path.unicodeScalars {
            switch scalar {
            case "%": uri += "%25"
            case "?": uri += "%3f"
            case "#": uri += "%23"
            default: uri.unicodeScalars.append(scalar)
            }
        }
        return parameters.isEmpty ? uri : uri + "?" + parameters
    }
}
