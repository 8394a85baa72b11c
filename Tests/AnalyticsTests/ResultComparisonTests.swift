import SQLEngines
import Testing

@testable import Analytics

@Suite("Comparing results")
struct ResultComparisonTests {
    private static func isSame(
        _ expected: [[SQLScalar]], _ actual: [[SQLScalar]], ordered: Bool = false
    ) -> Bool {
        ResultComparison(expected: expected, isOrdered: ordered).difference(from: actual) == nil
    }

    @Test func `order counts only where it was asked for`() {
        let rows: [[SQLScalar]] = [[.integer(1), .text("a")], [.integer(2), .text("b")]]
        #expect(Self.isSame(rows, rows.reversed()))
        #expect(!Self.isSame(rows, rows.reversed(), ordered: true))
        #expect(Self.isSame(rows, rows, ordered: true))
    }

    @Test func `rows that tie in the order may change places`() {
        let expected: [[SQLScalar]] = [
            [.text("a"), .integer(5)], [.text("c"), .integer(3)], [.text("b"), .integer(3)],
        ]
        let tied: [[SQLScalar]] = [expected[0], expected[2], expected[1]]
        #expect(Self.isSame(expected, tied, ordered: true))
        #expect(!Self.isSame(expected, tied.reversed(), ordered: true))
    }

    @Test func `columns may stand in another order, all rows in the same`() {
        let expected: [[SQLScalar]] = [[.integer(1), .integer(2)], [.integer(2), .integer(1)]]
        #expect(Self.isSame(expected, expected.map { $0.reversed() }))
        #expect(!Self.isSame(expected, [[.integer(1), .integer(1)], [.integer(2), .integer(2)]]))
    }

    @Test(arguments: [
        (SQLScalar.double(0.1 + 0.2), SQLScalar.double(0.3), true),
        (.integer(3), .double(3), true),
        (.double(1e9), .double(1e9 + 1), true),
        (.double(1), .double(1.00001), false),
        (.boolean(true), .integer(1), true),
        (.text("3"), .integer(3), false),
        (.null, .integer(0), false),
        (.double(.infinity), .double(.infinity), true),
    ])
    func `numbers are equal to a millionth`(left: SQLScalar, right: SQLScalar, isSame: Bool) {
        #expect(Self.isSame([[left]], [[right]]) == isSame)
    }

    @Test func `each row counts as often as it is there`() {
        let one: [SQLScalar] = [.text("a")]
        let other: [SQLScalar] = [.text("b")]
        #expect(!Self.isSame([one, one, other], [one, other, other]))
        #expect(!Self.isSame([one], [one, one]))
        #expect(Self.isSame([], []))
        #expect(!Self.isSame([one], []))
        #expect(!Self.isSame([one], [one + other]))
    }

    @Test func `numbers that sort apart by a rounding error still match`() {
        let expected: [[SQLScalar]] = [
            [.double(0.3), .text("b")], [.double(0.1 + 0.2), .text("a")],
        ]
        let actual: [[SQLScalar]] = [
            [.double(0.1 + 0.2), .text("b")], [.double(0.3), .text("a")],
        ]
        #expect(Self.isSame(expected, actual))
    }

    @Test(arguments: [
        ("SELECT a FROM t ORDER BY a", true),
        ("SELECT a FROM (SELECT a FROM t ORDER BY a)", false),
        ("SELECT 'order by' FROM t", false),
        ("select a from t\norder\n by 1 limit 3", true),
        ("SELECT row_number() OVER (ORDER BY a) FROM t", false),
    ])
    func `a query orders by its outermost text`(sql: String, isOrdered: Bool) {
        #expect(QueryOrder.isOrdered(sql) == isOrdered)
    }
}
