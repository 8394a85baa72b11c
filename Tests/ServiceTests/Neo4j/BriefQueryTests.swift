import Cypher
import Foundation
import HTTP
import HTTPServer
import JSON
import PropertyGraph
import Service
import TestSupport
import Testing

/// Requests that may be answered on the thread that reads them, compared with those that are not.
@Suite("Brief queries")
struct BriefQueryTests {
    private static let path = "/db/neo4j/query/v2"

    /// Bodies, with the header fields that go with them.
    static let requests: [(body: String, fields: [String])] = [
        (#"{"statement":"RETURN 1 AS one"}"#, []),
        (#"{"statement":"RETURN $a AS a","parameters":{"a":[1,2.5,"x",null,true,{"b":"ö"}]}}"#, []),
        (#"{"parameters":{"a":1},"statement":"RETURN $a AS a"}"#, []),
        (#"{"statement":"RETURN $a AS a","parameters":{"a":1},"parameters":{"a":2}}"#, []),
        (#"{"statement":"RETURN $a AS a"}"#, []),
        (#"{"statement":"RETURN $a AS a","parameters":[]}"#, []),
        (#"{"statement":"RETURN 1/0 AS x"}"#, []),
        (#"{"statement":"RETRN 1"}"#, []),
        (#"{"statement":"RETURN 1 AS one","includeCounters":true}"#, []),
        (#"{"statement":"RETURN 1 AS one","includeCounters":1}"#, []),
        (#"{"statement":"RETURN 1 AS one","accessMode":"Read","bookmarks":["a"]}"#, []),
        (#"{"statement":"RETURN 1 AS one","impersonatedUser":"x"}"#, []),
        (#"{"statement":"RETURN 1 AS one"} x"#, []),
        (#"{"statement":"RETURN 1 AS one","more":[1,{"a":2}]}"#, []),
        (#"{"statement":null}"#, []),
        (#"{"statement":7}"#, []),
        (#"[]"#, []),
        (#""#, []),
        (#"{"statement":"#, []),
        (
            #"{"statement":"MATCH (n:A) RETURN n, n.name AS name, n.x AS x, n.f AS f, n.d AS d"}"#,
            []
        ),
        (#"{"statement":"MATCH (n:A) RETURN n.name AS name"}"#, ["Accept: */*"]),
        (#"{"statement":"RETURN 1 AS one"}"#, ["Accept: text/html"]),
        (#"{"statement":"RETURN 1 AS one"}"#, ["Accept: application/vnd.neo4j.query"]),
        (
            #"{"statement":"RETURN $a AS a","parameters":{"a":{"$type":"Date","_value":"2024-02-29"}}}"#,
            ["Content-Type: application/vnd.neo4j.query", "Accept: application/vnd.neo4j.query"]
        ),
        (#"{"statement":"RETURN 1 AS one"}"#, ["Content-Type: text/plain"]),
        (#"{"statement":"RETURN 1 AS one"}"#, ["Content-Type: Application/JSON; charset=utf-8"]),
    ]

    private static func router() throws -> Router {
        let database = MemoryDatabase()
        let info = { @Sendable in CommitInfo(actor: "test", source: "http", time: 0) }
        let engine = Engine()
        _ = try engine.execute(
            """
            CREATE (:A {name: 'plain', x: 1, f: 0.5, d: date('2024-01-02')}),
                (:A {name: 'a"b\\\\c\\n\\u0001 é 😀', x: -7, f: 1e300})
            """, on: database, info: info())
        var router = Router { error in Problem(.internalServerError, "\(error)").response }
        Neo4jRoutes(executor: EngineExecutor(engine, on: database) { _ in info() })
            .register(on: &router)
        return router
    }

    @Test(arguments: requests)
    func `are answered as others are`(body: String, fields: [String]) throws {
        let router = try Self.router()
        let server = try Server(router)
        defer { server.stop() }
        var fields = fields
        if !fields.contains(where: { $0.hasPrefix("Content-Type") }) {
            fields.append("Content-Type: application/json")
        }
        var headers = Headers()
        for field in fields {
            let parts = field.components(separatedBy: ": ")
            headers.append(parts[0], parts[1])
        }
        let patient = router.respond(
            to: Request(.post, Self.path, headers: headers, body: .bytes(Array(body.utf8))))
        // The plan is known now, so the statement is tried briefly if it is at all.
        for _ in 0..<2 {
            let answer = try RawConnection.exchange(
                "POST \(Self.path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + fields.map { $0 + "\r\n" }.joined()
                    + "Content-Length: \(body.utf8.count)\r\n\r\n" + body,
                port: server.port)
            let parts = answer.components(separatedBy: "\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 \(patient.status.code) "))
            #expect(parts[0].contains("Content-Type: \(patient.headers["Content-Type"] ?? "")"))
            #expect(parts.dropFirst().joined(separator: "\r\n\r\n") == patient.text)
        }
    }
}

/// Answers that are sent while they are written.
@Suite("Large answers")
struct LargeAnswerTests {
    /// The status line and the body of the answer to a statement, sent over a socket.
    private static func run(_ statement: String) throws -> (head: String, body: JSONValue) {
        var router = Router { error in Problem(.internalServerError, "\(error)").response }
        let executor = EngineExecutor(Engine(), on: MemoryDatabase()) { _ in
            CommitInfo(actor: "test", source: "http", time: 0)
        }
        Neo4jRoutes(executor: executor).register(on: &router)
        let server = try Server(router)
        defer { server.stop() }
        let body: JSONValue = ["statement": .string(statement)]
        let text = body.serialized()
        // HTTP/1.0 knows no chunks, so the body arrives as it is.
        let answer = try RawConnection.exchange(
            "POST /db/neo4j/query/v2 HTTP/1.0\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(text.utf8.count)\r\n\r\n" + text,
            port: server.port)
        guard let end = answer.firstRange(of: "\r\n\r\n") else { return (answer, .null) }
        return (
            String(answer[..<end.lowerBound]),
            try JSONValue(parsing: Array(answer[end.upperBound...].utf8))
        )
    }

    @Test func `arrive whole`() throws {
        let (head, body) = try Self.run(
            "UNWIND range(1, 60000) AS n RETURN n, 'a text that takes some room' AS text")
        #expect(head.hasPrefix("HTTP/1.1 202"))
        #expect(!head.contains("Content-Length"))
        #expect(body["data"]?["values"]?.arrayValue?.count == 60_000)
        #expect(body["data"]?["values"]?[59_999]?[0] == 60_000)
        #expect(body["bookmarks"] == ["lexigraph:0"])
        #expect(body["errors"] == nil)
    }

    @Test func `end with the error that broke them off`() throws {
        let (head, body) = try Self.run(
            "UNWIND range(1, 90000) AS n RETURN 'a text that takes some room' AS t, 1/(80000-n)")
        #expect(head.hasPrefix("HTTP/1.1 202"))
        let rows = body["data"]?["values"]?.arrayValue ?? []
        #expect(rows.count > 30_000)
        #expect(rows.count < 80_000)
        #expect(
            body["errors"]?[0]?["code"] == "Neo.ClientError.Statement.ArithmeticError")
        #expect(body["bookmarks"] == nil)
    }

    @Test func `an error in a small answer has its own status`() throws {
        let (head, body) = try Self.run("UNWIND range(1, 100) AS n RETURN 1/(80-n)")
        #expect(head.hasPrefix("HTTP/1.1 400"))
        #expect(body["data"] == nil)
    }
}
