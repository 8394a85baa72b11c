import CypherRuntime
import CypherSyntax
import JSON
import PropertyGraph

/// What the older endpoint is asked to put into each record.
struct LegacyContents: Hashable, Sendable {
    /// The values, entities as their properties, with what they are beside them.
    var row = true
    /// The nodes and relationships that occur in the values.
    var graph = false
}

/// Writes rows as the older HTTP API does: `{"row":[…],"meta":[…]}`.
///
/// Source: Neo4j HTTP API manual, "Result formats".
struct LegacyEncoder {
    private let contents: LegacyContents
    private let values: ValueEncoder

    private var graph: Graph { values.graph }

    init(_ contents: LegacyContents, graph: Graph, base: Graph?) {
        self.contents = contents
        values = ValueEncoder(.plain, graph: graph, base: base)
    }

    func write(_ row: [Value], to writer: inout JSONWriter) throws(CypherError) {
        writer.beginObject()
        if contents.row {
            writer.name("row")
            writer.beginArray()
            for value in row { try write(value, to: &writer, depth: 0) }
            writer.endArray()
            writer.name("meta")
            writer.beginArray()
            for value in row { writeMeta(value, to: &writer) }
            writer.endArray()
        }
        if contents.graph {
            writer.name("graph")
            try writeGraph(row, to: &writer)
        }
        writer.endObject()
    }

    // MARK: Rows

    private func write(
        _ value: Value, to writer: inout JSONWriter, depth: Int
    ) throws(CypherError) {
        switch value {
        case .node(let node):
            try values.writeProperties(graph.cells(of: node), to: &writer)
        case .relationship(let relationship):
            try values.writeProperties(graph.cells(of: relationship), to: &writer)
        case .path(let path):
            try write(.list(Self.elements(of: path)), to: &writer, depth: depth)
        case .list(let elements) where depth < ValueEncoder.depthLimit:
            writer.beginArray()
            for element in elements { try write(element, to: &writer, depth: depth + 1) }
            writer.endArray()
        case .map(let entries) where depth < ValueEncoder.depthLimit:
            writer.beginObject()
            for (name, value) in entries.sorted(by: { $0.key < $1.key }) {
                writer.name(name)
                try write(value, to: &writer, depth: depth + 1)
            }
            writer.endObject()
        default:
            try values.write(value, to: &writer, depth: depth)
        }
    }

    private static func elements(of path: PathValue) -> [Value] {
        var elements: [Value] = []
        for (index, node) in path.nodes.enumerated() {
            elements.append(.node(node))
            guard index < path.relationships.count else { continue }
            elements.append(.relationship(path.relationships[index]))
        }
        return elements
    }

    // MARK: What the values are

    private func writeMeta(_ value: Value, to writer: inout JSONWriter) {
        switch value {
        case .node(let node):
            writeMeta(
                "node", id: node.rawValue, elementID: node.elementID,
                isDeleted: !graph.contains(node), to: &writer)
        case .relationship(let relationship):
            writeMeta(
                "relationship", id: relationship.rawValue, elementID: relationship.elementID,
                isDeleted: !graph.contains(relationship), to: &writer)
        case .path(let path):
            writer.beginArray()
            for element in Self.elements(of: path) { writeMeta(element, to: &writer) }
            writer.endArray()
        case .list(let elements) where elements.contains(where: Self.isEntity):
            writer.beginArray()
            for element in elements {
                if Self.isEntity(element) { writeMeta(element, to: &writer) } else { writer.null() }
            }
            writer.endArray()
        default: writer.null()
        }
    }

    private static func isEntity(_ value: Value) -> Bool {
        switch value {
        case .node, .relationship: true
        default: false
        }
    }

    private func writeMeta(
        _ type: String, id: UInt32, elementID: String, isDeleted: Bool,
        to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.name("id")
        writer.value(Int64(id))
        writer.name("elementId")
        writer.value(elementID)
        writer.name("type")
        writer.value(type)
        writer.name("deleted")
        writer.value(isDeleted)
        writer.endObject()
    }

    // MARK: Graphs

    private func writeGraph(_ row: [Value], to writer: inout JSONWriter) throws(CypherError) {
        var nodes: Set<NodeID> = []
        var relationships: Set<RelationshipID> = []
        for value in row {
            collect(value, into: &nodes, &relationships, depth: 0)
        }
        writer.beginObject()
        writer.name("nodes")
        writer.beginArray()
        for node in nodes.sorted() { try write(node, to: &writer) }
        writer.endArray()
        writer.name("relationships")
        writer.beginArray()
        for relationship in relationships.sorted() { try write(relationship, to: &writer) }
        writer.endArray()
        writer.endObject()
    }

    private func collect(
        _ value: Value, into nodes: inout Set<NodeID>,
        _ relationships: inout Set<RelationshipID>, depth: Int
    ) {
        guard depth < ValueEncoder.depthLimit else { return }
        switch value {
        case .node(let node): nodes.insert(node)
        case .relationship(let relationship):
            relationships.insert(relationship)
            if let record = graph.relationship(relationship) {
                nodes.formUnion([record.start, record.end])
            }
        case .path(let path):
            nodes.formUnion(path.nodes)
            relationships.formUnion(path.relationships)
        case .list(let elements):
            for element in elements {
                collect(element, into: &nodes, &relationships, depth: depth + 1)
            }
        case .map(let entries):
            for element in entries.values {
                collect(element, into: &nodes, &relationships, depth: depth + 1)
            }
        default: break
        }
    }

    private func write(_ node: NodeID, to writer: inout JSONWriter) throws(CypherError) {
        writer.beginObject()
        writer.name("id")
        writer.value(String(node.rawValue))
        writer.name("elementId")
        writer.value(node.elementID)
        writer.name("labels")
        values.writeLabels(of: node, to: &writer)
        writer.name("properties")
        try values.writeProperties(graph.cells(of: node), to: &writer)
        writer.endObject()
    }

    private func write(
        _ relationship: RelationshipID, to writer: inout JSONWriter
    ) throws(CypherError) {
        let (type, start, end) = values.description(of: relationship)
        let ends = graph.relationship(relationship).map { record in
            (String(record.start.rawValue), String(record.end.rawValue))
        }
        writer.beginObject()
        writer.name("id")
        writer.value(String(relationship.rawValue))
        writer.name("elementId")
        writer.value(relationship.elementID)
        writer.name("type")
        writer.value(type)
        writer.name("startNode")
        writer.value(ends?.0 ?? "")
        writer.name("startNodeElementId")
        writer.value(start)
        writer.name("endNode")
        writer.value(ends?.1 ?? "")
        writer.name("endNodeElementId")
        writer.value(end)
        writer.name("properties")
        try values.writeProperties(graph.cells(of: relationship), to: &writer)
        writer.endObject()
    }
}
