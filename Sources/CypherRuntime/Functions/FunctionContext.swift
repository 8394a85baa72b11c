public import PropertyGraph

/// What a function may read besides its arguments.
public struct FunctionContext: Sendable {
    /// The graph that entities belong to, with the query's own writes so far.
    public var graph: Graph
    /// What stays the same during a statement.
    public let environment: FunctionEnvironment
    /// What the caller may see; only functions that find entities by number need it, since
    /// entities among the arguments are visible.
    public let access: AccessView

    /// Makes a context.
    public init(
        graph: Graph,
        environment: FunctionEnvironment,
        access: AccessView = .all
    ) {
        self.graph = graph
        self.environment = environment
        self.access = access
    }
}

/// What functions may read that stays the same during a statement: clocks, chance and limits.
public final class FunctionEnvironment: Sendable {
    /// When the transaction began; `datetime.transaction()`.
    public let transactionTime: EpochInstant
    /// When the statement began; `datetime()`, `timestamp()`.
    public let statementTime: EpochInstant
    /// Reads the clock anew; `datetime.realtime()`.
    public let realtime: @Sendable () -> EpochInstant
    /// The time zone of `date()`, `datetime()` and their kin where none is given.
    public let defaultZone: TimeZoneName
    /// The next 64 random bits; `rand()`, `randomUUID()`.
    public let random: @Sendable () -> UInt64
    /// The most elements that one call may put into a list, and the most bytes into a string.
    public let maximumListLength: Int
    /// The graph as the statement found it, where `type()` finds relationships deleted since.
    public let baseGraph: Graph?

    /// Makes an environment; without arguments, one whose clocks stand at the Unix epoch.
    public init(
        transactionTime: EpochInstant = .epoch,
        statementTime: EpochInstant = .epoch,
        realtime: (@Sendable () -> EpochInstant)? = nil,
        defaultZone: TimeZoneName = .utc,
        random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) },
        maximumListLength: Int = 5_000_000,
        baseGraph: Graph? = nil
    ) {
        self.transactionTime = transactionTime
        self.statementTime = statementTime
        self.realtime = realtime ?? { statementTime }
        self.defaultZone = defaultZone
        self.random = random
        self.maximumListLength = maximumListLength
        self.baseGraph = baseGraph
    }
}

/// A point in time: seconds since 1970-01-01T00:00Z and the nanoseconds after them.
public struct EpochInstant: Hashable, Sendable {
    /// Whole seconds since the epoch, rounded down.
    public var seconds: Int64
    /// Nanoseconds after the second, 0…999,999,999.
    public var nanoseconds: Int32

    /// Makes an instant.
    public init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// 1970-01-01T00:00Z.
    public static let epoch = EpochInstant(seconds: 0)
}
