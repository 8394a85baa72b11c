internal import Crypto
internal import PropertyGraph

/// Computes the digest of a state, or of what a transaction touched of it.
///
/// Bytes go in a fixed order: new names (labels, types, keys), the schema if it is a whole state,
/// nodes and relationships ascending by identity, then segments: those of nodes and then those of
/// relationships, ascending by their first identity. Every item says where it ends, so that
/// different states have different bytes. Equal values have equal bytes.
final class StateHasher {
    private let hash = SHA256()
    private var writer = ByteWriter()
    private var segments: [SegmentKey: [UInt8]] = [:]

    private struct SegmentKey: Hashable, Comparable {
        let isRelationship: Bool
        let first: UInt32
        let kind: [UInt64]

        static func < (left: SegmentKey, right: SegmentKey) -> Bool {
            if left.isRelationship != right.isRelationship { return right.isRelationship }
            if left.first != right.first { return left.first < right.first }
            return left.kind.lexicographicallyPrecedes(right.kind)
        }
    }

    /// Takes in names with their numbers.
    func add(_ names: NewNames) {
        for entry in names.labels { add(1, UInt64(entry.id.rawValue), entry.name) }
        for entry in names.types { add(2, UInt64(entry.id.rawValue), entry.name) }
        for entry in names.keys { add(3, UInt64(entry.id.rawValue), entry.name) }
    }

    private func add(_ kind: UInt8, _ number: UInt64, _ name: String) {
        writer.write(byte: kind)
        writer.write(unsigned: number)
        writer.write(text: name)
        drain()
    }

    /// Takes in the declared indexes and constraints.
    func add(indexes: [IndexDefinition], constraints: [ConstraintDefinition]) {
        for index in indexes.sorted(by: { $0.name < $1.name }) where index.constraint == nil {
            writer.write(byte: 4)
            writer.write(bytes: SchemaCodec.encode(index))
        }
        for constraint in constraints.sorted(by: { $0.name < $1.name }) {
            writer.write(byte: 5)
            writer.write(bytes: SchemaCodec.encode(constraint))
        }
        drain()
    }

    /// Takes in a node; nil when it does not exist.
    func add(_ node: NodeID, _ state: NodeState?) {
        begin(6, node.rawValue, exists: state != nil)
        if let state {
            write(state.labels)
            ValueCodec.write(state.properties, to: &writer)
        }
        drain()
    }

    /// Takes in a node whose properties are encoded already.
    func add(_ node: NodeID, _ labels: [LabelID], properties: [UInt8]) {
        begin(6, node.rawValue, exists: true)
        write(labels)
        writer.write(bytes: properties)
        drain()
    }

    /// Takes in a relationship; nil when it does not exist.
    func add(_ relationship: RelationshipID, _ state: RelationshipState?) {
        begin(7, relationship.rawValue, exists: state != nil)
        if let state {
            write(state)
            ValueCodec.write(state.properties, to: &writer)
        }
        drain()
    }

    /// Takes in a relationship whose properties are encoded already.
    func add(
        _ relationship: RelationshipID, _ state: RelationshipState, properties: [UInt8]
    ) {
        begin(7, relationship.rawValue, exists: true)
        write(state)
        writer.write(bytes: properties)
        drain()
    }

    /// Takes in a segment of nodes.
    func addNodeSegment(first: UInt32, count: Int, labels: [LabelID], content: Digest) {
        add(false, first, count, labels.map { UInt64($0.rawValue) }, content)
    }

    /// Takes in a segment of relationships.
    func addRelationshipSegment(
        first: UInt32, count: Int, type: RelationshipTypeID, content: Digest
    ) {
        add(true, first, count, [UInt64(type.rawValue)], content)
    }

    private func add(
        _ isRelationship: Bool, _ first: UInt32, _ count: Int, _ kind: [UInt64],
        _ content: Digest
    ) {
        var writer = ByteWriter()
        writer.write(byte: isRelationship ? 9 : 8)
        writer.write(unsigned: UInt64(first))
        writer.write(count: count)
        writer.write(count: kind.count)
        for number in kind { writer.write(unsigned: number) }
        writer.write(bytes: content.bytes)
        segments[SegmentKey(isRelationship: isRelationship, first: first, kind: kind)] =
            writer.bytes
    }

    private func begin(_ kind: UInt8, _ id: UInt32, exists: Bool) {
        writer.write(byte: kind)
        writer.write(unsigned: UInt64(id))
        writer.write(byte: exists ? 1 : 0)
    }

    private func write(_ labels: [LabelID]) {
        writer.write(count: labels.count)
        for label in labels { writer.write(unsigned: UInt64(label.rawValue)) }
    }

    private func write(_ state: RelationshipState) {
        writer.write(unsigned: UInt64(state.type.rawValue))
        writer.write(unsigned: UInt64(state.start.rawValue))
        writer.write(unsigned: UInt64(state.end.rawValue))
    }

    private func drain() {
        guard writer.bytes.count >= 1 << 14 else { return }
        hash.update(writer.bytes)
        writer.clear()
    }

    /// The digest of everything that was taken in.
    func finish() -> Digest {
        hash.update(writer.bytes)
        writer.clear()
        for key in segments.keys.sorted() { hash.update(segments[key] ?? []) }
        segments = [:]
        return hash.finish()
    }
}
