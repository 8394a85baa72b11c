import Foundation
import HTTP
import HTTPServer
import JSON
import Synchronization
import TestSupport
import Testing

@Suite("Brief routes")
struct BriefRouteTests {
    /// Answers briefly unless the body says `long`; says how often it was called in which way.
    private static func router(_ calls: CallLog) -> Router {
        var router = Router { _ in Response(.internalServerError) }
        let attempt = Router.BriefAttempt(bodyLimit: 100) { request, answer in
            calls.note("brief")
            guard !request.body.elementsEqual("long".utf8) else { return false }
            answer.contentType = "text/plain"
            answer.status = .accepted
            answer.writer.value(request.body.count)
            return true
        }
        router.on(.post, "/work", brief: attempt) { request in
            calls.note("patient")
            if request.bytes.elementsEqual("long".utf8) { Thread.sleep(forTimeInterval: 0.7) }
            return .text("\(request.bytes.count)")
        }
        router.on(.post, "/work/{kind}", brief: Self.echo) { _ in Response(.internalServerError) }
        return router
    }

    /// Answers with all that a brief handler is given.
    private static let echo = Router.BriefAttempt(bodyLimit: 100) { request, answer in
        answer.writer.beginObject()
        answer.writer.name("kind")
        answer.writer.value(request.pathParameters["kind"] ?? "")
        answer.writer.name("query")
        answer.writer.value(request.target.query["q"] ?? "")
        answer.writer.name("x")
        for field in request.fields.fields where field.isNamed("x-own") {
            answer.writer.value(utf8: field.value)
        }
        answer.writer.name("body")
        answer.writer.value(utf8: request.body)
        answer.writer.endObject()
        return true
    }

    private final class CallLog: Sendable {
        private let calls = Mutex<[String]>([])

        func note(_ call: String) { calls.withLock { $0.append(call) } }

        var all: [String] { calls.withLock { $0 } }
    }

    private static func post(_ body: String, _ server: Server) throws -> String {
        try RawConnection.exchange(
            "POST /work HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)",
            port: server.port
        )
    }

    @Test func `a brief answer comes from the first call`() throws {
        let calls = CallLog()
        let server = try Server(Self.router(calls))
        defer { server.stop() }
        #expect(try Self.post("short", server).hasSuffix("\r\n\r\n5"))
        #expect(calls.all == ["brief"])
    }

    @Test func `what takes longer is called again with the same body`() throws {
        let calls = CallLog()
        let server = try Server(Self.router(calls))
        defer { server.stop() }
        #expect(try Self.post("long", server).hasSuffix("\r\n\r\n4"))
        #expect(calls.all == ["brief", "patient"])
    }

    @Test func `a large body is not tried briefly`() throws {
        let calls = CallLog()
        let server = try Server(Self.router(calls))
        defer { server.stop() }
        let body = String(repeating: "x", count: 101)
        #expect(try Self.post(body, server).hasSuffix("\r\n\r\n101"))
        #expect(calls.all == ["patient"])
    }

    @Test func `long answers do not hold up brief ones`() async throws {
        let server = try Server(Self.router(CallLog()))
        defer { server.stop() }
        let long = (0..<6).map { _ in Task.detached { try Self.post("long", server) } }
        try await Task.sleep(for: .milliseconds(100))
        let start = ContinuousClock.now
        for _ in 0..<20 { #expect(try Self.post("short", server).hasSuffix("5")) }
        #expect(ContinuousClock.now - start < .milliseconds(500))
        for task in long { #expect(try await task.value.hasSuffix("4")) }
    }

    /// Sends requests on one connection and returns the bodies of the answers.
    private static func converse(_ requests: [String], _ server: Server) throws -> [String] {
        let connection = try RawConnection(port: server.port)
        return try requests.map { request in
            try connection.send(request)
            let answer = try connection.receive() ?? ""
            return answer.components(separatedBy: "\r\n\r\n").last ?? ""
        }
    }

    private static func request(_ target: String, _ own: String, _ body: String) -> String {
        "POST \(target) HTTP/1.1\r\nHost: x\r\nX-Own: \(own)\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    @Test func `requests of one connection are told apart`() throws {
        let server = try Server(Self.router(CallLog()))
        defer { server.stop() }
        let answers = try Self.converse(
            [
                Self.request("/work/a?q=1", "one", "first"),
                Self.request("/work/a?q=1", "two", "2"),
                Self.request("/work/a?q=2", "three", ""),
                Self.request("/work/b%2Fc", "four", "\"quoted\""),
                Self.request("/work", "", "12345"),
                Self.request("/work/a?q=1", "one", "again"),
                // What has no route ends the connection, so it comes last.
                "GET /work/a HTTP/1.1\r\nHost: x\r\n\r\n",
            ],
            server
        )
        #expect(answers[0] == #"{"kind":"a","query":"1","x":"one","body":"first"}"#)
        #expect(answers[1] == #"{"kind":"a","query":"1","x":"two","body":"2"}"#)
        #expect(answers[2] == #"{"kind":"a","query":"2","x":"three","body":""}"#)
        #expect(answers[3] == #"{"kind":"b/c","query":"","x":"four","body":"\"quoted\""}"#)
        #expect(answers[4] == "5")
        #expect(answers[5] == #"{"kind":"a","query":"1","x":"one","body":"again"}"#)
        #expect(answers[6].contains("answers POST, not GET"))
    }

    @Test func `what was declined leaves the connection in order`() throws {
        let calls = CallLog()
        let server = try Server(Self.router(calls))
        defer { server.stop() }
        let answers = try Self.converse(
            [Self.request("/work", "", "long"), Self.request("/work", "", "brief")], server)
        #expect(answers == ["4", "5"])
        #expect(calls.all == ["brief", "patient", "brief"])
    }
}
