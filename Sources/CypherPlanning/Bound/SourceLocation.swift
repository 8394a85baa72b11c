public import CypherSyntax

/// Where in the query an expression stands; two locations are always equal.
///
/// The location serves messages only. Since it never takes part in a comparison, `n.name` at two
/// places of a query is the same expression, which grouping keys and plans rely on.
public struct SourceLocation: Hashable, Sendable {
    /// The bytes of the query text, or nil for an expression that the planner made.
    public let span: SourceSpan?

    /// Makes a location.
    public init(_ span: SourceSpan?) {
        self.span = span
    }

    /// The location of what has no text.
    public static let none = SourceLocation(nil)

    /// Always true.
    public static func == (left: SourceLocation, right: SourceLocation) -> Bool { true }

    /// Adds nothing to the hash, in line with equality.
    public func hash(into hasher: inout Hasher) {}
}
