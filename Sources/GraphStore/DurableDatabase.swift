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

    /// Waits for commits under way and closes the file; snapshots stay readable.
    public func close() {
        commits.close()
    }
}
