import Foundation
import GraphStore
import PropertyGraph
import Service

/// `backup` and `restore`.
enum BackupCommands {
    static let backup = Command(
        name: "backup",
        summary: "Copy the catalog while others use it, or keep a folder of backups.",
        operands: "[FILE]",
        operandCount: 0...1,
        options: [
            .value(
                "policy", "DIR", "keep a folder: full once a day, changes once an hour, 30 days"),
            .flag("encrypt", "AES-256-GCM; the passphrase is in LEXIGRAPH_BACKUP_PASSPHRASE"),
            .value("key-file", "FILE", "a file whose contents are the passphrase"),
        ],
        examples: [
            "lexigraph backup catalog.backup",
            "LEXIGRAPH_BACKUP_PASSPHRASE=… lexigraph backup catalog.backup --encrypt",
            "lexigraph backup --policy /var/backups/lexigraph    # from cron, each hour",
        ]
    ) { invocation in
        let isEncrypted = invocation.has("encrypt") || invocation["key-file"] != nil
        let passphrase = isEncrypted ? try invocation.passphrase(isWanted: true) : nil
        let database = invocation.settings.databasePath
        guard FileManager.default.fileExists(atPath: database) else {
            throw WorkspaceError.noDatabase(database)
        }
        // The plain copy stands where the plain catalog does.
        let scratch = URL(fileURLWithPath: database).deletingLastPathComponent().path
        let copy = { try DurableDatabase.backUp(database, to: $0) }
        if let folder = invocation["policy"] {
            guard invocation.operands.isEmpty else {
                throw UsageError("`backup` takes a file or --policy, not both.")
            }
            let now = Int64(Date().timeIntervalSince1970)
            let taken = try BackupFolder(
                path: folder, passphrase: passphrase, scratch: scratch
            ).take(at: now, copy: copy)
            Terminal.print(taken.map { "\(folder)/\($0.name)" } ?? "No backup is due yet.")
            return
        }
        guard let path = invocation.operands.first else {
            throw UsageError("Usage: lexigraph backup FILE, or lexigraph backup --policy DIR")
        }
        let sequence = try Backups.take(
            path, passphrase: passphrase, scratch: scratch, copy: copy)
        Terminal.print("\(path): transactions up to \(sequence)")
    }

    static let restore = Command(
        name: "restore",
        summary: "Make a catalog from a backup, and verify it.",
        operands: "FILE|DIR",
        operandCount: 1...1,
        options: [
            .value("to", "FILE", "the new database file (default: that of --db)"),
            .value(
                "at", "TIME|SEQ",
                "from a folder: as it was at a moment (2026-11-29T02:15:00Z) or transaction"),
            .value("key-file", "FILE", "a file whose contents are the passphrase"),
        ],
        examples: [
            "lexigraph restore catalog.backup --to restored.db",
            "lexigraph restore /var/backups/lexigraph --at 2026-11-29T02:15:00Z --to restored.db",
        ]
    ) { invocation in
        let target = invocation["to"] ?? invocation.settings.databasePath
        let restored = try Backups.restore(
            invocation.operands[0], at: try moment(invocation["at"]), to: target,
            passphrase: try invocation.passphrase(isWanted: false))
        let graph = restored.graph
        Terminal.print(
            "\(target): transactions up to \(graph.sequence), \(graph.nodeCount) nodes, "
                + "\(graph.relationshipCount) relationships, verified")
        for file in restored.files { Terminal.note("from \(file)") }
    }

    private static func moment(_ text: String?) throws(UsageError) -> BackupFolder.Moment {
        guard let text else { return .newest }
        if let sequence = UInt64(text) { return .sequence(sequence) }
        let form = ISO8601DateFormatter()
        if let date = form.date(from: text) { return .time(Int64(date.timeIntervalSince1970)) }
        throw UsageError(
            "--at takes a transaction's number or a time such as 2026-11-29T02:15:00Z, not `\(text)`."
        )
    }
}

extension Invocation {
    /// The passphrase of backups: the key file's contents, else the environment's.
    ///
    /// There being none is an error when one is wanted.
    func passphrase(isWanted: Bool) throws -> [UInt8]? {
        if let path = self["key-file"] {
            var bytes: [UInt8] = []
            try InputFile.forEachPiece(path) { piece in
                bytes += piece
                guard bytes.count <= 1 << 20 else {
                    throw CommandFailure("The key file `\(path)` has more than 1 MiB.")
                }
            }
            guard !bytes.isEmpty else { throw CommandFailure("The key file `\(path)` is empty.") }
            return bytes
        }
        let text = ProcessInfo.processInfo.environment["LEXIGRAPH_BACKUP_PASSPHRASE"] ?? ""
        guard !text.isEmpty else {
            guard !isWanted else {
                throw UsageError(
                    "--encrypt needs a passphrase in LEXIGRAPH_BACKUP_PASSPHRASE, or --key-file.")
            }
            return nil
        }
        return Array(text.utf8)
    }
}
