internal import CSQLite

extension Connection {
    /// How long a statement waits for another connection's lock; zero fails at once.
    public func setBusyTimeout(_ timeout: Duration) throws(SQLiteError) {
        let parts = timeout.components
        let (scaled, overflow) = parts.seconds.multipliedReportingOverflow(by: 1_000)
        let milliseconds = scaled.addingReportingOverflow(parts.attoseconds / 1_000_000_000_000_000)
        let value: Int32
        if overflow || milliseconds.overflow {
            value = timeout < .zero ? 0 : .max
        } else {
            value = Int32(clamping: max(0, milliseconds.partialValue))
        }
        let database = try handle.opened()
        try handle.check(sqlite3_busy_timeout(database, value))
    }

    /// The value of a pragma, or nil when it yields none.
    ///
    /// - Parameters:
    ///   - name: A pragma's name; letters, digits and underscores only.
    ///   - schema: The attached database it is about.
    /// - Returns: The first column of its first row.
    /// - Throws: `Code.misuse` for a name that is none.
    public func pragma(
        _ name: String,
        schema: String? = nil
    ) throws(SQLiteError) -> SQLiteValue? {
        // Not cached: some pragmas act while they are being compiled.
        let statement = try prepare(try pragmaText(name, schema: schema))
        return try statement.step() ? statement.value(at: 0) : nil
    }

    /// Sets a pragma and returns what SQLite says the value now is, if anything.
    ///
    /// - Parameters:
    ///   - name: A pragma's name; letters, digits and underscores only.
    ///   - value: An integer, or a text made of letters, digits, `_` and `-`.
    ///   - schema: The attached database it is about.
    /// - Returns: The first column of its first row.
    /// - Throws: `Code.misuse` for a name or a value that is none.
    @discardableResult
    public func setPragma(
        _ name: String,
        _ value: SQLiteValue,
        schema: String? = nil
    ) throws(SQLiteError) -> SQLiteValue? {
        let text: String
        switch value {
        case .integer(let integer): text = String(integer)
        case .text(let word) where Self.isWord(word, allowing: "-"): text = word
        case .null, .real, .text, .blob: throw .misuse("A pragma takes an integer or a word.")
        }
        let statement = try prepare(try pragmaText(name, schema: schema) + " = \(text)")
        var answer: SQLiteValue?
        while try statement.step() {
            answer = answer ?? statement.value(at: 0)
        }
        return answer
    }

    /// Attaches a database file under `name`.
    ///
    /// Attach before an authorizer is set that refuses it.
    ///
    /// - Parameters:
    ///   - path: The file's path.
    ///   - name: The schema name to address its tables by.
    ///   - mode: What may be done with the file, whatever this connection's own mode is.
    /// - Throws: `SQLiteError` when the file cannot be opened or the name is taken.
    public func attach(
        _ path: String,
        as name: String,
        mode: Mode = .readOnly
    ) throws(SQLiteError) {
        let parameters: String
        switch mode {
        case .readOnly: parameters = "mode=ro"
        case .readWrite: parameters = "mode=rw"
        case .readWriteCreate: parameters = "mode=rwc"
        }
        let uri = Self.uri(forPath: path, parameters: parameters)
        let statement = try prepare("ATTACH ? AS ?")
        try statement.bind([.text(uri), .text(name)])
        try statement.step()
    }

    /// Detaches the database attached under `name`.
    public func detach(_ name: String) throws(SQLiteError) {
        let statement = try prepare("DETACH ?")
        try statement.bind(text: name, at: 1)
        try statement.step()
    }

    /// A run-time limit of the connection.
    public enum Limit: Sendable {
        /// Bytes of a string, blob or row.
        case valueBytes
        /// Bytes of a statement's text.
        case statementBytes
        /// Depth of the parse tree of an expression.
        case expressionDepth
        /// Terms of a compound SELECT.
        case compoundTerms
        /// Instructions of a compiled statement.
        case instructions
        /// Databases that may be attached.
        case attachedDatabases
        /// Bytes of a LIKE or GLOB pattern.
        case patternBytes

        fileprivate var identifier: Int32 {
            switch self {
            case .valueBytes: SQLITE_LIMIT_LENGTH
            case .statementBytes: SQLITE_LIMIT_SQL_LENGTH
            case .expressionDepth: SQLITE_LIMIT_EXPR_DEPTH
            case .compoundTerms: SQLITE_LIMIT_COMPOUND_SELECT
            case .instructions: SQLITE_LIMIT_VDBE_OP
            case .attachedDatabases: SQLITE_LIMIT_ATTACHED
            case .patternBytes: SQLITE_LIMIT_LIKE_PATTERN_LENGTH
            }
        }
    }

    /// Lowers (or raises, up to the library's own bound) a limit; returns the former value.
    @discardableResult
    public func setLimit(_ limit: Limit, _ value: Int) throws(SQLiteError) -> Int {
        let database = try handle.opened()
        return Int(sqlite3_limit(database, limit.identifier, Int32(clamping: max(0, value))))
    }

    private func pragmaText(_ name: String, schema: String?) throws(SQLiteError) -> String {
        guard Self.isWord(name) else { throw .misuse("A pragma's name is expected.") }
        guard let schema else { return "PRAGMA \(name)" }
        guard Self.isWord(schema) else { throw .misuse("A schema's name is expected.") }
        return "PRAGMA \(schema).\(name)"
    }

    private static func isWord(_ text: String, allowing extra: Character? = nil) -> Bool {
        !text.isEmpty
            && text.allSatisfy { character in
                character == "_" || character == extra
                    || (character.isASCII && (character.isLetter || character.isNumber))
            }
    }
}
