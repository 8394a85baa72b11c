internal import Crypto
public import PropertyGraph

/// One transaction in the change log.
public struct LogEntry: Hashable, Sendable {
    /// Its number.
    public let sequence: UInt64
    /// Who made it, when, why and through what.
    public let info: CommitInfo
    /// How much it changed.
    public let counts: ChangeCounts
    /// Its link in the chain of digests, in hexadecimal.
    public let digest: String
    /// The transaction that erased values from it or folded others into it.
    public let rewrittenBy: UInt64?

    init(_ row: StoredLogRow, _ record: ChangeRecord) {
        sequence = row.sequence
        info = row.row.info
        digest = row.digest.description
        rewrittenBy = row.rewritten
        counts = ChangeCounts(record)
    }
}

/// How much a transaction changed.
public struct ChangeCounts: Hashable, Sendable {
    public let nodesCreated: Int
    public let nodesChanged: Int
    public let nodesDeleted: Int
    public let relationshipsCreated: Int
    public let relationshipsChanged: Int
    public let relationshipsDeleted: Int
    /// Indexes and constraints that were made or dropped.
    public let schemaChanges: Int

    init(_ record: ChangeRecord) {
        nodesCreated = record.createdNodes.reduce(0) { $0 + $1.count }
        nodesDeleted = record.nodes.count { $0.isDeleted }
        nodesChanged = record.nodes.count - nodesDeleted
        relationshipsCreated = record.createdRelationships.reduce(0) { $0 + $1.count }
        relationshipsDeleted = record.relationships.count { $0.isDeleted }
        relationshipsChanged = record.relationships.count - relationshipsDeleted
        schemaChanges = record.schema.count
    }
}

/// Which entries of the log are wanted.
public struct LogQuery: Hashable, Sendable {
    /// The most that are given.
    public var limit: Int
    /// Only those of this actor.
    public var actor: String?
    /// Only those not before this time, in nanoseconds since 1970.
    public var since: Int64?
    /// Only those after this number.
    public var after: UInt64
    /// Only those up to this number.
    public var through: UInt64

    /// The newest entries.
    public init(
        limit: Int, actor: String? = nil, since: Int64? = nil, after: UInt64 = 0,
        through: UInt64 = .max
    ) {
        self.limit = limit
        self.actor = actor
        self.since = since
        self.after = after
        self.through = through
    }
}

/// What one transaction did to one node or relationship.
public struct EntityVersion<State: Hashable & Sendable>: Hashable, Sendable {
    /// The transaction.
    public let entry: LogEntry
    /// What the entity was before; nil when the transaction made it.
    public let before: State?
    /// What it was afterwards; nil when the transaction deleted it.
    public let after: State?
}
