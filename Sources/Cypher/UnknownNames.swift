import CypherRuntime
import CypherSyntax
import PropertyGraph

/// Says of labels, relationship types and property keys that nothing in the graph has them: they
/// are often misspelt.
///
/// Only for callers who may see everything; to others it would tell which names hidden nodes have.
///
/// Source: codes and titles as in Neo4j 5, "Status codes for notifications".
struct UnknownNames {
    let graph: Graph

    func notifications(_ missing: MissingNames) -> [Notification] {
        missing.labels.map { name in
            notification(
                "UnknownLabelWarning", "label", name, graph.labels.map { graph.name(of: $0) })
        }
            + missing.types.map { name in
                notification(
                    "UnknownRelationshipTypeWarning", "relationship type", name,
                    graph.relationshipTypes.map { graph.name(of: $0) })
            }
            + missing.keys.map { name in
                notification(
                    "UnknownPropertyKeyWarning", "property name", name,
                    graph.propertyKeys.map { graph.name(of: $0) })
            }
    }

    private func notification(
        _ code: String, _ kind: String, _ name: String, _ known: [String]
    ) -> Notification {
        let near = Spelling.nearest(to: name, among: known)
        let hint = near.map { " Did you mean `\($0)`?" } ?? ""
        return Notification(
            code: "Neo.ClientNotification.Statement.\(code)",
            title: "The provided \(kind) is not in the database.",
            description: "Nothing in the graph has the \(kind) `\(name)`.\(hint)")
    }
}
