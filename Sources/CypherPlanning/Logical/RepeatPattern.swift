/// Follows repetitions of a pattern, no relationship twice, from a bound node.
///
/// With a minimum of 0 the start itself is reached. With `.into` the far node is given. The inner
/// plan matches one repetition from the row of `.argument` with the near end set.
///
/// Source: Neo4j 5 Cypher manual, quantified path patterns.
public struct RepeatPattern: Hashable, Sendable {
    /// A variable of the pattern: its slot inside, and the slot of its list outside.
    public struct Variable: Hashable, Sendable {
        /// The slot within one repetition.
        public var element: Slot
        /// The slot of the list of all repetitions' elements.
        public var list: Slot

        /// Makes a variable.
        public init(element: Slot, list: Slot) {
            self.element = element
            self.list = list
        }
    }

    /// The slot of the bound node.
    public var from: Slot
    /// The slot of the node at the other end.
    public var to: Slot
    /// The slot that takes all relationships in the pattern's order.
    public var relationships: Slot
    /// Matches one repetition.
    public var inner: LogicalPlan
    /// The node of one repetition that the inner plan starts from, and the one it leads to.
    public var near: Slot
    public var far: Slot
    /// The relationships of one repetition, in the pattern's order.
    public var elements: [Slot]
    /// The pattern's variables.
    public var variables: [Variable]
    /// The fewest repetitions.
    public var minimum: Int
    /// The most repetitions; nil for any number.
    public var maximum: Int?
    /// Whether the far node is found or given.
    public var target: Expand.Mode
    /// Whether the pattern is walked from its right end, so that lists have to be reversed.
    public var isReversed: Bool
    /// Slots of relationships, or lists of them, that no relationship on the way may be one of.
    public var excluding: [Slot]

    /// Makes a repetition.
    public init(
        from: Slot,
        to: Slot,
        relationships: Slot,
        inner: LogicalPlan,
        near: Slot,
        far: Slot,
        elements: [Slot],
        variables: [Variable],
        minimum: Int,
        maximum: Int?,
        target: Expand.Mode,
        isReversed: Bool = false,
        excluding: [Slot] = []
    ) {
        self.from = from
        self.to = to
        self.relationships = relationships
        self.inner = inner
        self.near = near
        self.far = far
        self.elements = elements
        self.variables = variables
        self.minimum = minimum
        self.maximum = maximum
        self.target = target
        self.isReversed = isReversed
        self.excluding = excluding
    }
}

/// Keeps, of rows that come in order of a path's length, the first ones between each two ends.
///
/// Source: Neo4j 5 Cypher manual, path selectors.
public struct SelectPaths: Hashable, Sendable {
    /// The slot of the node at which the path starts.
    public var start: Slot
    /// The slot of the node at which it ends.
    public var end: Slot
    /// The slot of the path's length.
    public var length: Slot
    /// How many paths, or lengths, are wanted; at least 1.
    public var count: BoundExpression
    /// Whether lengths are counted instead of paths: all paths of the least lengths are kept.
    public var countsLengths: Bool
    /// Whether the paths come selected already.
    public var isDone: Bool

    /// Makes a selection.
    public init(
        start: Slot,
        end: Slot,
        length: Slot,
        count: BoundExpression,
        countsLengths: Bool,
        isDone: Bool = false
    ) {
        self.start = start
        self.end = end
        self.length = length
        self.count = count
        self.countsLengths = countsLengths
        self.isDone = isDone
    }
}
