public import CypherRuntime
import HTTP
public import HTTPServer

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The HTTP endpoints of a Neo4j server: discovery, the Query API with its transactions, and the
/// older transactional API.
///
///     Neo4jRoutes(executor: executor).register(on: &router)
///
/// Source: Neo4j Query API manual and HTTP API manual.
public struct Neo4jRoutes: Sendable {
    private let discovery: DiscoveryEndpoint
    private let queries: QueryEndpoint
    private let legacy: LegacyEndpoint
    private let transactions: TransactionTable

    /// Makes the endpoints.
    ///
    /// - Parameters:
    ///   - executor: Runs the statements.
    ///   - limits: How long transactions stay open, and how many.
    ///   - clock: Tells when transactions expire; the system's clock when nil.
    ///   - random: Yields the identifiers of transactions.
    public init(
        executor: any StatementExecutor,
        limits: TransactionLimits = TransactionLimits(),
        clock: (@Sendable () -> EpochInstant)? = nil,
        random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
    ) {
        transactions = TransactionTable(
            limits, clock: clock ?? Self.systemClock, random: random)
        discovery = DiscoveryEndpoint()
        queries = QueryEndpoint(executor: executor, transactions: transactions)
        legacy = LegacyEndpoint(executor: executor, transactions: transactions)
    }

    /// Registers the endpoints.
    ///
    /// - Parameters:
    ///   - router: Where they are registered.
    ///   - placement: Where statements run; only those that are known to be brief may run inline.
    public func register(on router: inout Router, placement: Router.Placement = .worker) {
        discovery.register(on: &router)
        queries.register(on: &router, placement: placement)
        legacy.register(on: &router, placement: placement)
    }

    /// Rolls back transactions that were not used for too long.
    ///
    /// Requests that use transactions do so as well; this is for a timer, so that an idle server
    /// lets go of what they hold.
    public func expireTransactions() { transactions.expire() }

    private static let systemClock: @Sendable () -> EpochInstant = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return EpochInstant(
            seconds: Int64(time.tv_sec), nanoseconds: Int32(truncatingIfNeeded: time.tv_nsec))
    }
}

/// The databases that requests may name.
enum DatabaseName {
    private static let names: Set<String> = ["neo4j", "lexigraph"]

    /// Checks the database that a path names.
    static func check(_ path: [String: String]) throws(QueryFailure) {
        let name = path["database"] ?? ""
        if name != "neo4j", !names.contains(name.lowercased()) { throw .databaseNotFound(name) }
    }

    /// Checks the database for a statement: drivers ask the one for administration, which is not
    /// here, if the server is alive.
    static func check(
        _ path: [String: String], for statement: CypherStatement
    ) throws(QueryFailure) {
        do throws(QueryFailure) {
            try check(path)
        } catch {
            let isPing =
                path["database"]?.lowercased() == "system"
                && statement.text.lowercased() == "call db.ping()"
            if !isPing { throw error }
        }
    }
}
