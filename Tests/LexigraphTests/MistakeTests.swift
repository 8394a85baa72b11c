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
}
