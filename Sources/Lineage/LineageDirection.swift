internal import PropertyGraph

/// Which way lineage is followed.
public enum LineageDirection: String, CaseIterable, Sendable {
    /// Towards what something is made from.
    case upstream
    /// Towards what is made from something.
    case downstream

    /// How `DERIVED_FROM`, which leads from a result to its source, is followed.
    var relationships: Direction {
        switch self {
        case .upstream: .outgoing
        case .downstream: .incoming
        }
    }
}

/// How much of a lineage is handed out.
///
/// What goes beyond is still counted, so that the answer says what it leaves out.
public struct LineageBudget: Hashable, Sendable {
    /// The most assets.
    public var nodes: Int
    /// The most derivations.
    public var edges: Int

    /// Creates a budget.
    public init(nodes: Int = 1_000, edges: Int = 5_000) {
        self.nodes = nodes
        self.edges = edges
    }
}
