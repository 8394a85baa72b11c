/// A graph database in memory: commits are visible at once and gone with the process.
public final class MemoryDatabase: GraphDatabase {
    private let line: VersionLine

    /// A database that begins with `graph`, which must be a published version or fresh.
    public init(
        _ graph: Graph = Graph(),
        fixedIndexes fixed: [String: any DerivedIndex] = [:],
        derivedIndexes factory: @escaping DerivedIndexFactory = { _, _ in nil }
    ) {
        line = VersionLine(graph, fixedIndexes: fixed, derivedIndexes: factory)
    }

    public func snapshot() -> Graph { line.published }

    public func begin() throws(GraphError) -> Draft { line.begin() }

    @discardableResult
    public func commit(_ draft: Draft, _ info: CommitInfo) throws(GraphError) -> CommitReceipt {
        let commit = try line.prepare(draft)
        line.publish(through: commit.sequence)
        return CommitReceipt(sequence: commit.sequence, isRecorded: commit.isRecorded)
    }
}
