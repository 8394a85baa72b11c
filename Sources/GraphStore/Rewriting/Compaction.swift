internal import Crypto
internal import PropertyGraph

/// Folds all entries of the log up to one into it.
///
/// The entry stays, with its link, and says only what the whole graph was then, by its digest;
/// those before it go. The new entry tells of both, so that the chain still holds.
struct Compaction: LogRewriting {
    /// The last entry that is folded away.
    let last: UInt64

    func replacement(for node: NodeID, _ properties: [PropertyEntry]) -> [PropertyEntry]? { nil }

    func replacement(
        for relationship: RelationshipID, _ properties: [PropertyEntry]
    ) -> [PropertyEntry]? { nil }

    func run(
        on file: StoreFile, now: Graph, sequence: UInt64
    ) throws(GraphError) -> [LogNote] {
        let log = LogReader(file)
        guard let stored = try log.row(last) else { return [] }
        let record = try log.record(of: stored)
        var rewinding = Rewinding(now)
        try log.forEachRowBackwards(after: last, through: sequence) {
            (row: StoredLogRow) throws(GraphError) in
            rewinding.undo(try log.record(of: row))
            return true
        }
        let past = try rewinding.graph(last, .none)
        var row = stored.row
        row.before = ChangeLogEntry(schema: []).encoded(
            LogTail(names: record.tail.names, traits: [.isWhole, .isFolded]))
        row.after = past.stateDigest(record.tail.names)
        let note = try file.rewrite(row, by: sequence)
        try file.execute("DELETE FROM change WHERE sequence < \(last)")
        try file.execute("DELETE FROM node_change WHERE sequence <= \(last)")
        try file.execute("DELETE FROM relationship_change WHERE sequence <= \(last)")
        return [note, .base(sequence: last, link: stored.digest)]
    }
}

extension DerivedIndexRules {
    /// No indexes at all.
    static let none = DerivedIndexRules(fixedNames: []) { _, _ in nil }
}
