internal import CSQLite

/// Keeps the closure behind a SQL function until SQLite lets it go.
private final class ScalarFunction {
    let body: ([SQLiteValue]) throws -> SQLiteValue

    init(_ body: @escaping ([SQLiteValue]) throws -> SQLiteValue) {
        self.body = body
    }
}

/// Called by SQLite for each row; the argument array is valid during the call.
private func callScalar(
    _ context: OpaquePointer?,
    _ count: Int32,
    _ arguments: UnsafeMutablePointer<OpaquePointer?>?
) {
    guard let data = sqlite3_user_data(context) else { return }
    let function = Unmanaged<ScalarFunction>.fromOpaque(data).takeUnretainedValue()
    let values = UnsafeBufferPointer(start: arguments, count: Int(count)).map(SQLiteValue.init)
    do {
        switch try function.body(values) {
        case .null: sqlite3_result_null(context)
        case .integer(let value): sqlite3_result_int64(context, value)
        case .real(let value): sqlite3_result_double(context, value)
        case .text(let value):
            let count = UInt64(value.utf8.count)
            sqlite3_result_text64(context, value, count, copiedResult, UInt8(SQLITE_UTF8))
        case .blob(let value):
            sqlite3_result_blob64(context, value, UInt64(value.count), copiedResult)
        }
    } catch {
        sqlite3_result_error(context, "\(error)", -1)
    }
}

/// Called by SQLite when the function is replaced or the database closed.
private func releaseScalar(_ data: UnsafeMutableRawPointer?) {
    guard let data else { return }
    Unmanaged<ScalarFunction>.fromOpaque(data).release()
}

/// `SQLITE_TRANSIENT`: SQLite copies a result before the call returns.
private var copiedResult: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

extension SQLiteValue {
    /// Copies an argument of a SQL function.
    fileprivate init(_ value: OpaquePointer?) {
        let count = Int(sqlite3_value_bytes(value))
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: self = .integer(sqlite3_value_int64(value))
        case SQLITE_FLOAT: self = .real(sqlite3_value_double(value))
        case SQLITE_TEXT:
            let bytes = UnsafeBufferPointer(start: sqlite3_value_text(value), count: count)
            self = .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            let bytes = UnsafeRawBufferPointer(start: sqlite3_value_blob(value), count: count)
            self = .blob(Array(bytes))
        default: self = .null
        }
    }
}

extension Connection {
    /// Registers a scalar SQL function written in Swift.
    ///
    /// - Parameters:
    ///   - name: The function's name in SQL.
    ///   - argumentCount: How many arguments it takes; nil for any number.
    ///   - isDeterministic: Whether equal arguments always give an equal result.
    ///   - body: Computes the result; an error becomes the statement's error.
    /// - Throws: `Code.misuse` for a name or an argument count that SQLite does not take.
    public func register(
        function name: String,
        argumentCount: Int?,
        isDeterministic: Bool = true,
        _ body: @escaping ([SQLiteValue]) throws -> SQLiteValue
    ) throws(SQLiteError) {
        let database = try handle.opened()
        var flags: Int32 = SQLITE_UTF8 | SQLITE_INNOCUOUS
        if isDeterministic { flags |= SQLITE_DETERMINISTIC }
        // SQLite owns this reference: `releaseScalar` runs even when the registration fails.
        let data = Unmanaged.passRetained(ScalarFunction(body)).toOpaque()
        let result = sqlite3_create_function_v2(
            database,
            name,
            Int32(clamping: argumentCount ?? -1),
            flags,
            data,
            callScalar,
            nil,
            nil,
            releaseScalar
        )
        try handle.check(result)
    }
}
