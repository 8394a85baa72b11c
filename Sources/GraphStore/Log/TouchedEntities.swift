internal import PropertyGraph

/// The entities of an entry whose outcome its digest takes in one by one, ascending: all it touched,
/// but for those that it made in segments.
struct TouchedEntities {
    let nodes: [NodeID]
    let relationships: [RelationshipID]

    init(_ record: ChangeRecord) {
        let isBulk = record.tail.traits.contains(.isBulk)
        let madeNodes = isBulk ? [] : record.createdNodes
        let madeRelationships = isBulk ? [] : record.createdRelationships
        nodes = (madeNodes.joined().map { NodeID($0) } + record.nodes.map(\.id)).sorted()
        relationships =
            (madeRelationships.joined().map { RelationshipID($0) }
            + record.relationships.map(\.id)).sorted()
    }
}
