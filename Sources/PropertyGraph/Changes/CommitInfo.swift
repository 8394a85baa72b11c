/// Who made a transaction, when, why and through what.
public struct CommitInfo: Hashable, Sendable {
    /// The user or agent.
    public var actor: String
    /// Why, in the actor's words.
    public var reason: String?
    /// The way it came, such as `cli`, `http`, `import` or `agent`.
    public var source: String
    /// When it was asked for, in nanoseconds since 1970-01-01T00:00:00Z.
    public var time: Int64

    /// A transaction's circumstances.
    public init(actor: String, reason: String? = nil, source: String, time: Int64) {
        self.actor = actor
        self.reason = reason
        self.source = source
        self.time = time
    }
}

/// The proof of a commit.
public struct CommitReceipt: Hashable, Sendable {
    /// The transaction's number; that of the newest version when it changed nothing.
    public var sequence: UInt64
    /// Whether anything was changed and thus recorded.
    public var isRecorded: Bool

    /// A receipt.
    public init(sequence: UInt64, isRecorded: Bool = true) {
        self.sequence = sequence
        self.isRecorded = isRecorded
    }
}
