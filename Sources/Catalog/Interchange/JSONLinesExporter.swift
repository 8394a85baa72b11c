internal import JSON
public import PropertyGraph

/// Writes a graph as JSON Lines in the form of Neo4j's APOC export: nodes, then relationships.
///
/// Identifiers count from 0 in the order of the lines. Labels and properties are sorted by name, and
/// relationships by start, type and end, so that two graphs that were filled in the same order give
/// the same text whatever their identities.
public struct JSONLinesExporter {
    private let selection: ExportSelection
    private let coding = PropertyCoding()

    /// Creates an exporter of one version of a graph.
    ///
    /// - Parameters:
    ///   - graph: The version to write.
    ///   - access: What may be seen; the rest is left out, with its relationships.
    public init(_ graph: Graph, access: AccessView = .all) {
        selection = ExportSelection(graph, access: access)
    }

    /// Writes all lines, in pieces of about 64 KB that end with a line.
    ///
    /// - Parameter sink: Takes each piece.
    /// - Throws: What the sink throws.
    /// - Complexity: O(*n* + *r* log *d*) in nodes, relationships and the largest degree; memory of
    ///   four bytes for each identity.
    public func write(to sink: @escaping ([UInt8]) throws -> Void) throws {
        var output = PieceBuffer(sink: sink)
        var writer = JSONWriter()
        try selection.forEachNode { node, ordinal in
            writer.reset()
            writeNode(node, as: ordinal, in: &writer)
            try output.append(line: writer.bytes)
        }
        var relationships: UInt64 = 0
        try selection.forEachEdge { edge in
            writer.reset()
            writeRelationship(edge, as: relationships, in: &writer)
            try output.append(line: writer.bytes)
            relationships += 1
        }
        try output.flush()
    }

    private func writeNode(_ node: NodeID, as ordinal: UInt32, in writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("type")
        writer.value("node")
        writeReference(node, ordinal, in: &writer)
        writeProperties(selection.properties(of: node), in: &writer)
        writer.endObject()
    }

    private func writeRelationship(
        _ edge: ExportSelection.Edge,
        as ordinal: UInt64,
        in writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.name("id")
        writer.value(String(ordinal))
        writer.name("type")
        writer.value("relationship")
        writer.name("label")
        writer.value(edge.type)
        writeProperties(selection.properties(of: edge.id), in: &writer)
        writer.name("start")
        writer.beginObject()
        writeReference(edge.start.node, edge.start.ordinal, in: &writer)
        writer.endObject()
        writer.name("end")
        writer.beginObject()
        writeReference(edge.end.node, edge.end.ordinal, in: &writer)
        writer.endObject()
        writer.endObject()
    }

    /// Writes the members `id` and `labels`.
    private func writeReference(_ node: NodeID, _ ordinal: UInt32, in writer: inout JSONWriter) {
        writer.name("id")
        writer.value(String(ordinal))
        writer.name("labels")
        writer.beginArray()
        for label in selection.labels(of: node) { writer.value(label) }
        writer.endArray()
    }

    private func writeProperties(
        _ properties: [(name: String, value: Value)], in writer: inout JSONWriter
    ) {
        writer.name("properties")
        writer.beginObject()
        for (name, value) in properties {
            writer.name(name)
            writer.value(coding.json(value))
        }
        writer.endObject()
    }
}
