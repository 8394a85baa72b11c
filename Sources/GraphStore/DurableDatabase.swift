public import PropertyGraph

/// A graph that lives in one SQLite file.
///
/// The file is the truth, memory a projection of it: a commit is acknowledged, and visible to
/// readers, once it is on disk. Readers take snapshots and never wait. One process at a time can
/// have a file open for writing.
public final class DurableDatabase: GraphDatabase {
    /// The file's path.
    public let path: String

    private let line: VersionLine
    let commits: GroupCommit

    /// Opens a file, or creates an empty one.
    ///
    /// - Parameters:
    ///   - path: The file's path.
    ///   - fixed: Derived indexes that are there, by name, whatever the graph declares.
    ///   - factory: Makes the derived indexes that the graph declares.
    /// - Throws: `GraphError.storage` when the file cannot be opened, is open for writing in
    ///   another process, is damaged, or was written by a newer version.
    /// - Complexity: O(nodes + relationships): the whole graph is read into memory.
    public init(
        path: String,
        fixedIndexes fixed: [String: any DerivedIndex] = [:],
        derivedIndexes factory: @escaping DerivedIndexFactory = { _, _ in nil }
    ) throws(GraphError) {
        let file = try StoreFile(writing: path)
        let contents = try GraphLoader(file).load()
        self.path = path
        line = VersionLine(contents.graph, fixedIndexes: fixed, derivedIndexes: factory)
        commits = GroupCommit(line, file, contents)
    }

    deinit {
        commits.close()
    }

    /// Reads the graph of an existing file, also while another process writes to it.
    ///
    /// - Parameter path: The file's path.
    /// - Returns: The graph as of now.
    /// - Throws: `GraphError.storage` when the file cannot be read.
    public static func read(path: String) throws(GraphError) -> Graph {
        try GraphLoader(try StoreFile(reading: path)).load().graph
    }

    public func snapshot() -> Graph {
        line.published
    }

    public func begin() throws(GraphError) -> Draft {
        line.begin()
    }

    @discardableResult
    public func commit(_ draft: Draft, _ info: CommitInfo) throws(GraphError) -> CommitReceipt {
        try commits.commit(draft, info)
    }

    // MARK: Rewriting the log

    /// Folds the entries of the log up to one into it.
    ///
    /// What was before is then known no more, and the log is shorter. The chain still holds, and a
    /// new entry tells of it.
    ///
    /// - Parameters:
    ///   - sequence: The last entry that is folded.
    ///   - info: The circumstances.
    /// - Returns: The receipt of the new entry.
    /// - Throws: `.changeSetMismatch` when there is no such entry.
    /// - Complexity: O(nodes + relationships + log).
    @discardableResult
    public func compact(
        through sequence: UInt64, _ info: CommitInfo
    ) throws(GraphError) -> CommitReceipt {
        guard try LogReader(path: path).row(sequence) != nil, sequence <= line.published.sequence
        else { throw .changeSetMismatch("there is no change \(sequence) to fold") }
        let receipt = try commits.commit(
            line.begin(), info, rewriting: Compaction(last: sequence))
        _ = try commits.purge()
        return receipt
    }

    /// Removes values from the graph, from its history and from the bytes of the file.
    ///
    /// The chain still holds; a new entry tells that something was erased, not what.
    ///
    /// - Parameters:
    ///   - erasure: What is removed.
    ///   - info: The circumstances; they must not hold the value.
    ///   - complete: Does to the draft what every commit of this database needs.
    /// - Returns: The receipt, and whether no reader kept earlier bytes in the file's write-ahead
    ///   log; when one did, they go with the next call, or when the file is closed.
    /// - Throws: `.constraintViolation` when the graph may not lack the value.
    /// - Complexity: O(nodes + relationships + log).
    @discardableResult
    public func erase(
        _ erasure: Erasure, _ info: CommitInfo,
        complete: (Draft) throws(GraphError) -> Void = { _ in }
    ) throws(GraphError) -> (receipt: CommitReceipt, isPurged: Bool) {
        var attempts = 0
        while true {
            attempts += 1
            let draft = line.begin()
            var key: PropertyKeyID?
            if case .property(let name, _) = erasure { key = draft.base.propertyKey(named: name) }
            let rewriting = LogErasure(erasure: erasure, key: key)
            try draft.apply(rewriting.changes(of: draft.base))
            try complete(draft)
            do throws(GraphError) {
                let receipt = try commits.commit(draft, info, rewriting: rewriting)
                return (receipt, try commits.purge())
            } catch {
                guard error.isTransient, attempts < 8 else { throw error }
            }
        }
    }

    /// Waits for commits under way and closes the file; snapshots stay readable.
    public func close() {
        commits.close()
    }
}
