import Foundation
import TestSupport
import Testing

/// `backup` and `restore`.
@Suite("Backup and restore")
struct BackupCommandTests {
    @Test func `an encrypted backup comes back with its passphrase`() throws {
        let demo = try Demo.copy()
        let secret = ["LEXIGRAPH_BACKUP_PASSPHRASE": "correct horse"]
        let before = try Lexigraph.succeed(["export"], in: demo.url)
        let taken = try Lexigraph.run(
            ["backup", "catalog.backup", "--encrypt"], in: demo.url, environment: secret)
        #expect(taken.status == 0, "\(taken.errors)")
        let blind = try Lexigraph.run(
            ["restore", "catalog.backup", "--to", "new.db"], in: demo.url,
            environment: ["LEXIGRAPH_BACKUP_PASSPHRASE": ""])
        #expect(blind.status == 1)
        #expect(blind.errors.contains("is encrypted"))
        let wrong = try Lexigraph.run(
            ["restore", "catalog.backup", "--to", "new.db"], in: demo.url,
            environment: ["LEXIGRAPH_BACKUP_PASSPHRASE": "x"])
        #expect(wrong.status == 1)
        #expect(wrong.errors.contains("passphrase is wrong"))
        let restored = try Lexigraph.run(
            ["restore", "catalog.backup", "--to", "new.db"], in: demo.url, environment: secret)
        #expect(restored.status == 0, "\(restored.errors)")
        let after = try Lexigraph.succeed(["export", "--db", "new.db"], in: demo.url)
        #expect(after.output == before.output)
        let again = try Lexigraph.run(
            ["restore", "catalog.backup", "--to", "new.db"], in: demo.url, environment: secret)
        #expect(again.status == 1)
        #expect(again.errors.contains("already"))
    }

    @Test func `a damaged catalog is told of, and its backup brings it back`() throws {
        let demo = try Demo.copy()
        let before = try Lexigraph.succeed(["export"], in: demo.url)
        try Lexigraph.succeed(["backup", "catalog.backup"], in: demo.url)
        let url = URL(fileURLWithPath: demo.path("lexigraph.db"))
        let whole = try Data(contentsOf: url)
        try whole.prefix(whole.count / 2).write(to: url)
        for command in [["export"], ["query", "CREATE (:N)"], ["serve", "--port", "0"]] {
            let run = try Lexigraph.run(command, in: demo.url)
            #expect(run.status == 1, "\(command)")
            #expect(run.errors.contains("Restore a backup"), "\(run.errors)")
            #expect(run.output.isEmpty)
        }
        try FileManager.default.removeItem(at: url)
        try Lexigraph.succeed(["restore", "catalog.backup"], in: demo.url)
        #expect(try Lexigraph.succeed(["export"], in: demo.url).output == before.output)
    }

    @Test func `a folder of backups is kept and gone back in`() throws {
        let demo = try Demo.copy()
        let first = try Lexigraph.succeed(["backup", "--policy", "backups"], in: demo.url)
        #expect(first.output.contains("-full-"))
        let second = try Lexigraph.succeed(["backup", "--policy", "backups"], in: demo.url)
        #expect(second.output.contains("No backup is due"))
        let early = try Lexigraph.run(
            ["restore", "backups", "--to", "old.db", "--at", "2001-01-01T00:00:00Z"],
            in: demo.url)
        #expect(early.status == 1)
        #expect(early.errors.contains("The oldest backup"))
        let wrong = try Lexigraph.run(
            ["restore", "backups", "--to", "old.db", "--at", "yesterday"], in: demo.url)
        #expect(wrong.status == 2)
        try Lexigraph.succeed(["restore", "backups", "--to", "old.db"], in: demo.url)
        let before = try Lexigraph.succeed(["export"], in: demo.url)
        let after = try Lexigraph.succeed(["export", "--db", "old.db"], in: demo.url)
        #expect(after.output == before.output)
    }
}
