import Catalog
import PropertyGraph

/// A breadth-first search along `DERIVED_FROM`, one hop at a time.
struct LineageSearch {
    private let graph: Graph
    private let access: AccessView
    private let direction: LineageDirection
    private let type: RelationshipTypeID?

    /// The assets found last, whose neighbours come next.
    private(set) var frontier: [NodeID] = []

    private var seen: Set<NodeID> = []
    private var nodes: [LineageAsset] = []
    private var positions: [NodeID: Int] = [:]
    private var edges: [LineageEdge] = []
    private var totalEdges = 0

    init(graph: Graph, access: AccessView, direction: LineageDirection) {
        self.graph = graph
        self.access = access
        self.direction = direction
        type = graph.relationshipType(named: CatalogRelationship.derivedFrom.rawValue)
    }

    mutating func begin(at node: NodeID, budget: LineageBudget) {
        seen = [node]
        frontier = [node]
        hand(out: node, distance: 0, budget: budget)
    }

    /// Finds what is one hop further.
    mutating func advance<Failure: Error>(
        to distance: Int,
        budget: LineageBudget,
        check: () throws(Failure) -> Void
    ) throws(Failure) {
        var next: [NodeID] = []
        for node in frontier {
            try check()
            for entry in derivations(of: node) {
                totalEdges += 1
                if totalEdges.isMultiple(of: 4096) { try check() }
                if seen.insert(entry.neighbour).inserted {
                    next.append(entry.neighbour)
                    hand(out: entry.neighbour, distance: distance, budget: budget)
                }
                hand(out: entry, of: node, budget: budget)
            }
        }
        frontier = next
    }

    func trace(depth: Int) -> LineageTrace {
        var nodes = nodes
        var continues = false
        for node in frontier where leadsOn(node) {
            continues = true
            if let position = positions[node] { nodes[position].hasMore = true }
        }
        return LineageTrace(
            direction: direction,
            depth: depth,
            nodes: nodes,
            edges: edges,
            totalNodes: seen.count,
            totalEdges: totalEdges,
            continuesBeyondDepth: continues
        )
    }

    private func derivations(of node: NodeID) -> [AdjacencyEntry] {
        guard let type else { return [] }
        var found: [AdjacencyEntry] = []
        var cursor = graph.relationships(of: node, direction.relationships, types: [type])
        while let entry = cursor.next() {
            if access.isVisible(entry.neighbour) { found.append(entry) }
        }
        return found
    }

    /// Whether a node has a neighbour that was not found.
    private func leadsOn(_ node: NodeID) -> Bool {
        derivations(of: node).contains { !seen.contains($0.neighbour) }
    }

    private mutating func hand(out node: NodeID, distance: Int, budget: LineageBudget) {
        guard nodes.count < budget.nodes else { return }
        positions[node] = nodes.count
        nodes.append(LineageAsset(node, in: graph, distance: distance))
    }

    /// Hands out a derivation between two assets that are handed out.
    private mutating func hand(
        out entry: AdjacencyEntry,
        of node: NodeID,
        budget: LineageBudget
    ) {
        guard let from = positions[node] else { return }
        guard positions[entry.neighbour] != nil, edges.count < budget.edges else {
            nodes[from].hasMore = true
            return
        }
        let isUpstream = direction == .upstream
        edges.append(
            LineageEdge(
                id: entry.relationship,
                source: isUpstream ? entry.neighbour : node,
                target: isUpstream ? node : entry.neighbour,
                transformation: text("transformation", of: entry.relationship),
                expression: text("expression", of: entry.relationship),
                job: text("job", of: entry.relationship)
            )
        )
    }

    private func text(_ key: String, of relationship: RelationshipID) -> String? {
        guard let key = graph.propertyKey(named: key),
            case .string(let text) = graph.value(of: key, on: relationship)
        else { return nil }
        return text
    }
}

extension LineageAsset {
    /// Describes a node as an asset.
    init(_ node: NodeID, in graph: Graph, distance: Int) {
        func text(_ key: String, of node: NodeID) -> String? {
            guard let key = graph.propertyKey(named: key),
                case .string(let text) = graph.value(of: key, on: node)
            else { return nil }
            return text
        }
        id = node
        self.distance = distance
        hasMore = false
        let labels = graph.labels(of: node).map { graph.name(of: $0) }.sorted()
        let plain = text("name", of: node) ?? ""
        if labels.contains(CatalogLabel.column.rawValue) {
            kind = CatalogLabel.column.rawValue
            let dataset = text("dataset_name", of: node)
            name = dataset.map { "\($0).\(plain)" } ?? plain
            let owner = dataset.flatMap {
                NodeFinder(graph).node(
                    CatalogLabel.dataset.rawValue,
                    where: [("name", .string($0))]
                )
            }
            layer = owner.flatMap { text("layer", of: $0) }
        } else {
            kind = labels.first ?? ""
            name = plain
            layer = text("layer", of: node)
        }
    }
}
