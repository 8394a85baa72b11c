/// One version of a graph: immutable, cheap to copy, readable by any number of threads.
///
/// Holding a graph keeps its memory, and what later commits replaced, until it is let go.
/// The graph of a draft (`Draft.graph`) shows the draft's state at the time it was taken; after
/// further changes it may show older or newer data in places, never freed memory.
public struct Graph: Sendable {
    let version: GraphVersion

    var root: GraphRoot {
        @inline(__always) _read { yield version.root }
    }

    init(_ version: GraphVersion) {
        self.version = version
    }

    /// A graph of its own without anything in it.
    public init() {
        version = GraphVersion(
            GraphRoot(), PageLineage(), derived: [:], arena: nil, base: nil)
    }

    /// The number of the transaction that led here, 0 for the beginning.
    public var sequence: UInt64 { version.root.sequence }

    /// The number of nodes.
    public var nodeCount: Int { version.root.nodeCount }

    /// The number of relationships.
    public var relationshipCount: Int { version.root.relationshipCount }

    /// All node identities in use are below.
    public var nextNodeID: UInt32 { version.root.nextNodeID }

    /// All relationship identities in use are below.
    public var nextRelationshipID: UInt32 { version.root.nextRelationshipID }

    /// Whether this shows the state of a draft, which nobody else sees and which may never be
    /// committed.
    public var isDraft: Bool { version.token == nil }

    /// The indexes that live outside and are carried along, by name.
    public var derived: [String: any DerivedIndex] { version.derived }

    /// The bytes of all versions' published blocks and of the interned texts.
    public var memory: (pages: Int, texts: Int) {
        (version.lineage.publishedBytes, version.lineage.interner.memory)
    }
}
