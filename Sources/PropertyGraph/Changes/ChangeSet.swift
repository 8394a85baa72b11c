/// A node's labels and properties at one moment.
public struct NodeState: Hashable, Sendable {
    /// The labels, ascending.
    public var labels: [LabelID]
    /// The properties, ascending by key; no value is null.
    public var properties: [PropertyEntry]

    /// A state from its parts, which must be sorted.
    public init(labels: [LabelID], properties: [PropertyEntry]) {
        self.labels = labels
        self.properties = properties
    }
}

/// A relationship's type, ends and properties at one moment.
public struct RelationshipState: Hashable, Sendable {
    /// Its type.
    public var type: RelationshipTypeID
    /// Where it starts.
    public var start: NodeID
    /// Where it ends.
    public var end: NodeID
    /// The properties, ascending by key; no value is null.
    public var properties: [PropertyEntry]

    /// A state from its parts; the properties must be sorted.
    public init(
        type: RelationshipTypeID, start: NodeID, end: NodeID, properties: [PropertyEntry]
    ) {
        self.type = type
        self.start = start
        self.end = end
        self.properties = properties
    }
}

/// One property: its key and its value.
public struct PropertyEntry: Hashable, Sendable {
    /// The key.
    public var key: PropertyKeyID
    /// The value.
    public var value: Value

    /// A property from its parts.
    public init(_ key: PropertyKeyID, _ value: Value) {
        self.key = key
        self.value = value
    }
}

/// What happened to one node; `before` and `after` differ, nil where it does not exist.
public struct NodeChange: Hashable, Sendable {
    /// Which node.
    public var id: NodeID
    /// Its state before, nil when it was created.
    public var before: NodeState?
    /// Its state after, nil when it was deleted.
    public var after: NodeState?

    /// A change from its parts.
    public init(id: NodeID, before: NodeState?, after: NodeState?) {
        self.id = id
        self.before = before
        self.after = after
    }
}

/// What happened to one relationship; `before` and `after` differ, nil where it does not exist.
public struct RelationshipChange: Hashable, Sendable {
    /// Which relationship.
    public var id: RelationshipID
    /// Its state before, nil when it was created.
    public var before: RelationshipState?
    /// Its state after, nil when it was deleted.
    public var after: RelationshipState?

    /// A change from its parts.
    public init(id: RelationshipID, before: RelationshipState?, after: RelationshipState?) {
        self.id = id
        self.before = before
        self.after = after
    }
}

/// One change of the schema.
public enum SchemaChange: Hashable, Sendable {
    case createIndex(IndexDefinition)
    case dropIndex(IndexDefinition)
    case createConstraint(ConstraintDefinition)
    case dropConstraint(ConstraintDefinition)

    /// The change that undoes this one.
    package var inverse: SchemaChange {
        switch self {
        case .createIndex(let definition): .dropIndex(definition)
        case .dropIndex(let definition): .createIndex(definition)
        case .createConstraint(let definition): .dropConstraint(definition)
        case .dropConstraint(let definition): .createConstraint(definition)
        }
    }
}

/// Names that a transaction was the first to use, with their numbers.
public struct NewNames: Hashable, Sendable {
    /// Labels, ascending by number.
    public var labels: [(id: LabelID, name: String)] = []
    /// Relationship types, ascending by number.
    public var types: [(id: RelationshipTypeID, name: String)] = []
    /// Property keys, ascending by number.
    public var keys: [(id: PropertyKeyID, name: String)] = []

    /// No names.
    public init() {}

    /// Whether there are none.
    public var isEmpty: Bool { labels.isEmpty && types.isEmpty && keys.isEmpty }

    public static func == (left: NewNames, right: NewNames) -> Bool {
        left.labels.elementsEqual(right.labels, by: ==)
            && left.types.elementsEqual(right.types, by: ==)
            && left.keys.elementsEqual(right.keys, by: ==)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(labels.map(\.id))
        hasher.combine(types.map(\.id))
        hasher.combine(keys.map(\.id))
    }
}

/// Everything one transaction changed, exact and minimal, ascending by identity.
///
/// What ends as it began is not listed: a property set and restored, a node created and deleted.
public struct ChangeSet: Hashable, Sendable {
    /// The nodes that differ.
    public var nodes: [NodeChange]
    /// The relationships that differ.
    public var relationships: [RelationshipChange]
    /// The changes of the schema, in order.
    public var schema: [SchemaChange]
    /// Names first used here.
    public var names: NewNames
    /// The next node identity to be assigned afterwards.
    public var nextNodeID: UInt32
    /// The next relationship identity to be assigned afterwards.
    public var nextRelationshipID: UInt32

    /// A change set from its parts.
    public init(
        nodes: [NodeChange] = [],
        relationships: [RelationshipChange] = [],
        schema: [SchemaChange] = [],
        names: NewNames = NewNames(),
        nextNodeID: UInt32 = 0,
        nextRelationshipID: UInt32 = 0
    ) {
        self.nodes = nodes
        self.relationships = relationships
        self.schema = schema
        self.names = names
        self.nextNodeID = nextNodeID
        self.nextRelationshipID = nextRelationshipID
    }

    /// Whether nothing differs (identities used up in vain do not count).
    public var isEmpty: Bool {
        nodes.isEmpty && relationships.isEmpty && schema.isEmpty && names.isEmpty
    }

    /// The change set that leads back.
    ///
    /// Before and after are exchanged, the schema's changes inverted in reverse order. Names stay known and identities are not given back.
    package var inverse: ChangeSet {
        ChangeSet(
            nodes: nodes.map { NodeChange(id: $0.id, before: $0.after, after: $0.before) },
            relationships: relationships.map {
                RelationshipChange(id: $0.id, before: $0.after, after: $0.before)
            },
            schema: schema.reversed().map(\.inverse),
            nextNodeID: nextNodeID,
            nextRelationshipID: nextRelationshipID)
    }
}
