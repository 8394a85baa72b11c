import Cypher
import CypherRuntime
import CypherSyntax
import PropertyGraph
import Testing

/// Values that nest too deep, or that are too large when all their levels are counted, are refused
/// where they are built, so that nothing that walks them can run out of stack or time.
@Suite("Deep values")
struct DeepValueTests {
    @Test(arguments: [
        "RETURN reduce(a = [], x IN range(1, 100000) | [a]) AS v",
        "RETURN reduce(a = {}, x IN range(1, 100000) | {a: a}) AS v",
        "RETURN reduce(a = [], x IN range(1, 100000) | [y IN [1] | a]) AS v",
        "RETURN reduce(a = [], x IN range(1, 100000) | [] + [a]) AS v",
        "RETURN reduce(a = [], x IN range(1, 100000) | tail([1, a])) AS v",
        "RETURN reduce(a = [], x IN range(1, 100000) | [{k: a}.k]) AS v",
    ])
    func `lists and maps that nest bottomlessly are refused`(text: String) throws {
        let error = #expect(throws: CypherError.self) { try Workbench().run(text) }
        #expect(error?.type == .limitExceeded)
        #expect(error?.detail == "NestingTooDeep")
    }

    @Test(arguments: [
        "RETURN reduce(a = [], x IN range(1, 100) | [a, a]) AS v",
        "RETURN reduce(a = {}, x IN range(1, 100) | {a: a, b: a, c: a}) AS v",
    ])
    func `values that share their parts are counted as if they did not`(text: String) throws {
        let error = #expect(throws: CypherError.self) { try Workbench().run(text) }
        #expect(error?.type == .limitExceeded)
        #expect(error?.detail == "ResultTooLarge")
    }

    static let allowed: [(text: String, value: Value)] = [
        ("RETURN size(reduce(a = [], x IN range(1, 499) | [a])) AS v", 1),
        (
            "WITH reduce(a = [], x IN range(1, 499) | [a]) AS a, "
                + "reduce(b = [], x IN range(1, 499) | [b]) AS b RETURN a = b AS v", true
        ),
        ("RETURN reduce(a = [[1]], x IN range(1, 3000) | [head(a)]) AS v", [[1]]),
        ("RETURN reduce(a = [[1]], x IN range(1, 3000) | [a[0]]) AS v", [[1]]),
        ("RETURN reduce(a = [1], x IN range(1, 3000) | tail([2] + a)) AS v", [1]),
        ("RETURN reduce(a = [1], x IN range(1, 3000) | ([2] + a)[1..]) AS v", [1]),
        ("RETURN reduce(a = {k: [1]}, x IN range(1, 3000) | {k: a.k}) AS v", ["k": [1]]),
        ("RETURN size(reduce(a = [], x IN range(1, 3000) | a + [[x]])) AS v", 3000),
        ("UNWIND range(1, 600) AS x WITH collect([x]) AS l RETURN size(l) AS v", 600),
    ]

    @Test(arguments: allowed)
    func `steps that do not nest deeper can go on`(text: String, value: Value) throws {
        #expect(try Workbench().run(text).rows == [[value]])
    }

    @Test func `a parameter that nests too deep is refused`() throws {
        var value: Value = 1
        for _ in 0..<600 { value = .list([value]) }
        let error = #expect(throws: CypherError.self) {
            try Workbench().run("RETURN $x AS x", ["x": value])
        }
        #expect(error?.detail == "NestingTooDeep")
    }
}
