import Foundation
import HTTP
import HTTPServer
import Synchronization
import TestSupport
import Testing

/// What happens to streams when clients, handlers or the server do not play along.
@Suite("HTTP streams")
struct StreamTests {
    /// What handlers saw, for the test to wait for.
    private final class Notes: Sendable {
        private let lines = Mutex<[String]>([])

        func add(_ line: String) {
            lines.withLock { $0.append(line) }
        }

        /// Whether the line is there, waiting up to ten seconds for it.
        func has(_ line: String) -> Bool {
            for _ in 0..<1_000 {
                if lines.withLock({ $0.contains(line) }) { return true }
                Thread.sleep(forTimeInterval: 0.01)
            }
            return false
        }
    }

    private static func router(_ notes: Notes) -> Router {
        var router = Router { _ in Response(.internalServerError) }
        router.get("/ping") { _ in .text("pong") }
        router.on(.post, "/upload", body: .streamed) { request in
            guard case .stream(let channel) = request.body else { return Response(.badRequest) }
            notes.add("begun")
            notes.add("uploading")
            var count = 0
            while let chunk = channel.read() {
                count += chunk.count
                Thread.sleep(forTimeInterval: 0.1)
            }
            notes.add(channel.isCut ? "cut" : "complete")
            return .text(String(count))
        }
        router.get("/endless/{milliseconds}") { request in
            notes.add("begun")
            let pause = Double(try request.path("milliseconds")) ?? 0
            Thread.sleep(forTimeInterval: pause / 1_000)
            let channel = ByteChannel(capacity: 1_000)
            Thread.detachNewThread {
                while channel.write(Array("more\n".utf8)) { Thread.sleep(forTimeInterval: 0.01) }
                notes.add("abandoned")
            }
            return Response(headers: ["Content-Type": "text/plain"], body: .stream(channel))
        }
        router.get("/slow") { _ in
            notes.add("begun")
            Thread.sleep(forTimeInterval: 3)
            return .text("slow")
        }
        return router
    }

    private static func upload(_ length: Int) -> String {
        "POST /upload HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: \(length)\r\n\r\n"
    }

    @Test func `an upload may take longer than a request as long as it goes on`() throws {
        let notes = Notes()
        var limits = Server.Limits()
        limits.requestTimeout = .milliseconds(400)
        let server = try Server(Self.router(notes), limits: limits)
        defer { server.stop() }
        let body = String(repeating: "z", count: 5_000_000)
        let response = try RawConnection.exchange(
            Self.upload(body.utf8.count) + body,
            port: server.port
        )
        #expect(response.hasSuffix("\r\n\r\n5000000"))
        #expect(notes.has("complete"))
    }

    @Test func `an upload that drips is cut off, and its handler learns so`() throws {
        let notes = Notes()
        var limits = Server.Limits()
        limits.requestTimeout = .milliseconds(600)
        let server = try Server(Self.router(notes), limits: limits)
        defer { server.stop() }
        let connection = try RawConnection(port: server.port)
        try connection.send(Self.upload(100_000))
        var isOpen = true
        for _ in 0..<100 where isOpen {
            isOpen = try connection.send(Array("drip".utf8))
            Thread.sleep(forTimeInterval: 0.1)
        }
        #expect(!isOpen)
        #expect(notes.has("cut"))
    }

    @Test func `an upload that breaks off is not taken for complete`() throws {
        let notes = Notes()
        let server = try Server(Self.router(notes))
        defer { server.stop() }
        do {
            let connection = try RawConnection(port: server.port)
            try connection.send(Self.upload(1_000) + "only this")
            #expect(notes.has("begun"))
        }
        #expect(notes.has("cut"))
    }

    @Test func `uploads that stall do not keep other requests from the workers`() throws {
        let notes = Notes()
        let server = try Server(Self.router(notes))
        defer { server.stop(grace: .milliseconds(100)) }
        let stalled = try (0..<20).map { _ in
            let connection = try RawConnection(port: server.port)
            try connection.send(Self.upload(1_000) + "x")
            return connection
        }
        #expect(notes.has("begun"))
        let response = try RawConnection.exchange(
            "GET /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            port: server.port
        )
        #expect(response.hasSuffix("pong"))
        withExtendedLifetime(stalled) {}
    }

    @Test(arguments: [0, 300])
    func `a stream ends when its client has left, even before it began`(pause: Int) throws {
        let notes = Notes()
        let server = try Server(Self.router(notes))
        defer { server.stop() }
        do {
            let connection = try RawConnection(port: server.port)
            try connection.send("GET /endless/\(pause) HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(notes.has("begun"))
        }
        #expect(notes.has("abandoned"))
    }

    @Test func `the head of a stream comes without chunks`() throws {
        let notes = Notes()
        let server = try Server(Self.router(notes))
        defer { server.stop() }
        let response = try RawConnection.exchange(
            "HEAD /endless/0 HTTP/1.1\r\nHost: x\r\n\r\n",
            port: server.port
        )
        #expect(response.hasPrefix("HTTP/1.1 200"))
        #expect(response.hasSuffix("\r\n\r\n"))
        #expect(!response.hasSuffix("0\r\n\r\n"))
        #expect(notes.has("abandoned"))
    }

    @Test func `stopping does not wait for ever for a request`() throws {
        let notes = Notes()
        let server = try Server(Self.router(notes))
        let connection = try RawConnection(port: server.port)
        try connection.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(notes.has("begun"))
        let start = ContinuousClock.now
        server.stop(grace: .milliseconds(100))
        #expect(ContinuousClock.now - start < .seconds(2.5))
        #expect(try connection.receiveAll().hasPrefix("HTTP/1.1 503"))
    }

    @Test func `stopping breaks off streams and uploads that do not end`() throws {
        let notes = Notes()
        let server = try Server(Self.router(notes))
        let stream = try RawConnection(port: server.port)
        try stream.send("GET /endless/0 HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try stream.receive()?.hasPrefix("HTTP/1.1 200") == true)
        let upload = try RawConnection(port: server.port)
        try upload.send(Self.upload(1_000) + "x")
        #expect(notes.has("uploading"))
        server.stop(grace: .milliseconds(300))
        #expect(!(try stream.receiveAll().hasSuffix("\r\n0\r\n\r\n")))
        #expect(notes.has("abandoned"))
        #expect(notes.has("cut"))
    }
}
