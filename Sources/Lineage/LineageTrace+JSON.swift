public import JSON
internal import PropertyGraph

extension LineageTrace {
    /// The lineage as JSON.
    ///
    /// Assets are named by their full names: `nodes` with `id`, `type`, `layer`, `distance` and
    /// `has_more`; `edges` with `from` (read), `to` (made), `transformation`, `expression` and
    /// `job`. `complete` says whether all within the depth is there, `total_nodes` and
    /// `total_edges` how much that is.
    public var json: JSONValue {
        var names: [NodeID: String] = [:]
        for node in nodes { names[node.id] = node.name }
        let assets: [JSONValue] = nodes.map(\.json)
        let derivations: [JSONValue] = edges.map { edge in
            .object([
                "from": .string(names[edge.source] ?? ""),
                "to": .string(names[edge.target] ?? ""),
                "transformation": edge.transformation.map { .string($0) } ?? .null,
                "expression": edge.expression.map { .string($0) } ?? .null,
                "job": edge.job.map { .string($0) } ?? .null,
            ])
        }
        return .object([
            "direction": .string(direction.rawValue),
            "depth": .integer(Int64(depth)),
            "nodes": .array(assets),
            "edges": .array(derivations),
            "total_nodes": .integer(Int64(totalNodes)),
            "total_edges": .integer(Int64(totalEdges)),
            "complete": .boolean(isComplete),
            "continues_beyond_depth": .boolean(continuesBeyondDepth),
        ])
    }
}

extension LineageAsset {
    /// The asset as JSON.
    var json: JSONValue {
        .object([
            "id": .string(name),
            "type": .string(kind.lowercased()),
            "layer": layer.map { .string($0) } ?? .null,
            "distance": .integer(Int64(distance)),
            "has_more": .boolean(hasMore),
        ])
    }
}
