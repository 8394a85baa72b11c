internal import PropertyGraph

/// The stored form of one transaction in the change log.
///
/// The log keeps what was before: an entity's state after a transaction is its state before the
/// next one that touched it, or the state it has now. Created entities are listed as runs of
/// consecutive identities, so that bulk creation costs a few bytes.
///
///     record        = nodes relationships schema
///     nodes         = runs-of-created count (id deleted labels properties)*
///     relationships = runs-of-created count (id deleted type start end properties)*
///     deleted       = 1 when the transaction deleted the entity, else 0
struct ChangeLogEntry {
    private var createdNodes = IdentityRuns()
    private var createdRelationships = IdentityRuns()
    private var nodes = ByteWriter()
    private var nodeCount = 0
    private var relationships = ByteWriter()
    private var relationshipCount = 0
    private let schema: [SchemaChange]

    init(_ changes: ChangeSet) {
        schema = changes.schema
        for change in changes.nodes { add(change) }
        for change in changes.relationships { add(change) }
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
        nodeCount += 1
        nodes.write(unsigned: UInt64(change.id.rawValue))
        nodes.write(byte: change.after == nil ? 1 : 0)
        nodes.write(count: before.labels.count)
        for label in before.labels { nodes.write(unsigned: UInt64(label.rawValue)) }
        ValueCodec.write(before.properties, to: &nodes)
    }

    mutating func add(_ change: RelationshipChange) {
        guard let before = change.before else {
            createdRelationships.append(change.id.rawValue)
            return
        }
        relationshipCount += 1
        relationships.write(unsigned: UInt64(change.id.rawValue))
        relationships.write(byte: change.after == nil ? 1 : 0)
        relationships.write(unsigned: UInt64(before.type.rawValue))
        relationships.write(unsigned: UInt64(before.start.rawValue))
        relationships.write(unsigned: UInt64(before.end.rawValue))
        ValueCodec.write(before.properties, to: &relationships)
    }

    func encoded() -> [UInt8] {
        var writer = ByteWriter()
        createdNodes.write(to: &writer)
        writer.write(count: nodeCount)
        writer.write(bytes: nodes.bytes)
        createdRelationships.write(to: &writer)
        writer.write(count: relationshipCount)
        writer.write(bytes: relationships.bytes)
        writer.write(count: schema.count)
        for change in schema { SchemaCodec.write(change, to: &writer) }
        return writer.bytes
    }
}

/// Identities as runs of consecutive ones.
private struct IdentityRuns {
    private var runs: [(first: UInt32, count: UInt32)] = []

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
