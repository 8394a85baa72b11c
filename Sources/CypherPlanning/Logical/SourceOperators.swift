public import PropertyGraph

/// Finds the nodes of one label by the values of indexed properties.
///
/// The predicate that an index answers exactly is not repeated in a filter above. Comparison
/// follows Cypher, so a null operand, and an operand of another type than the property, finds
/// nothing. Each node comes once.
public struct NodeIndexSeek: Hashable, Sendable {
    /// What is sought.
    public enum Bounds: Hashable, Sendable {
        /// One value for each of the first keys of the index.
        case equal([BoundExpression])
        /// Any element of a list, for an index of one key; null and duplicates are passed over.
        case any(in: BoundExpression)
        /// Values between bounds, for the key after those of `equal`, often none.
        case range(equal: [BoundExpression], lower: RangeBound?, upper: RangeBound?)
        /// Strings that begin with a string.
        case prefix(BoundExpression)
        /// Strings that contain a string.
        case contains(BoundExpression)
        /// Strings that end with a string.
        case suffix(BoundExpression)
        /// All nodes that have the property.
        case exists
    }

    /// One end of a range.
    ///
    /// Its value's type bounds the range, so `x > 1` finds numbers only.
    public struct RangeBound: Hashable, Sendable {
        /// The value.
        public var value: BoundExpression
        /// Whether the value itself belongs to the range.
        public var isInclusive: Bool

        /// Makes a bound.
        public init(value: BoundExpression, isInclusive: Bool) {
            self.value = value
            self.isInclusive = isInclusive
        }
    }

    /// The slot that takes the node.
    public var node: Slot
    /// The label of the index.
    public var label: String
    /// The property keys of the index, all of them, in its order.
    public var keys: [String]
    /// What is sought.
    public var bounds: Bounds
    /// Whether a constraint makes the node of an equality unique.
    public var isUnique: Bool

    /// Makes a seek.
    public init(node: Slot, label: String, keys: [String], bounds: Bounds, isUnique: Bool) {
        self.node = node
        self.label = label
        self.keys = keys
        self.bounds = bounds
        self.isUnique = isUnique
    }
}

/// How an id is written.
public enum IDForm: Hashable, Sendable {
    /// `id(n)`: an integer.
    case number
    /// `elementId(n)`: a string.
    case element
}

/// Finds nodes by id: `id(n) = x`, `id(n) IN list`, `elementId(n) = x`.
///
/// An id that no node has, null, and a value of another type find nothing.
public struct NodeByID: Hashable, Sendable {
    /// The slot that takes the node.
    public var node: Slot
    /// The id, or the list of ids.
    public var ids: BoundExpression
    /// Whether `ids` is a list; its duplicates count once.
    public var isList: Bool
    /// How the id is written.
    public var form: IDForm

    /// Makes a look-up.
    public init(node: Slot, ids: BoundExpression, isList: Bool, form: IDForm) {
        self.node = node
        self.ids = ids
        self.isList = isList
        self.form = form
    }
}

/// Yields every relationship of some types with its ends.
///
/// When the direction is `.both`, a relationship comes twice, once from each end; a self-loop
/// comes once.
public struct RelationshipScan: Hashable, Sendable {
    /// The slot that takes the relationship.
    public var relationship: Slot
    /// The slot that takes the node on the left of the pattern.
    public var from: Slot
    /// The slot that takes the node on the right of the pattern.
    public var to: Slot
    /// The pattern's direction, seen from the left.
    public var direction: Direction
    /// The types, any of which is right; empty for all types.
    public var types: [String]

    /// Makes a scan.
    public init(relationship: Slot, from: Slot, to: Slot, direction: Direction, types: [String]) {
        self.relationship = relationship
        self.from = from
        self.to = to
        self.direction = direction
        self.types = types
    }
}

/// Finds relationships by id and yields them as `RelationshipScan` does.
public struct RelationshipByID: Hashable, Sendable {
    /// What the relationships have to be, and the slots that take them.
    public var pattern: RelationshipScan
    /// The id, or the list of ids.
    public var ids: BoundExpression
    /// Whether `ids` is a list; its duplicates count once.
    public var isList: Bool
    /// How the id is written.
    public var form: IDForm

    /// Makes a look-up.
    public init(pattern: RelationshipScan, ids: BoundExpression, isList: Bool, form: IDForm) {
        self.pattern = pattern
        self.ids = ids
        self.isList = isList
        self.form = form
    }
}

/// A number that the graph keeps.
///
/// Under a restricted view the runtime has to count what is visible instead.
public struct StoredCount: Hashable, Sendable {
    /// What is counted.
    public enum Kind: Hashable, Sendable {
        /// The nodes of a label, or all nodes.
        case nodes(label: String?)
        /// The relationships of some types, or all; a self-loop counts once.
        case relationships(types: [String])
    }

    /// The slot that takes the integer.
    public var result: Slot
    /// What is counted.
    public var kind: Kind

    /// Makes a count.
    public init(result: Slot, kind: Kind) {
        self.result = result
        self.kind = kind
    }
}
