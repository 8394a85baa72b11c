import Foundation
import HTTP
import HTTPServer
import Synchronization
import TestSupport
import Testing

@Suite("Brief routes")
struct BriefRouteTests {
    /// Answers briefly unless the body says `long`; says how often it was called in which way.
    private static func router(_ calls: CallLog) -> Router {
        var router = Router { _ in Response(.internalServerError) }
        router.on(.post, "/work", placement: .briefFirst(bodyLimit: 100)) { request in
            calls.note(request.mustBeBrief ? "brief" : "patient")
            let isLong = request.bytes.elementsEqual("long".utf8)
            if isLong, request.mustBeBrief { throw TakesLonger() }
            if isLong { Thread.sleep(forTimeInterval: 0.7) }
            return .text("\(request.bytes.count)")
        }
        return router
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
}
