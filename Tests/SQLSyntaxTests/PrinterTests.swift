import SQLSyntax
import Testing

@Suite("SQL printer")
struct PrinterTests {
    private let a = SQLExpression.column("a")
    private let b = SQLExpression.column("b")
    private let day = SQLExpression.column("day", of: "t")

    private func text(_ expression: SQLExpression, _ dialect: SQLDialect = .sqlite) -> String {
        SQLPrinter(dialect).text(of: expression)
    }

    @Test
    func `parentheses appear only where meaning needs them`() {
        #expect(text(.binary(.subtract, a, .binary(.subtract, b, .integer(1)))) == "a - (b - 1)")
        #expect(text(.binary(.subtract, .binary(.subtract, a, b), .integer(1))) == "a - b - 1")
        #expect(text(.binary(.and, .binary(.or, a, b), a)) == "(a OR b) AND a")
        #expect(text(.not(.binary(.and, a, b))) == "NOT (a AND b)")
        #expect(text(.binary(.multiply, .binary(.add, a, b), a)) == "(a + b) * a")
        #expect(text(.negative(.integer(-3))) == "-(-3)")
        #expect(text(.binary(.equal, .binary(.equal, a, b), a)) == "(a = b) = a")
    }

    @Test
    func `division is in floating point and null for zero`() {
        #expect(text(.ratio(a, b)) == "CAST(a AS REAL) / NULLIF(b, 0)")
        #expect(text(.ratio(a, b), .postgresql) == "CAST(a AS DOUBLE PRECISION) / NULLIF(b, 0)")
        #expect(text(.ratio(a, .integer(4))) == "CAST(a AS REAL) / 4.0")
        #expect(text(.ratio(a, .integer(0))) == "CAST(a AS REAL) / NULLIF(0, 0)")
        #expect(
            text(.ratio(.ratio(a, b), a)) == "CAST(a AS REAL) / NULLIF(b, 0) / NULLIF(a, 0)"
        )
        #expect(
            text(.ratio(a, .ratio(b, a)))
                == "CAST(a AS REAL) / NULLIF(CAST(b AS REAL) / NULLIF(a, 0), 0)"
        )
    }

    @Test
    func `identifiers are quoted only when they must be`() {
        #expect(text(.column("order_date")) == "order_date")
        #expect(text(.column("order")) == "\"order\"")
        #expect(text(.column("Grand Total")) == "\"Grand Total\"")
        #expect(text(.column("a\"b")) == "\"a\"\"b\"")
        #expect(text(.column("1st", of: "t")) == "t.\"1st\"")
        #expect(text(.column("select"), .mysql) == "`select`")
        #expect(text(.column("")) == "\"\"")
    }

    @Test
    func `constants are escaped for their dialect`() {
        #expect(text(.string("it's")) == "'it''s'")
        #expect(text(.string("a\\'; --")) == "'a\\''; --'")
        #expect(text(.string("a\\b"), .mysql) == "'a\\\\b'")
        #expect(text(.string("a\u{0}b")) == "'ab'")
        #expect(text(.literal(.date("2024-01-01"))) == "'2024-01-01'")
        #expect(text(.literal(.date("2024-01-01")), .duckdb) == "DATE '2024-01-01'")
        #expect(text(.binary(.subtract, a, .integer(-1))) == "a - (-1)")
    }

    @Test
    func `a filtered aggregate is a conditional, zero for sums`() {
        let test = SQLExpression.binary(.equal, b, .integer(1))
        #expect(
            text(.aggregate(SQLAggregate(.sum, a, filter: test)))
                == "SUM(CASE WHEN b = 1 THEN a ELSE 0 END)"
        )
        #expect(
            text(.aggregate(SQLAggregate(.count, a, distinct: true, filter: test)))
                == "COUNT(DISTINCT CASE WHEN b = 1 THEN a END)"
        )
        #expect(
            text(.aggregate(SQLAggregate(.count, .star, filter: test)))
                == "COUNT(CASE WHEN b = 1 THEN 1 END)"
        )
    }

    @Test
    func `periods begin on the same day in every dialect`() {
        let week = SQLExpression.truncated(.week, day)
        #expect(text(week) == "date(t.day, 'weekday 0', '-6 days')")
        #expect(text(week, .duckdb) == "CAST(date_trunc('week', t.day) AS DATE)")
        #expect(text(week, .mysql) == "DATE_SUB(DATE(t.day), INTERVAL WEEKDAY(t.day) DAY)")
        #expect(text(.truncated(.day, day), .duckdb) == "CAST(t.day AS DATE)")
        #expect(text(.truncated(.hour, day)) == "strftime('%Y-%m-%d %H:00:00', t.day)")
        #expect(text(.shifted(day, by: -1, .quarter)) == "date(t.day, '-3 months')")
        #expect(
            text(.shifted(day, by: 2, .week), .duckdb) == "CAST(t.day + INTERVAL '2' week AS DATE)"
        )
        #expect(
            text(.elapsed(.hour, from: a, to: b)) == "(unixepoch(b) - unixepoch(a)) / 3600.0"
        )
    }

    @Test
    func `periods have the same names in every dialect`() {
        let year = SQLExpression.labelled(.year, day)
        let month = SQLExpression.labelled(.month, day)
        let quarter = SQLExpression.labelled(.quarter, day)
        #expect(text(year) == "strftime('%Y', t.day)")
        #expect(text(year, .postgresql) == "to_char(t.day, 'YYYY')")
        #expect(text(year, .mysql) == "DATE_FORMAT(t.day, '%Y')")
        #expect(text(month) == "strftime('%Y-%m', t.day)")
        #expect(text(month, .duckdb) == "strftime(t.day, '%Y-%m')")
        #expect(text(month, .spark) == "date_format(t.day, 'yyyy-MM')")
        #expect(
            text(quarter)
                == "(strftime('%Y', t.day) || '-Q' || ((CAST(strftime('%m', t.day) AS INTEGER) + 2) / 3))"
        )
        #expect(
            text(quarter, .mysql)
                == "CONCAT(DATE_FORMAT(t.day, '%Y'), '-Q', EXTRACT(QUARTER FROM t.day))")
        #expect(text(.labelled(.day, day)) == "date(t.day)")
    }

    @Test
    func `an order says where nulls go only when the dialect would do otherwise`() {
        let select = SQLSelect([SQLSelectItem(a)], from: SQLTable(named: "s.t"))
        let order = [SQLOrder(a, nullsLast: true), SQLOrder(b, descending: true, nullsLast: true)]
        let query = SQLQuery(select: select, order: order, limit: 5)
        #expect(query.text(in: .sqlite).contains("ORDER BY a NULLS LAST, b DESC\nLIMIT 5"))
        #expect(query.text(in: .duckdb).contains("ORDER BY a, b DESC\n"))
        #expect(query.text(in: .postgresql).contains("ORDER BY a, b DESC NULLS LAST\n"))
        #expect(query.text(in: .mysql).contains("ORDER BY a IS NULL, a, b DESC\n"))
    }

    @Test
    func `a query is laid out one clause a line`() {
        let inner = SQLSelect([SQLSelectItem(a)], from: SQLTable(named: "s.t"))
        let window = SQLWindow(
            .function("ROW_NUMBER", []),
            partitions: [a],
            order: [SQLOrder(b, descending: true)]
        )
        let outer = SQLSelect(
            distinct: true,
            [SQLSelectItem(a, as: "a"), SQLSelectItem(.window(window), as: "n")],
            from: SQLTable(["x"], as: "y"),
            joins: [SQLJoin(.left, SQLTable(["z"]), on: [.binary(.isSame, a, b)])],
            filters: [
                .binary(.and, .isIn(a, [.integer(1)], negated: true), .isNull(b, negated: true))
            ],
            groups: [a],
            groupFilters: [.between(a, .integer(1), .integer(2), negated: false)]
        )
        let body = SQLQueryBody.combined(.unionAll, .select(inner), .select(inner))
        let query = SQLQuery(with: [SQLCommonTable("x", SQLQuery(body))], select: outer)
        #expect(
            query.text(in: .sqlite) == """
                WITH
                    x AS (
                        SELECT
                            a
                        FROM s.t
                        UNION ALL
                        SELECT
                            a
                        FROM s.t
                    )
                SELECT DISTINCT
                    a,
                    ROW_NUMBER() OVER (PARTITION BY a ORDER BY b DESC) AS n
                FROM x AS y
                LEFT JOIN z ON a IS b
                WHERE a NOT IN (1)
                    AND b IS NOT NULL
                GROUP BY a
                HAVING a BETWEEN 1 AND 2
                """
        )
        #expect(query.outputNames == ["a", "n"])
    }

    @Test(arguments: [
        ("VARCHAR(50)", "VARCHAR(50)"), ("decimal(18, 2)", "DECIMAL(18,2)"), ("int", "INTEGER"),
        ("double precision", "DOUBLE"), ("text", "VARCHAR"), ("Timestamp", "TIMESTAMP"),
    ])
    func `types are read as catalogs write them`(written: String, read: String) {
        #expect(SQLType(parsing: written)?.description == read)
        #expect(SQLType(parsing: "GEOMETRY") == nil)
    }
}
