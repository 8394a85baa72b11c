import Foundation
import TestSupport
import Testing

/// The forms of `export`, and what `import` does with files.
@Suite("Formats of import and export")
struct FormatTests {
    private func empty() throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory()
        try Lexigraph.succeed(["init", "--no-seeds"], in: folder.url)
        return folder
    }

    @Test func `the catalog goes through CSV without a change`() throws {
        let demo = try Demo.copy()
        try Lexigraph.succeed(["export", "--format", "csv", "csv"], in: demo.url)
        let again = try Lexigraph.run(["export", "--format", "csv", "csv"], in: demo.url)
        #expect(again.status == 1 && again.errors.contains("not empty"))
        let fresh = try empty()
        let run = try Lexigraph.succeed(
            ["import", demo.path("csv"), "--output", "json"], in: fresh.url)
        #expect(try run.object()["problem_count"] as? Int == 0)
        try Lexigraph.succeed(["export", "--format", "csv", "csv"], in: fresh.url)
        let names = try FileManager.default.contentsOfDirectory(atPath: demo.path("csv"))
        #expect(names.count > 20)
        for name in names {
            let before = try Data(contentsOf: URL(fileURLWithPath: demo.path("csv/\(name)")))
            let after = try Data(contentsOf: URL(fileURLWithPath: fresh.path("csv/\(name)")))
            #expect(before == after, "\(name)")
        }
        let check = try Lexigraph.succeed(
            [
                "generate", "weekly ctr by channel", "--dry-run", "--output", "csv", "--data",
                demo.path("data/bronze"),
            ], in: fresh.url)
        #expect(check.output.hasPrefix("week,channel,"))
    }

    static let beginnings = [
        ("graph.cypher", "CREATE CONSTRAINT"), ("graph.graphml", "<?xml"),
        ("graph.jsonl", "{\"type\":\"node\""), ("graph.tar", "nodes-0001-"),
    ]

    @Test(arguments: beginnings)
    func `a file's name tells its form`(name: String, beginning: String) throws {
        let demo = try Demo.copy()
        try Lexigraph.succeed(["export", name], in: demo.url)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: demo.path(name)))
        #expect(String(decoding: bytes.prefix(40), as: UTF8.self).hasPrefix(beginning))
    }

    @Test func `a server exports each form, and says what it cannot`() throws {
        let demo = try Demo.copy()
        let server = try RunningServer(in: demo.url)
        defer { server.stop() }
        func get(_ format: String) throws -> String {
            try RawConnection.exchange(
                "GET /api/v1/export?format=\(format) HTTP/1.1\r\nHost: x\r\n"
                    + "Connection: close\r\n\r\n", port: server.port)
        }
        for (format, type) in [
            ("jsonl", "application/x-ndjson"), ("cypher", "application/vnd.neo4j.cypher"),
            ("graphml", "application/graphml+xml"), ("csv", "application/x-tar"),
        ] {
            let answer = try get(format)
            #expect(answer.hasPrefix("HTTP/1.1 200"), "\(format)")
            #expect(answer.contains("Content-Type: \(type)"), "\(format)")
            #expect(answer.utf8.count > 10_000, "\(format)")
        }
        #expect(try get("rdf").hasPrefix("HTTP/1.1 422"))
        try Lexigraph.succeed(["query", #"CREATE (:L {note: 'a\u0001'})"#], in: demo.url)
        let refused = try get("graphml")
        #expect(refused.hasPrefix("HTTP/1.1 422") && refused.contains("U+0001"))
    }

    @Test func `what GraphML cannot hold leaves no file`() throws {
        let folder = try empty()
        try Lexigraph.succeed(["query", #"CREATE (:L {note: 'a\u0001'})"#], in: folder.url)
        let run = try Lexigraph.run(["export", "graph.graphml"], in: folder.url)
        #expect(run.status == 1)
        #expect(run.errors.contains("U+0001") && run.errors.contains("`note`"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("graph.graphml")))
    }

    @Test(arguments: ["graph.cypher", "graph.graphml"])
    func `a form that is not read back is named, not read as lines`(name: String) throws {
        let folder = try empty()
        try Lexigraph.succeed(["export", name], in: folder.url)
        let run = try Lexigraph.run(["import", name], in: folder.url)
        #expect(run.status == 2)
        #expect(run.errors.contains(name) && run.errors.contains("JSON Lines, CSV and YAML"))
    }

    @Test func `a dry run says what an import would do and does nothing`() throws {
        let demo = try Demo.copy()
        try Lexigraph.succeed(["export", "graph.jsonl"], in: demo.url)
        let fresh = try empty()
        let dry = try Lexigraph.succeed(
            ["import", demo.path("graph.jsonl"), "--dry-run", "--output", "json"], in: fresh.url)
        #expect(try Lexigraph.succeed(["export"], in: fresh.url).output.isEmpty)
        let real = try Lexigraph.succeed(
            ["import", demo.path("graph.jsonl"), "--output", "json"], in: fresh.url)
        #expect(real.output == dry.output)
    }

    private static let hasScript = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

    @Test(.enabled("`script`, which makes a terminal, is not installed") { hasScript })
    func `progress is shown on a terminal only`() throws {
        let folder = try empty()
        let lines = (0..<5_000).map { #"{"id":\#($0),"labels":["N"],"properties":{}}"# + "\n" }
        try lines.joined().write(toFile: folder.path("g.jsonl"), atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
        let program = Lexigraph.location(of: "lexigraph").path
        process.arguments = ["-qec", "'\(program)' import g.jsonl", "/dev/null"]
        process.currentDirectoryURL = folder.url
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(text.contains(" rows · ") && text.contains(" %"), "\(text)")
        #expect(text.contains("5000 lines: 5000 nodes created"), "\(text)")
        let piped = try Lexigraph.succeed(["import", "g.jsonl"], in: folder.url)
        #expect(piped.errors.isEmpty)
    }

    @Test func `an import that stopped at a bad line goes on once it is put right`() throws {
        let folder = try empty()
        var lines = (0..<50).map { #"{"id":\#($0),"labels":["N"],"properties":{"n":\#($0)}}"# }
        lines += (1..<50).map { #"{"start":\#($0 - 1),"end":\#($0),"type":"NEXT"}"# }
        let good = lines.joined(separator: "\n")
        lines[70] = #"{"start":1,"end":2,"type":}"#
        try lines.joined(separator: "\n")
            .write(toFile: folder.path("g.jsonl"), atomically: true, encoding: .utf8)
        let first = try Lexigraph.run(
            ["import", "g.jsonl", "--commit-every", "20"], in: folder.url)
        #expect(first.status == 1)
        #expect(first.errors.contains("g.jsonl, line 71, column 27"), "\(first.errors)")
        #expect(first.errors.contains("Lines up to 70 are imported. Go on with --resume."))
        let refused = try Lexigraph.run(["import", "g.jsonl"], in: folder.url)
        #expect(refused.status == 1 && refused.errors.contains("--resume"))
        try good.write(toFile: folder.path("g.jsonl"), atomically: true, encoding: .utf8)
        try Lexigraph.succeed(["import", "g.jsonl", "--resume"], in: folder.url)
        let resumed = try Lexigraph.succeed(["export"], in: folder.url)
        let fresh = try empty()
        try Lexigraph.succeed(["import", folder.path("g.jsonl")], in: fresh.url)
        #expect(try Lexigraph.succeed(["export"], in: fresh.url).output == resumed.output)
    }
}
