import Foundation
import TestSupport
import Testing

/// Commands beside a server that has the file open.
@Suite("One file, many hands")
struct ForwardingTests {
    private func empty() throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory()
        try Lexigraph.succeed(["init", "--no-seeds"], in: folder.url)
        return folder
    }

    private func socket(_ folder: TemporaryDirectory) -> String {
        folder.path("lexigraph.db-socket")
    }

    @Test func `commands that write are run by the server`() throws {
        let folder = try empty()
        let server = try RunningServer(in: folder.url)
        let mode = try FileManager.default.attributesOfItem(atPath: socket(folder))
        #expect(mode[.posixPermissions] as? Int == 0o600)
        let written = try Lexigraph.succeed(
            ["query", "CREATE (:City {name: 'Turin'})"], in: folder.url)
        #expect(written.errors.contains("1 nodes created"))
        // Standard input, a file by its relative path, and another folder's catalog by name.
        let lines = "{\"id\":1,\"labels\":[\"City\"],\"properties\":{\"name\":\"Oslo\"}}\n"
        try Lexigraph.succeed(["import", "-"], in: folder.url, input: lines)
        try Data(lines.utf8).write(to: URL(fileURLWithPath: folder.path("more.jsonl")))
        let report = try Lexigraph.succeed(
            ["import", "more.jsonl", "--output", "json"], in: folder.url)
        #expect(try report.object()["nodes_created"] as? Int == 1)
        let elsewhere = try TemporaryDirectory()
        let piped = try Lexigraph.succeed(
            ["query", "--output", "json", "--db", folder.path("lexigraph.db")],
            in: elsewhere.url, input: "MATCH (c:City) RETURN count(*) AS n")
        #expect(try piped.rows().first?["n"] as? Int == 3)
        // Reading ones read the file.
        let exported = try Lexigraph.succeed(["export"], in: folder.url)
        #expect(exported.output.split(separator: "\n").count == 3)
        server.stop()
        #expect(!FileManager.default.fileExists(atPath: socket(folder)))
        let after = try Lexigraph.succeed(["export"], in: folder.url)
        #expect(after.output == exported.output)
    }

    @Test func `a change is the sender's, not the server's`() throws {
        let folder = try empty()
        let server = try RunningServer(
            in: folder.url, ["--actor", "server", "--reason", "serving"])
        defer { server.stop() }
        try Lexigraph.succeed(
            ["query", "CREATE (:N)", "--actor", "jane", "--reason", "a try"], in: folder.url)
        try Lexigraph.succeed(["query", "CREATE (:N)"], in: folder.url)
        let lines = "{\"id\":1,\"labels\":[\"N\"],\"properties\":{}}\n"
        try Lexigraph.succeed(["import", "-", "--actor", "mary"], in: folder.url, input: lines)
        let log = try Lexigraph.succeed(["log", "--output", "json"], in: folder.url).rows()
        #expect(log.prefix(3).map { $0["actor"] as? String } == ["mary", NSUserName(), "jane"])
        #expect(log.prefix(3).last?["reason"] as? String == "a try")
    }

    @Test func `errors and exit codes are those of the command`() throws {
        let folder = try empty()
        let server = try RunningServer(in: folder.url)
        defer { server.stop() }
        let wrong = try Lexigraph.run(["query", "MATCH (n RETURN n"], in: folder.url)
        #expect(wrong.status == 1)
        #expect(wrong.errors.contains("SyntaxError"))
        let usage = try Lexigraph.run(["import"], in: folder.url)
        #expect(usage.status == 2)
        let missing = try Lexigraph.run(["import", "nowhere.jsonl"], in: folder.url)
        #expect(missing.status == 1)
        #expect(missing.errors.contains("nowhere.jsonl"))
        let again = try Lexigraph.run(["init"], in: folder.url)
        #expect(again.status == 1 && again.errors.contains("--update"))
        try Lexigraph.succeed(["init", "--update"], in: folder.url)
    }

    @Test func `many commands at once all take effect`() async throws {
        let folder = try empty()
        let server = try RunningServer(in: folder.url)
        defer { server.stop() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    try Lexigraph.succeed(["query", "CREATE (:N {n: \(number)})"], in: folder.url)
                }
            }
            try await group.waitForAll()
        }
        let run = try Lexigraph.succeed(
            ["query", "MATCH (n:N) RETURN count(DISTINCT n.n) AS n", "--output", "json"],
            in: folder.url)
        #expect(try run.rows().first?["n"] as? Int == 8)
    }

    @Test func `a second server is refused, and a dead one's socket is in nobody's way`() throws {
        let folder = try empty()
        let server = try RunningServer(in: folder.url)
        let second = try Lexigraph.run(["serve", "--port", "0"], in: folder.url)
        #expect(second.status == 1)
        #expect(second.errors.contains("open for writing in another process"))
        server.kill()
        #expect(FileManager.default.fileExists(atPath: socket(folder)))
        try Lexigraph.succeed(["query", "CREATE (:N)"], in: folder.url)
        let third = try RunningServer(in: folder.url)
        try Lexigraph.succeed(["query", "CREATE (:N)"], in: folder.url)
        third.stop()
        #expect(!FileManager.default.fileExists(atPath: socket(folder)))
    }

    @Test func `a server backs up into its folder`() throws {
        let folder = try empty()
        let server = try RunningServer(in: folder.url, ["--backup-dir", "backups"])
        let end = Date(timeIntervalSinceNow: 20)
        var names: [String] = []
        while names.isEmpty, Date() < end {
            names =
                ((try? FileManager.default.contentsOfDirectory(atPath: folder.path("backups")))
                ?? [])
                .filter { $0.hasSuffix(".backup") }
            Thread.sleep(forTimeInterval: 0.05)
        }
        server.stop()
        #expect(names.count == 1)
        let run = try Lexigraph.succeed(
            ["restore", "backups", "--to", "restored.db"], in: folder.url)
        #expect(run.output.contains("verified"))
    }
}
