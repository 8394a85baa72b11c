internal import Crypto
internal import PropertyGraph

/// What a store file held when it was opened.
struct StoreContents {
    /// The graph.
    let graph: Graph
    /// The numbers that sets of labels have in the file.
    let labelSets: [[LabelID]: Int64]
    /// How far the segments reach.
    let segments: SegmentReach
    /// The last link of the log's chain.
    let digest: Digest
}

/// The largest identities that stand in segments, -1 when none do.
struct SegmentReach {
    private(set) var lastNode: Int64 = -1
    private(set) var lastRelationship: Int64 = -1

    /// Takes further segments into account.
    mutating func include(nodes: NodeID?, relationships: RelationshipID?) {
        if let nodes { lastNode = max(lastNode, Int64(nodes.rawValue)) }
        if let relationships {
            lastRelationship = max(lastRelationship, Int64(relationships.rawValue))
        }
    }
}
