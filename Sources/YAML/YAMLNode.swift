public import JSON

/// One node of a YAML document, with the place where it stands.
///
/// Scalars are resolved by YAML's core schema; aliases are replaced by what they refer to.
public struct YAMLNode: Sendable, Hashable {
    /// What a node holds.
    public enum Content: Sendable, Hashable {
        case scalar(JSONValue)
        case sequence([YAMLNode])
        case mapping([Entry])
    }

    /// One key of a mapping with its value.
    public struct Entry: Sendable, Hashable {
        /// The key; keys that are no text are written as JSON.
        public let key: String

        /// The value.
        public let value: YAMLNode
    }

    /// What the node holds.
    public let content: Content

    /// The line where the node begins, counted from 1.
    public let line: Int

    /// The column where the node begins, counted from 1.
    public let column: Int

    /// The value under a key, when this is a mapping that has the key.
    public subscript(key: String) -> YAMLNode? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// The node without its places.
    public var json: JSONValue {
        switch content {
        case .scalar(let value): value
        case .sequence(let nodes): .array(nodes.map(\.json))
        case .mapping(let entries):
            .object(JSONObject(entries.map { ($0.key, $0.value.json) }))
        }
    }
}

/// Reading and writing YAML.
public enum YAML {
    /// Parses a text that holds one document; an empty text is `null`.
    ///
    /// - Throws: `YAMLError` for a malformed text, a second document, a repeated key, an unknown
    ///   alias, nesting beyond 128 levels, and aliases that expand to more than a million nodes.
    public static func parse(_ text: String) throws(YAMLError) -> JSONValue {
        try parseNode(text).json
    }

    /// Parses a text that holds one document and keeps the place of each node.
    ///
    /// - Throws: As `parse(_:)`.
    public static func parseNode(_ text: String) throws(YAMLError) -> YAMLNode {
        let events = try EventReader(text)
        var composer = NodeComposer(events: events)
        return try composer.composeDocument()
    }

    /// Writes a value as one YAML document in block style.
    ///
    /// Texts of several lines are literal blocks; texts that a reader would take for another type
    /// are quoted. What is written parses as an equal value.
    public static func write(_ value: JSONValue) -> String {
        let emitter = EventWriter()
        emitter.write(value)
        return emitter.finish()
    }
}
