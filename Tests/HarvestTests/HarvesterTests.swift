import Foundation
import SQLite
import TestSupport
import Testing

@testable import Harvest

/// Databases made for the moment, harvested.
@Suite("Harvesting")
struct HarvesterTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    private func harvest(
        _ script: String, settings: HarvestSettings = HarvestSettings()
    ) throws -> SourceSchema {
        let path = folder.path("source.sqlite")
        let connection = try Connection(path: path)
        try connection.execute(script: script)
        connection.close()
        return try Harvester(settings: settings).harvest(path: path)
    }

    private func table(_ name: String, in schema: SourceSchema) throws -> SourceTable {
        try #require(schema.tables.first { $0.name == name })
    }

    @Test func `keys, types and values are read`() throws {
        let schema = try harvest(
            """
            CREATE TABLE author (author_id INTEGER PRIMARY KEY, name TEXT NOT NULL, born DATE);
            CREATE TABLE book (
                isbn TEXT PRIMARY KEY, author_id INTEGER REFERENCES author, price NUMERIC(8,2),
                sold_at TEXT, genre VARCHAR(20));
            INSERT INTO author VALUES (1, 'Ada', '1815-12-10'), (2, 'Bea', NULL);
            INSERT INTO book VALUES
                ('x1', 1, 9.5, '2024-01-01 10:00:00', 'crime'),
                ('x2', 1, 7, '2024-02-01 10:00:00', 'crime'),
                ('x3', 2, NULL, '2024-03-01T10:00:00', 'poetry');
            """
        )
        let book = try table("book", in: schema)
        #expect(book.rowCount == 3)
        #expect(book.primaryKey == ["isbn"])
        #expect(
            book.columns.map(\.dataType) == [
                "VARCHAR", "INTEGER", "DECIMAL(8,2)", "TIMESTAMP", "VARCHAR(20)",
            ])
        #expect(book.timeColumn == "sold_at")
        #expect(book.isFact)
        let genre = try #require(book.column("genre")?.profile)
        #expect(genre.values == ["crime", "poetry"])
        #expect(genre.distinctCount == 2)
        let price = try #require(book.column("price")?.profile)
        #expect(price.minimum == "7" && price.maximum == "9.5")
        #expect(abs(price.nullPercentage - 100.0 / 3) < 1e-9)
        #expect(try table("author", in: schema).column("born")?.dataType == "DATE")
        #expect(schema.references.count == 1)
        #expect(schema.references.first?.targetColumns == ["author_id"])
        #expect(schema.references.first?.isDeclared == true)
    }

    @Test func `a type that the values do not have is not taken over`() throws {
        let schema = try harvest(
            """
            CREATE TABLE t (day DATE, epoch DATETIME, flag BOOLEAN, many BOOLEAN, n INT, mixed, e);
            INSERT INTO t VALUES ('03/04/2024', 1700000000, 1, 7, 'one', 1, NULL);
            INSERT INTO t VALUES ('05/04/2024', 1700000001, 0, 1, 'two', 'a', NULL);
            """
        )
        let types = try table("t", in: schema).columns.map(\.dataType)
        #expect(
            types == ["VARCHAR", "BIGINT", "BOOLEAN", "BIGINT", "VARCHAR", "VARCHAR", "VARCHAR"])
    }

    @Test func `composite keys keep their columns together`() throws {
        let schema = try harvest(
            """
            CREATE TABLE item (company INT, number INT, PRIMARY KEY (company, number))
                WITHOUT ROWID;
            CREATE TABLE part (id INTEGER PRIMARY KEY, c INT, n INT,
                FOREIGN KEY (c, n) REFERENCES item (company, number));
            CREATE TABLE stock (company INT, number INT, amount INT);
            INSERT INTO item VALUES (1, 10), (2, 10);
            INSERT INTO part VALUES (1, 1, 10);
            INSERT INTO stock VALUES (1, 10, 3), (2, 10, 4), (2, 10, 5);
            """
        )
        let declared = try #require(schema.references.first { $0.table == "part" })
        #expect(declared.columns == ["c", "n"])
        #expect(declared.targetColumns == ["company", "number"])
        let inferred = try #require(schema.references.first { $0.table == "stock" })
        #expect(inferred.columns == ["company", "number"])
        #expect(!inferred.isDeclared && inferred.confidence < 1)
    }

    @Test func `undeclared keys are inferred from names and confirmed by values`() throws {
        let schema = try harvest(
            """
            CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
            CREATE TABLE orders (
                id INTEGER PRIMARY KEY, customer_id INT, billing_customer_id INT, product_id INT);
            CREATE TABLE products (id INTEGER PRIMARY KEY, parent_id INT);
            INSERT INTO customers VALUES (1, 'A'), (2, 'B');
            INSERT INTO products VALUES (5, NULL), (6, 5);
            INSERT INTO orders VALUES (1, 1, 2, 5), (2, 2, 2, 99);
            """
        )
        let found = Set(schema.references.map { "\($0.table).\($0.columns)>\($0.targetTable)" })
        #expect(
            found == [
                #"orders.["customer_id"]>customers"#,
                #"orders.["billing_customer_id"]>customers"#, #"products.["parent_id"]>products"#,
            ])
        #expect(schema.references.allSatisfy { (0.5..<1).contains($0.confidence) })
    }

    @Test func `odd names are read, broken views are left out with a reason`() throws {
        let schema = try harvest(
            #"""
            CREATE TABLE "order" ("group" TEXT, "a ""b""" INT, "größe" REAL, [x y] INT,
                twice INT GENERATED ALWAYS AS ("a ""b""" * 2) STORED);
            INSERT INTO "order" ("group", "a ""b""", "größe", [x y]) VALUES ('g', 4, 1.5, NULL);
            CREATE TABLE gone (a INT);
            CREATE VIEW broken AS SELECT a FROM gone;
            CREATE VIEW fine AS SELECT "group" AS g, count(*) AS n FROM "order" GROUP BY 1;
            DROP TABLE gone;
            CREATE VIRTUAL TABLE words USING fts5(body);
            """#
        )
        #expect(schema.skipped.map(\.table) == ["broken"])
        #expect(schema.skipped.first?.reason.contains("gone") == true)
        let order = try table("order", in: schema)
        #expect(order.columns.map(\.name) == ["group", "a \"b\"", "größe", "x y", "twice"])
        #expect(order.column("twice")?.isGenerated == true)
        #expect(order.column("twice")?.profile?.values == ["8"])
        #expect(order.column("twice")?.declaredType == "INT")
        #expect(try table("fine", in: schema).isView)
        #expect(!schema.tables.contains { $0.name.hasPrefix("words_") })
    }

    @Test func `a large table is measured by its first rows`() throws {
        var settings = HarvestSettings()
        settings.profiledRows = 10
        let schema = try harvest(
            """
            CREATE TABLE t (id INT);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50)
            INSERT INTO t SELECT i FROM n;
            """,
            settings: settings
        )
        let found = try table("t", in: schema)
        #expect(found.rowCount == 50 && found.isSampled)
        #expect(found.column("id")?.profile?.distinctCount == 10)
        #expect(found.primaryKey.isEmpty)
    }

    @Test func `data of people is recognised`() throws {
        let schema = try harvest(
            """
            CREATE TABLE client (id INTEGER PRIMARY KEY, first_name TEXT, contact TEXT,
                phone TEXT, city TEXT);
            INSERT INTO client VALUES (1, 'Ada', 'ada@example.org', '123', 'Rome');
            """
        )
        let kinds = try table("client", in: schema).columns.map(\.personal)
        #expect(kinds == [nil, "name", "email", "phone", nil])
    }

    // MARK: What is no database

    @Test func `a path without a database is refused by its reason`() throws {
        let text = folder.path("text.sqlite")
        try Data(String(repeating: "no database ", count: 100).utf8)
            .write(to: URL(fileURLWithPath: text))
        let empty = folder.path("empty.sqlite")
        try Data().write(to: URL(fileURLWithPath: empty))
        let pipe = folder.path("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        func error(_ path: String) -> HarvestError? {
            do throws(HarvestError) { _ = try Harvester().harvest(path: path) } catch {
                return error
            }
            return nil
        }
        #expect(error(text) == .notADatabase(text))
        #expect(error(folder.path("missing")) == .noFile(folder.path("missing")))
        #expect(error(folder.url.path) == .noFile(folder.url.path))
        #expect(error(pipe) == .noFile(pipe))
        #expect(error("") == .noFile(""))
        #expect(error("a\0b") == .noFile("a\0b"))
        #expect(error(empty) == nil)
    }

    @Test func `a locked database is said to be locked`() throws {
        let path = folder.path("locked.sqlite")
        let writer = try Connection(path: path)
        try writer.execute(script: "CREATE TABLE t (a INT); BEGIN EXCLUSIVE;")
        #expect(throws: HarvestError.locked(path)) { try Harvester().harvest(path: path) }
    }

    @Test func `damaged bytes give an error or a schema, never an end`() throws {
        let path = folder.path("whole.sqlite")
        let connection = try Connection(path: path)
        try connection.execute(
            script: """
                CREATE TABLE a (id INTEGER PRIMARY KEY, v TEXT, w TEXT UNIQUE);
                CREATE TABLE b (a_id INT REFERENCES a, d DATE);
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300)
                INSERT INTO a SELECT i, 'value ' || i, hex(i) FROM n;
                INSERT INTO b SELECT id, '2024-01-01' FROM a;
                """)
        connection.close()
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        var random = SeededGenerator(seed: 7)
        for round in 0..<60 {
            var bytes = Array(whole)
            for _ in 0..<20 {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(
                    truncatingIfNeeded: random.next())
            }
            if round % 3 == 0 { bytes.removeLast(Int(random.next() % UInt64(bytes.count - 1))) }
            let damaged = folder.path("damaged-\(round).sqlite")
            try Data(bytes).write(to: URL(fileURLWithPath: damaged))
            let schema = try? Harvester().harvest(path: damaged)
            #expect((schema?.tables.count ?? 0) <= 4)
        }
    }
}
