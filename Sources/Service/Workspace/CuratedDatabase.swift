internal import Catalog
internal import PropertyGraph

/// A database whose every commit first gets what the catalog derives from it.
final class CuratedDatabase: GraphDatabase {
    private let database: any GraphDatabase

    init(_ database: any GraphDatabase) {
        self.database = database
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
        return try database.commit(draft, info)
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
