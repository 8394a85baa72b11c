import PropertyGraph

/// A database that fails for good after a number of commits.
final class InterruptedDatabase: GraphDatabase, @unchecked Sendable {
    // @unchecked: a test uses it on one thread.

    /// Why a commit fails.
    static let interruption = GraphError.storage(.full, "interrupted")
    private let database = MemoryDatabase()
    /// Commits that may still succeed.
    var remaining: Int
    /// Commits that succeeded.
    private(set) var commits = 0
    /// Whether a commit failed.
    private(set) var isInterrupted = false

    init(after commits: Int) {
        remaining = commits
    }

    func snapshot() -> Graph { database.snapshot() }

    func begin() throws(GraphError) -> Draft { try database.begin() }

    func commit(_ draft: Draft, _ info: CommitInfo) throws(GraphError) -> CommitReceipt {
        guard remaining > 0 else {
            isInterrupted = true
            throw Self.interruption
        }
        remaining -= 1
        commits += 1
        return try database.commit(draft, info)
    }
}
