import CypherRuntime
import Dispatch
import HTTP
import PropertyGraph
import Synchronization

/// How long transactions stay open, and how many.
public struct TransactionLimits: Hashable, Sendable {
    /// The seconds after which a transaction that is not used is rolled back.
    public var lifetime: Int64
    /// The most transactions that are open at once.
    public var openTransactions: Int

    /// The given limits.
    public init(lifetime: Int64 = 60, openTransactions: Int = 100) {
        self.lifetime = lifetime
        self.openTransactions = openTransactions
    }
}

/// The transactions that clients have open, by identifier.
///
/// A transaction is lent to one request at a time; one that is not used for its lifetime is rolled
/// back. The identifier is all that a client needs to use a transaction, so it is random.
final class TransactionTable: Sendable {
    /// A transaction that is lent to a request.
    ///
    /// `@unchecked Sendable`: the table gives an entry to one request at a time (`isBusy`, under
    /// the table's lock), so `transaction` is never used by two threads at once.
    final class Lease: @unchecked Sendable {
        let id: String
        let transaction: any OpenTransaction
        fileprivate var isBusy = true
        fileprivate var expiry: Int64

        fileprivate init(_ id: String, _ transaction: any OpenTransaction, expiry: Int64) {
            self.id = id
            self.transaction = transaction
            self.expiry = expiry
        }
    }

    private let limits: TransactionLimits
    private let clock: @Sendable () -> EpochInstant
    private let random: @Sendable () -> UInt64
    private let leases = Mutex<[String: Lease]>([:])
    /// Whether a look at what has expired is planned.
    private let isWatched = Atomic(false)

    init(
        _ limits: TransactionLimits,
        clock: @escaping @Sendable () -> EpochInstant,
        random: @escaping @Sendable () -> UInt64
    ) {
        self.limits = limits
        self.clock = clock
        self.random = random
    }

    /// Enters a transaction that begins, lent to the caller.
    ///
    /// - Throws: a transient error when too many are open; nothing is begun then.
    func open(
        _ begin: () throws(QueryFailure) -> any OpenTransaction
    ) throws(QueryFailure) -> Lease {
        expire()
        guard leases.withLock({ $0.count }) < limits.openTransactions else {
            throw Self.tooMany(limits.openTransactions)
        }
        let transaction = try begin()
        let lease = Lease(newIdentifier(), transaction, expiry: nextExpiry)
        let isKept = leases.withLock { leases in
            guard leases.count < limits.openTransactions, leases[lease.id] == nil else {
                return false
            }
            leases[lease.id] = lease
            return true
        }
        if !isKept {
            transaction.rollback()
            throw Self.tooMany(limits.openTransactions)
        }
        watch()
        return lease
    }

    /// Plans a look at what has expired, for as long as transactions are open: a server without
    /// requests is to let go of them too.
    private func watch() {
        guard !isWatched.exchange(true, ordering: .relaxed) else { return }
        let pause = DispatchTimeInterval.seconds(Int(max(1, min(limits.lifetime, 3_600))))
        DispatchQueue.global().asyncAfter(deadline: .now() + pause) { [weak self] in
            guard let self else { return }
            isWatched.store(false, ordering: .relaxed)
            expire()
            if count > 0 { watch() }
        }
    }

    /// Lends a transaction.
    ///
    /// - Throws: an error when there is none, or when another request has it.
    func lend(_ id: String) throws(QueryFailure) -> Lease {
        expire()
        let found: (lease: Lease, isFree: Bool)? = leases.withLock { leases in
            guard let lease = leases[id] else { return nil }
            defer { lease.isBusy = true }
            return (lease, !lease.isBusy)
        }
        guard let found else { throw .transactionNotFound(id) }
        guard found.isFree else {
            throw QueryFailure(
                .conflict, "Neo.ClientError.Transaction.TransactionAccessedConcurrently",
                "Another request uses the transaction `\(id)` right now.")
        }
        return found.lease
    }

    /// Takes a transaction back, to be used again.
    ///
    /// - Returns: The second since the epoch at which it expires if it is not used before.
    func giveBack(_ lease: Lease) -> Int64 {
        leases.withLock { _ in
            lease.expiry = nextExpiry
            lease.isBusy = false
            return lease.expiry
        }
    }

    /// Forgets a transaction that its borrower has ended.
    func remove(_ lease: Lease) {
        leases.withLock { leases in _ = leases.removeValue(forKey: lease.id) }
    }

    /// Rolls back what has not been used for too long.
    func expire() {
        let now = clock().seconds
        let expired = leases.withLock { leases in
            let expired = leases.values.filter { !$0.isBusy && $0.expiry <= now }
            for lease in expired {
                lease.isBusy = true
                leases.removeValue(forKey: lease.id)
            }
            return expired
        }
        for lease in expired { lease.transaction.rollback() }
    }

    /// The number of open transactions.
    var count: Int { leases.withLock { $0.count } }

    private var nextExpiry: Int64 { clock().seconds + limits.lifetime }

    private func newIdentifier() -> String {
        let digits = String(random(), radix: 16)
        return String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
    }

    private static func tooMany(_ limit: Int) -> QueryFailure {
        QueryFailure(
            .serviceUnavailable, "Neo.TransientError.Transaction.MaximumTransactionLimitReached",
            "\(limit) transactions are open already. End some, or try again later.")
    }
}
