internal import CSQLite

extension Statement {
    /// A value's storage class in the current row.
    enum StorageClass {
        case null
        case integer
        case real
        case text
        case blob
    }

    /// The columns' names in order.
    public var columnNames: [String] {
        (0..<columnCount).map { columnName(at: $0) }
    }

    /// A column's name; empty when there is no such column.
    public func columnName(at column: Int) -> String {
        sqlite3_column_name(pointer, position(column)).map { String(cString: $0) } ?? ""
    }

    /// The type a column was declared with; nil for an expression.
    public func declaredType(at column: Int) -> String? {
        sqlite3_column_decltype(pointer, position(column)).map { String(cString: $0) }
    }

    /// The storage class in the current row; `null` without a row or column.
    func storageClass(at column: Int) -> StorageClass {
        switch sqlite3_column_type(pointer, position(column)) {
        case SQLITE_INTEGER: .integer
        case SQLITE_FLOAT: .real
        case SQLITE_TEXT: .text
        case SQLITE_BLOB: .blob
        default: .null
        }
    }

    /// The current row's values.
    public var row: [SQLiteValue] {
        (0..<columnCount).map { value(at: $0) }
    }

    /// A value of the current row; `null` without a row or column.
    public func value(at column: Int) -> SQLiteValue {
        switch storageClass(at: column) {
        case .null: .null
        case .integer: .integer(integer(at: column))
        case .real: .real(real(at: column))
        case .text: .text(text(at: column))
        case .blob: .blob(blob(at: column))
        }
    }

    /// Whether the value is `NULL`, or there is no row or column.
    public func isNull(at column: Int) -> Bool {
        storageClass(at: column) == .null
    }

    /// The value as SQLite converts it to an integer; 0 for `NULL`.
    public func integer(at column: Int) -> Int64 {
        sqlite3_column_int64(pointer, position(column))
    }

    /// The value as SQLite converts it to a real number; 0 for `NULL`.
    public func real(at column: Int) -> Double {
        sqlite3_column_double(pointer, position(column))
    }

    /// The value as text, empty for `NULL`.
    ///
    /// Bytes that are no UTF-8 become U+FFFD.
    public func text(at column: Int) -> String {
        withText(at: column) { bytes in
            bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// The value's bytes, copied; empty for `NULL`.
    public func blob(at column: Int) -> [UInt8] {
        withBlob(at: column) { bytes in
            bytes.withUnsafeBufferPointer { Array($0) }
        }
    }

    /// Lends the UTF-8 bytes of a text without copying them.
    ///
    /// The span is valid inside `body` only. Do not step, reset or rebind there.
    public func withText<Result, Failure: Error>(
        at column: Int,
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // The order matters: `bytes` counts what the preceding `text` call converted to.
        let start = sqlite3_column_text(pointer, position(column))
        let count = Int(sqlite3_column_bytes(pointer, position(column)))
        let bytes = UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
        // SQLite keeps these bytes until the next step, reset, finalize or conversion.
        return try body(bytes.span)
    }

    /// Lends a blob's bytes without copying them.
    ///
    /// The span is valid inside `body` only. Do not step, reset or rebind there.
    public func withBlob<Result, Failure: Error>(
        at column: Int,
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let start = sqlite3_column_blob(pointer, position(column))
        let count = Int(sqlite3_column_bytes(pointer, position(column)))
        let bytes = UnsafeBufferPointer(
            start: start?.assumingMemoryBound(to: UInt8.self),
            count: start == nil ? 0 : count
        )
        // SQLite keeps these bytes until the next step, reset, finalize or conversion.
        return try body(bytes.span)
    }

    private func position(_ column: Int) -> Int32 {
        Int32(exactly: column) ?? -1
    }
}
