internal import Crypto
internal import PropertyGraph
internal import SQLite

/// Writes nodes and relationships that were made many at once as segments, a row for up to 4,096.
///
/// - Complexity: O(values), about a tenth of what a row for each would cost.
struct SegmentWriter {
    private let connection: Connection
    private let graph: Graph
    private let sequence: Int64
    private var encoder: SegmentEncoder
    private let state: StateHasher

    /// A writer into a file of what a graph has; `state` learns of each segment.
    init(_ connection: Connection, _ graph: Graph, _ state: StateHasher) {
        self.state = state
        self.connection = connection
        self.graph = graph
        sequence = Int64(clamping: graph.sequence)
        encoder = SegmentEncoder(graph)
    }

    /// What waits to become a segment.
    private struct Pending {
        var ids: [UInt32] = []
        var rows: [UInt32] = []
        var starts: [UInt32] = []
        var ends: [UInt32] = []
    }

    // MARK: Nodes

    /// Writes nodes of the graph, given in ascending order.
    mutating func write(
        nodes: [NodeID], labelSet: (LabelSet) throws(SQLiteError) -> Int64
    ) throws(SQLiteError) {
        var pending: [UInt32: Pending] = [:]
        var last: UInt32 = .max
        var current = Pending()
        for node in nodes {
            guard let (table, row) = graph.row(of: node) else { continue }
            if table != last {
                if last != .max { pending[last] = current }
                current = pending.removeValue(forKey: table) ?? Pending()
                last = table
            }
            current.ids.append(node.rawValue)
            current.rows.append(row)
            if current.ids.count == SegmentEncoder.rowLimit {
                try flush(&current, table, labelSet)
            }
        }
        if last != .max { pending[last] = current }
        for table in pending.keys.sorted() {
            if var left = pending[table] { try flush(&left, table, labelSet) }
        }
    }

    private mutating func flush(
        _ pending: inout Pending, _ number: UInt32,
        _ labelSet: (LabelSet) throws(SQLiteError) -> Int64
    ) throws(SQLiteError) {
        guard !pending.ids.isEmpty, let table = graph.table(numbered: number) else { return }
        encoder.begin(pending.ids)
        encoder.writeColumns(table, pending.rows)
        try insert(
            "INSERT INTO node_segment VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", pending.ids,
            try labelSet(table.labels))
        state.addNodeSegment(
            first: pending.ids[0], count: pending.ids.count, labels: Array(table.labels),
            content: SHA256.digest(of: encoder.writer.bytes))
        pending.ids.removeAll(keepingCapacity: true)
        pending.rows.removeAll(keepingCapacity: true)
    }

    // MARK: Relationships

    /// Writes relationships of the graph, given in ascending order.
    mutating func write(relationships: [RelationshipID]) throws(SQLiteError) {
        var pending: [RelationshipTypeID: Pending] = [:]
        var current = Pending()
        var last: RelationshipTypeID?
        for id in relationships {
            guard let record = graph.relationship(id), let row = graph.row(of: id) else {
                continue
            }
            if record.type != last {
                if let last { pending[last] = current }
                current = pending.removeValue(forKey: record.type) ?? Pending()
                last = record.type
            }
            current.ids.append(id.rawValue)
            current.rows.append(row)
            current.starts.append(record.start.rawValue)
            current.ends.append(record.end.rawValue)
            if current.ids.count == SegmentEncoder.rowLimit { try flush(&current, record.type) }
        }
        if let last { pending[last] = current }
        for type in pending.keys.sorted() {
            if var left = pending[type] { try flush(&left, type) }
        }
    }

    private mutating func flush(
        _ pending: inout Pending, _ type: RelationshipTypeID
    ) throws(SQLiteError) {
        guard !pending.ids.isEmpty, let table = graph.table(ofType: type) else { return }
        encoder.begin(pending.ids)
        encoder.write(ends: pending.starts)
        encoder.write(ends: pending.ends)
        encoder.writeColumns(table, pending.rows)
        try insert(
            "INSERT INTO relationship_segment VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", pending.ids,
            Int64(type.rawValue))
        state.addRelationshipSegment(
            first: pending.ids[0], count: pending.ids.count, type: type,
            content: SHA256.digest(of: encoder.writer.bytes))
        pending.ids.removeAll(keepingCapacity: true)
        pending.rows.removeAll(keepingCapacity: true)
        pending.starts.removeAll(keepingCapacity: true)
        pending.ends.removeAll(keepingCapacity: true)
    }

    private func insert(
        _ sql: String, _ ids: [UInt32], _ kind: Int64
    ) throws(SQLiteError) {
        let content = encoder.writer.bytes
        let checksum = content.withUnsafeBytes { SegmentChecksum.of($0) }
        try connection.withStatement(sql) { (statement: Statement) throws(SQLiteError) in
            try statement.bind(integer: Int64(ids.first ?? 0), at: 1)
            try statement.bind(integer: Int64(ids.last ?? 0), at: 2)
            try statement.bind(integer: Int64(ids.count), at: 3)
            try statement.bind(integer: kind, at: 4)
            try statement.bind(integer: sequence, at: 5)
            try statement.bind(integer: checksum, at: 6)
            try statement.bind(blob: content.span, at: 7)
            _ = try statement.step()
        }
    }
}
