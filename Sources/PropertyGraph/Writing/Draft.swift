/// One writer's private version of a graph.
///
/// A draft belongs to one thread at a time. Its reads (`graph`) see its own writes. Nothing is
/// seen by others until the draft is committed; letting it go forgets it. A call that throws has
/// changed nothing.
public final class Draft {
    /// The version the draft began with.
    public let base: Graph
    var root: GraphRoot
    let arena: PageArena
    private var view: Graph?

    /// What of the base was touched, and what was made; see `Draft+Changes`.
    var touchedNodes: Set<UInt32> = []
    var touchedRelationships: Set<UInt32> = []
    var createdNodes: [UInt32] = []
    var createdRelationships: [UInt32] = []
    private var nodeReservation: Range<UInt32> = 0..<0
    private var relationshipReservation: Range<UInt32> = 0..<0
    private var reservationSize: UInt32 = 1

    /// Whether uniqueness is checked at each change; off while a change set is replayed.
    var checksUniqueness = true
    var isClosed = false
    /// Whether a bulk insertion has begun that has not been settled.
    var isUnsettled = false

    /// A draft on a version.
    public init(on base: Graph) {
        self.base = base
        root = base.version.root
        arena = PageArena(base.version.lineage)
    }

    deinit {
        giveBackIdentities()
    }

    /// The draft's present state; see `Graph` for what later changes do to it.
    public var graph: Graph {
        if let view { return view }
        let fresh = Graph(GraphVersion(viewing: root, of: arena, base: base.version))
        view = fresh
        return fresh
    }

    var lineage: PageLineage { arena.lineage }
    var interner: Interner { arena.lineage.interner }

    /// To be called before each change.
    func willChange() throws(GraphError) {
        if isClosed { throw .draftClosed }
        view = nil
    }

    // MARK: Reading single facts, without the cost of a `graph`

    /// Whether the node exists in the draft's present state.
    public func contains(_ node: NodeID) -> Bool { root.node(node.rawValue) != nil }

    /// Whether the node has the label in the draft's present state.
    public func hasLabel(_ label: LabelID, _ node: NodeID) -> Bool {
        guard let record = root.node(node.rawValue) else { return false }
        return root.labelSet(record).contains(label)
    }

    /// A property's cell in the draft's present state; null when absent.
    public func cell(of key: PropertyKeyID, on node: NodeID) -> Cell {
        root.nodeCell(key.rawValue, node.rawValue)
    }

    /// A property's value in the draft's present state; null when absent.
    public func value(of key: PropertyKeyID, on node: NodeID) -> Value {
        interner.value(root.nodeCell(key.rawValue, node.rawValue))
    }

    // MARK: Names

    /// The number of a label's name, which is made known if it was not.
    public func label(_ name: String) throws(GraphError) -> LabelID {
        if let known = root.names.labels[name] { return LabelID(UInt16(known)) }
        try willChange()
        return LabelID(
            UInt16(try root.names.labels.add(name, limit: GraphNames.labelLimit, "label")))
    }

    /// The number of a relationship type's name, which is made known if it was not.
    public func relationshipType(_ name: String) throws(GraphError) -> RelationshipTypeID {
        if let known = root.names.types[name] { return RelationshipTypeID(UInt16(known)) }
        try willChange()
        return RelationshipTypeID(
            UInt16(
                try root.names.types.add(name, limit: GraphNames.typeLimit, "relationship type")))
    }

    /// The number of a property key's name, which is made known if it was not.
    public func propertyKey(_ name: String) throws(GraphError) -> PropertyKeyID {
        if let known = root.names.keys[name] { return PropertyKeyID(UInt32(known)) }
        try willChange()
        return PropertyKeyID(
            UInt32(try root.names.keys.add(name, limit: GraphNames.keyLimit, "property key")))
    }

    /// The cell that stores a value, interning it if it does not fit.
    ///
    /// - Throws: `.valueNotStorable` for nodes, relationships, paths and too deep nesting.
    public func cell(storing value: Value) throws(GraphError) -> Cell {
        switch value {
        case .node: throw .valueNotStorable("node")
        case .relationship: throw .valueNotStorable("relationship")
        case .path: throw .valueNotStorable("path")
        default: return try interner.cell(storing: value)
        }
    }

    /// The cell that stores a text given as UTF-8, which must be valid.
    package func cell(
        storingText bytes: UnsafeBufferPointer<UInt8>
    ) throws(GraphError) -> Cell {
        guard let code = interner.intern(bytes, .text) else {
            throw .limitExceeded(what: "different texts", limit: UInt64(Interner.limit))
        }
        return .string(code: code)
    }

    // MARK: Identities

    func nextNode() throws(GraphError) -> UInt32 {
        if nodeReservation.isEmpty {
            nodeReservation = lineage.nodeIDs.reserve(reservationSize)
            reservationSize = min(reservationSize * 2, 4096)
        }
        guard let id = nodeReservation.first else {
            throw .limitExceeded(what: "nodes", limit: UInt64(IdentityCounter.limit))
        }
        nodeReservation = nodeReservation.dropFirst()
        return id
    }

    func nextRelationship() throws(GraphError) -> UInt32 {
        if relationshipReservation.isEmpty {
            relationshipReservation = lineage.relationshipIDs.reserve(reservationSize)
            reservationSize = min(reservationSize * 2, 4096)
        }
        guard let id = relationshipReservation.first else {
            throw .limitExceeded(what: "relationships", limit: UInt64(IdentityCounter.limit))
        }
        relationshipReservation = relationshipReservation.dropFirst()
        return id
    }

    /// Gives back identities that were reserved and not used.
    func giveBackIdentities() {
        lineage.nodeIDs.giveBack(nodeReservation)
        lineage.relationshipIDs.giveBack(relationshipReservation)
        nodeReservation = 0..<0
        relationshipReservation = 0..<0
    }

    // MARK: Bookkeeping

    /// Notes that a node is about to change.
    func touch(node: UInt32) {
        if base.version.root.node(node) != nil { touchedNodes.insert(node) }
    }

    /// Notes that a relationship is about to change.
    func touch(relationship: UInt32) {
        if base.version.root.relationship(relationship) != nil {
            touchedRelationships.insert(relationship)
        }
    }
}
