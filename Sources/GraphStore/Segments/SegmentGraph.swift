internal import PropertyGraph
internal import SQLite

/// One segment as a graph: its entities with their properties, and what these need to exist.
struct SegmentGraph {
    let graph: Graph
    /// The identities of the segment, ascending.
    let ids: [UInt32]
    /// The transaction that made it.
    let sequence: UInt64

    /// Reads a segment of nodes, or of relationships, by its first identity; nil when there is none.
    init?(_ file: StoreFile, isNodes: Bool, first key: Int64) throws(GraphError) {
        let builder = GraphBuilder()
        try Self.learnNames(file, builder)
        let columns =
            isNodes
            ? "sequence, node_count, 0, content FROM node_segment WHERE first_node"
            : "sequence, relationship_count, type, content FROM relationship_segment "
                + "WHERE first_relationship"
        var ids: [UInt32]?
        var sequence: UInt64 = 0
        try file.forEachRow("SELECT \(columns) = ?1", [.integer(key)]) {
            (row: Statement) throws(GraphError) in
            sequence = UInt64(clamping: row.integer(at: 0))
            let type = RelationshipTypeID(UInt16(truncatingIfNeeded: row.integer(at: 2)))
            let count = Int(clamping: max(0, row.integer(at: 1)))
            do throws(DecodingFailure) {
                ids = try row.blob(at: 3).withUnsafeBytesTyped {
                    (bytes) throws(DecodingFailure) in
                    try Self.read(bytes, count, isNodes ? nil : type, builder)
                }
            } catch {
                throw StorageErrors.damaged(error, "the segment from \(key)", path: file.path)
            }
        }
        guard let ids else { return nil }
        self.ids = ids
        self.sequence = sequence
        graph = try builder.finish(sequence: sequence)
    }

    private static func learnNames(
        _ file: StoreFile, _ builder: GraphBuilder
    ) throws(GraphError) {
        try file.forEachRow("SELECT kind, name FROM name ORDER BY kind, id") {
            (row: Statement) throws(GraphError) in
            switch row.text(at: 0) {
            case "label": _ = try builder.label(row.text(at: 1))
            case "type": _ = try builder.relationshipType(row.text(at: 1))
            default: _ = try builder.propertyKey(row.text(at: 1))
            }
        }
    }

    /// Reads the contents into the builder; a type says that they are relationships.
    private static func read(
        _ bytes: UnsafeRawBufferPointer, _ count: Int, _ type: RelationshipTypeID?,
        _ builder: GraphBuilder
    ) throws(DecodingFailure) -> [UInt32] {
        var decoder = SegmentDecoder(builder)
        try decoder.begin(bytes, count: count)
        let ids = decoder.ids
        var ends: [[UInt32]] = []
        if type != nil { ends = [try decoder.readEnds(), try decoder.readEnds()] }
        do throws(GraphError) {
            let rows: GraphBuilder.Rows
            if let type {
                for node in Set(ends.joined()) {
                    try builder.addNode(NodeID(node), labels: LabelSet(), cells: [])
                }
                rows = try builder.addRelationships(ids, type, starts: ends[0], ends: ends[1])
            } else {
                rows = try builder.addNodes(ids, labels: LabelSet())
            }
            do throws(DecodingFailure) {
                try decoder.readColumns { (key, cells) throws(GraphError) in
                    try builder.set(key, cells, in: rows)
                }
            } catch {
                throw .changeSetMismatch(error.reason)
            }
        } catch {
            throw DecodingFailure(reason: "\(error)")
        }
        return ids
    }
}

extension [UInt8] {
    /// Lends the bytes as raw memory.
    fileprivate func withUnsafeBytesTyped<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try span.withUnsafeBufferPointer { (bytes) throws(Failure) in
            try body(UnsafeRawBufferPointer(bytes))
        }
    }
}
