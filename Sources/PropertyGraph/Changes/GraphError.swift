/// Why a graph refused.
public enum GraphError: Error, Hashable, Sendable {
    /// No such node in this version.
    case nodeNotFound(NodeID)
    /// No such relationship in this version.
    case relationshipNotFound(RelationshipID)
    /// A node that still has relationships cannot be deleted.
    case nodeHasRelationships(NodeID)
    /// An identity that is in use, or was, cannot be given to another.
    case identityInUse(UInt32)
    /// A constraint would be broken.
    case constraintViolation(ConstraintViolation)
    /// A constraint cannot be made because the data break it.
    case constraintCreationFailed(ConstraintViolation)
    /// The name of an index or constraint is taken.
    case schemaNameTaken(String)
    /// An index or constraint on the same target and keys exists, under the given name.
    case equivalentSchemaExists(String)
    /// No such index.
    case indexNotFound(String)
    /// No such constraint.
    case constraintNotFound(String)
    /// The index belongs to the named constraint and goes only with it.
    case indexOwnedByConstraint(index: String, constraint: String)
    /// This kind of schema object is not offered; the text says which.
    case schemaNotSupported(String)
    /// A name is empty, too long or holds a NUL.
    case invalidName(String)
    /// The kind of value named cannot be stored as a property.
    case valueNotStorable(String)
    /// A capacity named by `what` is used up.
    case limitExceeded(what: String, limit: UInt64)
    /// Another transaction changed the same things first. Transient: begin again.
    case conflict(String)
    /// The draft was committed or discarded before, or belongs to another database.
    case draftClosed
    /// A change set does not fit the graph it is applied to; the text says where.
    case changeSetMismatch(String)
    /// The durable store failed; see `StorageProblem`.
    case storage(StorageProblem, String)

    /// Whether the same work may succeed when begun again.
    public var isTransient: Bool {
        switch self {
        case .conflict: true
        case .storage(let problem, _): problem == .busy
        default: false
        }
    }
}

/// What is wrong with a durable store.
public enum StorageProblem: String, Hashable, Sendable {
    case busy
    case closed
    case damaged
    case full
    case inaccessible
    case newerVersion
    case readOnly
    case unknown
}

/// Which constraint is broken by what.
public struct ConstraintViolation: Hashable, Sendable {
    /// The constraint's name.
    public var constraint: String
    /// What it demands.
    public var kind: ConstraintKind
    /// The label or relationship type it is about.
    public var target: String
    /// Its keys.
    public var keys: [String]
    /// The offending values, in the order of the keys; null where missing.
    public var values: [Value]
    /// The entity that has the values already, if the constraint is about uniqueness.
    public var existing: UInt32?
    /// The types allowed, if the constraint is about types.
    public var propertyType: PropertyType?

    /// A violation from its parts.
    public init(
        constraint: String, kind: ConstraintKind, target: String, keys: [String],
        values: [Value], existing: UInt32?, propertyType: PropertyType? = nil
    ) {
        self.constraint = constraint
        self.kind = kind
        self.target = target
        self.keys = keys
        self.values = values
        self.existing = existing
        self.propertyType = propertyType
    }
}
