import Foundation
import TestSupport
import Testing

/// The manners of the command line: help, exit codes, suggestions, clean pipes.
@Suite("Command line")
struct CommandTests {
    private static let commands = [
        "demo", "init", "query", "queries", "generate", "lineage", "datasets", "terms", "import",
        "export", "search", "serve",
    ]

    @Test(arguments: commands)
    func `every command explains itself with an example`(command: String) throws {
        let folder = try TemporaryDirectory()
        let long = try Lexigraph.succeed([command, "--help"], in: folder.url)
        #expect(long.output.contains("Usage: lexigraph \(command)"))
        #expect(long.output.contains("--db FILE"))
        #expect(long.errors.isEmpty)
        #expect(long.output.contains("Example"))
        let short = try Lexigraph.succeed([command, "-h"], in: folder.url)
        let topic = try Lexigraph.succeed(["help", command], in: folder.url)
        #expect(short.output == long.output && topic.output == long.output)
        #expect(!long.output.contains("\u{1B}["))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test
    func `the overview lists every command`() throws {
        let folder = try TemporaryDirectory()
        let run = try Lexigraph.succeed(["--help"], in: folder.url)
        for command in Self.commands { #expect(run.output.contains("\n  \(command) ")) }
    }

    @Test(arguments: [
        (["qurey", "RETURN 1"], "query"), (["genrate", "x"], "generate"), (["datset"], "datasets"),
        (["query", "RETURN 1", "--parm", "x=1"], "--param"),
        (["generate", "revenue", "--output", "xml"], "json"),
    ])
    func `a misspelt word is a usage error with a suggestion`(
        arguments: [String],
        suggestion: String
    ) throws {
        let run = try Lexigraph.run(arguments, in: Demo.shared().folder)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(suggestion))
    }

    @Test(arguments: [
        [], ["nonsense"], ["query", "RETURN 1", "RETURN 2"], ["lineage"], ["query", "--param"],
        ["query", "RETURN 1", "--param", "x"], ["--db"], ["generate", "x", "--engine", "oracle"],
        ["generate", "x", "--today", "soon"], ["query", "RETURN 1", "--timeout", "0"],
    ])
    func `what cannot be understood exits with 2`(arguments: [String]) throws {
        let run = try Lexigraph.run(arguments, in: Demo.shared().folder)
        #expect(run.status == 2, "\(run.errors)")
    }

    @Test(arguments: [
        ["query", "RETURN"], ["query", "RETURN 1/0"], ["query", "RETURN $missing"],
        ["query", "--named", "no/such"], ["lineage", "gold.nothing"], ["datasets", "bronze.order"],
        ["terms", "revenu"], ["import", "missing.jsonl"], ["queries", "lineage/upstream"],
        ["datasets", "--db", "missing.db"],
    ])
    func `what fails exits with 1 and says why on standard error`(arguments: [String]) throws {
        let run = try Lexigraph.run(arguments, in: Demo.shared().folder)
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(!run.errors.isEmpty && !run.errors.contains("Fatal error"))
    }

    @Test
    func `a syntax error points at its place`() throws {
        let run = try Lexigraph.run(
            ["query", "MATCH (d:Dataset)\nRETRUN d"],
            in: Demo.shared().folder
        )
        #expect(run.status == 1)
        #expect(run.errors.contains("^"))
        #expect(run.errors.contains("RETURN"))
    }

    @Test(arguments: [
        ["query", "MATCH (d:Dataset) RETURN d, d.name AS name"], ["query", "RETURN 1 AS one"],
        ["datasets"], ["datasets", "bronze.orders"], ["terms"], ["terms", "ctr"], ["queries"],
        ["queries", "lineage/impact-of-column"],
        ["lineage", "gold.marketing_campaign_performance"],
        ["query", "MATCH (n:Nothing) RETURN n"],
        ["query", "CREATE INDEX i IF NOT EXISTS FOR (n:Dataset) ON (n.owner)"],
    ])
    func `JSON output is JSON and nothing else`(arguments: [String]) throws {
        let copy = try Demo.copy()
        let run = try Lexigraph.succeed(arguments + ["--output", "json"], in: copy.url)
        _ = try run.json()
        #expect(!run.output.contains("\u{1B}["))
    }

    @Test
    func `values keep their types in JSON`() throws {
        let run = try Lexigraph.succeed(
            [
                "query", "--output", "json",
                "RETURN 1 AS i, 1.5 AS f, 'a\"b' AS s, null AS n, true AS b, [1, 'x'] AS l, "
                    + "{k: {m: 2}} AS m, date('2025-06-30') AS d, duration('P1DT2H') AS p",
            ],
            in: Demo.shared().folder
        )
        let row = try #require(try run.rows().first)
        #expect(row["i"] as? Int == 1)
        #expect(row["f"] as? Double == 1.5)
        #expect(row["s"] as? String == "a\"b")
        #expect(row["n"] is NSNull)
        #expect(row["b"] as? Bool == true)
        #expect((row["l"] as? [Any])?.count == 2)
        #expect(((row["m"] as? [String: Any])?["k"] as? [String: Any])?["m"] as? Int == 2)
        #expect(row["d"] as? String == "2025-06-30")
        #expect(row["p"] as? String == "P1DT2H")
    }

    @Test
    func `tables, CSV and YAML show the same rows`() throws {
        let folder = try Demo.shared().folder
        let query = "UNWIND [['a', 1], ['b,\"c', 2]] AS p RETURN p[0] AS name, p[1] AS number"
        let csv = try Lexigraph.succeed(["query", query, "--output", "csv"], in: folder)
        #expect(csv.output == "name,number\na,1\n\"b,\"\"c\",2\n")
        let table = try Lexigraph.succeed(["query", query], in: folder)
        #expect(table.output.contains("2 rows"))
        let yaml = try Lexigraph.succeed(["query", query, "--output", "yaml"], in: folder)
        #expect(yaml.output.contains("- name: a\n  number: 1\n"))
    }

    @Test
    func `global options may stand before the command`() throws {
        let folder = try Demo.shared().folder
        let parent = folder.deletingLastPathComponent()
        let database = folder.appendingPathComponent("lexigraph.db").path
        for arguments in [
            ["--db", database, "--output", "json", "query", "RETURN 1 AS x"],
            ["--db=\(database)", "query", "--output=json", "RETURN 1 AS x"],
            ["query", "--output", "json", "--db", database, "--", "RETURN 1 AS x"],
        ] {
            let run = try Lexigraph.succeed(arguments, in: parent)
            #expect(try run.rows().first?["x"] as? Int == 1)
        }
    }
}
