internal import Foundation
public import PropertyGraph

/// Single backups, and the way back from any.
public enum Backups {
    /// What was restored.
    public struct Restored: Sendable {
        /// The graph of the restored store.
        public let graph: Graph
        /// The files it was restored from.
        public let files: [String]
    }

    /// Takes one backup: a store that opens as it is or, with a passphrase, an encrypted file.
    ///
    /// - Parameters:
    ///   - path: The backup's path.
    ///   - passphrase: What it is encrypted with.
    ///   - scratch: The folder where the plain copy stands before it is encrypted.
    ///   - copy: Copies the store to a path, and answers the last transaction in the copy.
    /// - Returns: The last transaction in the backup.
    /// - Throws: What the copying throws, `GraphError.storage`, `BackupError`.
    @discardableResult
    public static func take(
        _ path: String, passphrase: [UInt8]?, scratch: String,
        copy: (_ path: String) throws -> UInt64
    ) throws -> UInt64 {
        guard let passphrase else { return try copy(path) }
        let raw = "\(scratch)/.copy-\(getpid())"
        defer { unlink(raw) }
        let sequence = try copy(raw)
        let writer = try BackupWriter(path, passphrase: passphrase)
        try StoredFile.forEachPiece(raw) { try writer.append($0) }
        try writer.finish()
        return sequence
    }

    /// Makes a store from a backup and looks whether all of it is there.
    ///
    /// - Parameters:
    ///   - source: A backup's path, or that of a folder of backups.
    ///   - moment: With a folder, how far to go back.
    ///   - path: Where the store goes; there must be none.
    ///   - passphrase: What the backup is encrypted with.
    /// - Returns: The restored graph, and the files that it came from.
    /// - Throws: `BackupError` or `GraphError.storage`; nothing is left at `path` then.
    public static func restore(
        _ source: String, at moment: BackupFolder.Moment, to path: String, passphrase: [UInt8]?
    ) throws -> Restored {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw BackupError(
                "There is a file at `\(path)` already; move it away or restore to another place.")
        }
        let files = try files(source, moment)
        let part = "\(path).part-\(getpid())"
        defer {
            for suffix in ["", "-wal", "-shm"] { unlink(part + suffix) }
        }
        let descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoredFile.failure(path) }
        do {
            defer { close(descriptor) }
            try BackupReader.forEachPiece(files[0], passphrase: passphrase) { piece in
                try StoredFile.write(piece, to: descriptor, path)
            }
        }
        for delta in files.dropFirst() {
            try BackupDelta.apply(delta, to: part, passphrase: passphrase)
        }
        let graph: Graph
        do throws(GraphError) {
            graph = try DurableDatabase.verify(path: part)
        } catch {
            throw BackupError(
                "`\(files[files.count - 1])` cannot be restored: "
                    + "\(error)".replacing(part, with: "its content"))
        }
        // What a store that was there before has left would be taken for the new one's.
        for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
        try StoredFile.publish(part, as: path)
        return Restored(graph: graph, files: files)
    }

    /// The full backup and, where there is one, the delta.
    private static func files(
        _ source: String, _ moment: BackupFolder.Moment
    ) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: source, isDirectory: &isFolder) else {
            throw BackupError("There is no backup at `\(source)`.")
        }
        guard isFolder.boolValue else {
            guard moment == .newest else {
                throw BackupError("Going back to a moment needs a folder of backups.")
            }
            let url = URL(fileURLWithPath: source)
            if let entry = BackupEntry(name: url.lastPathComponent), entry.base != nil {
                let folder = BackupFolder(path: url.deletingLastPathComponent().path)
                return try folder.base(of: entry).map { [folder.file($0), source] } ?? [source]
            }
            return [source]
        }
        let folder = BackupFolder(path: source)
        let entry = try folder.entry(for: moment)
        return try (folder.base(of: entry).map { [folder.file($0)] } ?? [])
            + [folder.file(entry)]
    }
}
