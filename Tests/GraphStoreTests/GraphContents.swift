import PropertyGraph

/// Everything a graph holds, by names.
func contents(_ graph: Graph) -> [String] {
    var lines: [String] = []
    func text(_ properties: [PropertyEntry]) -> String {
        properties.map { "\(graph.name(of: $0.key))=\($0.value)" }.sorted()
            .joined(separator: ",")
    }
    var nodes = graph.nodes()
    while let node = nodes.next() {
        let labels = graph.labels(of: node).map { graph.name(of: $0) }.sorted()
        lines.append("\(node.rawValue) \(labels) \(text(graph.properties(of: node)))")
    }
    var relationships = graph.relationships()
    while let id = relationships.next() {
        guard let record = graph.relationship(id) else { continue }
        lines.append(
            "\(id.rawValue) \(graph.name(of: record.type)) \(record.start.rawValue) "
                + "\(record.end.rawValue) \(text(graph.properties(of: id)))")
    }
    return lines
}

/// The declared indexes and constraints of a graph, by name.
func schema(_ graph: Graph) -> [String] {
    (graph.indexes.filter { $0.constraint == nil }.map { "\($0)" }
        + graph.constraints.map { "\($0)" }).sorted()
}
