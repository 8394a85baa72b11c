import Foundation
import TestSupport
import Testing

/// What the program does with files and options that cannot be used.
@Suite("Mistakes on the command line")
struct MistakeTests {
    @Test(arguments: [
        ["init", "--db", ""], ["init", "--db="], ["init", "--output", "xml"],
        ["export", "--output", "xml"], ["query", "RETURN 1", "--named", ""],
    ])
    func `an empty value or an unknown form is refused before anything is done`(
        arguments: [String]
    ) throws {
        let folder = try TemporaryDirectory()
        let run = try Lexigraph.run(arguments, in: folder.url)
        #expect(run.status == 2, "\(run.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test func `a folder is no database`() throws {
        let folder = try TemporaryDirectory()
        for command in [["init"], ["query", "RETURN 1"]] {
            let run = try Lexigraph.run(command + ["--db", folder.url.path], in: folder.url)
            #expect(run.status == 1)
            #expect(run.errors.contains("is a folder"))
        }
    }

    @Test func `an export that fails leaves the file that was there`() throws {
        let folder = try TemporaryDirectory()
        _ = try Lexigraph.succeed(["init", "--no-seeds"], in: folder.url)
        let missing = try Lexigraph.run(["export", "no/such/folder/x.jsonl"], in: folder.url)
        #expect(missing.status == 1)
        #expect(missing.errors.contains("No such file or directory"))
        #expect(!missing.errors.contains("Domain"))
        let taken = try Lexigraph.run(["export", "."], in: folder.url)
        #expect(taken.status == 1)
        _ = try Lexigraph.succeed(["export", "out.jsonl"], in: folder.url)
        _ = try Lexigraph.succeed(["export", "out.jsonl"], in: folder.url)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(names.filter { $0.hasPrefix("out") } == ["out.jsonl"])
    }

    @Test func `an empty file is no catalog, but may become one`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("lexigraph.db")
        try Data().write(to: URL(fileURLWithPath: path))
        let query = try Lexigraph.run(["query", "RETURN 1"], in: folder.url)
        #expect(query.status == 1)
        #expect(query.errors.contains("lexigraph init"))
        _ = try Lexigraph.succeed(["init", "--no-seeds"], in: folder.url)
        _ = try Lexigraph.succeed(["query", "RETURN 1"], in: folder.url)
    }

    @Test(arguments: [
        ["query"], ["generate"], ["import", "-"], ["query", "RETURN 1", "--param", "x=1"],
    ])
    func `closed or unreadable standard streams are errors, not crashes`(
        arguments: [String]
    ) throws {
        let folder = try TemporaryDirectory()
        _ = try Lexigraph.succeed(["init", "--no-seeds"], in: folder.url)
        for streams in [
            "<&- >&-", "<. >&-", "<&- >/dev/full", "<&- >&- 2>&-", "2>/dev/full <&- >&-",
        ] {
            let status = try Lexigraph.shell(arguments, streams, in: folder.url)
            #expect(status == 1, "\(streams)")
        }
        let lock = folder.path("lexigraph.db-lock")
        #expect(try Data(contentsOf: URL(fileURLWithPath: lock)).isEmpty)
    }

    @Test func `a parameter is given once, and a text or a name`() throws {
        let folder = try TemporaryDirectory()
        for arguments in [
            ["query", "RETURN $x", "--param", "x=1", "--param", "x=2"],
            ["query", "RETURN 1", "--named", "discovery/terms"],
        ] {
            #expect(try Lexigraph.run(arguments, in: folder.url).status == 2)
        }
    }

    @Test func `a table is aligned for wide characters and harmless to a terminal`() throws {
        let folder = try TemporaryDirectory()
        _ = try Lexigraph.succeed(["init", "--no-seeds"], in: folder.url)
        let text = """
            UNWIND ['a', '漢字', '👩‍👩‍👧‍👦', 'e\u{301}', '\u{1B}[31mx', 'r\r', '\u{202E}b'] AS s
            RETURN s, '|' AS bar
            """
        let run = try Lexigraph.succeed(["query", text], in: folder.url)
        let lines = run.output.split(separator: "\n").dropFirst(2).dropLast()
        // The widest cell takes six columns; two blanks follow it.
        let cells: [(text: String, blanks: Int)] = [
            ("a", 7), ("漢字", 4), ("👩‍👩‍👧‍👦", 6), ("e\u{301}", 7), ("\u{FFFD}[31mx", 2),
            ("r", 7), ("\u{FFFD}b", 6),
        ]
        let expected: [String] = cells.map { cell in cell.text + blanks(cell.blanks) + "|" }
        #expect(lines.map { String($0) } == expected)
    }

    private func blanks(_ count: Int) -> String {
        String(repeating: " ", count: count)
    }

    @Test func `a very long cell does not make every row as long`() throws {
        let folder = try TemporaryDirectory()
        _ = try Lexigraph.succeed(["init", "--no-seeds"], in: folder.url)
        let text = """
            WITH reduce(s = 'x', i IN range(1, 20) | s + s) AS long
            UNWIND range(1, 200) AS i RETURN CASE i WHEN 1 THEN long ELSE 'y' END AS a, i
            """
        let run = try Lexigraph.succeed(["query", text], in: folder.url)
        #expect(run.output.utf8.count < 2_000_000)
        #expect(run.output.contains(String(repeating: "x", count: 1 << 20)))
    }

    @Test(arguments: ["json", "yaml"])
    func `what is made is told in the form that is asked for`(format: String) throws {
        let folder = try TemporaryDirectory()
        let made = try Lexigraph.succeed(
            ["init", "--no-seeds", "--output", format],
            in: folder.url
        )
        #expect(made.output.contains(format == "json" ? "\"terms\": 0" : "terms: 0"))
        let created = try Lexigraph.succeed(
            ["query", "CREATE (:N)", "--output", format],
            in: folder.url
        )
        #expect(created.output == "[]\n")
    }
}
