/// The identity of a node: assigned once, never reused, at most `NodeID.maximum`.
public struct NodeID: Hashable, Comparable, Sendable {
    /// The number behind the identity.
    public let rawValue: UInt32

    /// Wraps a number; whether such a node exists is the graph's to say.
    @inlinable
    public init(_ rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The largest identity a graph assigns (2³¹ − 2).
    public static let maximum = NodeID(0x7FFF_FFFE)

    @inlinable
    public static func < (left: NodeID, right: NodeID) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The identity of a relationship: assigned once, never reused.
public struct RelationshipID: Hashable, Comparable, Sendable {
    /// The number behind the identity.
    public let rawValue: UInt32

    /// Wraps a number; whether such a relationship exists is the graph's to say.
    @inlinable
    public init(_ rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The largest identity a graph assigns (2³¹ − 2).
    public static let maximum = RelationshipID(0x7FFF_FFFE)

    @inlinable
    public static func < (left: RelationshipID, right: RelationshipID) -> Bool {
        left.rawValue < right.rawValue
    }
}
