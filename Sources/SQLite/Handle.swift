internal import CSQLite
internal import Synchronization

/// Owns one `sqlite3 *`; the connection and each of its statements keep it alive.
final class Handle {
    private(set) var pointer: OpaquePointer?
    let interrupter: Interrupter

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
        interrupter = Interrupter(pointer)
    }

    deinit {
        close()
    }

    /// Closes the database; statements that still live keep SQLite's side until they go.
    func close() {
        interrupter.detach()
        guard let open = pointer else { return }
        pointer = nil
        sqlite3_close_v2(open)
    }

    /// The open database, or an error that says it was closed.
    func opened() throws(SQLiteError) -> OpaquePointer {
        guard let pointer else { throw .misuse("The connection is closed.") }
        return pointer
    }

    /// Throws unless `result` is `SQLITE_OK`.
    func check(_ result: Int32, sql: String? = nil) throws(SQLiteError) {
        guard result != SQLITE_OK else { return }
        throw SQLiteError(result: result, database: pointer, sql: sql)
    }
}

/// Stops the running statements of one connection, from any thread.
///
/// After the connection closed, `interrupt()` does nothing.
public final class Interrupter: Sendable {
    /// The address of the `sqlite3`, or zero once it is closed.
    ///
    /// Kept as a number because a
    /// pointer is not `Sendable`; the lock keeps it valid during `sqlite3_interrupt`, which
    /// SQLite allows from other threads as long as the database is not closed meanwhile.
    private let address: Mutex<UInt>

    init(_ pointer: OpaquePointer) {
        address = Mutex(UInt(bitPattern: pointer))
    }

    func detach() {
        address.withLock { $0 = 0 }
    }

    /// Makes running statements fail with `SQLiteError.Code.interrupted` soon.
    public func interrupt() {
        address.withLock { address in
            guard let pointer = OpaquePointer(bitPattern: address) else { return }
            sqlite3_interrupt(pointer)
        }
    }
}

extension SQLiteError {
    /// The error a call just reported on `database`.
    init(result: Int32, database: OpaquePointer?, sql: String? = nil) {
        guard let database else {
            self.init(extendedCode: result, message: Self.generic(result), sql: sql)
            return
        }
        // The message belongs to the latest failed call; a misuse leaves it untouched.
        let extended = sqlite3_extended_errcode(database)
        guard extended & 0xFF == result & 0xFF else {
            self.init(extendedCode: result, message: Self.generic(result), sql: sql)
            return
        }
        let message = sqlite3_errmsg(database).map { String(cString: $0) }
        self.init(extendedCode: extended, message: message ?? Self.generic(result), sql: sql)
    }

    private static func generic(_ result: Int32) -> String {
        sqlite3_errstr(result).map { String(cString: $0) } ?? "unknown error"
    }
}
