internal import PropertyGraph
internal import Synchronization

/// Counts the queries that one step asks.
final class CountedQueries: CatalogQueries {
    private let queries: any CatalogQueries
    private let counter = Mutex(0)

    init(_ queries: any CatalogQueries) {
        self.queries = queries
    }

    var count: Int {
        counter.withLock { $0 }
    }

    func read(_ name: String, _ parameters: [String: Value]) throws -> [QueryRow] {
        counter.withLock { $0 += 1 }
        return try queries.read(name, parameters)
    }

    func write(_ reason: String, _ calls: [QueryCall]) throws {
        counter.withLock { $0 += calls.count }
        try queries.write(reason, calls)
    }
}
