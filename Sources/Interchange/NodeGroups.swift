import Catalog
import PropertyGraph

/// The nodes that may be seen, by their labels.
struct NodeGroups {
    /// Nodes with the same labels, in the order of their identities.
    struct Group {
        let labels: [String]
        fileprivate(set) var nodes: [NodeID]
    }

    /// The groups, ordered by their labels.
    let groups: [Group]

    init(_ graph: Graph, access: AccessView) {
        var places: [LabelSet: Int] = [:]
        var found: [Group] = []
        var nodes = graph.nodes()
        while let node = nodes.next() {
            guard access.isVisible(node) else { continue }
            let labels = graph.labels(of: node)
            if let place = places[labels] {
                found[place].nodes.append(node)
            } else {
                places[labels] = found.count
                found.append(
                    Group(labels: labels.map { graph.name(of: $0) }.sorted(), nodes: [node]))
            }
        }
        groups = found.sorted { $0.labels.lexicographicallyPrecedes($1.labels) }
    }
}

extension Graph {
    /// The types of the relationships that are there, with their names, ordered by these.
    var namedRelationshipTypes: [(id: RelationshipTypeID, name: String)] {
        relationshipTypes.map { ($0, name(of: $0)) }.sorted { $0.1 < $1.1 }
    }
}
