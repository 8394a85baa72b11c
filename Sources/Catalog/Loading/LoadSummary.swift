/// What loading catalog files did.
public struct LoadSummary: Hashable, Sendable {
    /// Nodes that were made.
    public var nodesCreated = 0
    /// Nodes that were there and got another property.
    public var nodesChanged = 0
    /// Relationships that were made.
    public var relationshipsCreated = 0
    /// Relationships that were there and got another property.
    public var relationshipsChanged = 0
    /// Relationships that gave way to others.
    public var relationshipsDeleted = 0
    /// What was left out because something it names is not there.
    public var warnings: [String] = []

    /// Whether the graph is as it was before.
    package var isUnchanged: Bool {
        nodesCreated == 0 && nodesChanged == 0 && relationshipsCreated == 0
            && relationshipsChanged == 0 && relationshipsDeleted == 0
    }

    /// Creates a summary of nothing.
    public init() {}
}
