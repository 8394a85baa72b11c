import Cypher
import Foundation
import HTTP
import HTTPServer
import PropertyGraph
import Service
import Testing

@Suite("The official Python driver")
struct DriverTests {
    @Test(.enabled(if: Python.hasDriver, "needs Python with the package neo4j[http]"))
    func `the driver runs statements and transactions and gets its errors`() throws {
        let executor = EngineExecutor(Engine(), on: MemoryDatabase()) { _ in
            CommitInfo(actor: "driver", source: "http", time: 0)
        }
        var router = Router { error in Problem(.internalServerError, "\(error)").response }
        Neo4jRoutes(executor: executor).register(on: &router)
        let server = try Server(router)
        defer { server.stop() }
        let result = try Python.run(DriverScript.text, String(server.port))
        #expect(result.status == 0, "\(result.output)")
        #expect(result.output.contains("done "))
    }
}

/// The Python that is installed, if any.
private enum Python {
    static let hasDriver = (try? run("import neo4j, urllib3"))?.status == 0

    static func run(_ script: String, _ arguments: String...) throws -> (
        status: Int32, output: String
    ) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-W", "ignore", "-c", script] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
