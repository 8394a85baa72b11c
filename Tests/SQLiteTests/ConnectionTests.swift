import Foundation
import SQLite
import TestSupport
import Testing

@Suite("SQLite connections")
struct ConnectionTests {
    @Test func `values of every storage class come back as they went in`() throws {
        let connection = try Connection(.memory)
        let values: [SQLiteValue] = [
            nil, 0, .integer(.min), .integer(.max), 1.5, .real(-.infinity), "", "naïve ✓",
            .text("a\0b"), .blob([]), .blob([0, 255, 1]),
        ]
        for value in values {
            #expect(try connection.scalar("SELECT ?", [value]) == value)
        }
    }

    @Test func `parameters bind by name`() throws {
        let connection = try Connection(.memory)
        let statement = try connection.prepare("SELECT :a - $b")
        try statement.bind(7, named: ":a")
        try statement.bind(2, named: "$b")
        try statement.step()
        #expect(statement.integer(at: 0) == 5)
        #expect(throws: SQLiteError.self) { try statement.bind(1, named: ":c") }
        #expect(throws: SQLiteError.self) { try statement.bind(1, at: 3) }
    }

    @Test func `columns outside the row read as null`() throws {
        let connection = try Connection(.memory)
        let statement = try connection.prepare("SELECT 1 AS one")
        #expect(statement.value(at: 0) == nil)
        try statement.step()
        #expect(statement.row == [1])
        #expect(statement.columnNames == ["one"])
        #expect(statement.value(at: 5) == nil)
        #expect(statement.value(at: -1) == nil)
        #expect(statement.text(at: 9).isEmpty)
    }

    @Test(arguments: ["", "  -- nothing", ";", "SELECT 1; SELECT 2", "SELECT 1; x", "SELECT \0"])
    func `exactly one statement is prepared`(text: String) throws {
        let connection = try Connection(.memory)
        #expect(throws: SQLiteError.self) { try connection.prepare(text) }
    }

    @Test(arguments: [
        "SELECT 1;", "SELECT 1 ; -- done", "/* a */ SELECT 1 /* b */;;", "; SELECT 1",
    ])
    func `comments and semicolons may surround a statement`(text: String) throws {
        let connection = try Connection(.memory)
        #expect(try connection.scalar(text) == 1)
    }

    @Test func `a failed transaction leaves nothing behind`() throws {
        let connection = try Connection(.memory)
        try connection.execute(script: "CREATE TABLE t(a INTEGER PRIMARY KEY) STRICT;")
        let failure = #expect(throws: SQLiteError.self) {
            try connection.transaction { () throws(SQLiteError) in
                try connection.run("INSERT INTO t VALUES (1)")
                try connection.savepoint { () throws(SQLiteError) in
                    try connection.run("INSERT INTO t VALUES (2)")
                }
                try connection.run("INSERT INTO t VALUES (1)")
            }
        }
        #expect(failure?.code == .constraint)
        #expect(failure?.extendedCode == 1_555)
        #expect(!connection.isInTransaction)
        #expect(try connection.scalar("SELECT count(*) FROM t") == 0)
    }

    @Test func `nested use of one text gets its own statement`() throws {
        let connection = try Connection(.memory)
        let sum = try connection.withStatement("SELECT ?") { outer throws(SQLiteError) in
            try outer.bind([40])
            try outer.step()
            let inner = try connection.scalar("SELECT ?", [2])?.integer ?? 0
            return outer.integer(at: 0) + inner
        }
        #expect(sum == 42)
        #expect(try connection.scalar("SELECT ?") == .null)
    }

    @Test func `a missing or foreign file is reported`() throws {
        let folder = try TemporaryDirectory()
        #expect(throws: SQLiteError.self) {
            try Connection(path: folder.path("missing.db"), mode: .readOnly)
        }
        let path = folder.path("text.db")
        try Data(repeating: 65, count: 5_000).write(to: URL(fileURLWithPath: path))
        let connection = try Connection(path: path)
        let failure = #expect(throws: SQLiteError.self) {
            try connection.scalar("SELECT count(*) FROM sqlite_schema")
        }
        #expect(failure?.code == .notADatabase)
    }

    @Test func `odd paths name files`() throws {
        let folder = try TemporaryDirectory()
        for name in ["a b?mode=memory", "50%41", "x#y", "ü.db"] {
            try Connection(path: folder.path(name)).execute(script: "CREATE TABLE t(a)")
            #expect(FileManager.default.fileExists(atPath: folder.path(name)))
        }
    }

    @Test func `a closed connection refuses work`() throws {
        let connection = try Connection(.memory)
        connection.close()
        let failure = #expect(throws: SQLiteError.self) { try connection.run("SELECT 1") }
        #expect(failure?.code == .misuse)
        connection.interrupter.interrupt()
    }

    @Test func `text and blobs can be read in place`() throws {
        let connection = try Connection(.memory)
        let statement = try connection.prepare("SELECT 'abc', x'0102', NULL")
        try statement.step()
        let letters = statement.withText(at: 0) { bytes in (bytes.count, bytes[2]) }
        #expect(letters == (3, 99))
        #expect(statement.withBlob(at: 1) { bytes in bytes[1] } == 2)
        #expect(statement.withBlob(at: 2) { bytes in bytes.isEmpty })
    }

    @Test func `a function written in Swift runs in a query`() throws {
        struct Odd: Error {}
        let connection = try Connection(.memory)
        try connection.register(function: "half", argumentCount: 1) { arguments in
            guard case .integer(let value)? = arguments.first, value % 2 == 0 else { throw Odd() }
            return .integer(value / 2)
        }
        #expect(try connection.scalar("SELECT half(42)") == 21)
        #expect(throws: SQLiteError.self) { try connection.scalar("SELECT half(1)") }
    }

    @Test func `a backup holds what the source held`() throws {
        let folder = try TemporaryDirectory()
        let connection = try Connection(.memory)
        try connection.execute(script: "CREATE TABLE t(a); INSERT INTO t VALUES (1), (2);")
        try connection.backUp(toFile: folder.path("copy.db"), pagesPerStep: 1)
        let copy = try Connection(path: folder.path("copy.db"), mode: .readOnly)
        #expect(try copy.rows("SELECT a FROM t ORDER BY a") == [[1], [2]])
        #expect(try copy.integrityProblems().isEmpty)
        #expect(throws: SQLiteError.self) { try copy.run("DELETE FROM t") }
    }

    @Test func `pragmas take words and integers only`() throws {
        let folder = try TemporaryDirectory()
        let connection = try Connection(path: folder.path("a.db"))
        #expect(try connection.setPragma("journal_mode", "WAL") == "wal")
        #expect(try connection.pragma("journal_mode") == "wal")
        try connection.setPragma("user_version", 7, schema: "main")
        #expect(try connection.pragma("user_version") == 7)
        #expect(throws: SQLiteError.self) { try connection.pragma("a; DROP TABLE t") }
        #expect(throws: SQLiteError.self) { try connection.setPragma("x", "1; DELETE") }
        #expect(try connection.checkpoint(.truncate))
    }

    @Test func `sums of amounts do not collect rounding errors`() throws {
        let connection = try Connection(.memory)
        try connection.sumAccurately()
        try connection.execute(
            script: """
                CREATE TABLE t(i INTEGER, x REAL);
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)
                INSERT INTO t SELECT i, 0.1 FROM n;
                """
        )
        #expect(
            try connection.rows("SELECT sum(x), avg(x) FROM t")
                == [[10_000, 0.1]].map { row in
                    row.map { SQLiteValue.real($0) }
                })
        #expect(try connection.scalar("SELECT sum(i) FROM t") == 5_000_050_000)
        #expect(try connection.scalar("SELECT avg(i) FROM t") == 50_000.5)
        #expect(try connection.scalar("SELECT sum(x) FROM t WHERE i < 0") == .null)
        #expect(try connection.scalar("SELECT sum(NULL)") == .null)
        #expect(try connection.scalar("SELECT sum(DISTINCT x) FROM t") == 0.1)
        #expect(try connection.scalar("SELECT sum('2.5')") == 2.5)
        let cents = "SELECT sum(column1) FROM (VALUES (5.11), (10.44), (-0.01))"
        #expect(try connection.scalar(cents) == 15.54)
        #expect(5.11 + 10.44 - 0.01 != 15.54)
        let thirds = "SELECT sum(column1) FROM (VALUES (1.0 / 3), (1.0 / 3))"
        #expect(try connection.scalar(thirds) == .real(2.0 / 3))
        #expect(throws: SQLiteError.self) {
            try connection.scalar(
                "SELECT sum(a) FROM (SELECT 9223372036854775807 AS a UNION ALL SELECT 1)")
        }
        let moving = try connection.rows(
            """
            SELECT sum(i) OVER w, avg(x) OVER w FROM t WHERE i <= 5
            WINDOW w AS (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
            """
        )
        #expect(moving.map { $0[0] } == [1, 3, 5, 7, 9])
        #expect(moving.allSatisfy { $0[1] == 0.1 })
    }
}
