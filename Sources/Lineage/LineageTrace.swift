public import PropertyGraph

/// A dataset or column that a lineage passes.
public struct LineageAsset: Hashable, Sendable {
    /// Its node.
    public let id: NodeID
    /// Its label: `Dataset`, `Column`.
    public let kind: String
    /// Its full name: `bronze.orders`, `bronze.orders.total_amount`.
    public let name: String
    /// The layer of the dataset, if it is known.
    public let layer: String?
    /// Hops from where the lineage begins.
    public let distance: Int
    /// Whether the lineage goes on from here to assets that are not handed out.
    public internal(set) var hasMore: Bool
}

/// That one asset is derived from another.
public struct LineageEdge: Hashable, Sendable {
    /// Its relationship.
    public let id: RelationshipID
    /// The asset that is read.
    public let source: NodeID
    /// The asset that is made.
    public let target: NodeID
    /// The kind of derivation, such as `aggregation` or `join`.
    public let transformation: String?
    /// How the target is computed, as SQL.
    public let expression: String?
    /// The job or data product that does it.
    public let job: String?
}

/// What lies upstream or downstream of an asset.
public struct LineageTrace: Hashable, Sendable {
    /// Which way was followed.
    public let direction: LineageDirection
    /// How far, in hops.
    public let depth: Int
    /// The assets, nearest first; the first is where the lineage begins.
    public let nodes: [LineageAsset]
    /// The derivations between them, nearest first.
    public let edges: [LineageEdge]
    /// How many assets lie within the depth, handed out or not, the beginning included.
    public let totalNodes: Int
    /// How many derivations lie within the depth, handed out or not.
    public let totalEdges: Int
    /// Whether there are assets farther away than the depth.
    public let continuesBeyondDepth: Bool

    /// Whether all assets and derivations within the depth were handed out.
    public var isComplete: Bool {
        nodes.count == totalNodes && edges.count == totalEdges
    }
}
