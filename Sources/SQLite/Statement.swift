internal import CSQLite

/// A prepared statement: bind, step, read columns, reset.
///
/// Belongs to the thread or lock of its connection, as that does. Parameters are numbered from 1,
/// columns from 0. It keeps the database open while it lives.
public final class Statement {
    /// The statement's text as given.
    public let sql: String

    /// How many columns a row has; 0 for a statement that yields none.
    ///
    /// Taken anew on each access, because SQLite recompiles after a schema change.
    public var columnCount: Int {
        Int(sqlite3_column_count(pointer))
    }

    let pointer: OpaquePointer
    private let handle: Handle

    init(_ handle: Handle, _ sql: String, persistent: Bool) throws(SQLiteError) {
        let database = try handle.opened()
        guard !sql.utf8.contains(0) else {
            throw .misuse("The statement contains a NUL byte.", sql: sql)
        }
        guard sql.utf8.count < Int(Int32.max) else {
            throw SQLiteError(extendedCode: SQLITE_TOOBIG, message: "The statement is too long.")
        }
        let flags = persistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        let prepared = Self.prepareOnly(database, sql, flags)
        try handle.check(prepared.result, sql: sql)
        guard let statement = prepared.statement else {
            throw .misuse("There is no statement in the text.", sql: sql)
        }
        guard !prepared.hasMore else {
            sqlite3_finalize(statement)
            throw .misuse("One statement is expected, but more text follows it.", sql: sql)
        }
        self.handle = handle
        self.sql = sql
        pointer = statement
    }

    deinit {
        sqlite3_finalize(pointer)
    }

    /// Compiles the first statement and looks whether anything but comments follows it.
    private static func prepareOnly(
        _ database: OpaquePointer,
        _ sql: String,
        _ flags: UInt32
    ) -> (result: Int32, statement: OpaquePointer?, hasMore: Bool) {
        var text = sql
        return text.withUTF8 { bytes in
            var first: OpaquePointer?
            var rest = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
            let end = rest.map { $0 + bytes.count }
            while let start = rest, let end, start < end, first == nil {
                // `nByte` bounds every read; SQLite copies when no NUL ends the text.
                let length = Int32(truncatingIfNeeded: end - start)
                let result = sqlite3_prepare_v3(database, start, length, flags, &first, &rest)
                guard result == SQLITE_OK else { return (result, nil, false) }
            }
            while let start = rest, let end, start < end {
                var other: OpaquePointer?
                let length = Int32(truncatingIfNeeded: end - start)
                let result = sqlite3_prepare_v3(database, start, length, 0, &other, &rest)
                if other != nil { sqlite3_finalize(other) }
                guard result == SQLITE_OK, other == nil else { return (SQLITE_OK, first, true) }
            }
            return (SQLITE_OK, first, false)
        }
    }

    /// Whether the statement changes nothing in the database file, judged by SQLite.
    public var isReadOnly: Bool {
        sqlite3_stmt_readonly(pointer) != 0
    }

    /// Goes to the next row; false when there is none, and the statement has then finished.
    @discardableResult
    public func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let result: throw failure(result)
        }
    }

    /// Makes the statement ready to run again; bindings stay.
    public func reset() {
        sqlite3_reset(pointer)
    }

    /// Sets every parameter to `NULL`.
    func clearBindings() {
        sqlite3_clear_bindings(pointer)
    }

    func failure(_ result: Int32) -> SQLiteError {
        SQLiteError(result: result, database: sqlite3_db_handle(pointer), sql: sql)
    }
}
