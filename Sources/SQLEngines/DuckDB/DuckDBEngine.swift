internal import Synchronization

/// Queries a bronze folder's Parquet (or CSV) files through DuckDB's command-line program.
///
/// The program runs as a child with a locked configuration: it can read the folder, and nothing
/// else. One child serves one query at a time; a query that is late costs the child its life, and
/// the next query starts another. A crash never touches this process.
public final class DuckDBEngine: SQLEngine {
    private let program: DuckDBProgram
    private let folder: BronzeFolder
    /// The child between queries; the lock is held while a query runs.
    private let session: Mutex<DuckDBProcess?> = Mutex(nil)

    public var dialect: String { "duckdb" }

    /// An engine on a folder; the program starts with the first query.
    public init(program: DuckDBProgram, folder: BronzeFolder) {
        self.program = program
        self.folder = folder
    }

    public func query(
        _ sql: String,
        limits: QueryLimits
    ) throws(SQLEngineError) -> SQLTable {
        let statement = try SQLStatementText(checking: sql)
        return try session.withLock { session throws(SQLEngineError) in
            let columns = try describe(statement, &session, limits)
            let child = try running(&session, limits)
            let answer = try child.run([statement.text + ";"], limits)
            try check(answer)
            return try DuckDBAnswer(answer, limits).table(columns)
        }
    }

    public func validate(_ sql: String) throws(SQLEngineError) -> [SQLTable.Column] {
        let statement = try SQLStatementText(checking: sql)
        return try session.withLock { session throws(SQLEngineError) in
            try describe(statement, &session, .standard)
        }
    }

    public func explain(_ sql: String) throws(SQLEngineError) -> [String] {
        let statement = try SQLStatementText(checking: sql)
        return try session.withLock { session throws(SQLEngineError) in
            let child = try running(&session, .standard)
            let answer = try child.run(["EXPLAIN \(statement.text);"], .standard)
            try check(answer)
            let rows = try DuckDBAnswer(answer, .standard).records
            return rows.dropFirst().flatMap { row in
                ((row.last ?? nil) ?? "").split(separator: "\n").map(String.init)
            }
        }
    }

    public func tables() throws(SQLEngineError) -> [SQLTableDescription] {
        folder.sources.map { source in
            let columns = source.columns.map { column in
                SQLTableDescription.Column(
                    name: column.name,
                    type: column.type,
                    isNullable: column.isNullable
                )
            }
            return SQLTableDescription(
                schema: source.schema, name: source.table, columns: columns
            )
        }
    }

    private func describe(
        _ statement: SQLStatementText,
        _ session: inout DuckDBProcess?,
        _ limits: QueryLimits
    ) throws(SQLEngineError) -> [SQLTable.Column] {
        let child = try running(&session, limits)
        let answer = try child.run(["DESCRIBE \(statement.text);"], limits)
        try check(answer)
        return try DuckDBAnswer(answer, .standard).records.dropFirst().map { row in
            SQLTable.Column(name: (row.first ?? nil) ?? "", type: row.dropFirst().first ?? nil)
        }
    }

    /// The child that runs, or a new one with its session opened.
    private func running(
        _ session: inout DuckDBProcess?,
        _ limits: QueryLimits
    ) throws(SQLEngineError) -> DuckDBProcess {
        if let child = session, child.isRunning { return child }
        session = nil
        guard !folder.path.utf8.contains(where: { $0 < 0x20 }) else {
            throw .unavailable(message: "DuckDB cannot be given a folder with such a name.")
        }
        let child = try DuckDBProcess(program)
        let answer = try child.run(DuckDBScript.session(folder), limits)
        guard answer.errors.isEmpty else {
            throw .unavailable(
                message: """
                    DuckDB could not open \(folder.path): \(answer.errors) \
                    Version 1.3 or later of the command-line program is needed.
                    """
            )
        }
        session = child
        return child
    }

    private func check(_ answer: DuckDBProcess.Answer) throws(SQLEngineError) {
        let message = answer.errors.split(separator: "\n", omittingEmptySubsequences: true)
            .joined(separator: "\n")
        guard !message.isEmpty else { return }
        for prefix in ["Parser Error", "Binder Error", "Catalog Error", "Conversion Error"]
        where message.hasPrefix(prefix) {
            throw .invalid(message: message)
        }
        if message.hasPrefix("Permission Error") { throw .refused(message: message) }
        throw .failed(message: message)
    }
}
