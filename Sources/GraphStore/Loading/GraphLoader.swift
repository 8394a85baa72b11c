internal import Crypto
internal import PropertyGraph
internal import SQLite

/// Reads a whole graph out of a store file.
///
/// - Complexity: O(nodes + relationships) rows, read once in order of identity; adjacency and
///   indexes are built at the end by sorting.
struct GraphLoader {
    private let connection: Connection
    private let path: String
    private let file: StoreFile
    private let builder = GraphBuilder()

    init(_ file: StoreFile) {
        self.file = file
        connection = file.connection
        path = file.path
    }

    /// The graph as of one moment, and what else a writer needs to know of the file.
    func load() throws(GraphError) -> StoreContents {
        try run("BEGIN")
        let result: Result<StoreContents, GraphError>
        do throws(GraphError) {
            try checkPages()
            result = .success(try loadInTransaction())
        } catch {
            result = .failure(error)
        }
        try run("COMMIT")
        return try result.get()
    }

    /// The same in a transaction that the caller has begun.
    func loadInTransaction() throws(GraphError) -> StoreContents {
        try loadNames()
        let labelSets = try loadLabelSets()
        var segments = SegmentLoader(file, builder)
        try segments.begin()
        try loadNodes(labelSets) { segments.override(node: $0) }
        try segments.loadNodes(labelSets)
        try loadRelationships { segments.override(relationship: $0) }
        try segments.loadRelationships()
        try loadSchema()
        return StoreContents(
            graph: try finish(), labelSets: try Self.inverted(labelSets),
            segments: segments.reach, digest: try lastDigest())
    }

    private static func inverted(
        _ labelSets: [Int64: LabelSet]
    ) throws(GraphError) -> [[LabelID]: Int64] {
        var inverted: [[LabelID]: Int64] = [:]
        for (id, labels) in labelSets where id != 0 { inverted[Array(labels)] = id }
        return inverted
    }

    /// Looks whether SQLite's own structures are whole: a damaged page may hide rows.
    private func checkPages() throws(GraphError) {
        do throws(SQLiteError) {
            if let problem = try connection.integrityProblems(limit: 1, quick: true).first {
                throw SQLiteError(damage: problem)
            }
            // SQLite takes what is missing of the last page for zeros.
            let size = FileIdentity.size(of: path)
            let page = try connection.pragma("page_size")?.integer ?? 0
            guard page > 0, size % page == 0 else {
                throw SQLiteError(damage: "the end of its last page is missing")
            }
        } catch {
            throw StorageErrors.translate(error, path: path)
        }
    }

    // MARK: Rows

    private func run(_ sql: String) throws(GraphError) {
        do throws(SQLiteError) {
            try connection.run(sql)
        } catch {
            throw StorageErrors.translate(error, path: path)
        }
    }

    private func forEachRow(
        _ sql: String, _ body: (Statement) throws(GraphError) -> Void
    ) throws(GraphError) {
        try file.forEachRow(sql, [], body)
    }

    private func damaged(_ place: String, _ reason: String) -> GraphError {
        StorageErrors.damaged(DecodingFailure(reason: reason), place, path: path)
    }

    /// An identity in a column, checked.
    private func identity(
        _ statement: Statement,
        _ column: Int,
        _ place: String
    ) throws(GraphError) -> UInt32 {
        guard let id = UInt32(exactly: statement.integer(at: column)) else {
            throw damaged(place, "an identity is out of range")
        }
        return id
    }

    // MARK: Names

    private func loadNames() throws(GraphError) {
        try forEachRow("SELECT kind, id, name FROM name ORDER BY kind, id") {
            (row: Statement) throws(GraphError) in
            let name = row.text(at: 2)
            let number: Int64
            do throws(GraphError) {
                number =
                    switch row.text(at: 0) {
                    case "label": Int64(try builder.label(name).rawValue)
                    case "type": Int64(try builder.relationshipType(name).rawValue)
                    default: Int64(try builder.propertyKey(name).rawValue)
                    }
            } catch {
                throw damaged("the name `\(name)`", "\(error)")
            }
            guard number == row.integer(at: 1) else {
                throw damaged("the name `\(name)`", "its number is not the next one")
            }
        }
    }

    private func loadLabelSets() throws(GraphError) -> [Int64: LabelSet] {
        var members: [Int64: [LabelID]] = [0: []]
        try forEachRow("SELECT id, label FROM label_set ORDER BY id, label") {
            (row: Statement) throws(GraphError) in
            guard let label = UInt16(exactly: row.integer(at: 1)) else {
                throw damaged("a set of labels", "a label's number is out of range")
            }
            members[row.integer(at: 0), default: []].append(LabelID(label))
        }
        return members.mapValues { LabelSet($0) }
    }

    // MARK: Entities

    private func loadNodes(
        _ labelSets: [Int64: LabelSet], _ found: (UInt32) -> Void
    ) throws(GraphError) {
        try forEachRow("SELECT id, labels, properties FROM node ORDER BY id") {
            (row: Statement) throws(GraphError) in
            let id = try identity(row, 0, "a node")
            guard let labels = labelSets[row.integer(at: 1)] else {
                throw damaged("node \(id)", "its labels are unknown")
            }
            let cells = try self.cells(row, 2, "node \(id)")
            found(id)
            do throws(GraphError) {
                try builder.addNode(NodeID(id), labels: labels, cells: cells)
            } catch {
                throw damaged("node \(id)", "\(error)")
            }
        }
    }

    private func loadRelationships(_ found: (UInt32) -> Void) throws(GraphError) {
        try forEachRow(
            """
            SELECT id, type, start_node, end_node, properties FROM relationship ORDER BY id
            """
        ) { (row: Statement) throws(GraphError) in
            let id = try identity(row, 0, "a relationship")
            let place = "relationship \(id)"
            guard let type = UInt16(exactly: row.integer(at: 1)) else {
                throw damaged(place, "its type is out of range")
            }
            let start = try identity(row, 2, place)
            let end = try identity(row, 3, place)
            let cells = try self.cells(row, 4, place)
            found(id)
            do throws(GraphError) {
                try builder.addRelationship(
                    RelationshipID(id),
                    RelationshipTypeID(type),
                    from: NodeID(start),
                    to: NodeID(end),
                    cells: cells
                )
            } catch {
                throw damaged(place, "\(error)")
            }
        }
    }

    private func cells(
        _ row: Statement,
        _ column: Int,
        _ place: String
    ) throws(GraphError) -> [(key: PropertyKeyID, cell: Cell)] {
        let properties: [PropertyEntry]
        do throws(DecodingFailure) {
            properties = try row.withBlob(at: column) {
                (bytes: Span<UInt8>) throws(DecodingFailure) in
                var reader = ByteReader()
                return try ValueCodec.readProperties(bytes, with: &reader)
            }
        } catch {
            throw StorageErrors.damaged(error, place, path: path)
        }
        var cells: [(key: PropertyKeyID, cell: Cell)] = []
        cells.reserveCapacity(properties.count)
        for property in properties {
            cells.append((property.key, try builder.cell(storing: property.value)))
        }
        return cells
    }

    // MARK: Schema

    private func loadSchema() throws(GraphError) {
        try forEachRow("SELECT name, kind, definition FROM schema_object ORDER BY ordinal") {
            (row: Statement) throws(GraphError) in
            let place = "the \(row.text(at: 1)) `\(row.text(at: 0))`"
            let isIndex = row.text(at: 1) == "index"
            do throws(DecodingFailure) {
                try row.withBlob(at: 2) { (bytes: Span<UInt8>) throws(DecodingFailure) in
                    if isIndex {
                        let index = try SchemaCodec.decodeIndex(bytes)
                        // An index that a constraint owns is made with the constraint.
                        if index.constraint == nil { builder.add(index) }
                    } else {
                        builder.add(try SchemaCodec.decodeConstraint(bytes))
                    }
                }
            } catch {
                throw StorageErrors.damaged(error, place, path: path)
            }
        }
    }

    /// The last link of the log's chain; a file that is only read may have none.
    private func lastDigest() throws(GraphError) -> Digest {
        guard file.version >= 3 else { return .none }
        var last = Digest.none
        try forEachRow("SELECT digest FROM change ORDER BY sequence DESC LIMIT 1") {
            (row: Statement) throws(GraphError) in
            guard let digest = Digest(row.blob(at: 0)) else {
                throw damaged("the last change", "its digest is malformed")
            }
            last = digest
        }
        return last
    }

    private func finish() throws(GraphError) -> Graph {
        var sequence: UInt64 = 0
        var nextNode: UInt32 = 0
        var nextRelationship: UInt32 = 0
        try forEachRow(
            """
            SELECT sequence, next_node, next_relationship
            FROM change ORDER BY sequence DESC LIMIT 1
            """
        ) { (row: Statement) throws(GraphError) in
            sequence = UInt64(clamping: row.integer(at: 0))
            nextNode = try identity(row, 1, "the last change")
            nextRelationship = try identity(row, 2, "the last change")
        }
        do throws(GraphError) {
            return try builder.finish(
                sequence: sequence,
                nextNodeID: nextNode,
                nextRelationshipID: nextRelationship
            )
        } catch {
            throw damaged("the graph as a whole", "\(error)")
        }
    }
}
