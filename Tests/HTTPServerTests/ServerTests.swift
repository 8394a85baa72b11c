import Foundation
import HTTP
import HTTPServer
import JSON
import TestSupport
import Testing

@Suite("HTTP server")
struct ServerTests {
    private struct Mishap: Error {}

    private static func router() -> Router {
        var router = Router { error in
            Problem(.internalServerError, "Unexpected: \(error)").response
        }
        router.get("/quick", placement: .inline) { _ in .text("quick") }
        router.get("/slow/{milliseconds}") { request in
            let milliseconds = Double(try request.path("milliseconds")) ?? 0
            Thread.sleep(forTimeInterval: milliseconds / 1_000)
            return .text("slow")
        }
        router.get("/echo/{text}", placement: .inline) { request in
            .text(try request.path("text") + "|" + (request.target.query["q"] ?? ""))
        }
        router.post("/length") { request in .text(String(request.bytes.count)) }
        router.on(.post, "/small", body: .buffered(limit: 10)) { _ in .text("ok") }
        router.on(.post, "/stream", body: .streamed) { request in
            guard case .stream(let channel) = request.body else { return Response(.badRequest) }
            var count = 0
            while let chunk = channel.read() {
                count += chunk.count
                Thread.sleep(forTimeInterval: 0.0005)
            }
            return .text(String(count))
        }
        router.get("/events") { _ in
            let channel = ByteChannel(capacity: 1_000)
            Thread.detachNewThread {
                for number in 0..<500 {
                    if number % 100 == 0 { Thread.sleep(forTimeInterval: 0.01) }
                    channel.write(Array("event \(number)\n".utf8))
                }
                channel.finish()
            }
            return Response(headers: ["Content-Type": "text/plain"], body: .stream(channel))
        }
        router.get("/mishap") { _ in throw Mishap() }
        return router
    }

    private static func get(_ path: String, _ server: Server, headers: String = "") throws -> String
    {
        try RawConnection.exchange(
            "GET \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(headers)\r\n",
            port: server.port
        )
    }

    @Test func `routes answer with what their segments and query hold`() throws {
        let server = try Server(Self.router())
        defer { server.stop() }
        #expect(try Self.get("/quick", server).hasSuffix("\r\n\r\nquick"))
        #expect(try Self.get("/echo/a%2Fb?q=x+y", server).hasSuffix("\r\n\r\na/b|x y"))
        #expect(try Self.get("/slow/1", server).hasPrefix("HTTP/1.1 200"))
        #expect(try Self.get("/nothing", server).hasPrefix("HTTP/1.1 404"))
        #expect(try Self.get("/length", server).hasPrefix("HTTP/1.1 405"))
        #expect(try Self.get("/mishap", server).hasPrefix("HTTP/1.1 500"))
    }

    @Test func `a slow request does not hold up quick ones`() async throws {
        let server = try Server(Self.router())
        defer { server.stop() }
        let slow = (0..<6).map { _ in
            Task.detached { try Self.get("/slow/700", server) }
        }
        try await Task.sleep(for: .milliseconds(100))
        let start = ContinuousClock.now
        for _ in 0..<20 { #expect(try Self.get("/quick", server).hasSuffix("quick")) }
        #expect(ContinuousClock.now - start < .milliseconds(500))
        for task in slow { #expect(try await task.value.hasSuffix("slow")) }
    }

    @Test func `bodies arrive whole, with a length or in chunks`() throws {
        let server = try Server(Self.router())
        defer { server.stop() }
        let body = String(repeating: "x", count: 300_000)
        let whole = try RawConnection.exchange(
            "POST /length HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)",
            port: server.port
        )
        #expect(whole.hasSuffix("\r\n\r\n300000"))
        let chunked = try RawConnection.exchange(
            "POST /length HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n2\r\nfg\r\n0\r\n\r\n",
            port: server.port
        )
        #expect(chunked.hasSuffix("\r\n\r\n7"))
    }

    @Test func `a streamed body passes through a full channel`() throws {
        let server = try Server(Self.router())
        defer { server.stop() }
        let body = String(repeating: "y", count: 3_000_000)
        let response = try RawConnection.exchange(
            "POST /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)",
            port: server.port
        )
        #expect(response.hasSuffix("\r\n\r\n3000000"))
    }

    @Test func `a streamed response arrives in order and to its end`() throws {
        let server = try Server(Self.router())
        defer { server.stop() }
        let response = try RawConnection.exchange(
            "GET /events HTTP/1.0\r\nHost: x\r\n\r\n",
            port: server.port
        )
        let expected = (0..<500).map { "event \($0)\n" }.joined()
        #expect(response.hasSuffix(expected))
    }

    @Test func `a body over the limit is refused before it is read`() throws {
        let server = try Server(Self.router())
        defer { server.stop() }
        let response = try RawConnection.exchange(
            "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n",
            port: server.port
        )
        #expect(response.hasPrefix("HTTP/1.1 413"))
    }

    static let ambiguous: [String] = [
        "GET /quick HTTP/1.1\r\nConnection: close\r\n\r\n",
        "POST /length HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        "GARBAGE\r\n\r\n",
        "GET /quick HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n",
        "GET /quick HTTP/1.1\r\nHost: x\r\nX-A : y\r\nConnection: close\r\n\r\n",
    ]

    @Test(arguments: ambiguous)
    func `ambiguous requests are refused`(request: String) throws {
        let server = try Server(Self.router())
        defer { server.stop() }
        let response = try RawConnection.exchange(request, port: server.port)
        #expect(response.isEmpty || response.hasPrefix("HTTP/1.1 400"))
    }

    @Test func `a transfer coding that is not known is refused at once`() throws {
        let server = try Server(Self.router())
        defer { server.stop() }
        let response = try RawConnection.exchange(
            "POST /length HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
            port: server.port
        )
        #expect(response.hasPrefix("HTTP/1.1 501"))
    }

    @Test func `a client that drips its request is cut off`() throws {
        var limits = Server.Limits()
        limits.requestTimeout = .milliseconds(600)
        let server = try Server(Self.router(), limits: limits)
        defer { server.stop() }
        let connection = try RawConnection(port: server.port)
        try connection.send("GET /quick HTTP/1.1\r\nHost: x\r\n")
        let start = ContinuousClock.now
        var isOpen = true
        while isOpen, ContinuousClock.now - start < .seconds(10) {
            isOpen = try connection.send(Array("X-A: b\r\n".utf8))
            Thread.sleep(forTimeInterval: 0.1)
        }
        #expect(!isOpen)
    }

    @Test(arguments: ["/quick", "/slow/200", "/events"])
    func `a client that sends nothing more still gets its answer`(path: String) throws {
        let server = try Server(Self.router())
        defer { server.stop() }
        let connection = try RawConnection(port: server.port)
        try connection.send("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
        connection.finishSending()
        let answer = try connection.receiveAll()
        #expect(answer.hasPrefix("HTTP/1.1 200"))
        #expect(
            answer.contains(path == "/events" ? "event 499" : path == "/quick" ? "quick" : "slow"))
    }

    @Test func `a handler may answer before it is through`() throws {
        var router = Router { _ in Response(.internalServerError) }
        router.get("/early") { request in
            let channel = ByteChannel(capacity: 100)
            guard let answerEarly = request.answerEarly else { return .text("kept") }
            answerEarly(Response(headers: ["Content-Type": "text/plain"], body: .stream(channel)))
            for number in 0..<300 { channel.write(Array("line \(number)\n".utf8)) }
            channel.finish()
            return .text("dropped")
        }
        #expect(router.respond(to: Request(.get, "/early")).bytes == Array("kept".utf8))
        let server = try Server(router)
        defer { server.stop() }
        let answer = try Self.get("/early", server)
        #expect(answer.contains("line 0\n"))
        #expect(answer.contains("line 299\n"))
        #expect(!answer.contains("dropped"))
    }

    @Test func `stopping lets requests under way end`() async throws {
        let server = try Server(Self.router())
        let slow = Task.detached { try Self.get("/slow/400", server) }
        try await Task.sleep(for: .milliseconds(100))
        server.stop()
        #expect(try await slow.value.hasSuffix("slow"))
        #expect(throws: RawConnection.Failure.self) { try RawConnection(port: server.port) }
    }

    @Test func `a port that is taken is an error that names it`() throws {
        let server = try Server(Self.router())
        defer { server.stop() }
        #expect {
            try Server(Self.router(), port: server.port)
        } throws: { error in
            "\(error)".contains("127.0.0.1:\(server.port)")
        }
    }
}
