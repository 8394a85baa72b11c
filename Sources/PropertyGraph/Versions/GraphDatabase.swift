/// A graph that lives on: readers take snapshots, writers commit drafts.
public protocol GraphDatabase: AnyObject, Sendable {
    /// The newest published version. Never blocks on a writer.
    func snapshot() -> Graph

    /// A private draft on the newest prepared version.
    func begin() throws(GraphError) -> Draft

    /// Makes a draft's changes durable and visible; returns when both are done.
    ///
    /// - Throws: `.conflict` when another transaction came first; the draft is then spent.
    @discardableResult
    func commit(_ draft: Draft, _ info: CommitInfo) throws(GraphError) -> CommitReceipt
}

extension GraphDatabase {
    /// Runs `body` on a draft and commits it; begins again a few times after a conflict.
    ///
    /// `body` may run more than once, so its only effects should be on the draft.
    @discardableResult
    public func write<Result>(
        _ info: CommitInfo, attempts: Int = 8, _ body: (Draft) throws -> Result
    ) throws -> Result {
        for _ in 1..<max(attempts, 2) {
            let draft = try begin()
            let result = try body(draft)
            if try commitUnlessTransient(draft, info) {
                return result
            }
        }
        let draft = try begin()
        let result = try body(draft)
        try commit(draft, info)
        return result
    }

    /// Commits; false when that failed for a reason that may pass.
    private func commitUnlessTransient(
        _ draft: Draft, _ info: CommitInfo
    ) throws(GraphError) -> Bool {
        do throws(GraphError) {
            try commit(draft, info)
            return true
        } catch {
            if error.isTransient { return false }
            throw error
        }
    }
}
