internal import PropertyGraph

/// The stored form of one transaction in the change log.
///
/// The log keeps what was before: an entity's state after a transaction is its state before the
/// next one that touched it, or the state it has now. Created entities are listed as runs of
/// consecutive identities, so that bulk creation costs a few bytes.
///
///     record    = nodes relationships schema
///     nodes     = runs-of-created count (id flags state-before)*
///     flags     = 1 when the entity was deleted, else 0
enum ChangeCodec {
    static func encode(_ changes: ChangeSet) -> [UInt8] {
        var writer = ByteWriter()
        write(created: changes.nodes.filter { $0.before == nil }.map(\.id.rawValue), to: &writer)
        let nodes = changes.nodes.filter { $0.before != nil }
        writer.write(count: nodes.count)
        for change in nodes {
            guard let before = change.before else { continue }
            writer.write(unsigned: UInt64(change.id.rawValue))
            writer.write(byte: change.after == nil ? 1 : 0)
            writer.write(count: before.labels.count)
            for label in before.labels { writer.write(unsigned: UInt64(label.rawValue)) }
            ValueCodec.write(before.properties, to: &writer)
        }
        let created = changes.relationships.filter { $0.before == nil }.map(\.id.rawValue)
        write(created: created, to: &writer)
        let relationships = changes.relationships.filter { $0.before != nil }
        writer.write(count: relationships.count)
        for change in relationships {
            guard let before = change.before else { continue }
            writer.write(unsigned: UInt64(change.id.rawValue))
            writer.write(byte: change.after == nil ? 1 : 0)
            writer.write(unsigned: UInt64(before.type.rawValue))
            writer.write(unsigned: UInt64(before.start.rawValue))
            writer.write(unsigned: UInt64(before.end.rawValue))
            ValueCodec.write(before.properties, to: &writer)
        }
        writer.write(count: changes.schema.count)
        for change in changes.schema { SchemaCodec.write(change, to: &writer) }
        return writer.bytes
    }

    private static func write(created identities: [UInt32], to writer: inout ByteWriter) {
        var runs: [(first: UInt32, count: UInt32)] = []
        for identity in identities {
            if let last = runs.last, last.first &+ last.count == identity {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((identity, 1))
            }
        }
        writer.write(count: runs.count)
        for run in runs {
            writer.write(unsigned: UInt64(run.first))
            writer.write(unsigned: UInt64(run.count))
        }
    }
}
