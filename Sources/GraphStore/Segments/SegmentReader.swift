internal import Crypto
internal import PropertyGraph
internal import SQLite

/// Reads what the segments of one transaction are, without what is in them.
struct SegmentReader {
    private let file: StoreFile

    init(_ file: StoreFile) {
        self.file = file
    }

    /// Takes the segments that a transaction made into a digest.
    ///
    /// - Complexity: O(bytes of the segments).
    func forEachDigest(of sequence: UInt64, _ hasher: StateHasher) throws(GraphError) {
        let number = SQLiteValue.integer(Int64(clamping: sequence))
        let labelSets = try labelSets()
        try file.forEachRow(
            "SELECT first_node, node_count, labels, content FROM node_segment WHERE sequence = ?1",
            [number]
        ) { row in
            hasher.addNodeSegment(
                first: UInt32(truncatingIfNeeded: row.integer(at: 0)),
                count: Int(clamping: max(0, row.integer(at: 1))),
                labels: labelSets[row.integer(at: 2)] ?? [], content: Self.digest(row))
        }
        try file.forEachRow(
            """
            SELECT first_relationship, relationship_count, type, content
            FROM relationship_segment WHERE sequence = ?1
            """, [number]
        ) { row in
            hasher.addRelationshipSegment(
                first: UInt32(truncatingIfNeeded: row.integer(at: 0)),
                count: Int(clamping: max(0, row.integer(at: 1))),
                type: RelationshipTypeID(UInt16(truncatingIfNeeded: row.integer(at: 2))),
                content: Self.digest(row))
        }
    }

    private static func digest(_ row: Statement) -> Digest {
        row.withBlob(at: 3) { (content: Span<UInt8>) in
            content.withUnsafeBufferPointer { bytes in
                let hash = SHA256()
                hash.update(UnsafeRawBufferPointer(bytes))
                return hash.finish()
            }
        }
    }

    private func labelSets() throws(GraphError) -> [Int64: [LabelID]] {
        var sets: [Int64: [LabelID]] = [:]
        try file.forEachRow("SELECT id, label FROM label_set ORDER BY id, label") { row in
            let label = LabelID(UInt16(truncatingIfNeeded: row.integer(at: 1)))
            sets[row.integer(at: 0), default: []].append(label)
        }
        return sets
    }
}
