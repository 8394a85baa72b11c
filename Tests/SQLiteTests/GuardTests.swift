import Dispatch
import SQLite
import TestSupport
import Testing

@Suite("SQLite guards")
struct GuardTests {
    private static let endless = """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n
        """

    @Test func `a deadline ends a runaway statement`() throws {
        let connection = try Connection(.memory)
        let deadline = ContinuousClock.now.advanced(by: .milliseconds(50))
        try connection.setProgressHandler { ContinuousClock.now < deadline }
        let failure = #expect(throws: SQLiteError.self) {
            try connection.run(Self.endless)
        }
        try connection.setProgressHandler(nil)
        #expect(failure?.code == .interrupted)
        #expect(try connection.scalar("SELECT 1") == 1)
    }

    @Test func `another thread can interrupt`() throws {
        let connection = try Connection(.memory)
        let interrupter = connection.interrupter
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.schedule(deadline: .now() + .milliseconds(20), repeating: .milliseconds(20))
        timer.setEventHandler { interrupter.interrupt() }
        timer.resume()
        let failure = #expect(throws: SQLiteError.self) { try connection.run(Self.endless) }
        timer.cancel()
        #expect(failure?.code == .interrupted)
    }

    @Test(arguments: [
        "INSERT INTO t VALUES (2)", "UPDATE t SET a = 2", "DELETE FROM t", "DROP TABLE t",
        "CREATE TABLE u(a)", "CREATE TEMP TABLE u(a)", "ATTACH ':memory:' AS x",
        "PRAGMA writable_schema = 1", "PRAGMA user_version", "BEGIN", "SAVEPOINT s", "VACUUM",
        "SELECT load_extension('x')", "REINDEX", "ANALYZE",
    ])
    func `reading only refuses everything else`(text: String) throws {
        let connection = try Connection(.memory)
        try connection.execute(script: "CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES (1);")
        try connection.allowReadingOnly()
        let failure = #expect(throws: SQLiteError.self) { try connection.run(text) }
        #expect(failure?.code == .denied || failure?.code == .error)
        #expect(try connection.rows("SELECT count(*), upper(a) FROM t") == [[1, "1"]])
    }

    @Test func `an authorizer can blank a column`() throws {
        let connection = try Connection(.memory)
        try connection.execute(script: "CREATE TABLE t(a, b); INSERT INTO t VALUES (1, 2);")
        try connection.setAuthorizer { action, database in
            action == .read(table: "t", column: "b") && database == "main" ? .ignore : .allow
        }
        #expect(try connection.rows("SELECT a, b FROM t") == [[1, nil]])
        try connection.setAuthorizer(nil)
        #expect(try connection.rows("SELECT a, b FROM t") == [[1, 2]])
    }

    @Test func `an attached file keeps its own mode`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("data.db")
        try Connection(path: path).execute(script: "CREATE TABLE t(a); INSERT INTO t VALUES (1);")
        let connection = try Connection(.memory)
        try connection.attach(path, as: "bronze")
        #expect(try connection.scalar("SELECT a FROM bronze.t") == 1)
        let failure = #expect(throws: SQLiteError.self) {
            try connection.run("DELETE FROM bronze.t")
        }
        #expect(failure?.code == .readOnly)
        try connection.detach("bronze")
        #expect(throws: SQLiteError.self) { try connection.scalar("SELECT a FROM bronze.t") }
    }
}
