/// What an index or a constraint is about.
public enum SchemaTarget: Hashable, Sendable {
    /// Nodes with the label; a full-text index may name several, a lookup index names none.
    case nodes(labels: [String])
    /// Relationships of the type; a full-text index may name several, a lookup index names none.
    case relationships(types: [String])
}

/// What an index can answer.
public enum IndexKind: String, Hashable, Sendable, CaseIterable {
    /// Equality, `IN`, ranges and prefixes; with several keys, equality of the first of them.
    case range
    /// As `range`, which serves it, and meant for parts of texts.
    case text
    /// As `range`, which serves it, and meant for points.
    case point
    /// All nodes by label, or all relationships by type, which the graph knows without an index.
    case lookup
    /// Words in texts; its contents live in a `DerivedIndex`.
    case fullText
    /// Nearest vectors; its contents live in a `DerivedIndex`.
    case vector
}

/// The number of an index; never reused within one graph.
public struct IndexID: Hashable, Comparable, Sendable {
    /// The number itself.
    public let rawValue: UInt32

    /// Wraps a number.
    public init(_ rawValue: UInt32) {
        self.rawValue = rawValue
    }

    public static func < (left: IndexID, right: IndexID) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The declaration of an index.
public struct IndexDefinition: Hashable, Sendable {
    /// Its name, unique among indexes and constraints.
    public var name: String
    /// What it can answer.
    public var kind: IndexKind
    /// What it covers.
    public var target: SchemaTarget
    /// The property keys, in order.
    public var keys: [String]
    /// Settings such as an analyser or a vector's dimensions.
    public var options: [String: Value]
    /// The constraint that owns the index, if one does; such an index goes with its constraint.
    public var constraint: String?

    /// An index declaration.
    public init(
        name: String,
        kind: IndexKind = .range,
        target: SchemaTarget,
        keys: [String],
        options: [String: Value] = [:],
        constraint: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.target = target
        self.keys = keys
        self.options = options
        self.constraint = constraint
    }
}

/// How much an index holds.
public struct IndexStatistics: Hashable, Sendable {
    /// The number of entries: nodes or relationships with all keys present.
    public var entries: Int
    /// The number of different values among them.
    public var distinct: Int

    /// Statistics from their parts.
    public init(entries: Int, distinct: Int) {
        self.entries = entries
        self.distinct = distinct
    }
}
