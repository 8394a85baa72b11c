import CypherRuntime
import CypherSyntax
import JSON
import PropertyGraph

extension ValueEncoder {
    /// Writes a value as plain JSON: temporal values as ISO 8601 text, points
    /// as well-known text with their SRID, `NaN` and the infinities as
    /// text, which JSON has no numbers for.
    func writePlain(
        _ value: Value, to writer: inout JSONWriter, depth: Int
    ) throws(CypherError) {
        switch value {
        case .null: writer.null()
        case .boolean(let truth): writer.value(truth)
        case .integer(let number): writer.value(number)
        case .float(let number) where number.isFinite: writer.value(number)
        case .string(let text): writer.value(text)
        case .list(let elements): try write(elements: elements, to: &writer, depth: depth)
        case .map(let entries): try write(entries: entries, to: &writer, depth: depth)
        case .node(let node): try writePlain(node, to: &writer)
        case .relationship(let relationship): try writePlain(relationship, to: &writer)
        case .path(let path): try write(path: path, to: &writer)
        case .float, .date, .localTime, .time, .localDateTime, .dateTime, .duration:
            writer.value(value.scalarText ?? "")
        case .point(let point): writer.value(point.wellKnownText)
        }
    }

    private func writePlain(_ node: NodeID, to writer: inout JSONWriter) throws(CypherError) {
        writer.beginObject()
        writer.name("elementId")
        writer.value(node.elementID)
        writer.name("labels")
        writeLabels(of: node, to: &writer)
        writer.name("properties")
        try writeProperties(graph.cells(of: node), to: &writer)
        writer.endObject()
    }

    private func writePlain(
        _ relationship: RelationshipID, to writer: inout JSONWriter
    ) throws(CypherError) {
        let (type, start, end) = description(of: relationship)
        writer.beginObject()
        writer.name("elementId")
        writer.value(relationship.elementID)
        writer.name("startNodeElementId")
        writer.value(start)
        writer.name("endNodeElementId")
        writer.value(end)
        writer.name("type")
        writer.value(type)
        writer.name("properties")
        try writeProperties(graph.cells(of: relationship), to: &writer)
        writer.endObject()
    }
}
