public import CypherRuntime
public import PropertyGraph

/// How one query is to be run: its limits, its view and its clock.
public struct QueryOptions: Sendable {
    /// When the query has to be done; nil for no deadline.
    public var deadline: ContinuousClock.Instant?
    /// The most rows of the answer, one more being an error; nil for no limit.
    public var rowLimit: Int?
    /// The most bytes for computed values, groups, sorted rows and the like.
    public var memoryLimit: Int
    /// Set by another thread to stop the query.
    public var cancellation: CancellationFlag?
    /// Which nodes the caller may see.
    public var access: AccessView
    /// What `datetime()` and its kin read; nil for the system's clock.
    public var clock: (@Sendable () -> EpochInstant)?
    /// Whether rows and time are measured for each operator, as with `PROFILE`.
    public var profile: Bool

    /// The given options; by default everything is visible and 1 GiB may be used.
    public init(
        deadline: ContinuousClock.Instant? = nil,
        rowLimit: Int? = nil,
        memoryLimit: Int = 1 << 30,
        cancellation: CancellationFlag? = nil,
        access: AccessView = .all,
        clock: (@Sendable () -> EpochInstant)? = nil,
        profile: Bool = false
    ) {
        self.deadline = deadline
        self.rowLimit = rowLimit
        self.memoryLimit = memoryLimit
        self.cancellation = cancellation
        self.access = access
        self.clock = clock
        self.profile = profile
    }

    var limits: ExecutionLimits {
        ExecutionLimits(
            deadline: deadline, rows: rowLimit, memory: memoryLimit, cancellation: cancellation,
            access: access)
    }
}

/// The lasting settings of an engine.
public struct EngineConfiguration: Sendable {
    /// How many plans are kept.
    public var planCacheCapacity: Int
    /// Whether plans are rewritten to be faster; off only for comparison in tests.
    public var optimizes: Bool

    /// The given settings.
    public init(planCacheCapacity: Int = 1_000, optimizes: Bool = true) {
        self.planCacheCapacity = planCacheCapacity
        self.optimizes = optimizes
    }
}
