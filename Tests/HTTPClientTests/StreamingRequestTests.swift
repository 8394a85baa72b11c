import Foundation
import HTTP
import HTTPClient
import HTTPServer
import TestSupport
import Testing

@Suite("Streaming requests")
struct StreamingRequestTests {
    private func router() -> Router {
        var router = Router { _ in Problem(.internalServerError, "no").response }
        router.on(.post, "/echo", body: .streamed) { request in
            guard case .stream(let body) = request.body else { return Response(.badRequest) }
            var bytes: [UInt8] = []
            while let piece = body.read() { bytes += piece }
            return Response(body: .bytes(bytes))
        }
        return router
    }

    private func echo(_ bytes: [UInt8], at server: StreamingRequest.Server) throws -> [UInt8] {
        var rest = bytes[...]
        var answer: [UInt8] = []
        let status = try StreamingRequest("POST", "/echo", at: server).send(
            body: { limit in
                defer { rest = rest.dropFirst(limit) }
                return Array(rest.prefix(limit))
            },
            receive: { answer += $0 })
        #expect(status == 200)
        return answer
    }

    @Test(arguments: [0, 1, 1_000_000])
    func `a body goes and comes back over a socket of either kind`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let network = try Server(router())
        defer { network.stop() }
        #expect(try echo(bytes, at: .network(host: "127.0.0.1", port: network.port)) == bytes)
        let folder = try TemporaryDirectory()
        let path = folder.path("socket")
        let local = try Server(router(), path: path)
        defer { local.stop() }
        #expect(try echo(bytes, at: .socket(path: path)) == bytes)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test func `a socket is gone when its server is, and one left behind is replaced`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("socket")
        let first = try Server(router(), path: path)
        #expect(SocketPath.isAnswered(path))
        first.stop()
        #expect(!FileManager.default.fileExists(atPath: path))
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(!SocketPath.isAnswered(path))
        let second = try Server(router(), path: path)
        #expect(SocketPath.isAnswered(path))
        second.stop()
        let failure = #expect(throws: TransferError.self) {
            try echo([1], at: .socket(path: path))
        }
        #expect(failure?.kind == .noServer)
    }

    @Test func `a socket may stand in a folder with a long path`() throws {
        let folder = try TemporaryDirectory()
        let inner = folder.path(String(repeating: "long", count: 40))
        try FileManager.default.createDirectory(
            atPath: inner, withIntermediateDirectories: true)
        let path = inner + "/socket"
        let server = try Server(router(), path: path)
        defer { server.stop() }
        #expect(SocketPath.isAnswered(path))
        let answer = try SocketPath.withShortPath(of: path) { try echo([7], at: .socket(path: $0)) }
        #expect(answer == [7])
    }

    @Test func `what a receiver throws comes out`() throws {
        struct Enough: Error {}
        let server = try Server(router())
        defer { server.stop() }
        #expect(throws: Enough.self) {
            var isSent = false
            _ = try StreamingRequest(
                "POST", "/echo", at: .network(host: "127.0.0.1", port: server.port)
            ).send(
                body: { _ in
                    defer { isSent = true }
                    return isSent ? [] : [1]
                },
                receive: { _ in throw Enough() })
        }
    }
}
