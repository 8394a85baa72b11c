import CypherRuntime
import CypherSyntax
import JSON
import PropertyGraph

/// Writes values of the query language as JSON, without a JSON value in between.
///
/// Nodes and relationships are looked up in `graph`. One that was deleted is written without
/// labels and properties; the type and the ends of a deleted relationship come from `base`.
///
/// Source: Neo4j Query API manual, "JSON and typed JSON".
struct ValueEncoder {
    let form: ValueForm
    let graph: Graph
    let base: Graph?

    /// How deep a part of an answer may lie: within a property, in lists and maps.
    static let depthLimit = Value.nestingLimit + 2

    init(_ form: ValueForm, graph: Graph, base: Graph? = nil) {
        self.form = form
        self.graph = graph
        self.base = base
    }

    /// Writes one value.
    ///
    /// - Throws: `limitExceeded` when the value nests too deeply.
    func write(
        _ value: Value, to writer: inout JSONWriter, depth: Int = 0
    ) throws(CypherError) {
        guard depth < Self.depthLimit else { throw .answerTooDeep }
        switch form {
        case .plain: try writePlain(value, to: &writer, depth: depth)
        case .typed: try writeTyped(value, to: &writer, depth: depth)
        }
    }

    func write(
        elements: [Value], to writer: inout JSONWriter, depth: Int
    ) throws(CypherError) {
        writer.beginArray()
        for element in elements { try write(element, to: &writer, depth: depth + 1) }
        writer.endArray()
    }

    func write(
        entries: [String: Value], to writer: inout JSONWriter, depth: Int
    ) throws(CypherError) {
        writer.beginObject()
        for (name, value) in entries.sorted(by: { $0.key < $1.key }) {
            writer.name(name)
            try write(value, to: &writer, depth: depth + 1)
        }
        writer.endObject()
    }

    // MARK: Entities

    func writeLabels(of node: NodeID, to writer: inout JSONWriter) {
        writer.beginArray()
        for label in graph.labels(of: node) { writer.value(graph.name(of: label)) }
        writer.endArray()
    }

    func writeProperties(
        _ cells: [(key: PropertyKeyID, cell: Cell)], to writer: inout JSONWriter
    ) throws(CypherError) {
        writer.beginObject()
        for (key, cell) in cells {
            writer.name(graph.name(of: key))
            try write(graph.value(cell), to: &writer, depth: 1)
        }
        writer.endObject()
    }

    /// A relationship's type and ends as texts; empty where nothing is known of them.
    func description(
        of relationship: RelationshipID
    ) -> (type: String, start: String, end: String) {
        for graph in [graph, base] {
            guard let graph, let record = graph.relationship(relationship) else { continue }
            return (graph.name(of: record.type), record.start.elementID, record.end.elementID)
        }
        return ("", "", "")
    }

    /// Writes a path's nodes and relationships by turns.
    func write(path: PathValue, to writer: inout JSONWriter) throws(CypherError) {
        writer.beginArray()
        for (index, node) in path.nodes.enumerated() {
            try write(.node(node), to: &writer, depth: 1)
            guard index < path.relationships.count else { continue }
            try write(.relationship(path.relationships[index]), to: &writer, depth: 1)
        }
        writer.endArray()
    }
}

extension CypherError {
    fileprivate static var answerTooDeep: CypherError {
        CypherError(
            .limitExceeded, at: .runtime, detail: "NestingTooDeep",
            message: "Lists and maps of an answer nest too deep.")
    }
}
