internal import PropertyGraph
internal import SQLite

/// Loads the segments of a store file: all that no single row overrides.
struct SegmentLoader {
    private let file: StoreFile
    private let builder: GraphBuilder
    private var decoder: SegmentDecoder
    private var nodes = IdentitySet()
    private var relationships = IdentitySet()

    /// How far the segments reach; known once `begin` was called.
    private(set) var reach = SegmentReach()
    private var isPresent = false

    init(_ file: StoreFile, _ builder: GraphBuilder) {
        self.file = file
        self.builder = builder
        decoder = SegmentDecoder(builder)
    }

    /// Finds out what there is, and what of it was deleted.
    mutating func begin() throws(GraphError) {
        do throws(SQLiteError) {
            isPresent = try file.hasSegments()
        } catch {
            throw StorageErrors.translate(error, path: file.path)
        }
        guard isPresent else { return }
        var last: [Int64] = []
        try file.forEachRow(
            """
            SELECT max(last_node) FROM node_segment
            UNION ALL SELECT max(last_relationship) FROM relationship_segment
            """
        ) { last.append($0.isNull(at: 0) ? -1 : $0.integer(at: 0)) }
        let limits = last.map { UInt32(exactly: $0) }
        reach.include(
            nodes: limits[0].map { NodeID($0) }, relationships: limits[1].map { RelationshipID($0) }
        )
        nodes.limit = limits[0]
        relationships.limit = limits[1]
        var removed: (nodes: [UInt32], relationships: [UInt32]) = ([], [])
        try file.forEachRow("SELECT kind, id FROM removed") { row in
            let id = UInt32(truncatingIfNeeded: row.integer(at: 1))
            if row.text(at: 0) == "node" {
                removed.nodes.append(id)
            } else {
                removed.relationships.append(id)
            }
        }
        for id in removed.nodes { nodes.insert(id) }
        for id in removed.relationships { relationships.insert(id) }
    }

    /// Notes that a node has a row of its own.
    mutating func override(node: UInt32) { nodes.insert(node) }

    /// Notes that a relationship has a row of its own.
    mutating func override(relationship: UInt32) { relationships.insert(relationship) }

    // MARK: Loading

    /// Loads the nodes, given the sets of labels by their numbers in the file.
    func loadNodes(_ labelSets: [Int64: LabelSet]) throws(GraphError) {
        guard isPresent else { return }
        var decoder = decoder
        try file.forEachRow(
            """
            SELECT first_node, node_count, labels, checksum, content
            FROM node_segment ORDER BY first_node
            """
        ) { (row: Statement) throws(GraphError) in
            let place = "the segment from node \(row.integer(at: 0))"
            guard let labels = labelSets[row.integer(at: 2)] else {
                throw damaged(DecodingFailure(reason: "its labels are unknown"), place)
            }
            try load(row, place, &decoder) { (decoder, kept) throws(GraphError) in
                try builder.addNodes(kept.select(decoder.ids), labels: labels)
            } overridden: {
                nodes.contains($0)
            }
        }
    }

    /// Loads the relationships.
    func loadRelationships() throws(GraphError) {
        guard isPresent else { return }
        var decoder = decoder
        try file.forEachRow(
            """
            SELECT first_relationship, relationship_count, type, checksum, content
            FROM relationship_segment ORDER BY first_relationship
            """
        ) { (row: Statement) throws(GraphError) in
            let place = "the segment from relationship \(row.integer(at: 0))"
            guard let type = UInt16(exactly: row.integer(at: 2)) else {
                throw damaged(DecodingFailure(reason: "its type is out of range"), place)
            }
            try load(row, place, &decoder) { (decoder, kept) throws(GraphError) in
                let (starts, ends): ([UInt32], [UInt32])
                do throws(DecodingFailure) {
                    starts = try decoder.readEnds()
                    ends = try decoder.readEnds()
                } catch {
                    throw damaged(error, place)
                }
                return try builder.addRelationships(
                    kept.select(decoder.ids), RelationshipTypeID(type),
                    starts: kept.select(starts), ends: kept.select(ends))
            } overridden: {
                relationships.contains($0)
            }
        }
    }

    /// Which rows of a segment count.
    private struct Selection {
        /// Nil when all do.
        var places: [Int]?

        func select<Element>(_ elements: [Element]) -> [Element] {
            places.map { $0.map { elements[$0] } } ?? elements
        }
    }

    private func load(
        _ row: Statement, _ place: String, _ decoder: inout SegmentDecoder,
        add: (inout SegmentDecoder, Selection) throws(GraphError) -> GraphBuilder.Rows,
        overridden: (UInt32) -> Bool
    ) throws(GraphError) {
        let count = Int(clamping: max(0, row.integer(at: 1)))
        let checksum = row.integer(at: 3)
        do throws(DecodingFailure) {
            try row.withBlob(at: 4) { (content: Span<UInt8>) throws(DecodingFailure) in
                try content.withUnsafeBytesTyped { bytes throws(DecodingFailure) in
                    guard SegmentChecksum.of(bytes) == checksum else {
                        throw DecodingFailure(reason: "its checksum is wrong")
                    }
                    try decoder.begin(bytes, count: count)
                    var kept = Selection()
                    if decoder.ids.contains(where: overridden) {
                        kept.places = decoder.ids.indices.filter { !overridden(decoder.ids[$0]) }
                    }
                    let rows: GraphBuilder.Rows
                    do throws(GraphError) {
                        rows = try add(&decoder, kept)
                    } catch {
                        throw DecodingFailure(reason: "\(error)")
                    }
                    try decoder.readColumns { (key, cells) throws(GraphError) in
                        try builder.set(key, kept.select(cells), in: rows)
                    }
                }
            }
        } catch {
            throw damaged(error, place)
        }
    }

    private func damaged(_ failure: DecodingFailure, _ place: String) -> GraphError {
        StorageErrors.damaged(failure, place, path: file.path)
    }
}

/// Identities up to a limit, a bit for each.
private struct IdentitySet {
    /// The largest identity that matters; nil when none does.
    var limit: UInt32?
    private var words: [UInt64] = []

    mutating func insert(_ id: UInt32) {
        guard let limit, id <= limit else { return }
        let word = Int(id >> 6)
        if word >= words.count {
            words += [UInt64](repeating: 0, count: word + 1 - words.count)
        }
        words[word] |= 1 << UInt64(id & 63)
    }

    func contains(_ id: UInt32) -> Bool {
        let word = Int(id >> 6)
        return word < words.count && words[word] & 1 << UInt64(id & 63) != 0
    }
}

extension Span<UInt8> {
    /// Lends the bytes as raw memory.
    fileprivate func withUnsafeBytesTyped<Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        try withUnsafeBufferPointer { (bytes) throws(Failure) in
            try body(UnsafeRawBufferPointer(bytes))
        }
    }
}
