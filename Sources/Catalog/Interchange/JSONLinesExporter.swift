internal import JSON
public import PropertyGraph

/// Writes a graph as JSON Lines in the form of Neo4j's APOC export: nodes, then relationships.
///
/// Identifiers count from 0 in the order of the lines. Labels and properties are sorted by name, and
/// relationships by start, type and end, so that two graphs that were filled in the same order give
/// the same text whatever their identities.
public struct JSONLinesExporter {
    private let graph: Graph
    private let access: AccessView
    private let coding = PropertyCoding()

    /// Creates an exporter of one version of a graph.
    ///
    /// - Parameters:
    ///   - graph: The version to write.
    ///   - access: What may be seen; the rest is left out, with its relationships.
    public init(_ graph: Graph, access: AccessView = .all) {
        self.graph = graph
        self.access = access
    }

    /// Writes all lines, in pieces of about 64 KB that end with a line.
    ///
    /// - Parameter sink: Takes each piece.
    /// - Throws: What the sink throws.
    /// - Complexity: O(*n* + *r* log *d*) in nodes, relationships and the largest degree; memory of
    ///   four bytes for each identity.
    public func write(to sink: @escaping ([UInt8]) throws -> Void) throws {
        var output = LineBuffer(sink: sink)
        var ordinals = [UInt32](repeating: .max, count: Int(graph.nextNodeID))
        var count: UInt32 = 0
        var nodes = graph.nodes()
        while let node = nodes.next() {
            let index = Int(node.rawValue)
            guard access.isVisible(node), ordinals.indices.contains(index) else { continue }
            ordinals[index] = count
            try writeNode(node, as: count, to: &output)
            count += 1
        }
        var relationships: UInt64 = 0
        nodes = graph.nodes()
        while let node = nodes.next() {
            for edge in edges(of: node, ordinals) {
                try writeRelationship(edge, as: relationships, to: &output)
                relationships += 1
            }
        }
        try output.flush()
    }

    /// An outgoing relationship between nodes that are written.
    private struct Edge {
        let id: RelationshipID
        let type: String
        let start: (node: NodeID, ordinal: UInt32)
        let end: (node: NodeID, ordinal: UInt32)
    }

    private func edges(of node: NodeID, _ ordinals: [UInt32]) -> [Edge] {
        let start = ordinals[Int(node.rawValue)]
        guard start != .max else { return [] }
        var found: [Edge] = []
        var cursor = graph.relationships(of: node, .outgoing)
        while let entry = cursor.next() {
            let end = ordinals[Int(entry.neighbour.rawValue)]
            guard end != .max else { continue }
            found.append(
                Edge(
                    id: entry.relationship,
                    type: graph.name(of: entry.type),
                    start: (node, start),
                    end: (entry.neighbour, end)
                )
            )
        }
        return found.sorted {
            ($0.type, $0.end.ordinal, $0.id) < ($1.type, $1.end.ordinal, $1.id)
        }
    }

    private func writeNode(
        _ node: NodeID,
        as ordinal: UInt32,
        to output: inout LineBuffer
    ) throws {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("type")
        writer.value("node")
        writeReference(node, ordinal, in: &writer)
        writeProperties(graph.properties(of: node), in: &writer)
        writer.endObject()
        try output.append(writer)
    }

    private func writeRelationship(
        _ edge: Edge,
        as ordinal: UInt64,
        to output: inout LineBuffer
    ) throws {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("id")
        writer.value(String(ordinal))
        writer.name("type")
        writer.value("relationship")
        writer.name("label")
        writer.value(edge.type)
        writeProperties(graph.properties(of: edge.id), in: &writer)
        writer.name("start")
        writer.beginObject()
        writeReference(edge.start.node, edge.start.ordinal, in: &writer)
        writer.endObject()
        writer.name("end")
        writer.beginObject()
        writeReference(edge.end.node, edge.end.ordinal, in: &writer)
        writer.endObject()
        writer.endObject()
        try output.append(writer)
    }

    /// Writes the members `id` and `labels`.
    private func writeReference(_ node: NodeID, _ ordinal: UInt32, in writer: inout JSONWriter) {
        writer.name("id")
        writer.value(String(ordinal))
        writer.name("labels")
        writer.beginArray()
        for label in graph.labels(of: node).map({ graph.name(of: $0) }).sorted() {
            writer.value(label)
        }
        writer.endArray()
    }

    private func writeProperties(_ properties: [PropertyEntry], in writer: inout JSONWriter) {
        let named = properties.map { (name: graph.name(of: $0.key), value: $0.value) }
        writer.name("properties")
        writer.beginObject()
        for (name, value) in named.sorted(by: { $0.name < $1.name }) {
            writer.name(name)
            writer.value(coding.json(value))
        }
        writer.endObject()
    }
}

/// Gathers lines into pieces.
private struct LineBuffer {
    private static let size = 64 << 10

    private let sink: ([UInt8]) throws -> Void
    private var bytes: [UInt8] = []

    init(sink: @escaping ([UInt8]) throws -> Void) {
        self.sink = sink
    }

    mutating func append(_ writer: JSONWriter) throws {
        bytes += writer.bytes
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count >= Self.size { try flush() }
    }

    mutating func flush() throws {
        guard !bytes.isEmpty else { return }
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
