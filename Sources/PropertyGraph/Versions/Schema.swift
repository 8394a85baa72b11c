/// An index with its contents.
struct IndexState: Sendable {
    var id: IndexID
    var definition: IndexDefinition
    /// The label or type whose members are covered, when the graph itself keeps the contents.
    var target: Target?
    var keys: [PropertyKeyID]
    var tree = KeyTree()
    var entries = 0
    var distinct = 0
    /// Whether two entries may not be equal.
    var isUnique = false

    enum Target: Hashable, Sendable {
        case label(LabelID)
        case type(RelationshipTypeID)
    }
}

/// A constraint with its names resolved.
struct ConstraintState: Sendable {
    var definition: ConstraintDefinition
    var target: IndexState.Target
    var keys: [PropertyKeyID]
}

/// The indexes and constraints of a graph.
struct Schema: Sendable {
    private(set) var indexes: [IndexState] = []
    private(set) var constraints: [ConstraintState] = []
    private(set) var nextIndexID: UInt32 = 0
    /// Raised by each change of a declaration.
    private(set) var revision: UInt64 = 0
    /// Positions in `indexes` by the label or type they cover.
    private var positions: [IndexState.Target: [Int]] = [:]

    /// The positions of the indexes over a label's nodes or a type's relationships.
    func positions(_ target: IndexState.Target) -> [Int] {
        positions.isEmpty ? [] : positions[target] ?? []
    }

    var isEmpty: Bool { indexes.isEmpty && constraints.isEmpty }

    func index(_ id: IndexID) -> IndexState? { indexes.first { $0.id == id } }

    func isTaken(_ name: String) -> Bool {
        indexes.contains { $0.definition.name == name }
            || constraints.contains { $0.definition.name == name }
    }

    mutating func append(_ index: IndexState) {
        revision += 1
        indexes.append(index)
        nextIndexID = max(nextIndexID, index.id.rawValue &+ 1)
        renumber()
    }

    mutating func append(_ constraint: ConstraintState) {
        revision += 1
        constraints.append(constraint)
    }

    mutating func removeIndex(at position: Int) -> IndexState {
        revision += 1
        let index = indexes.remove(at: position)
        renumber()
        return index
    }

    mutating func removeConstraint(at position: Int) {
        revision += 1
        constraints.remove(at: position)
    }

    mutating func updateIndex(at position: Int, _ body: (inout IndexState) -> Void) {
        body(&indexes[position])
    }

    private mutating func renumber() {
        positions = [:]
        for (position, index) in indexes.enumerated() {
            if let target = index.target {
                positions[target, default: []].append(position)
            }
        }
    }
}
