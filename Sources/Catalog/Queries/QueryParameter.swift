public import JSON

/// A value that a named query is given.
public struct QueryParameter: Hashable, Sendable {
    /// The name, without its dollar sign.
    public let name: String

    /// The type as Cypher writes it: `STRING`, `INTEGER`, `LIST<STRING>`.
    public let type: String

    /// The value when none is given; `nil` when one must be.
    public let defaultValue: JSONValue?

    /// What the value means.
    public let description: String

    /// Whether a value must be given.
    public var isRequired: Bool { defaultValue == nil }
}
