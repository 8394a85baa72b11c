internal import PropertyGraph

/// A node that a transaction changed or deleted, with what it was before.
struct LoggedNode: Sendable {
    var id: NodeID
    var isDeleted: Bool
    var before: NodeState
}

/// A relationship that a transaction changed or deleted, with what it was before.
struct LoggedRelationship: Sendable {
    var id: RelationshipID
    var isDeleted: Bool
    var before: RelationshipState
}

/// One transaction as the change log has it; see `ChangeLogEntry` for the bytes.
struct ChangeRecord: Sendable {
    /// What was made: runs of identities, ascending.
    var createdNodes: [Range<UInt32>] = []
    var createdRelationships: [Range<UInt32>] = []
    /// What was changed or deleted, ascending.
    var nodes: [LoggedNode] = []
    var relationships: [LoggedRelationship] = []
    var schema: [SchemaChange] = []
    var tail = LogTail()

    /// Reads a record; malformed bytes give an error and never a trap.
    ///
    /// - Complexity: O(bytes).
    init(_ bytes: Span<UInt8>) throws(DecodingFailure) {
        var reader = ByteReader()
        createdNodes = try Self.readRuns(bytes, with: &reader)
        for _ in 0..<(try reader.readCount(bytes)) {
            nodes.append(try Self.readNode(bytes, with: &reader))
        }
        createdRelationships = try Self.readRuns(bytes, with: &reader)
        for _ in 0..<(try reader.readCount(bytes)) {
            relationships.append(try Self.readRelationship(bytes, with: &reader))
        }
        for _ in 0..<(try reader.readCount(bytes)) {
            schema.append(try SchemaCodec.readChange(bytes, with: &reader))
        }
        // Entries of versions 1 and 2 end here.
        if !reader.isAtEnd(bytes) { tail = try LogTail.read(bytes, with: &reader) }
        guard reader.isAtEnd(bytes) else {
            throw DecodingFailure(reason: "it is longer than it should be")
        }
    }

    /// Whether the transaction made the node.
    func created(_ node: NodeID) -> Bool {
        createdNodes.contains { $0.contains(node.rawValue) }
    }

    /// Whether the transaction made the relationship.
    func created(_ relationship: RelationshipID) -> Bool {
        createdRelationships.contains { $0.contains(relationship.rawValue) }
    }

    private static func readRuns(
        _ bytes: Span<UInt8>, with reader: inout ByteReader
    ) throws(DecodingFailure) -> [Range<UInt32>] {
        var runs: [Range<UInt32>] = []
        for _ in 0..<(try reader.readCount(bytes)) {
            let first = try reader.readUInt32(bytes)
            let count = try reader.readUInt32(bytes)
            let (end, isTooLong) = first.addingReportingOverflow(count)
            guard !isTooLong else { throw DecodingFailure(reason: "an identity is too large") }
            runs.append(first..<end)
        }
        return runs
    }

    private static func readNode(
        _ bytes: Span<UInt8>, with reader: inout ByteReader
    ) throws(DecodingFailure) -> LoggedNode {
        let id = NodeID(try reader.readUInt32(bytes))
        let isDeleted = try reader.readByte(bytes) == 1
        var labels: [LabelID] = []
        for _ in 0..<(try reader.readCount(bytes)) {
            labels.append(LabelID(try readShort(bytes, with: &reader)))
        }
        return LoggedNode(
            id: id, isDeleted: isDeleted,
            before: NodeState(
                labels: labels,
                properties: try ValueCodec.readProperties(bytes, with: &reader)))
    }

    private static func readRelationship(
        _ bytes: Span<UInt8>, with reader: inout ByteReader
    ) throws(DecodingFailure) -> LoggedRelationship {
        let id = RelationshipID(try reader.readUInt32(bytes))
        let isDeleted = try reader.readByte(bytes) == 1
        let type = RelationshipTypeID(try readShort(bytes, with: &reader))
        let start = NodeID(try reader.readUInt32(bytes))
        let end = NodeID(try reader.readUInt32(bytes))
        return LoggedRelationship(
            id: id, isDeleted: isDeleted,
            before: RelationshipState(
                type: type, start: start, end: end,
                properties: try ValueCodec.readProperties(bytes, with: &reader)))
    }

    private static func readShort(
        _ bytes: Span<UInt8>, with reader: inout ByteReader
    ) throws(DecodingFailure) -> UInt16 {
        guard let number = UInt16(exactly: try reader.readUnsigned(bytes)) else {
            throw DecodingFailure(reason: "a name's number is too large")
        }
        return number
    }
}
