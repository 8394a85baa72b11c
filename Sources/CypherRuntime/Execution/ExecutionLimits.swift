public import PropertyGraph

/// How far one execution may go, and what it may see.
public struct ExecutionLimits: Sendable {
    /// When the query has to be done; nil for no deadline.
    public var deadline: ContinuousClock.Instant?
    /// The most rows of the answer; nil for no limit.
    public var rows: Int?
    /// The most bytes for computed values, groups, sorted rows and the like.
    public var memory: Int
    /// Set by another thread to stop the query.
    public var cancellation: CancellationFlag?
    /// Which nodes the caller may see.
    public var access: AccessView

    /// The given limits; by default only memory is bounded, to 1 GiB.
    public init(
        deadline: ContinuousClock.Instant? = nil,
        rows: Int? = nil,
        memory: Int = 1 << 30,
        cancellation: CancellationFlag? = nil,
        access: AccessView = .all
    ) {
        self.deadline = deadline
        self.rows = rows
        self.memory = memory
        self.cancellation = cancellation
        self.access = access
    }
}
