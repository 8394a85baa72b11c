internal import Catalog
public import PropertyGraph

/// Finds the ways by which data gets from one asset to another.
public struct LineagePaths: Sendable {
    private let graph: Graph
    private let access: AccessView
    private let type: RelationshipTypeID?

    /// Creates a search.
    ///
    /// - Parameters:
    ///   - graph: The version to read.
    ///   - access: What may be seen; no path passes the rest.
    public init(_ graph: Graph, access: AccessView = .all) {
        self.graph = graph
        self.access = access
        type = graph.relationshipType(named: CatalogRelationship.derivedFrom.rawValue)
    }

    /// Paths from an origin to a result that pass no asset twice.
    ///
    /// - Parameters:
    ///   - origin: Where data comes from.
    ///   - result: Where it ends up.
    ///   - depth: The longest path, in hops.
    ///   - limit: The most paths.
    ///   - check: Called at each step; what it throws ends the search.
    /// - Returns: Paths with the origin first, in no particular order.
    /// - Throws: What `check` throws.
    /// - Complexity: O(*n* + *e*) in what lies upstream of the result, and O(depth) steps of small
    ///   degree for each path unless cycles lead astray.
    public func paths<Failure: Error>(
        from origin: NodeID,
        to result: NodeID,
        depth: Int,
        limit: Int,
        check: () throws(Failure) -> Void
    ) throws(Failure) -> [PathValue] {
        guard let type, graph.contains(origin), graph.contains(result),
            access.isVisible(origin), access.isVisible(result), limit > 0
        else { return [] }
        let distances = try distances(to: result, depth: depth, type: type, check: check)
        guard distances[origin] != nil else { return [] }
        var found: [PathValue] = []
        var path = PathValue(nodes: [origin], relationships: [])
        var cursors = [graph.relationships(of: origin, .incoming, types: [type])]
        while !cursors.isEmpty {
            try check()
            let used = path.relationships.count
            if path.nodes.last == result, used > 0 || origin == result {
                found.append(path)
                if found.count >= limit { return found }
                Self.stepBack(&path, &cursors)
                continue
            }
            guard let entry = cursors[cursors.count - 1].next() else {
                Self.stepBack(&path, &cursors)
                continue
            }
            guard let rest = distances[entry.neighbour], used + 1 + rest <= depth,
                !path.nodes.contains(entry.neighbour)
            else { continue }
            path.nodes.append(entry.neighbour)
            path.relationships.append(entry.relationship)
            cursors.append(graph.relationships(of: entry.neighbour, .incoming, types: [type]))
        }
        return found
    }

    private static func stepBack(_ path: inout PathValue, _ cursors: inout [AdjacencyCursor]) {
        cursors.removeLast()
        path.nodes.removeLast()
        if !path.relationships.isEmpty { path.relationships.removeLast() }
    }

    /// How many hops each asset is from the result, as far as the depth.
    private func distances<Failure: Error>(
        to result: NodeID,
        depth: Int,
        type: RelationshipTypeID,
        check: () throws(Failure) -> Void
    ) throws(Failure) -> [NodeID: Int] {
        var distances = [result: 0]
        var frontier = [result]
        var distance = 0
        while !frontier.isEmpty, distance < depth {
            distance += 1
            var next: [NodeID] = []
            for node in frontier {
                try check()
                var cursor = graph.relationships(of: node, .outgoing, types: [type])
                while let entry = cursor.next() {
                    guard access.isVisible(entry.neighbour), distances[entry.neighbour] == nil
                    else { continue }
                    distances[entry.neighbour] = distance
                    next.append(entry.neighbour)
                }
            }
            frontier = next
        }
        return distances
    }
}
