internal import CSQLite

/// Tells SQLite to copy what it is given before the call returns.
///
/// The C macro is the number -1 cast to a function pointer, which SQLite never calls.
private var copied: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

extension Statement {
    /// The index of a named parameter, its prefix (`:`, `@`, `$`) included; nil when unknown.
    func parameterIndex(_ name: String) -> Int? {
        let index = sqlite3_bind_parameter_index(pointer, name)
        return index == 0 ? nil : Int(index)
    }

    /// Binds all parameters in order, from 1.
    ///
    /// - Throws: `Code.range` when there are more values than parameters.
    public func bind(_ values: [SQLiteValue]) throws(SQLiteError) {
        for (offset, value) in values.enumerated() {
            try bind(value, at: offset + 1)
        }
    }

    /// Binds `value` to the parameter `name`, its prefix included.
    public func bind(_ value: SQLiteValue, named name: String) throws(SQLiteError) {
        guard let index = parameterIndex(name) else {
            throw SQLiteError(
                extendedCode: SQLITE_RANGE,
                message: "There is no parameter \(name).",
                sql: sql
            )
        }
        try bind(value, at: index)
    }

    /// Binds `value` to the parameter at `index`.
    public func bind(_ value: SQLiteValue, at index: Int) throws(SQLiteError) {
        switch value {
        case .null: try bindNull(at: index)
        case .integer(let integer): try bind(integer: integer, at: index)
        case .real(let real): try bind(real: real, at: index)
        case .text(let text): try bind(text: text, at: index)
        case .blob(let bytes): try bind(blob: bytes.span, at: index)
        }
    }

    /// Binds `NULL`.
    public func bindNull(at index: Int) throws(SQLiteError) {
        try check(sqlite3_bind_null(pointer, position(index)))
    }

    /// Binds an integer.
    public func bind(integer value: Int64, at index: Int) throws(SQLiteError) {
        try check(sqlite3_bind_int64(pointer, position(index), value))
    }

    /// Binds a real number; `NaN` becomes `NULL`.
    public func bind(real value: Double, at index: Int) throws(SQLiteError) {
        try check(sqlite3_bind_double(pointer, position(index), value))
    }

    /// Binds text, copied.
    public func bind(text value: String, at index: Int) throws(SQLiteError) {
        var value = value
        let result = value.withUTF8 { bytes in
            bindText(bytes, position(index))
        }
        try check(result)
    }

    /// Binds the UTF-8 bytes of a text, copied; SQLite does not check them.
    public func bind(utf8 bytes: Span<UInt8>, at index: Int) throws(SQLiteError) {
        let result = bytes.withUnsafeBufferPointer { bindText($0, position(index)) }
        try check(result)
    }

    /// Binds bytes, copied; an empty span is an empty blob, not `NULL`.
    public func bind(blob bytes: Span<UInt8>, at index: Int) throws(SQLiteError) {
        let result = bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress, !bytes.isEmpty else {
                return sqlite3_bind_zeroblob(pointer, position(index), 0)
            }
            return sqlite3_bind_blob64(
                pointer, position(index), start, UInt64(bytes.count), copied
            )
        }
        try check(result)
    }

    private func bindText(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int32) -> Int32 {
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            return sqlite3_bind_text(pointer, index, "", 0, copied)
        }
        return UnsafeRawPointer(start).withMemoryRebound(to: CChar.self, capacity: bytes.count) {
            sqlite3_bind_text64(
                pointer, index, $0, UInt64(bytes.count), copied, UInt8(SQLITE_UTF8)
            )
        }
    }

    /// An index SQLite can judge: what does not fit in 32 bits is out of range anyway.
    private func position(_ index: Int) -> Int32 {
        Int32(exactly: index) ?? -1
    }

    private func check(_ result: Int32) throws(SQLiteError) {
        guard result != SQLITE_OK else { return }
        throw failure(result)
    }
}
