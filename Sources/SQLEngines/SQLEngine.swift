/// A database that runs one read-only query at a time within limits.
///
/// Calls block the calling thread until the answer is there; keep them off the cooperative pool.
/// Engines may be shared between threads.
public protocol SQLEngine: Sendable {
    /// The SQL dialect it speaks: `sqlite`, `duckdb`.
    var dialect: String { get }

    /// Runs one SELECT (or VALUES, or WITH … SELECT).
    ///
    /// - Parameters:
    ///   - sql: Exactly one statement that only reads.
    ///   - limits: How long it may run and how much it may return.
    /// - Returns: The rows in the engine's order, cut off where a limit on the size was reached.
    /// - Throws: `SQLEngineError`.
    func query(_ sql: String, limits: QueryLimits) throws(SQLEngineError) -> SQLTable

    /// Compiles a query without running it, and tells the columns it would return.
    ///
    /// Types are nil where the engine knows them only from the rows.
    func validate(_ sql: String) throws(SQLEngineError) -> [SQLTable.Column]

    /// The engine's plan for a query, as lines of text to read.
    func explain(_ sql: String) throws(SQLEngineError) -> [String]

    /// The tables that queries can name, with their columns.
    func tables() throws(SQLEngineError) -> [SQLTableDescription]
}

extension SQLEngine {
    /// Runs one query within the standard limits.
    public func query(_ sql: String) throws(SQLEngineError) -> SQLTable {
        try query(sql, limits: .standard)
    }
}

/// How long a query may run and how much it may return.
public struct QueryLimits: Sendable {
    /// The moment after which the query is stopped with `SQLEngineError.deadlineExceeded`.
    public var deadline: ContinuousClock.Instant?

    /// How many rows are returned; more are cut off.
    public var maxRows: Int

    /// How many bytes of values are returned, roughly; the rows beyond are cut off.
    public var maxBytes: Int

    /// Asked now and then; true stops the query with `SQLEngineError.cancelled`.
    public var isCancelled: (@Sendable () -> Bool)?

    /// Limits with a deadline at a moment, or none.
    public init(
        deadline: ContinuousClock.Instant? = nil,
        maxRows: Int = 100_000,
        maxBytes: Int = 256 << 20,
        isCancelled: (@Sendable () -> Bool)? = nil
    ) {
        self.deadline = deadline
        self.maxRows = maxRows
        self.maxBytes = maxBytes
        self.isCancelled = isCancelled
    }

    /// The standard limits with a deadline that lies `timeout` from now.
    public static func within(_ timeout: Duration, maxRows: Int = 100_000) -> QueryLimits {
        QueryLimits(deadline: .now.advanced(by: timeout), maxRows: maxRows)
    }

    /// Thirty seconds from now, 100,000 rows, 256 MiB.
    public static var standard: QueryLimits {
        within(.seconds(30))
    }
}

/// A table that can be queried.
public struct SQLTableDescription: Sendable, Hashable {
    /// One of its columns.
    public struct Column: Sendable, Hashable {
        public let name: String
        /// The type as the engine spells it.
        public let type: String
        public let isNullable: Bool
    }

    /// The schema it lives in, such as `bronze`.
    public let schema: String
    public let name: String
    public let columns: [Column]

    /// The name a query uses, such as `bronze.orders`.
    public var qualifiedName: String { "\(schema).\(name)" }
}
