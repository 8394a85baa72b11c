import Cypher
import CypherSyntax
import PropertyGraph
import Testing

@Suite("Brief runs")
struct BriefRunTests {
    /// Keeps the rows it is given.
    private struct Rows: ResultSink {
        let bytesHeld = 0
        var rows: [[Value]] = []

        mutating func begin(columns: [String]) {}

        mutating func take(_ row: ResultRow) {
            rows.append((0..<row.count).map { row[$0] })
        }
    }

    private let engine = Engine()
    private let graph = Graph()

    private func attempt(
        _ text: String, _ parameters: [String: Value] = [:]
    ) throws -> [[Value]]? {
        var sink = Rows()
        let summary = try engine.streamBriefly(
            text, parameters: parameters, on: graph, into: &sink)
        return summary == nil ? nil : sink.rows
    }

    @Test
    func `a text is run briefly once its plan is known`() throws {
        #expect(try attempt("RETURN $x AS x", ["x": 1]) == nil)
        _ = try engine.run("RETURN $x AS x", parameters: ["x": 1], on: graph)
        #expect(try attempt("RETURN $x AS x", ["x": 2]) == [[2]])
    }

    @Test
    func `a run that takes long is given up, and the text is not tried for a while`() throws {
        let text = "UNWIND range(1, $n) AS i WITH i WHERE i % 7 = 3 RETURN count(i) AS n"
        _ = try engine.run(text, parameters: ["n": 7], on: graph)
        #expect(try attempt(text, ["n": 7]) == [[1]])
        let start = ContinuousClock.now
        #expect(try attempt(text, ["n": 9_000_000]) == nil)
        let takenUp = ContinuousClock.now - start
        #expect(try attempt(text, ["n": 7]) == nil)
        for _ in 0..<100 where try attempt(text, ["n": 7]) != nil { return }
        Issue.record("the text was never tried again; the first attempt took \(takenUp)")
    }

    @Test
    func `a run that builds a lot at once is given up`() throws {
        let text = "RETURN size(range(1, $n)) AS n"
        _ = try engine.run(text, parameters: ["n": 7], on: graph)
        #expect(try attempt(text, ["n": 7]) == [[7]])
        #expect(try attempt(text, ["n": 3_000_000]) == nil)
    }

    @Test
    func `a text that writes, explains or fails is no brief run`() throws {
        let writing = "CREATE (:A)"
        _ = try? engine.run(writing, on: graph)
        #expect(try attempt(writing) == nil)
        _ = try engine.run("EXPLAIN RETURN 1 AS x", on: graph)
        #expect(try attempt("EXPLAIN RETURN 1 AS x") == nil)
        _ = try? engine.run("RETURN 1 / $x AS x", parameters: ["x": 0], on: graph)
        #expect(throws: CypherError.self) { try attempt("RETURN 1 / $x AS x", ["x": 0]) }
    }
}
