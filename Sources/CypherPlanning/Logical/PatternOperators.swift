public import PropertyGraph

/// Follows one relationship from a bound node.
///
/// A null start yields no row. With `.into` the far node is bound already and must be the one
/// reached. With `.both` a self-loop comes once.
public struct Expand: Hashable, Sendable {
    /// Whether the far node is found or given.
    public enum Mode: Hashable, Sendable {
        case all, into
    }

    /// The slot of the bound node.
    public var from: Slot
    /// The slot of the relationship.
    public var relationship: Slot
    /// The slot of the node at the other end.
    public var to: Slot
    /// The direction, seen from `from`.
    public var direction: Direction
    /// The types, any of which is right; empty for all types.
    public var types: [String]
    /// Whether the far node is found or given.
    public var mode: Mode
    /// Slots of relationships, or lists of them, that the relationship must be none of.
    ///
    /// They are bound earlier in the same MATCH; those of other types are left out.
    public var excluding: [Slot]

    /// Makes a step.
    public init(
        from: Slot,
        relationship: Slot,
        to: Slot,
        direction: Direction,
        types: [String],
        mode: Mode,
        excluding: [Slot] = []
    ) {
        self.from = from
        self.relationship = relationship
        self.to = to
        self.direction = direction
        self.types = types
        self.mode = mode
        self.excluding = excluding
    }
}

/// Yields the ends of a bound relationship, or checks them, as `RelationshipScan` would.
///
/// A relationship of another type, and null, yield no row. When the direction is `.both` there is
/// a row for each way to read the relationship that agrees with the ends already bound; a
/// self-loop gives one. When both slots are the same, only a self-loop yields a row.
public struct RelationshipEnds: Hashable, Sendable {
    /// What the relationship has to be, and the slots of its ends.
    public var pattern: RelationshipScan
    /// Whether the slot on the left is bound already.
    public var isFromBound: Bool
    /// Whether the slot on the right is bound already.
    public var isToBound: Bool
    /// Slots of relationships, or lists of them, that the relationship must be none of.
    public var excluding: [Slot]

    /// Makes a check.
    public init(
        pattern: RelationshipScan,
        isFromBound: Bool,
        isToBound: Bool,
        excluding: [Slot] = []
    ) {
        self.pattern = pattern
        self.isFromBound = isFromBound
        self.isToBound = isToBound
        self.excluding = excluding
    }
}

/// A predicate on every relationship, or every node, along a variable-length pattern.
public struct StepPredicate: Hashable, Sendable {
    /// The slot that holds the relationship or node while the predicate is evaluated.
    public var element: Slot
    /// What has to be true.
    public var predicate: BoundExpression

    /// Makes a predicate.
    public init(element: Slot, predicate: BoundExpression) {
        self.element = element
        self.predicate = predicate
    }
}

/// Follows a chain of relationships, none twice, from a bound node.
///
/// With a minimum of 0 the start itself is reached. With `.into` the far node is given.
///
/// In `.reachability` mode each far node comes once for each input row, the relationships are not
/// recorded, and a visited set bounds the work by the relationships reached: breadth first, so
/// that a maximum is honoured. It stands only where the number of ways to a node cannot be
/// observed and the minimum is at most 1: every node at a distance between the bounds is reached
/// by a trail. With a minimum of 1 the start is reached when a cycle of permitted length leads
/// back to it.
public struct VarExpand: Hashable, Sendable {
    /// What the operator yields.
    public enum Mode: Hashable, Sendable {
        /// A row for each trail.
        case trails
        /// A row for each node that a trail reaches; `relationships` is nil.
        case reachability
    }

    /// The slot of the bound node.
    public var from: Slot
    /// The slot that takes the list of relationships in the pattern's order; nil when nobody reads
    /// it.
    public var relationships: Slot?
    /// The slot of the node at the other end.
    public var to: Slot
    /// The direction, seen from `from`.
    public var direction: Direction
    /// The types, any of which is right; empty for all types.
    public var types: [String]
    /// The fewest relationships.
    public var minimum: Int
    /// The most relationships; nil for any number.
    public var maximum: Int?
    /// Whether the far node is found or given.
    public var target: Expand.Mode
    /// What the operator yields.
    public var mode: Mode
    /// Whether the list runs against the pattern, so that it has to be reversed: true when the
    /// planner walks the pattern from its right end.
    public var isReversed: Bool
    /// What every relationship on the way fulfils.
    public var relationshipPredicate: StepPredicate?
    /// What every node on the way fulfils, the start excluded, the far node included.
    public var nodePredicate: StepPredicate?
    /// Slots of relationships, or lists of them, that no relationship on the way may be one of.
    public var excluding: [Slot]
    /// Whether the relationship list is given: it is then checked instead of searched.
    public var areRelationshipsBound: Bool
    /// In `.reachability` mode, the slot that takes the length of the shortest trail, if read.
    public var distance: Slot?

    /// Makes a chain of steps.
    public init(
        from: Slot,
        relationships: Slot?,
        to: Slot,
        direction: Direction,
        types: [String],
        minimum: Int,
        maximum: Int?,
        target: Expand.Mode,
        mode: Mode = .trails,
        isReversed: Bool = false,
        relationshipPredicate: StepPredicate? = nil,
        nodePredicate: StepPredicate? = nil,
        excluding: [Slot] = [],
        areRelationshipsBound: Bool = false,
        distance: Slot? = nil
    ) {
        self.from = from
        self.relationships = relationships
        self.to = to
        self.direction = direction
        self.types = types
        self.minimum = minimum
        self.maximum = maximum
        self.target = target
        self.mode = mode
        self.isReversed = isReversed
        self.relationshipPredicate = relationshipPredicate
        self.nodePredicate = nodePredicate
        self.excluding = excluding
        self.areRelationshipsBound = areRelationshipsBound
        self.distance = distance
    }
}

/// Finds the shortest path, or all paths of the shortest length, between two bound nodes.
///
/// No path yields no row. From a node to itself there is the empty path or, with a minimum of 1,
/// none, as in Neo4j when it is told not to refuse the question. Predicates take part in the search: the answer is the shortest among the
/// paths that fulfil them. Those on single relationships or nodes prune a bidirectional search;
/// `pathPredicate` is any other, which may need to try longer paths.
public struct ShortestPath: Hashable, Sendable {
    /// The slot of the node on the left.
    public var from: Slot
    /// The slot of the node on the right.
    public var to: Slot
    /// The slot that takes the list of relationships.
    public var relationships: Slot
    /// The slot that takes the path, when it is named or the path's predicate reads it.
    public var path: Slot?
    /// The direction, seen from `from`.
    public var direction: Direction
    /// The types, any of which is right; empty for all types.
    public var types: [String]
    /// The fewest relationships, 0 or 1.
    public var minimum: Int
    /// The most relationships; nil for any number.
    public var maximum: Int?
    /// Whether all paths of the shortest length are wanted, or any one.
    public var isAll: Bool
    /// Whether the pattern is a single relationship, whose variable is no list.
    public var isSingle: Bool
    /// What every relationship on the way fulfils.
    public var relationshipPredicate: StepPredicate?
    /// What every node on the way fulfils, both ends included.
    public var nodePredicate: StepPredicate?
    /// What the whole path fulfils; reads `relationships` and `path`.
    public var pathPredicate: BoundExpression?
    /// Whether a path from a node back to itself is sought like any other.
    public var findsCycles: Bool

    /// Makes a search.
    public init(
        from: Slot,
        to: Slot,
        relationships: Slot,
        path: Slot?,
        direction: Direction,
        types: [String],
        minimum: Int,
        maximum: Int?,
        isAll: Bool,
        isSingle: Bool = false,
        findsCycles: Bool = false,
        relationshipPredicate: StepPredicate? = nil,
        nodePredicate: StepPredicate? = nil,
        pathPredicate: BoundExpression? = nil
    ) {
        self.from = from
        self.to = to
        self.relationships = relationships
        self.path = path
        self.direction = direction
        self.types = types
        self.minimum = minimum
        self.maximum = maximum
        self.isAll = isAll
        self.isSingle = isSingle
        self.findsCycles = findsCycles
        self.relationshipPredicate = relationshipPredicate
        self.nodePredicate = nodePredicate
        self.pathPredicate = pathPredicate
    }
}
