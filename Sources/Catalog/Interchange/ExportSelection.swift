package import PropertyGraph

/// The nodes and relationships that an export writes, with the nodes numbered from 0 in its order.
///
/// - Complexity: four bytes for each identity of a node.
package struct ExportSelection {
    /// An outgoing relationship between nodes that are written.
    package struct Edge {
        package let id: RelationshipID
        package let type: String
        package let start: (node: NodeID, ordinal: UInt32)
        package let end: (node: NodeID, ordinal: UInt32)
    }

    /// The version of the graph.
    package let graph: Graph
    private var ordinals: [UInt32]
    private let order: [NodeID]?

    /// All nodes that may be seen, in the order of their identities.
    package init(_ graph: Graph, access: AccessView) {
        self.graph = graph
        order = nil
        ordinals = [UInt32](repeating: .max, count: Int(graph.nextNodeID))
        var count: UInt32 = 0
        var nodes = graph.nodes()
        while let node = nodes.next() {
            let index = Int(node.rawValue)
            guard access.isVisible(node), ordinals.indices.contains(index) else { continue }
            ordinals[index] = count
            count += 1
        }
    }

    /// The given nodes in their order, each once.
    package init(_ graph: Graph, order: [NodeID]) {
        self.graph = graph
        self.order = order
        ordinals = [UInt32](repeating: .max, count: Int(graph.nextNodeID))
        for (count, node) in order.enumerated() {
            let index = Int(node.rawValue)
            if ordinals.indices.contains(index) { ordinals[index] = UInt32(clamping: count) }
        }
    }

    /// The number of a node; `nil` when it is not written.
    package func ordinal(of node: NodeID) -> UInt32? {
        let index = Int(node.rawValue)
        guard ordinals.indices.contains(index), ordinals[index] != .max else { return nil }
        return ordinals[index]
    }

    /// Calls `body` with each node and its number.
    package func forEachNode(_ body: (NodeID, UInt32) throws -> Void) throws {
        if let order {
            for node in order {
                if let ordinal = ordinal(of: node) { try body(node, ordinal) }
            }
            return
        }
        var nodes = graph.nodes()
        while let node = nodes.next() {
            if let ordinal = ordinal(of: node) { try body(node, ordinal) }
        }
    }

    /// Calls `body` with each relationship, by start, type, end and identity.
    ///
    /// Only those of the type, when one is given.
    package func forEachEdge(
        ofType type: RelationshipTypeID? = nil, _ body: (Edge) throws -> Void
    ) throws {
        try forEachNode { node, ordinal in
            for edge in edges(from: (node, ordinal), type) { try body(edge) }
        }
    }

    private func edges(
        from start: (node: NodeID, ordinal: UInt32), _ type: RelationshipTypeID?
    ) -> [Edge] {
        var found: [Edge] = []
        var cursor =
            if let type {
                graph.relationships(of: start.node, .outgoing, types: [type])
            } else {
                graph.relationships(of: start.node, .outgoing)
            }
        while let entry = cursor.next() {
            guard let end = ordinal(of: entry.neighbour) else { continue }
            found.append(
                Edge(
                    id: entry.relationship,
                    type: graph.name(of: entry.type),
                    start: start,
                    end: (entry.neighbour, end)
                )
            )
        }
        return found.sorted {
            ($0.type, $0.end.ordinal, $0.id) < ($1.type, $1.end.ordinal, $1.id)
        }
    }

    // MARK: Contents

    /// The names of a node's labels, sorted.
    package func labels(of node: NodeID) -> [String] {
        graph.labels(of: node).map { graph.name(of: $0) }.sorted()
    }

    /// A node's properties by name, sorted.
    package func properties(of node: NodeID) -> [(name: String, value: Value)] {
        named(graph.properties(of: node))
    }

    /// A relationship's properties by name, sorted.
    package func properties(
        of relationship: RelationshipID
    ) -> [(name: String, value: Value)] {
        named(graph.properties(of: relationship))
    }

    private func named(_ entries: [PropertyEntry]) -> [(name: String, value: Value)] {
        entries.map { (graph.name(of: $0.key), $0.value) }.sorted { $0.name < $1.name }
    }
}
