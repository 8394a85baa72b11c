import Synchronization

/// Whether a plan's runs are brief, as far as can be told from the last ones.
///
/// A plan that took longer than `limit` is not tried for the next few requests: parameters differ,
/// so a text that is slow for one may be quick for the next, but a text that is always slow should
/// cost no more than a rare attempt.
final class BriefRuns: Sendable {
    /// How long a brief run takes at most.
    static let limit: Duration = .milliseconds(1)
    /// How many bytes a brief run may use for computed values.
    static let memory = 4 << 20
    /// How many requests pass without an attempt after one that took too long.
    private static let pause = 64

    private let skipped = Atomic<Int>(0)

    /// Whether an attempt is worth making; counts the request otherwise.
    func begin() -> Bool {
        guard skipped.load(ordering: .relaxed) > 0 else { return true }
        skipped.subtract(1, ordering: .relaxed)
        return false
    }

    /// Notes a run that took too long.
    func noteOverrun() { skipped.store(Self.pause, ordering: .relaxed) }
}
