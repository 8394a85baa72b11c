import PropertyGraph

/// A node of a graph with its properties at hand by name.
struct NodeRecord {
    let graph: Graph
    let id: NodeID

    func value(_ key: String) -> Value {
        graph.propertyKey(named: key).map { graph.value(of: $0, on: id) } ?? .null
    }

    func text(_ key: String) -> String? {
        if case .string(let text) = value(key) { text } else { nil }
    }

    func integer(_ key: String) -> Int64? {
        if case .integer(let integer) = value(key) { integer } else { nil }
    }

    func number(_ key: String) -> Double? {
        value(key).number
    }

    func boolean(_ key: String) -> Bool? {
        if case .boolean(let boolean) = value(key) { boolean } else { nil }
    }

    func texts(_ key: String) -> [String] {
        value(key).texts
    }

    /// The nodes with the label that relationships of the type lead to.
    func related(
        _ direction: Direction, _ type: CatalogRelationship, _ label: CatalogLabel
    ) -> [(relationship: RelationshipID, node: NodeRecord)] {
        guard let typeID = graph.relationshipType(named: type.rawValue),
            let labelID = graph.label(named: label.rawValue)
        else { return [] }
        var found: [(RelationshipID, NodeRecord)] = []
        var cursor = graph.relationships(of: id, direction, types: [typeID])
        while let entry = cursor.next() {
            guard graph.hasLabel(labelID, entry.neighbour) else { continue }
            found.append((entry.relationship, NodeRecord(graph: graph, id: entry.neighbour)))
        }
        return found
    }
}

extension Value {
    /// An integer or float as a number.
    var number: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .float(let double): double
        default: nil
        }
    }

    /// The texts of a list; other elements are left out.
    var texts: [String] {
        guard case .list(let elements) = self else { return [] }
        return elements.compactMap { element in
            if case .string(let text) = element { text } else { nil }
        }
    }
}
