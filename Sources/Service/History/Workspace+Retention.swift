internal import Catalog
public import GraphStore
public import PropertyGraph

extension Workspace {
    /// Folds the history before a moment, which and what follows stays known, into one entry of
    /// the log.
    ///
    /// - Returns: The last change that was folded; nil when there was nothing to fold.
    /// - Throws: `WorkspaceError.readOnly` when another process has the file.
    public func compact(before moment: String, _ info: CommitInfo) throws -> UInt64? {
        let last: UInt64 =
            switch try MomentText(moment) {
            case .sequence(let sequence): sequence - min(1, sequence)
            case .time(let time):
                try history.sequence(at: time - 1, now: database.snapshot())
            }
        let file = try writableFile()
        guard last > 0, last <= file.snapshot().sequence,
            try history.entries(LogQuery(limit: 2, through: last)).count == 2
        else { return nil }
        try file.compact(through: last, info)
        history.forgetRecent()
        return last
    }

    /// Removes values from the graph, its history and its file.
    ///
    /// - Returns: The number of the transaction, and whether nothing of the value is left in the
    ///   file's write-ahead log either.
    /// - Throws: `WorkspaceError.readOnly` when another process has the file.
    public func erase(
        _ erasure: Erasure, _ info: CommitInfo
    ) throws -> (sequence: UInt64, isPurged: Bool) {
        let (receipt, isPurged) = try writableFile().erase(erasure, info) {
            (draft) throws(GraphError) in try CatalogRules.complete(draft)
        }
        history.forgetRecent()
        return (receipt.sequence, isPurged)
    }

    /// The nodes that a label and a key name, now or in the past.
    public func nodes(of label: String, _ key: String) throws -> Set<NodeID> {
        [NodeID(try history(of: label, key).id)]
    }

    private func writableFile() throws -> DurableDatabase {
        guard let file else { throw WorkspaceError.readOnly(settings.databasePath) }
        return file
    }
}
