import Cypher
import CypherPlanning
import CypherSyntax
import Foundation
import PropertyGraph
import Testing

/// Texts that are long or deep, but make sense, are answered; the rest is refused at once.
@Suite("Long and deep texts")
struct LongTextTests {
    private static func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    static let texts: [(text: String, answer: Value)] = [
        (repeated("(", 900) + "1" + repeated(")", 900), 1),
        ("size(" + repeated("[", 400) + repeated("]", 400) + ")", 1),
        ("size(keys(" + repeated("{a: ", 400) + "1" + repeated("}", 400) + "))", 1),
        (repeated("NOT ", 500) + "true", true), (repeated("-(", 400) + "1" + repeated(")", 400), 1),
        (repeated("abs(", 400) + "1" + repeated(")", 400), 1),
        (repeated("CASE WHEN true THEN ", 300) + "1" + repeated(" END", 300), 1),
        ("a" + repeated(" + a", 2_000), 2_001), ("1" + repeated(" + 1", 2_000), 2_001),
        ("size('x'" + repeated(" + 'x'", 2_000) + ")", 2_001),
        ("a = 1" + repeated(" AND a = 1", 5_000), true),
        ("a = 2" + repeated(" OR a = 2", 5_000), false),
        ("a IN [2" + repeated(", 2", 20_000) + ", 1]", true),
        ("m" + repeated(".m", 1_000), nil), ("1" + repeated(" < 2", 2_000), false),
        ("CASE a WHEN 0 THEN 0" + repeated(" WHEN 2 THEN 2", 5_000) + " ELSE 3 END", 3),
    ]

    @Test(arguments: texts)
    func `a deep or long expression is answered`(text: String, answer: Value) throws {
        let rows = try Workbench().rows("WITH 1 AS a, {} AS m RETURN " + text + " AS x")
        #expect(rows == [[answer]])
    }

    static let statements: [(text: String, answer: Value)] = [
        (repeated("MATCH (:None) ", 300) + "RETURN 1 AS x", nil),
        (repeated("OPTIONAL MATCH (:None) ", 300) + "RETURN 1 AS x", 1),
        ("WITH 1 AS x " + repeated("WITH x + 1 AS x ", 1_000) + "RETURN x", 1_001),
        (repeated("UNWIND [1] AS y WITH 1 AS x ", 300) + "RETURN x", 1),
        (repeated("RETURN 1 AS x UNION ", 500) + "RETURN 1 AS x", 1),
        (repeated("CALL { ", 100) + "RETURN 1 AS x" + repeated(" } RETURN x", 100), 1),
        ("MATCH " + repeated("()-->", 300) + "() RETURN count(*) AS x", 0),
    ]

    @Test(arguments: statements)
    func `a statement of many clauses is answered`(text: String, answer: Value) throws {
        let rows = try Workbench().rows(text)
        #expect(rows == (answer == .null ? [] : [[answer]]))
    }

    @Test(arguments: ["(", "[", "{a: ", "NOT ", "- ", "f(", "CASE WHEN ", "CALL { ", "[x IN "])
    func `100,000 openings are refused at once`(opening: String) {
        let start = ContinuousClock.now
        let error = #expect(throws: CypherError.self) {
            try Workbench().run("RETURN " + Self.repeated(opening, 100_000))
        }
        #expect(error?.phase == .compileTime)
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test func `too many operators are refused`() {
        let error = #expect(throws: CypherError.self) {
            try Workbench().run("RETURN 1" + Self.repeated(" + 1", 20_000))
        }
        #expect(error?.detail == "NestingTooDeep")
    }

    @Test func `a deep plan is kept, run again and shown in part`() throws {
        let bench = Workbench()
        let text = "WITH 1 AS x " + Self.repeated("WITH x + 1 AS x ", 600) + "RETURN x"
        for _ in 0..<3 { #expect(try bench.rows(text) == [[601]]) }
        let plan = try bench.run("EXPLAIN " + text).plan
        #expect(plan?.text.contains("more operators") == true)
        #expect(try bench.run("PROFILE WITH 1 AS x RETURN x").plan != nil)
    }

    @Test func `everything fits on a stack of 512 KiB`() {
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            for count in [60, 63, 64, 65] {
                for (open, close) in [("(", ")"), ("[", "]"), ("abs(", ")"), ("-(", ")")] {
                    let text = Self.repeated(open, count) + "1" + Self.repeated(close, count)
                    #expect(throws: Never.self) { try Workbench().run("RETURN \(text) AS x") }
                }
            }
            for count in [20, 40, 80, 120, 125, 130] {
                let text = Self.repeated("MATCH (n) WITH n LIMIT 1 ", count) + "RETURN n"
                #expect(throws: Never.self) { try Workbench().run(text) }
            }
            done.signal()
        }
        thread.stackSize = 512 << 10
        thread.start()
        done.wait()
    }

    @Test func `planning ends at the deadline`() {
        let text = "RETURN [" + Self.repeated("1 + 2, ", 200_000) + "0] AS x"
        let start = ContinuousClock.now
        let error = #expect(throws: CypherError.self) {
            try Workbench().run(text, options: QueryOptions(deadline: start + .milliseconds(100)))
        }
        #expect(error?.detail == "Deadline")
        #expect(ContinuousClock.now - start < .seconds(20))
    }
}
