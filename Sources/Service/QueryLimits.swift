import Cypher

/// How far one query may go that comes over HTTP.
public struct QueryLimits: Hashable, Sendable {
    /// How long it may take.
    public var time: Duration

    /// The most bytes it may use for computed values, groups, sorted rows and its answer.
    public var memory: Int

    /// The given limits: by default a minute and 1 GiB.
    public init(time: Duration = .seconds(60), memory: Int = 1 << 30) {
        self.time = time
        self.memory = memory
    }

    /// The limits for a query that begins now.
    var options: QueryOptions {
        QueryOptions(deadline: .now + time, memoryLimit: memory)
    }
}
