import Foundation
import SQLEngines
import TestSupport
import Testing

/// Whether DuckDB is on this machine; it is an optional component.
private let hasDuckDB = (try? DuckDBProgram()) != nil

@Suite("DuckDB engine", .enabled(if: hasDuckDB, "DuckDB's program is not installed"))
struct DuckDBEngineTests {
    /// Lives as long as the test, and the files with it.
    let folder: SmallFolder

    init() throws {
        folder = try SmallFolder()
    }

    private func engine() throws -> DuckDBEngine {
        DuckDBEngine(program: try DuckDBProgram(), folder: try BronzeFolder(path: folder.path))
    }

    @Test func `values keep their types`() throws {
        let table = try engine().query("SELECT * FROM bronze.orders;")
        #expect(
            table.columns.map(\.type)
                == ["VARCHAR", "DATE", "DECIMAL(18,2)", "INTEGER", "BOOLEAN"]
        )
        #expect(
            table
                == SQLTable(
                    columns: table.columns,
                    rows: [
                        [
                            .text("O1"), .text("2024-01-01"), .double(100), .integer(1),
                            .boolean(true),
                        ],
                        [
                            .text("O2"), .text("2024-01-02"), .double(0.1), .integer(2),
                            .boolean(false),
                        ],
                        [.text("O,\"3\""), .null, .null, .null, .null],
                    ]))
        #expect(try engine().tables().map(\.qualifiedName) == ["bronze.orders"])
    }

    @Test func `odd values survive the way`() throws {
        let engine = try engine()
        let table = try engine.query("SELECT '' AS a UNION ALL SELECT NULL UNION ALL SELECT 'N'")
        #expect(table.rows == [[.text("")], [.null], [.text("N")]])
        let text = try engine.query(
            "SELECT 'a,\"b\"\n.shell id\n;go' AS a, 12345678901234567168 AS b")
        #expect(
            text.rows == [[.text("a,\"b\"\n.shell id\n;go"), .double(12_345_678_901_234_567_168)]])
    }

    @Test func `files, shell, settings and writing are out of reach`() throws {
        let engine = try engine()
        let victim = folder.path + "/written.csv"
        for sql in [
            ".shell touch \(victim)", "SELECT 1;\n.shell touch \(victim)",
            "SELECT 1\n;\n.shell touch \(victim)\n", "COPY (SELECT 1) TO '\(victim)'",
            "SELECT * FROM read_csv('/etc/passwd')", "SELECT getenv('HOME')",
            "SET memory_limit = '9GB'", "ATTACH '\(victim)'", "INSTALL tpch",
            "CREATE TABLE t(a INT)",
            "WITH a AS (SELECT 1) INSERT INTO bronze.orders SELECT * FROM a", "SELECT $$ x $$",
            "SELECT 'open", "SELECT E'\\''", "SELECT e'\\''", "SELECT 1 /* open", "PRAGMA version",
            "",
        ] {
            #expect(throws: SQLEngineError.self, "\(sql)") { try engine.query(sql) }
        }
        #expect(!FileManager.default.fileExists(atPath: victim))
        #expect(try engine.query("SELECT 1 AS a").rows == [[.integer(1)]])
    }

    @Test func `a runaway query is stopped and the next one works`() throws {
        let engine = try engine()
        _ = try engine.query("SELECT 1")
        let failure = #expect(throws: SQLEngineError.self) {
            try engine.query(
                "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b",
                limits: .within(.milliseconds(300))
            )
        }
        #expect(failure == .deadlineExceeded)
        #expect(try engine.query("SELECT 2 AS a").rows == [[.integer(2)]])
    }

    @Test func `mistakes are told in the engine's words`() throws {
        let engine = try engine()
        let failure = #expect(throws: SQLEngineError.self) {
            try engine.validate("SELECT nope FROM bronze.orders")
        }
        guard case .invalid(let message) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(message.contains("nope"))
        let columns = try engine.validate("SELECT count(*) AS n FROM bronze.orders")
        #expect(columns == [.init(name: "n", type: "BIGINT")])
        #expect(try !engine.explain("SELECT * FROM bronze.orders").isEmpty)
    }

    @Test func `long answers are cut off`() throws {
        let engine = try engine()
        let rows = try engine.query(
            "SELECT range FROM range(1000)", limits: .within(.seconds(20), maxRows: 10)
        )
        #expect(rows.rows.count == 10 && rows.isTruncated)
        let bytes = try engine.query(
            "SELECT range FROM range(10000000)", limits: QueryLimits(maxBytes: 100_000)
        )
        #expect(bytes.isTruncated && bytes.rows.count > 1_000)
        #expect(bytes.rows.last == [.integer(Int64(bytes.rows.count - 1))])
        #expect(try engine.query("SELECT 3 AS a").rows == [[.integer(3)]])
    }
}

@Suite("DuckDB program")
struct DuckDBProgramTests {
    @Test func `its absence says what to install`() {
        let failure = #expect(throws: SQLEngineError.self) {
            try DuckDBProgram(environment: ["PATH": "/nonexistent"])
        }
        #expect(failure?.description.contains("pip install duckdb-cli") == true)
        #expect(throws: SQLEngineError.self) {
            try DuckDBProgram(environment: ["LEXIGRAPH_DUCKDB": "/nonexistent/duckdb"])
        }
    }

    @Test func `a program that is not DuckDB is reported`() throws {
        let folder = try SmallFolder()
        let engine = DuckDBEngine(
            program: DuckDBProgram(path: "/bin/false"), folder: try BronzeFolder(path: folder.path)
        )
        #expect(throws: SQLEngineError.self) { try engine.query("SELECT 1") }
    }

    /// Whether a process runs; one that is dead and not yet collected does not.
    private static func isAlive(_ process: String) -> Bool {
        let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        return status.map { !$0.contains(") Z ") } ?? false
    }

    @Test func `a late program is ended with all it started`() throws {
        let folder = try SmallFolder()
        let script = folder.path + "/duckdb"
        let note = folder.path + "/started"
        try "#!/bin/sh\nsleep 300 &\necho $! > \(note)\nwait\n".write(
            toFile: script, atomically: true, encoding: .utf8
        )
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
        let engine = DuckDBEngine(
            program: DuckDBProgram(path: script), folder: try BronzeFolder(path: folder.path)
        )
        let failure = #expect(throws: SQLEngineError.self) {
            try engine.query("SELECT 1", limits: .within(.milliseconds(500)))
        }
        #expect(failure == .deadlineExceeded)
        let started = try String(contentsOfFile: note, encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        // The kernel ends a killed process in its own time.
        let patience = ContinuousClock.now + .seconds(20)
        while Self.isAlive(started), ContinuousClock.now < patience {
            Thread.sleep(forTimeInterval: 0.01)
        }
        #expect(!Self.isAlive(started))
        folder.keep()
    }
}
