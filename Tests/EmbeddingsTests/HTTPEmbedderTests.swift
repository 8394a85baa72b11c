import Embeddings
import HTTP
import HTTPServer
import JSON
import Synchronization
import TestSupport
import Testing

@Suite("Embeddings over HTTP")
struct HTTPEmbedderTests {
    /// What a server was asked, and how long its client waited.
    private final class Log: Sendable {
        let bodies = Mutex<[JSONValue]>([])
        let keys = Mutex<[String]>([])
        let waits = Mutex<[Duration]>([])
    }

    /// A provider of a server on this machine that answers what a script says.
    private func withServer(
        _ log: Log, batchSize: Int = 2, key: APIKey? = nil,
        _ script: @escaping @Sendable (_ number: Int, _ body: JSONValue) -> Response,
        _ body: (HTTPEmbedder) throws -> Void
    ) throws {
        var router = Router { _ in Problem(.internalServerError, "no").response }
        router.on(.post, "/v1/embeddings") { request in
            guard case .bytes(let bytes) = request.body else { return Response(.badRequest) }
            let value = try JSONValue(parsing: bytes)
            log.keys.withLock { $0.append(request.headers["Authorization"] ?? "") }
            let number = log.bodies.withLock { bodies in
                bodies.append(value)
                return bodies.count
            }
            return script(number, value)
        }
        let server = try Server(router)
        defer { server.stop() }
        var settings = HTTPEmbedder.Settings(
            address: "http://127.0.0.1:\(server.port)/v1", model: "tiny", dimension: 2, key: key)
        settings.batchSize = batchSize
        try body(
            try HTTPEmbedder(settings) { wait in log.waits.withLock { $0.append(wait) } })
    }

    /// Vectors whose first number is the text's length, the last text's first.
    @Sendable private static func answer(_ body: JSONValue) -> Response {
        let texts = body["input"]?.arrayValue ?? []
        let entries = texts.enumerated().map { place, text -> JSONValue in
            let length = Double(text.stringValue?.count ?? 0)
            return [
                "index": .integer(Int64(place)), "embedding": [.number(length), .number(1)],
            ]
        }
        return .json(["data": .array(entries.reversed())])
    }

    @Test func `texts go in batches and come back in order, of length 1`() throws {
        let log = Log()
        try withServer(log) { _, body in
            Self.answer(body)
        } _: { provider in
            let vectors = try provider.embed(["", "a", "bb", "ccc", "dddd"])
            #expect(vectors.map { ($0[0] / $0[1]).rounded() } == [0, 1, 2, 3, 4])
            #expect(vectors.allSatisfy { abs($0[0] * $0[0] + $0[1] * $0[1] - 1) < 1e-5 })
        }
        #expect(log.bodies.withLock { $0.map { $0["input"]?.arrayValue?.count } } == [2, 2, 1])
        #expect(log.bodies.withLock { $0.allSatisfy { $0["model"] == "tiny" } })
    }

    @Test func `a busy server is asked again after the time it names`() throws {
        let log = Log()
        try withServer(log) { number, body in
            switch number {
            case 1: Response(.tooManyRequests, headers: ["Retry-After": "7"])
            case 2: Response(.serviceUnavailable)
            default: Self.answer(body)
            }
        } _: { provider in
            let vectors = try provider.embed(["abc"])
            #expect(vectors.count == 1)
        }
        #expect(log.waits.withLock { $0 } == [.seconds(7), .seconds(1)])
    }

    @Test func `a wait beyond the deadline is not waited for`() throws {
        let log = Log()
        try withServer(log) { _, _ in
            Response(.tooManyRequests, headers: ["Retry-After": "3600"])
        } _: { provider in
            let error = #expect(throws: EmbeddingError.self) { try provider.embed(["abc"]) }
            guard case .refused(_, status: 429, _)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
        #expect(log.waits.withLock { $0 }.isEmpty)
    }

    @Test func `the key goes to the server and into no error`() throws {
        let key = try APIKey(.environment("KEY"), environment: ["KEY": " sk-very-secret "])
        let log = Log()
        try withServer(log, key: key) { _, _ in
            .json(["error": ["message": "no such key: sk-very-secret"]], status: .unauthorized)
        } _: { provider in
            let error = #expect(throws: EmbeddingError.self) { try provider.embed(["abc"]) }
            let text = String(describing: error)
            #expect(text.contains("401") && !text.contains("sk-very"))
        }
        #expect(log.keys.withLock { $0 } == ["Bearer sk-very-secret"])
        #expect(!String(reflecting: key).contains("sk-very") && !"\(key)".contains("sk-very"))
        #expect(throws: EmbeddingError.self) {
            try APIKey(.environment("KEY"), environment: ["KEY": "a\r\nHost: b"])
        }
        #expect(throws: EmbeddingError.self) { try APIKey(.environment("KEY"), environment: [:]) }
    }

    @Test func `a server is asked how long its vectors are`() throws {
        let log = Log()
        try withServer(log) { _, body in
            Self.answer(body)
        } _: { provider in
            var settings = HTTPEmbedder.Settings(
                address: provider.address, model: "tiny", dimension: 1_000)
            settings.batchSize = 3
            let measured = try HTTPEmbedder(measuring: settings)
            #expect(measured.dimension == 2)
            #expect(try measured.embed(["a", "b"]).count == 2)
        }
        #expect(throws: EmbeddingError.self) {
            try HTTPEmbedder(
                measuring: .init(address: "http://127.0.0.1:1/v1", model: "m", dimension: 1)
            ) { _ in }
        }
    }

    static let badAnswers: [JSONValue] = [
        [:], ["data": []], ["data": [["index": 0, "embedding": [1]]]],
        ["data": [["index": 5, "embedding": [1, 2]]]],
        ["data": [["index": 0, "embedding": [1, "x"]]]],
        ["data": [["index": 0, "embedding": [1, 1e300]]]],
        ["data": [["index": -1, "embedding": [1, 2]]]],
    ]

    @Test(arguments: badAnswers)
    func `answers that are no vectors are refused`(answer: JSONValue) throws {
        try withServer(Log()) { _, _ in
            .json(answer)
        } _: { provider in
            #expect(throws: EmbeddingError.self) { try provider.embed(["abc"]) }
        }
    }

    @Test(arguments: ["", "ftp://a/v1", "http://", "http://u:p@a/v1", "http://a/v1?x=1"])
    func `addresses that are none are refused`(address: String) {
        #expect(throws: EmbeddingError.self) {
            try HTTPEmbedder(.init(address: address, model: "m", dimension: 3))
        }
    }
}
