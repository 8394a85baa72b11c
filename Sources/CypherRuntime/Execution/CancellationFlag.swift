import Synchronization

/// A switch by which another thread asks a running query to stop.
///
/// The query ends with a `limitExceeded` error at its next check, usually within a millisecond.
public final class CancellationFlag: Sendable {
    private let state = Atomic<Bool>(false)

    /// Makes a flag that is not set.
    public init() {}

    /// Asks the query to stop; it cannot be taken back.
    public func cancel() { state.store(true, ordering: .relaxed) }

    /// Whether `cancel` was called.
    public var isCancelled: Bool { state.load(ordering: .relaxed) }
}
