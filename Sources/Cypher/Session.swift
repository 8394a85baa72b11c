import CypherRuntime
import CypherSyntax
import PropertyGraph

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// What one statement is run with; an object, since its many references would be counted anew with
/// every copy.
final class Session {
    let graph: Graph
    let draft: Draft?
    let parameters: [String: Value]
    let options: QueryOptions
    /// Commits between batches; nil when the draft is the caller's.
    let transactions: TransactionControl?

    init(
        graph: Graph, draft: Draft?, _ parameters: [String: Value], _ options: QueryOptions,
        _ transactions: TransactionControl? = nil
    ) {
        self.transactions = transactions
        self.graph = graph
        self.draft = draft
        self.parameters = parameters
        self.options = options
    }

    /// Clocks and limits for functions; the statement's time is read once.
    var environment: FunctionEnvironment {
        let clock = options.clock ?? Self.systemClock
        let now = clock()
        return FunctionEnvironment(
            transactionTime: now, statementTime: now, realtime: clock,
            maximumListLength: max(1, min(10_000_000, options.memoryLimit / 24)),
            baseGraph: draft == nil ? nil : graph)
    }

    private static let systemClock: @Sendable () -> EpochInstant = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return EpochInstant(
            seconds: Int64(time.tv_sec), nanoseconds: Int32(truncatingIfNeeded: time.tv_nsec))
    }
}
