internal import CypherRuntime
public import JSON
public import PropertyGraph

extension Value {
    /// The value as plain JSON: temporal values as text, nodes and relationships as objects with
    /// their identity, labels or type, and properties.
    ///
    /// - Parameter graph: The graph that nodes and relationships belong to.
    /// - Returns: The value in JSON.
    public func json(in graph: Graph) -> JSONValue {
        switch self {
        case .null: .null
        case .boolean(let boolean): .boolean(boolean)
        case .integer(let integer): .integer(integer)
        case .float(let number): .number(number)
        case .string(let string): .string(string)
        case .list(let elements): .array(elements.map { $0.json(in: graph) })
        case .map(let members):
            .object(
                JSONObject(
                    members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json(in: graph)) }
                )
            )
        case .node(let node): Self.json(of: node, in: graph)
        case .relationship(let relationship): Self.json(of: relationship, in: graph)
        case .path(let path): Self.json(of: path, in: graph)
        default: .string(scalarText ?? "")
        }
    }

    private static func json(of node: NodeID, in graph: Graph) -> JSONValue {
        [
            "elementId": .string(node.elementID),
            "labels": .array(graph.labels(of: node).map { .string(graph.name(of: $0)) }),
            "properties": json(of: graph.properties(of: node), in: graph),
        ]
    }

    private static func json(of relationship: RelationshipID, in graph: Graph) -> JSONValue {
        guard let record = graph.relationship(relationship) else { return .null }
        return [
            "elementId": .string(relationship.elementID),
            "startNodeElementId": .string(record.start.elementID),
            "endNodeElementId": .string(record.end.elementID),
            "type": .string(graph.name(of: record.type)),
            "properties": json(of: graph.properties(of: relationship), in: graph),
        ]
    }

    private static func json(of path: PathValue, in graph: Graph) -> JSONValue {
        var elements: [JSONValue] = []
        for (index, node) in path.nodes.enumerated() {
            elements.append(json(of: node, in: graph))
            if path.relationships.indices.contains(index) {
                elements.append(json(of: path.relationships[index], in: graph))
            }
        }
        return .array(elements)
    }

    private static func json(of properties: [PropertyEntry], in graph: Graph) -> JSONValue {
        let named = properties.map { (graph.name(of: $0.key), $0.value.json(in: graph)) }
        return .object(JSONObject(named.sorted { $0.0 < $1.0 }))
    }
}

extension Value {
    /// The value as a person reads it in a table: texts bare, nodes as `(:Label {key: value})`.
    public func display(in graph: Graph) -> String {
        switch self {
        case .null: ""
        case .list(let elements):
            "[" + elements.map { $0.display(in: graph) }.joined(separator: ", ") + "]"
        case .map(let members):
            "{"
                + members.sorted { $0.key < $1.key }
                .map { "\($0.key): \($0.value.display(in: graph))" }.joined(separator: ", ") + "}"
        case .node(let node):
            "(" + graph.labels(of: node).map { ":" + graph.name(of: $0) }.joined()
                + Self.display(graph.properties(of: node), in: graph) + ")"
        case .relationship(let relationship):
            "[:" + (graph.relationship(relationship).map { graph.name(of: $0.type) } ?? "")
                + Self.display(graph.properties(of: relationship), in: graph) + "]"
        case .path(let path): Self.display(path, in: graph)
        default: scalarText ?? ""
        }
    }

    private static func display(_ properties: [PropertyEntry], in graph: Graph) -> String {
        guard !properties.isEmpty else { return "" }
        let members = properties.map { (graph.name(of: $0.key), $0.value.display(in: graph)) }
        return " {"
            + members.sorted { $0.0 < $1.0 }.map { "\($0): \($1)" }.joined(separator: ", ") + "}"
    }

    private static func display(_ path: PathValue, in graph: Graph) -> String {
        var text = ""
        for (index, node) in path.nodes.enumerated() {
            text += Value.node(node).display(in: graph)
            guard path.relationships.indices.contains(index) else { break }
            let relationship = path.relationships[index]
            let isForward = graph.relationship(relationship)?.start == node
            let label = Value.relationship(relationship).display(in: graph)
            text += isForward ? "-\(label)->" : "<-\(label)-"
        }
        return text
    }
}
