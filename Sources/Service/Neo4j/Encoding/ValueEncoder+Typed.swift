import CypherRuntime
import CypherSyntax
import JSON
import PropertyGraph

extension ValueEncoder {
    /// Writes a value with its type; numbers are text, so that none loses digits.
    func writeTyped(
        _ value: Value, to writer: inout JSONWriter, depth: Int
    ) throws(CypherError) {
        writer.beginObject()
        writer.name("$type")
        writer.value(Self.typeName(value))
        writer.name("_value")
        switch value {
        case .null: writer.null()
        case .boolean(let truth): writer.value(truth)
        case .string(let text): writer.value(text)
        case .list(let elements): try write(elements: elements, to: &writer, depth: depth)
        case .map(let entries): try write(entries: entries, to: &writer, depth: depth)
        case .node(let node): try writeTyped(node, to: &writer)
        case .relationship(let relationship): try writeTyped(relationship, to: &writer)
        case .path(let path): try write(path: path, to: &writer)
        case .integer, .float, .date, .localTime, .time, .localDateTime, .dateTime, .duration:
            writer.value(value.scalarText ?? "")
        case .point(let point): writer.value(point.wellKnownText)
        }
        writer.endObject()
    }

    private static func typeName(_ value: Value) -> String {
        switch value {
        case .null: "Null"
        case .boolean: "Boolean"
        case .integer: "Integer"
        case .float: "Float"
        case .string: "String"
        case .list: "List"
        case .map: "Map"
        case .date: "Date"
        case .localTime: "LocalTime"
        case .time: "Time"
        case .localDateTime: "LocalDateTime"
        case .dateTime(let moment): moment.zone == nil ? "OffsetDateTime" : "ZonedDateTime"
        case .duration: "Duration"
        case .point: "Point"
        case .node: "Node"
        case .relationship: "Relationship"
        case .path: "Path"
        }
    }

    private func writeTyped(_ node: NodeID, to writer: inout JSONWriter) throws(CypherError) {
        writer.beginObject()
        writer.name("_element_id")
        writer.value(node.elementID)
        writer.name("_labels")
        writeLabels(of: node, to: &writer)
        writer.name("_properties")
        try writeProperties(graph.cells(of: node), to: &writer)
        writer.endObject()
    }

    private func writeTyped(
        _ relationship: RelationshipID, to writer: inout JSONWriter
    ) throws(CypherError) {
        let (type, start, end) = description(of: relationship)
        writer.beginObject()
        writer.name("_element_id")
        writer.value(relationship.elementID)
        writer.name("_start_node_element_id")
        writer.value(start)
        writer.name("_end_node_element_id")
        writer.value(end)
        writer.name("_type")
        writer.value(type)
        writer.name("_properties")
        try writeProperties(graph.cells(of: relationship), to: &writer)
        writer.endObject()
    }
}
