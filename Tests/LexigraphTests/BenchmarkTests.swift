import Foundation
import TestSupport
import Testing

/// The benchmark at its smallest size: its answers are checked against its own arrays.
@Suite("Benchmark")
struct BenchmarkTests {
    private static let program = "lexigraph-bench"

    @Test
    func `every answer is that of the second implementation, hidden datasets or not`() throws {
        let folder = try TemporaryDirectory()
        let run = try Lexigraph.run(
            ["--size", "S", "--runs", "5", "--hidden", "--output", "json"], of: Self.program,
            in: folder.url)
        try #require(run.status == 0, "\(run.errors)\(run.output)")
        let report = try #require(run.rows().first)
        let queries = try #require(report["queries"] as? [[String: Any]])
        #expect(queries.count == 17)
        for query in queries {
            #expect(query["wrong"] as? Int == 0 && (query["checked"] as? Int ?? 0) >= 5)
            #expect((query["median"] as? Double ?? 0) > 0)
        }
        let restricted = try #require(report["fifth_hidden"] as? [[String: Any]])
        #expect(restricted.count == 15)
        let load = try #require(report["load"] as? [String: Any])
        #expect(load["datasets"] as? Int == 200)
    }

    @Test
    func `another seed is another company, and some queries can be left out`() throws {
        let folder = try TemporaryDirectory()
        let run = try Lexigraph.run(
            ["--size", "S", "--runs", "5", "--seed", "7", "--only", "upstream,discovery"],
            of: Self.program, in: folder.url)
        try #require(run.status == 0, "\(run.errors)\(run.output)")
        #expect(run.output.contains("upstream") && run.output.contains("discovery"))
        #expect(!run.output.contains("regex"))
    }

    @Test
    func `durable writes are compared with those of plain SQLite`() throws {
        let folder = try TemporaryDirectory()
        let run = try Lexigraph.run(
            ["--writes", "320", "--output", "json"], of: Self.program, in: folder.url)
        try #require(run.status == 0, "\(run.errors)\(run.output)")
        let report = try #require(run.rows().first)
        #expect(report["transactions"] as? Int == 320 && report["writers"] as? Int == 16)
        for rate in ["single_per_second", "sqlite_per_second", "shared_per_second"] {
            #expect((report[rate] as? Double ?? 0) > 0)
        }
    }

    @Test(arguments: [["--size", "XL"], ["--runs", "0"], ["--only", "nonsense"], ["--sise"]])
    func `what cannot be understood exits with 2 and names it`(arguments: [String]) throws {
        let folder = try TemporaryDirectory()
        let run = try Lexigraph.run(arguments, of: Self.program, in: folder.url)
        #expect(run.status == 2)
        #expect(run.errors.contains(arguments[0]))
    }
}
