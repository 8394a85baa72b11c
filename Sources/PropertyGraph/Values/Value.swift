/// A value as it enters and leaves the graph: a property, a parameter, a cell of a result.
///
/// Nodes, relationships and paths occur in query results only; they cannot be stored.
/// Equality and hashing mean structural identity, as storage and tests need it: `NaN` equals
/// `NaN`, `1` differs from `1.0`, `0.0` differs from `-0.0`. The comparison of the query language
/// is another matter and lives with the query runtime.
public enum Value: Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case float(Double)
    case string(String)
    case list([Value])
    case map([String: Value])
    case date(DateValue)
    case localTime(LocalTimeValue)
    case time(TimeValue)
    case localDateTime(LocalDateTimeValue)
    case dateTime(DateTimeValue)
    case duration(DurationValue)
    case point(PointValue)
    case node(NodeID)
    case relationship(RelationshipID)
    case path(PathValue)

    /// Whether this is `null`.
    @inlinable public var isNull: Bool {
        if case .null = self { true } else { false }
    }
}

/// A path: `relationships[i]` joins `nodes[i]` and `nodes[i + 1]`.
public struct PathValue: Hashable, Sendable {
    /// The nodes in order, one more than the relationships.
    public var nodes: [NodeID]
    /// The relationships in order.
    public var relationships: [RelationshipID]

    /// A path from its parts.
    public init(nodes: [NodeID], relationships: [RelationshipID]) {
        self.nodes = nodes
        self.relationships = relationships
    }
}
