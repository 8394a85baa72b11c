internal import Foundation
public import PropertyGraph
internal import SQLite

extension DurableDatabase {
    /// Pages that are copied while no commit can be written: 2 MiB, about a millisecond.
    private static let pagesPerStep = 512

    /// Copies the store into a new file, as of the moment at which the copy ends, while others go
    /// on writing.
    ///
    /// The write-ahead log does not grow because of it.
    ///
    /// - Parameter copy: The path of the new file, a store by itself.
    /// - Returns: The number of the last transaction in the copy.
    /// - Throws: `GraphError.storage` of either file; there is no new file then.
    @discardableResult
    public func backUp(to copy: String) throws(GraphError) -> UInt64 {
        try Self.writingCopy(copy) { (target: Connection) throws(GraphError) in
            let backup = try commits.withFile { (file: StoreFile) throws(SQLiteError) in
                try SteppedBackup(from: file.connection, to: target)
            }
            var isDone = false
            while !isDone {
                isDone = try commits.withFile { (_: StoreFile) throws(SQLiteError) in
                    try backup.step(pages: Self.pagesPerStep)
                }
            }
        }
    }

    /// Copies the store at a path into a new file, also while another process writes to it.
    ///
    /// For as long as that takes, the other process's write-ahead log keeps what it writes.
    ///
    /// - Parameters:
    ///   - path: The store's path.
    ///   - copy: The path of the new file, a store by itself.
    /// - Returns: The number of the last transaction in the copy.
    /// - Throws: `GraphError.storage` of either file; there is no new file then.
    @discardableResult
    public static func backUp(_ path: String, to copy: String) throws(GraphError) -> UInt64 {
        let file = try StoreFile(reading: path)
        return try writingCopy(copy) { (target: Connection) throws(GraphError) in
            do throws(SQLiteError) {
                try file.connection.backUp(to: target)
            } catch {
                throw StorageErrors.translate(error, path: path)
            }
        }
    }

    /// Makes a file beside its final place, syncs it and puts it there.
    private static func writingCopy(
        _ copy: String, _ write: (Connection) throws(GraphError) -> Void
    ) throws(GraphError) -> UInt64 {
        let part = "\(copy).part-\(getpid())"
        defer {
            for suffix in ["", "-journal", "-wal", "-shm"] { unlink(part + suffix) }
        }
        let sequence: UInt64
        let target: Connection
        do throws(SQLiteError) {
            target = try Connection(path: part)
            // Nobody sees the file before it is whole.
            _ = try target.setPragma("journal_mode", "off")
            _ = try target.setPragma("synchronous", "off")
        } catch {
            throw StorageErrors.translate(error, path: copy)
        }
        defer { target.close() }
        try write(target)
        do throws(SQLiteError) {
            let last = try target.scalar("SELECT max(sequence) FROM change")?.integer
            sequence = UInt64(clamping: last ?? 0)
        } catch {
            throw StorageErrors.translate(error, path: copy)
        }
        target.close()
        try StoredFile.publish(part, as: copy)
        return sequence
    }

    /// Opens a store and looks whether all of it is there and agrees.
    ///
    /// - Throws: `GraphError.storage` with what is wrong.
    /// - Complexity: reads the whole file.
    public static func verify(path: String) throws(GraphError) -> Graph {
        let file = try StoreFile(reading: path)
        do throws(SQLiteError) {
            if let problem = try file.connection.integrityProblems(limit: 1).first {
                throw SQLiteError(damage: problem)
            }
        } catch {
            throw StorageErrors.translate(error, path: path)
        }
        let graph = try GraphLoader(file).load().graph
        do {
            try graph.checkInvariants()
        } catch {
            throw .storage(.damaged, "`\(path)` is damaged: \(error). Restore another backup.")
        }
        return graph
    }
}
