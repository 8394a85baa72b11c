import PropertyGraph
import Testing

/// The plainest possible graph, to compare the real one with.
struct GraphModel: Equatable {
    struct Node: Equatable {
        var labels: Set<String> = []
        var properties: [String: Value] = [:]
    }

    struct Relationship: Equatable {
        var type: String
        var start: UInt32
        var end: UInt32
        var properties: [String: Value] = [:]
    }

    var nodes: [UInt32: Node] = [:]
    var relationships: [UInt32: Relationship] = [:]

    init() {}

    /// Everything that a graph says by walking all of it.
    init(_ graph: Graph) {
        var cursor = graph.nodes()
        while let id = cursor.next() {
            let labels = graph.labels(of: id).map { graph.name(of: $0) }
            nodes[id.rawValue] = Node(
                labels: Set(labels), properties: Self.named(graph.properties(of: id), graph))
        }
        var relationships = graph.relationships()
        while let id = relationships.next() {
            guard let record = graph.relationship(id) else { continue }
            self.relationships[id.rawValue] = Relationship(
                type: graph.name(of: record.type), start: record.start.rawValue,
                end: record.end.rawValue,
                properties: Self.named(graph.properties(of: id), graph))
        }
    }

    private static func named(_ entries: [PropertyEntry], _ graph: Graph) -> [String: Value] {
        Dictionary(uniqueKeysWithValues: entries.map { (graph.name(of: $0.key), $0.value) })
    }

    /// Equality whose failure does not print both graphs.
    func matches(_ other: GraphModel) -> Bool { self == other }

    func hasRelationships(_ node: UInt32) -> Bool {
        relationships.values.contains { $0.start == node || $0.end == node }
    }
}

/// Reads that go other ways than a whole walk must agree with the model, too.
func expectReads(
    of graph: Graph, agreeWith model: GraphModel, _ comment: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(graph.nodeCount == model.nodes.count, "\(comment)", sourceLocation: sourceLocation)
    for label in graph.labels {
        let name = graph.name(of: label)
        let wanted = model.nodes.filter { $0.value.labels.contains(name) }.keys.sorted()
        var found: [UInt32] = []
        var cursor = graph.nodes(labelled: label)
        while let node = cursor.next() {
            found.append(node.rawValue)
        }
        #expect(found.sorted() == wanted, "\(comment) \(name)", sourceLocation: sourceLocation)
        #expect(graph.nodeCount(labelled: label) == wanted.count, sourceLocation: sourceLocation)
    }
    for node in model.nodes.keys {
        let wanted = model.relationships.filter { $0.value.start == node || $0.value.end == node }
        var found: [UInt32] = []
        graph.forEachRelationship(of: NodeID(node), .both) { entry in
            found.append(entry.relationship.rawValue)
            return true
        }
        #expect(found.sorted() == wanted.keys.sorted(), sourceLocation: sourceLocation)
        #expect(
            graph.degree(of: NodeID(node), .both) == wanted.count, sourceLocation: sourceLocation)
    }
}
