internal import SQLite

/// Queries a SQLite file whose tables are addressed as `bronze.orders`.
///
/// Each query has a connection of its own: the file is attached read-only to an empty database in
/// memory, an authorizer allows reading and nothing else, and a progress handler watches the
/// deadline. A new connection costs a fraction of a millisecond, and queries run side by side.
public struct SQLiteEngine: SQLEngine {
    private let path: String
    private let schema: String
    private let isMapped: Bool

    public var dialect: String { "sqlite" }

    /// An engine on a file, which is opened with each query.
    ///
    /// - Parameters:
    ///   - path: The SQLite file.
    ///   - schema: The name its tables are addressed by; it may be left out in queries.
    ///   - isMapped: Whether the file is read through memory, which is faster; not for a file that
    ///     others may cut short, since reading beyond its end would then end the process.
    public init(path: String, schema: String = "bronze", mapped isMapped: Bool = true) {
        self.path = path
        self.schema = schema
        self.isMapped = isMapped
    }

    /// An engine on a bronze folder's store, brought up to date now.
    public init(store: BronzeStore) throws(BronzeStoreError) {
        try store.refresh()
        self.init(path: store.path)
    }

    public func query(
        _ sql: String,
        limits: QueryLimits
    ) throws(SQLEngineError) -> SQLTable {
        let stop = StopReason()
        do {
            let connection = try open()
            try connection.setProgressHandler(every: 2_000) { stop.mayContinue(limits) }
            return try rows(of: try connection.prepare(sql), limits)
        } catch {
            throw stop.reason ?? Self.translated(error)
        }
    }

    public func validate(_ sql: String) throws(SQLEngineError) -> [SQLTable.Column] {
        do {
            let statement = try open().prepare(sql)
            return (0..<statement.columnCount).map { index in
                SQLTable.Column(
                    name: statement.columnName(at: index),
                    type: Self.type(declared: statement.declaredType(at: index))
                )
            }
        } catch {
            throw Self.translated(error)
        }
    }

    public func explain(_ sql: String) throws(SQLEngineError) -> [String] {
        do {
            let connection = try open()
            // The text alone must be a query: `EXPLAIN QUERY PLAN` would accept others.
            _ = try connection.prepare(sql)
            let rows = try connection.rows("EXPLAIN QUERY PLAN \(sql)")
            var depths: [Int64: Int] = [:]
            return rows.map { row -> String in
                let depth = depths[row[1].integer ?? 0].map { $0 + 1 } ?? 0
                depths[row[0].integer ?? 0] = depth
                return String(repeating: "  ", count: depth) + (row[3].text ?? "")
            }
        } catch {
            throw Self.translated(error)
        }
    }

    public func tables() throws(SQLEngineError) -> [SQLTableDescription] {
        do {
            let connection = try Connection(path: path, mode: .readOnly)
            let names = try connection.rows(
                """
                SELECT name FROM sqlite_schema
                WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name
                """
            )
            var tables: [SQLTableDescription] = []
            for name in names.compactMap({ $0.first?.text }) {
                tables.append(try description(of: name, connection))
            }
            return tables
        } catch {
            throw Self.translated(error)
        }
    }

    private func description(
        of table: String,
        _ connection: Connection
    ) throws(SQLiteError) -> SQLTableDescription {
        let rows = try connection.rows(
            "SELECT name, type, \"notnull\" FROM pragma_table_info(?)", [.text(table)]
        )
        let columns = rows.map { row in
            SQLTableDescription.Column(
                name: row[0].text ?? "",
                type: row[1].text ?? "",
                isNullable: row[2].integer == 0
            )
        }
        return SQLTableDescription(schema: schema, name: table, columns: columns)
    }

    /// A connection that can read the file and nothing else.
    private func open() throws(SQLiteError) -> Connection {
        let connection = try Connection(.memory)
        try connection.setBusyTimeout(.seconds(2))
        try connection.attach(path, as: schema, mode: .readOnly)
        try connection.setPragma(
            "mmap_size", .integer(isMapped ? 1 << 28 : 0), schema: schema)
        try connection.setPragma("temp_store", "MEMORY")
        try connection.setPragma("trusted_schema", "OFF")
        try connection.setLimit(.valueBytes, 64 << 20)
        try connection.setLimit(.statementBytes, 1 << 20)
        try connection.sumAccurately()
        try connection.allowReadingOnly()
        return connection
    }

    private func rows(
        of statement: Statement,
        _ limits: QueryLimits
    ) throws(SQLiteError) -> SQLTable {
        let count = statement.columnCount
        let names = statement.columnNames
        let declared = (0..<count).map { Self.type(declared: statement.declaredType(at: $0)) }
        var kinds = declared.map(ColumnKind.init)
        var rows: [[SQLScalar]] = []
        var weight = 0
        var isTruncated = false
        while try statement.step() {
            guard rows.count < limits.maxRows, weight <= limits.maxBytes else {
                isTruncated = true
                break
            }
            var row: [SQLScalar] = []
            row.reserveCapacity(count)
            for index in 0..<count {
                let value = kinds[index].take(statement.value(at: index))
                weight += value.weight
                row.append(value)
            }
            rows.append(row)
        }
        let columns = zip(names, kinds).map { name, kind in
            SQLTable.Column(name: name, type: kind.type)
        }
        return SQLTable(columns: columns, rows: rows, isTruncated: isTruncated)
    }

    /// A declared type in catalog spelling.
    private static func type(declared: String?) -> String? {
        guard let declared, !declared.isEmpty else { return nil }
        let upper = declared.uppercased()
        return upper == "REAL" ? "DOUBLE" : upper
    }

    private static func translated(_ error: SQLiteError) -> SQLEngineError {
        switch error.code {
        case .denied, .readOnly:
            .refused(message: "Only reading the tables is allowed (\(error.message)).")
        case .misuse: .refused(message: error.message)
        case .error, .mismatch, .range, .tooBig: .invalid(message: error.message)
        case .cannotOpen, .notADatabase, .corrupt, .inputOutput:
            .unavailable(message: "The data file cannot be read: \(error.message).")
        default: .failed(message: error.message)
        }
    }
}

/// Why a running query was stopped, remembered for the error.
private final class StopReason {
    private(set) var reason: SQLEngineError?

    func mayContinue(_ limits: QueryLimits) -> Bool {
        if let deadline = limits.deadline, ContinuousClock.now >= deadline {
            reason = .deadlineExceeded
        } else if limits.isCancelled?() == true {
            reason = .cancelled
        }
        return reason == nil
    }
}
