/// Where a node's labels and properties are; zero for an identity not in use.
struct NodeRecord: BitwiseCopyable {
    /// The code of the label set plus one, 0 when there is no such node.
    var labelSet: UInt32
    var row: UInt32

    var exists: Bool { labelSet != 0 }
}

/// A relationship; zero for an identity not in use.
struct RelationshipStorage: BitwiseCopyable {
    var start: UInt32
    var end: UInt32
    var row: UInt32
    /// The type plus one, 0 when there is no such relationship.
    var type: UInt32

    var exists: Bool { type != 0 }
}
