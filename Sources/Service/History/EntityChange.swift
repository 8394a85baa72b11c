public import JSON
internal import PropertyGraph

/// What happened to one node or relationship, in words.
public struct EntityChange: Hashable, Sendable {
    /// What happened to it as a whole.
    public enum Action: String, Hashable, Sendable {
        case created
        case changed
        case deleted
    }

    /// A property that differs; nil where it is not there.
    public struct Property: Hashable, Sendable {
        public let key: String
        public let before: JSONValue?
        public let after: JSONValue?
    }

    public let action: Action
    /// The properties that differ, by name.
    public let properties: [Property]
    public let labelsAdded: [String]
    public let labelsRemoved: [String]

    init(_ graph: Graph, before: NodeState?, after: NodeState?) {
        action = Self.action(before == nil, after == nil)
        properties = Self.properties(graph, before?.properties, after?.properties)
        let (old, new) = (before?.labels ?? [], after?.labels ?? [])
        labelsAdded = new.filter { !old.contains($0) }.map { graph.name(of: $0) }.sorted()
        labelsRemoved = old.filter { !new.contains($0) }.map { graph.name(of: $0) }.sorted()
    }

    init(_ graph: Graph, before: RelationshipState?, after: RelationshipState?) {
        action = Self.action(before == nil, after == nil)
        properties = Self.properties(graph, before?.properties, after?.properties)
        labelsAdded = []
        labelsRemoved = []
    }

    private static func action(_ isNew: Bool, _ isGone: Bool) -> Action {
        isNew ? .created : isGone ? .deleted : .changed
    }

    private static func properties(
        _ graph: Graph, _ before: [PropertyEntry]?, _ after: [PropertyEntry]?
    ) -> [Property] {
        func values(_ entries: [PropertyEntry]?) -> [PropertyKeyID: Value] {
            Dictionary((entries ?? []).map { ($0.key, $0.value) }) { $1 }
        }
        let (old, new) = (values(before), values(after))
        return Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
            .map { key in
                Property(
                    key: graph.name(of: key), before: old[key]?.json(in: graph),
                    after: new[key]?.json(in: graph))
            }
            .sorted { $0.key < $1.key }
    }

    /// The change as JSON.
    public var json: JSONObject {
        var object: JSONObject = ["action": .string(action.rawValue)]
        object["properties"] = .array(
            properties.map { property in
                [
                    "key": .string(property.key), "before": property.before ?? .null,
                    "after": property.after ?? .null,
                ]
            })
        object["labels_added"] = .array(labelsAdded.map { .string($0) })
        object["labels_removed"] = .array(labelsRemoved.map { .string($0) })
        return object
    }

    /// The change as lines for people: `+` what is new, `-` what is gone, `~` what differs.
    public var lines: [String] {
        labelsRemoved.map { "- label \($0)" } + labelsAdded.map { "+ label \($0)" }
            + properties.map { property in
                switch (property.before, property.after) {
                case (nil, let after): "+ \(property.key): \(Self.text(after))"
                case (let before, nil): "- \(property.key): \(Self.text(before))"
                case (let before, let after):
                    "~ \(property.key): \(Self.text(before)) → \(Self.text(after))"
                }
            }
    }

    private static func text(_ value: JSONValue?) -> String { (value ?? .null).serialized() }
}
