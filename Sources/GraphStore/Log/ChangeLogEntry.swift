internal import PropertyGraph

/// The stored form of one transaction in the change log.
///
/// The log keeps what was before: an entity's state after a transaction is its state before the
/// next one that touched it, or the state it has now. Created entities are listed as runs of
/// consecutive identities, so that bulk creation costs a few bytes.
///
///     record        = nodes relationships schema tail
///     nodes         = runs-of-created count (id deleted labels properties)*
///     relationships = runs-of-created count (id deleted type start end properties)*
///     deleted       = 1 when the transaction deleted the entity, else 0
///     tail          = labels types keys traits notes
///
/// `labels`, `types` and `keys` say how many names there were afterwards, `traits` is that of
/// `LogTraits`, and `notes` are of `LogNote`.
struct ChangeLogEntry {
    private var createdNodes = IdentityRuns()
    private var createdRelationships = IdentityRuns()
    private var nodes = ByteWriter()
    private var nodeCount = 0
    private var relationships = ByteWriter()
    private var relationshipCount = 0
    private let schema: [SchemaChange]

    /// An entry that says nothing but what changed in the schema.
    init(schema: [SchemaChange]) {
        self.schema = schema
    }

    init(_ changes: ChangeSet) {
        self.init(schema: changes.schema)
        for change in changes.nodes { add(change) }
        for change in changes.relationships { add(change) }
    }

    /// The entry that a record was read from.
    init(_ record: ChangeRecord) {
        self.init(schema: record.schema)
        createdNodes = IdentityRuns(record.createdNodes)
        createdRelationships = IdentityRuns(record.createdRelationships)
        for node in record.nodes { add(node) }
        for relationship in record.relationships { add(relationship) }
    }

    /// Notes a node that the transaction made.
    mutating func addCreated(_ node: NodeID) {
        createdNodes.append(node.rawValue)
    }

    /// Notes a relationship that the transaction made.
    mutating func addCreated(_ relationship: RelationshipID) {
        createdRelationships.append(relationship.rawValue)
    }

    mutating func add(_ change: NodeChange) {
        guard let before = change.before else {
            createdNodes.append(change.id.rawValue)
            return
        }
        add(LoggedNode(id: change.id, isDeleted: change.after == nil, before: before))
    }

    mutating func add(_ change: RelationshipChange) {
        guard let before = change.before else {
            createdRelationships.append(change.id.rawValue)
            return
        }
        add(LoggedRelationship(id: change.id, isDeleted: change.after == nil, before: before))
    }

    private mutating func add(_ node: LoggedNode) {
        nodeCount += 1
        nodes.write(unsigned: UInt64(node.id.rawValue))
        nodes.write(byte: node.isDeleted ? 1 : 0)
        nodes.write(count: node.before.labels.count)
        for label in node.before.labels { nodes.write(unsigned: UInt64(label.rawValue)) }
        ValueCodec.write(node.before.properties, to: &nodes)
    }

    private mutating func add(_ relationship: LoggedRelationship) {
        relationshipCount += 1
        relationships.write(unsigned: UInt64(relationship.id.rawValue))
        relationships.write(byte: relationship.isDeleted ? 1 : 0)
        relationships.write(unsigned: UInt64(relationship.before.type.rawValue))
        relationships.write(unsigned: UInt64(relationship.before.start.rawValue))
        relationships.write(unsigned: UInt64(relationship.before.end.rawValue))
        ValueCodec.write(relationship.before.properties, to: &relationships)
    }

    /// The bytes, with a tail.
    func encoded(_ tail: LogTail) -> [UInt8] {
        var writer = ByteWriter()
        createdNodes.write(to: &writer)
        writer.write(count: nodeCount)
        writer.write(bytes: nodes.bytes)
        createdRelationships.write(to: &writer)
        writer.write(count: relationshipCount)
        writer.write(bytes: relationships.bytes)
        writer.write(count: schema.count)
        for change in schema { SchemaCodec.write(change, to: &writer) }
        tail.write(to: &writer)
        return writer.bytes
    }
}

/// Identities as runs of consecutive ones.
private struct IdentityRuns {
    private var runs: [(first: UInt32, count: UInt32)] = []

    init() {}

    init(_ ranges: [Range<UInt32>]) {
        runs = ranges.map { ($0.lowerBound, UInt32($0.count)) }
    }

    mutating func append(_ identity: UInt32) {
        if let last = runs.last, last.first &+ last.count == identity {
            runs[runs.count - 1].count += 1
        } else {
            runs.append((identity, 1))
        }
    }

    func write(to writer: inout ByteWriter) {
        writer.write(count: runs.count)
        for run in runs {
            writer.write(unsigned: UInt64(run.first))
            writer.write(unsigned: UInt64(run.count))
        }
    }
}
