extension Graph {
    /// Whether the node exists in this version.
    public func contains(_ node: NodeID) -> Bool { version.root.node(node.rawValue) != nil }

    /// Whether the relationship exists in this version.
    public func contains(_ relationship: RelationshipID) -> Bool {
        version.root.relationship(relationship.rawValue) != nil
    }

    /// A node's labels; empty when it does not exist.
    public func labels(of node: NodeID) -> LabelSet {
        guard let record = version.root.node(node.rawValue) else { return LabelSet() }
        return version.root.labelSet(record)
    }

    /// Whether the node has the label.
    public func hasLabel(_ label: LabelID, _ node: NodeID) -> Bool {
        guard let record = version.root.node(node.rawValue) else { return false }
        return version.root.labelSets.sets[Int(record.labelSet - 1)].contains(label)
    }

    /// A relationship's type and ends.
    public func relationship(_ id: RelationshipID) -> RelationshipRecord? {
        version.root.relationship(id.rawValue).map {
            RelationshipRecord(
                type: RelationshipTypeID(UInt16(truncatingIfNeeded: $0.type - 1)),
                start: NodeID($0.start), end: NodeID($0.end))
        }
    }

    /// The cell of a property; null when absent.
    public func cell(of key: PropertyKeyID, on node: NodeID) -> Cell {
        version.root.nodeCell(key.rawValue, node.rawValue)
    }

    /// The cell of a property; null when absent.
    public func cell(of key: PropertyKeyID, on relationship: RelationshipID) -> Cell {
        version.root.relationshipCell(key.rawValue, relationship.rawValue)
    }

    /// A property's value; null when absent.
    public func value(of key: PropertyKeyID, on node: NodeID) -> Value {
        value(cell(of: key, on: node))
    }

    /// A property's value; null when absent.
    public func value(of key: PropertyKeyID, on relationship: RelationshipID) -> Value {
        value(cell(of: key, on: relationship))
    }

    /// A node's properties as cells, ascending by key.
    public func cells(of node: NodeID) -> [(key: PropertyKeyID, cell: Cell)] {
        guard let record = version.root.node(node.rawValue) else { return [] }
        return version.root.nodeCells(record).map { (PropertyKeyID($0.key), $0.cell) }
    }

    /// A relationship's properties as cells, ascending by key.
    public func cells(of relationship: RelationshipID) -> [(key: PropertyKeyID, cell: Cell)] {
        guard let record = version.root.relationship(relationship.rawValue) else { return [] }
        return version.root.relationshipCells(record).map { (PropertyKeyID($0.key), $0.cell) }
    }

    /// A node's properties, ascending by key.
    public func properties(of node: NodeID) -> [PropertyEntry] {
        cells(of: node).map { PropertyEntry($0.key, value($0.cell)) }
    }

    /// A relationship's properties, ascending by key.
    public func properties(of relationship: RelationshipID) -> [PropertyEntry] {
        cells(of: relationship).map { PropertyEntry($0.key, value($0.cell)) }
    }

    /// All of a node; nil when it does not exist.
    public func state(of node: NodeID) -> NodeState? {
        guard contains(node) else { return nil }
        return NodeState(labels: Array(labels(of: node)), properties: properties(of: node))
    }

    /// All of a relationship; nil when it does not exist.
    public func state(of relationship: RelationshipID) -> RelationshipState? {
        guard let record = self.relationship(relationship) else { return nil }
        return RelationshipState(
            type: record.type, start: record.start, end: record.end,
            properties: properties(of: relationship))
    }

    // MARK: Texts

    /// The text behind the code of a `string` cell.
    public func string(_ code: UInt32) -> String { version.lineage.interner.string(code) }

    /// The code of a text, if some version or draft ever stored it.
    public func code(of string: String) -> UInt32? {
        let interner = version.lineage.interner
        return interner.withBytes(of: string) { interner.find($0, .text) }
    }

    /// The bytes of the text behind a code.
    ///
    /// They stay where they are as long as any version of this graph is held; do not let the
    /// pointer outlive the graph.
    public func utf8(of code: UInt32) -> UnsafeBufferPointer<UInt8> {
        version.lineage.interner.bytes(code)
    }

    /// Runs `body` on the bytes of the text behind a code.
    public func withUTF8<Result>(
        of code: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        body(version.lineage.interner.bytes(code))
    }

    /// How the texts behind two codes are ordered: negative, zero or positive.
    ///
    /// By their UTF-8 bytes, which is the order of code points.
    package func orderOfTexts(_ left: UInt32, _ right: UInt32) -> Int {
        let interner = version.lineage.interner
        return compareBytes(interner.bytes(left), interner.bytes(right))
    }

    /// The value in a cell of this graph; null for a `heap` cell.
    public func value(_ cell: Cell) -> Value { version.lineage.interner.value(cell) }

    /// The cell that a stored property of this value has; nil when no such value was ever stored.
    public func storedCell(_ value: Value) -> Cell? {
        version.lineage.interner.findCell(storing: value)
    }
}
