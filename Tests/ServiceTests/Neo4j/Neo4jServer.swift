import Cypher
import CypherRuntime
import HTTP
import HTTPServer
import JSON
import PropertyGraph
import Service
import Synchronization

/// The endpoints on a database in memory, without a socket, with a clock that stands still.
struct Neo4jServer {
    let router: Router
    let routes: Neo4jRoutes
    private let database: MemoryDatabase
    private let time: TestClock

    init(limits: TransactionLimits = TransactionLimits(), memory: Int = 1 << 28) {
        let database = MemoryDatabase()
        let time = TestClock()
        let executor = EngineExecutor(
            Engine(), on: database, options: { QueryOptions(memoryLimit: memory) },
            info: { _ in CommitInfo(actor: "test", source: "http", time: 0) })
        let identifiers = Atomic<UInt64>(0)
        let holder = Holder(identifiers)
        routes = Neo4jRoutes(
            executor: executor, limits: limits, clock: { time.now },
            random: { holder.next() })
        var router = Router { error in Problem(.internalServerError, "\(error)").response }
        routes.register(on: &router)
        self.router = router
        self.database = database
        self.time = time
    }

    /// The number of nodes that were committed.
    var nodeCount: Int { database.snapshot().nodeCount }

    /// Lets time pass.
    func pass(seconds: Int64) { time.pass(seconds) }

    // MARK: Requests

    /// Sends a body as plain JSON, unless the header fields say otherwise.
    func send(
        _ method: HTTP.Method, _ target: String, _ body: String = "",
        headers: Headers = ["Content-Type": "application/json"]
    ) -> Response {
        router.respond(
            to: Request(method, target, headers: headers, body: .bytes(Array(body.utf8))))
    }

    func query(_ body: String) -> Response { send(.post, "/db/neo4j/query/v2", body) }

    /// Runs a statement and returns the answer's text.
    func run(_ statement: String) -> String {
        let body: JSONValue = ["statement": .string(statement)]
        return query(body.serialized()).text
    }

    /// Runs a statement with typed values both ways and returns `data`.
    func typed(_ statement: String, parameters: String = "{}") throws -> String {
        let text = JSONValue.string(statement).serialized()
        let response = send(
            .post, "/db/neo4j/query/v2", #"{"statement":\#(text),"parameters":\#(parameters)}"#,
            headers: Self.typedHeaders)
        let body = try JSONValue(parsing: response.bytes)
        return body["data"]?["values"]?.serialized() ?? response.text
    }

    static let typedHeaders: Headers = [
        "Content-Type": "application/vnd.neo4j.query", "Accept": "application/vnd.neo4j.query",
    ]
}

/// Numbers that count up.
private final class Holder: Sendable {
    private let number: Atomic<UInt64>

    init(_ number: consuming Atomic<UInt64>) { self.number = number }

    func next() -> UInt64 { number.add(1, ordering: .relaxed).newValue }
}

/// A clock that is set by hand, at first to 2024-10-18T10:00:00Z.
private final class TestClock: Sendable {
    private let seconds = Atomic<Int64>(1_729_245_600)

    var now: EpochInstant { EpochInstant(seconds: seconds.load(ordering: .relaxed)) }

    func pass(_ count: Int64) { seconds.add(count, ordering: .relaxed) }
}

extension Response {
    /// The body as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The body as JSON.
    var json: JSONValue { (try? JSONValue(parsing: bytes)) ?? .null }

    /// The code of the first of the body's errors.
    var errorCode: String? { json["errors"]?[0]?["code"]?.stringValue }
}
