import Cypher
import CypherPlanning
import CypherRuntime
import CypherSyntax
import PropertyGraph
import RandomQueries
import TestSupport

/// What random texts are thrown at: the parser, and an engine on a small graph under small limits.
struct FuzzTarget {
    private let engine = Engine(configuration: EngineConfiguration(planCacheCapacity: 50))
    private let graph: Graph
    private let hidden: AccessView

    /// What a text came to, roughly: texts that come to something new are worth keeping.
    typealias Signature = String

    init() {
        let database = MemoryDatabase()
        let info = CommitInfo(actor: "fuzz", source: "test", time: 0)
        var random = SeededGenerator(seed: 7)
        for statement in RandomGraph(using: &random).statements {
            _ = try? engine.execute(statement, on: database, info: info)
        }
        graph = database.snapshot()
        hidden = AccessView(hiding: [NodeID(1), NodeID(2)])
    }

    /// Runs a text and checks what can be checked of any.
    ///
    /// - Returns: What it came to.
    func run(_ text: String) -> Signature {
        do throws(CypherError) {
            let statement = try Parser.parse(text)
            let printed = statement.description
            let again = try? Parser.parse(printed)
            if let again, again != statement { fail("printing changes the meaning", text, printed) }
        } catch {
            check(error, text)
        }
        let isWhole = text.utf8.count % 3 != 0
        let options = QueryOptions(
            deadline: .now + .milliseconds(300), rowLimit: 20_000, memoryLimit: 32 << 20,
            access: isWhole ? .all : hidden)
        do throws(CypherError) {
            // A draft that is given up afterwards.
            let result = try engine.run(
                text, parameters: Self.parameters, in: Draft(on: graph), options: options)
            check(result, text)
            let plan = try? engine.explain(text, on: graph, options: options)
            return plan.map { Self.operators(of: $0) } ?? "done"
        } catch {
            check(error, text)
            return error.detail + error.message.prefix(24)
        }
    }

    private func check(_ result: QueryResult, _ text: String) {
        for row in result.rows where row.count != result.columns.count {
            fail("a row of \(row.count) values for \(result.columns.count) columns", text, "")
        }
        if result.rows.count > 20_000 { fail("more rows than allowed", text, "") }
    }

    private func check(_ error: CypherError, _ text: String) {
        if let span = error.span {
            let isInside = span.start >= 0 && span.start <= span.end
            if !isInside || span.end > text.utf8.count + 1 {
                fail("an error points outside", text, error.message)
            }
        }
        if error.rendered(in: text).isEmpty { fail("an error says nothing", text, "") }
        if error.type == .databaseError { fail("an internal error", text, error.message) }
    }

    private func fail(_ problem: String, _ text: String, _ detail: String) {
        Report.finding(problem, text, detail)
    }

    private static func operators(of plan: PlanDescription) -> Signature {
        plan.children.reduce(plan.operation) { $0 + "," + operators(of: $1) }
    }

    private static let parameters: [String: Value] = [
        "a": 1, "b": "text", "list": [1, 2.5, "x", .null], "map": .map(["k": 1, "n": .null]),
        "0": 0, "1": 1, "props": .map(["x": 1, "s": "s"]), "param": 3, "rows": [.map(["x": 1])],
    ]
}
