internal import Catalog
internal import PropertyGraph

/// A database whose every commit first gets what the catalog derives from it.
final class CuratedDatabase: GraphDatabase {
    private let database: any GraphDatabase
    private let committed: @Sendable () -> Void

    /// Wraps a database.
    ///
    /// `committed` is called after each commit and must not take long.
    init(_ database: any GraphDatabase, committed: @escaping @Sendable () -> Void = {}) {
        self.database = database
        self.committed = committed
    }

    func snapshot() -> Graph {
        database.snapshot()
    }

    func begin() throws(GraphError) -> Draft {
        try database.begin()
    }

    @discardableResult
    func commit(_ draft: Draft, _ info: CommitInfo) throws(GraphError) -> CommitReceipt {
        try CatalogRules.complete(draft)
        let receipt = try database.commit(draft, info)
        committed()
        return receipt
    }
}

/// One version of a graph that cannot be written, with the reason why.
final class ReadOnlyDatabase: GraphDatabase {
    private let graph: Graph
    private let reason: GraphError

    init(_ graph: Graph, because reason: GraphError) {
        self.graph = graph
        self.reason = reason
    }

    func snapshot() -> Graph {
        graph
    }

    func begin() throws(GraphError) -> Draft {
        throw reason
    }

    func commit(_ draft: Draft, _ info: CommitInfo) throws(GraphError) -> CommitReceipt {
        throw reason
    }
}
