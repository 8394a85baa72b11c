internal import PropertyGraph
internal import SQLite

/// Takes entities that had erased values out of the segments; whatever they are now, rows of their
/// own tell of it.
struct SegmentErasure {
    private let file: StoreFile
    private let erasure: LogErasure

    init(_ file: StoreFile, _ erasure: LogErasure) {
        self.file = file
        self.erasure = erasure
    }

    /// Rewrites the segments that have to be.
    ///
    /// - Returns: The transactions that made them.
    /// - Complexity: O(bytes of the segments), and the entities of those that hold the values.
    func run() throws(GraphError) -> Set<UInt64> {
        var changed: Set<UInt64> = []
        for kind in ["node", "relationship"] {
            var keys: [Int64] = []
            try file.forEachRow(
                "SELECT first_\(kind), last_\(kind), content FROM \(kind)_segment"
            ) { row in
                if mayChange(row, isNodes: kind == "node") { keys.append(row.integer(at: 0)) }
            }
            for key in keys {
                if let sequence = try rewrite(kind, key) { changed.insert(sequence) }
            }
        }
        return changed
    }

    private func mayChange(_ row: Statement, isNodes: Bool) -> Bool {
        let first = UInt32(clamping: row.integer(at: 0))
        let last = max(first, UInt32(clamping: row.integer(at: 1)))
        return row.withBlob(at: 2) { (content: Span<UInt8>) in
            content.withUnsafeBufferPointer { bytes in
                let content = UnsafeRawBufferPointer(bytes)
                return isNodes
                    ? erasure.mayChange(nodes: first...last, content)
                    : erasure.mayChange(relationships: content)
            }
        }
    }

    /// Rewrites one segment if it has to be; answers the transaction that made it.
    private func rewrite(_ kind: String, _ key: Int64) throws(GraphError) -> UInt64? {
        let isNodes = kind == "node"
        guard let loaded = try SegmentGraph(file, isNodes: isNodes, first: key) else { return nil }
        let graph = loaded.graph
        let kept = loaded.ids.filter { id in
            isNodes
                ? erasure.replacement(
                    for: NodeID(id), graph.properties(of: NodeID(id))) == nil
                : erasure.replacement(
                    for: RelationshipID(id), graph.properties(of: RelationshipID(id))) == nil
        }
        guard kept.count < loaded.ids.count else { return nil }
        guard !kept.isEmpty else {
            try file.execute(
                "DELETE FROM \(kind)_segment WHERE first_\(kind) = ?1", [.integer(key)])
            return loaded.sequence
        }
        let content = try isNodes ? nodes(kept, graph) : relationships(kept, graph)
        let checksum = content.withUnsafeBytes { SegmentChecksum.of($0) }
        try file.execute(
            """
            UPDATE \(kind)_segment SET \(kind)_count = ?1, checksum = ?2, content = ?3
            WHERE first_\(kind) = ?4
            """,
            [.integer(Int64(kept.count)), .integer(checksum), .blob(content), .integer(key)])
        return loaded.sequence
    }

    private func nodes(_ ids: [UInt32], _ graph: Graph) throws(GraphError) -> [UInt8] {
        var encoder = SegmentEncoder(graph)
        let places = ids.compactMap { graph.row(of: NodeID($0)) }
        guard let number = places.first?.table, let table = graph.table(numbered: number) else {
            throw Self.lost
        }
        encoder.begin(ids)
        encoder.writeColumns(table, places.map(\.row))
        return encoder.writer.bytes
    }

    private func relationships(_ ids: [UInt32], _ graph: Graph) throws(GraphError) -> [UInt8] {
        var encoder = SegmentEncoder(graph)
        let records = ids.compactMap { graph.relationship(RelationshipID($0)) }
        guard let type = records.first?.type, let table = graph.table(ofType: type) else {
            throw Self.lost
        }
        encoder.begin(ids)
        encoder.write(ends: records.map(\.start.rawValue))
        encoder.write(ends: records.map(\.end.rawValue))
        encoder.writeColumns(table, ids.compactMap { graph.row(of: RelationshipID($0)) })
        return encoder.writer.bytes
    }

    private static let lost = GraphError.changeSetMismatch("a segment lost its contents")
}
