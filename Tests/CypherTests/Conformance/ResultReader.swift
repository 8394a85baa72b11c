import Cypher
import CypherRuntime
import PropertyGraph

/// Brings a query's result to the form of the TCK's tables.
struct ResultReader {
    let graph: Graph

    func expected(_ value: Value) -> ExpectedValue {
        switch value {
        case .null: return .null
        case .boolean(let value): return .boolean(value)
        case .integer(let value): return .integer(value)
        case .float(let value): return value.isNaN ? .notANumber : .float(value)
        case .string(let value): return .string(value)
        case .list(let elements): return .list(elements.map(expected))
        case .map(let entries): return .map(entries.mapValues(expected))
        case .node(let id): return node(id)
        case .relationship(let id): return relationship(id)
        case .path(let path): return self.path(path)
        default: return .string(value.scalarText ?? "")
        }
    }

    private func node(_ id: NodeID) -> ExpectedValue {
        let labels = graph.labels(of: id).map { graph.name(of: $0) }
        var properties: [String: ExpectedValue] = [:]
        for entry in graph.properties(of: id) {
            properties[graph.name(of: entry.key)] = expected(entry.value)
        }
        return .node(labels: Set(labels), properties: properties)
    }

    private func relationship(_ id: RelationshipID) -> ExpectedValue {
        guard let found = graph.relationship(id) else { return .null }
        var properties: [String: ExpectedValue] = [:]
        for entry in graph.properties(of: id) {
            properties[graph.name(of: entry.key)] = expected(entry.value)
        }
        return .relationship(type: graph.name(of: found.type), properties: properties)
    }

    private func path(_ path: PathValue) -> ExpectedValue {
        var elements: [ExpectedValue] = []
        var forward: [Bool] = []
        for (index, id) in path.nodes.enumerated() {
            elements.append(node(id))
            guard index < path.relationships.count else { continue }
            let step = path.relationships[index]
            elements.append(relationship(step))
            forward.append(graph.relationship(step)?.start == id)
        }
        return .path(elements, forward: forward)
    }
}

/// The state of a graph, to count a query's side effects as the TCK does: by difference.
struct GraphState {
    var nodes: Set<NodeID> = []
    var relationships: Set<RelationshipID> = []
    var labels: Set<String> = []
    var properties: Set<Property> = []

    struct Property: Hashable {
        var entity: UInt64
        var key: String
        var value: Value
    }

    init(_ graph: Graph) {
        var cursor = graph.nodes()
        while let id = cursor.next() {
            nodes.insert(id)
            for label in graph.labels(of: id) { labels.insert(graph.name(of: label)) }
            for entry in graph.properties(of: id) {
                let name = graph.name(of: entry.key)
                let entity = UInt64(id.rawValue)
                properties.insert(Property(entity: entity, key: name, value: entry.value))
            }
        }
        var relations = graph.relationships()
        while let id = relations.next() {
            relationships.insert(id)
            let entity = 1 << 40 | UInt64(id.rawValue)
            for entry in graph.properties(of: id) {
                let name = graph.name(of: entry.key)
                properties.insert(Property(entity: entity, key: name, value: entry.value))
            }
        }
    }

    func difference(to after: GraphState) -> [String: Int] {
        var result: [String: Int] = [:]
        func note(_ name: String, _ added: Int, _ removed: Int) {
            if added > 0 { result["+\(name)"] = added }
            if removed > 0 { result["-\(name)"] = removed }
        }
        note("nodes", after.nodes.subtracting(nodes).count, nodes.subtracting(after.nodes).count)
        note(
            "relationships",
            after.relationships.subtracting(relationships).count,
            relationships.subtracting(after.relationships).count
        )
        note(
            "labels", after.labels.subtracting(labels).count, labels.subtracting(after.labels).count
        )
        note(
            "properties",
            after.properties.subtracting(properties).count,
            properties.subtracting(after.properties).count
        )
        return result
    }
}
