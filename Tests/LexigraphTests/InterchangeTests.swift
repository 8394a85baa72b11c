import Foundation
import TestSupport
import Testing

/// `export` and `import`.
@Suite("Import and export")
struct InterchangeTests {
    private static let lines = """
        {"id":1,"labels":["City"],"properties":{"name":"Turin","since":-28}}
        nonsense
        {"type":"node","id":"b","labels":["City"],"properties":{"name":"Oslo"}}
        {"start":1,"end":"b","type":"TWIN","properties":{"year":2001}}
        {"start":1,"end":"missing","type":"TWIN","properties":{}}

        """

    private func empty() throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory()
        try Lexigraph.succeed(["init", "--no-seeds"], in: folder.url)
        return folder
    }

    private func count(_ query: String, in folder: TemporaryDirectory) throws -> Int? {
        let run = try Lexigraph.succeed(
            ["query", "\(query) RETURN count(*) AS n", "--output", "json"],
            in: folder.url
        )
        return try run.rows().first?["n"] as? Int
    }

    @Test
    func `an export of the catalog comes back equal from a fresh file`() throws {
        let demo = try Demo.copy()
        // A gap among the nodes must not show.
        try Lexigraph.succeed(
            ["query", "MATCH (t:BusinessTerm {term: 'profit'}) DETACH DELETE t"],
            in: demo.url
        )
        try Lexigraph.succeed(["export", "catalog.jsonl"], in: demo.url)
        let exported = try String(contentsOfFile: demo.path("catalog.jsonl"), encoding: .utf8)
        let fresh = try empty()
        try Lexigraph.succeed(["import", demo.path("catalog.jsonl")], in: fresh.url)
        let again = try Lexigraph.succeed(["export"], in: fresh.url)
        #expect(again.output == exported)
        #expect(exported.split(separator: "\n").count > 1_000)
        // The imported catalog answers as the first one does.
        let question = [
            "generate", "weekly ctr by channel", "--dry-run", "--output", "csv", "--data",
            demo.path("data/bronze"),
        ]
        let first = try Lexigraph.succeed(question, in: demo.url)
        let second = try Lexigraph.succeed(question, in: fresh.url)
        #expect(first.output == second.output && first.output.hasPrefix("week,channel,"))
    }

    @Test
    func `every kind of value survives the round trip`() throws {
        let folder = try empty()
        try Lexigraph.succeed(
            [
                "query",
                """
                CREATE (:Kinds:Sample {i: -9223372036854775808, f: 0.1, whole: 2.0, s: 'é"\\\\\\n🚀',
                  b: true, l: [1, 2], t: ['a', ''], d: date('2024-02-29'),
                  lt: localtime('10:11:12.5'), z: datetime('2024-02-29T10:00:00+01:00'),
                  ldt: localdatetime('2024-02-29T10:00:00'), p: duration('P1M2DT3.5S')})
                """,
            ],
            in: folder.url
        )
        let exported = try Lexigraph.succeed(["export"], in: folder.url)
        let fresh = try empty()
        try Lexigraph.succeed(["import", "-"], in: fresh.url, input: exported.output)
        let again = try Lexigraph.succeed(["export"], in: fresh.url)
        #expect(again.output == exported.output)
        let query = ["query", "MATCH (k:Kinds) RETURN k.i AS i, k.whole AS w, k.s AS s"]
        let before = try Lexigraph.succeed(query + ["--output", "json"], in: folder.url)
        let after = try Lexigraph.succeed(query + ["--output", "json"], in: fresh.url)
        #expect(before.output == after.output)
    }

    @Test
    func `importing twice merges what has a key`() throws {
        let demo = try Demo.copy()
        let exported = try Lexigraph.succeed(["export"], in: demo.url)
        let run = try Lexigraph.succeed(
            ["import", "-", "--output", "json"],
            in: demo.url,
            input: exported.output
        )
        let report = try run.object()
        #expect((report["nodes_merged"] as? Int ?? 0) > 300)
        let again = try Lexigraph.succeed(
            ["query", "MATCH (d:Dataset) RETURN count(d) AS n", "--output", "json"],
            in: demo.url
        )
        #expect(try again.rows().first?["n"] as? Int == 8)
    }

    @Test
    func `import stops at a bad line and names it`() throws {
        let folder = try empty()
        let run = try Lexigraph.run(["import", "-"], in: folder.url, input: Self.lines)
        #expect(run.status == 1)
        #expect(run.errors.contains("line 2"))
        #expect(!run.errors.contains(".."))
        #expect(run.output.isEmpty)
        #expect(try count("MATCH (:City)", in: folder) == 1)
    }

    @Test
    func `import goes on past bad lines and names each`() throws {
        let folder = try empty()
        let path = folder.path("cities.jsonl")
        try Self.lines.write(toFile: path, atomically: true, encoding: .utf8)
        let run = try Lexigraph.run(
            ["import", path, "--on-error", "continue", "--output", "json"],
            in: folder.url
        )
        #expect(run.status == 1)
        let report = try run.object()
        #expect(report["nodes_created"] as? Int == 2)
        #expect(report["relationships_created"] as? Int == 1)
        let problems = try #require(report["problems"] as? [[String: Any]])
        #expect(problems.compactMap { $0["line"] as? Int } == [2, 5])
        #expect(run.errors.contains("line 2") && run.errors.contains("line 5"))
        #expect(
            try count("MATCH ({name: 'Turin'})-[:TWIN {year: 2001}]->({name: 'Oslo'})", in: folder)
                == 1
        )
    }

    @Test
    func `a catalog file with an unknown key is refused with its place`() throws {
        let demo = try Demo.copy()
        let path = demo.path("terms.yaml")
        let text = "terms:\n  - term: x\n    name: X\n    sinonyms: [y]\n"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let run = try Lexigraph.run(["import", path], in: demo.url)
        #expect(run.status == 1)
        #expect(run.errors.contains("terms.yaml:4"))
        #expect(run.errors.contains("sinonyms"))
        #expect(try count("MATCH (:BusinessTerm {term: 'x'})", in: demo) == 0)
    }
}
