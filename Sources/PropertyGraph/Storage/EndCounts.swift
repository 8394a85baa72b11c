/// How many relationships of one type start, and end, at nodes of each label set.
///
/// By code of the label set. They tell how many relationships a node of some label has on average,
/// and whether all ends of a type carry a label, so that nobody has to look.
struct EndCounts: BitwiseCopyable {
    var starts = PagedArray<UInt32>()
    var ends = PagedArray<UInt32>()

    /// The count of a label set at one side.
    func count(_ code: Int, atStart: Bool) -> Int {
        Int((atStart ? starts : ends).pointer(code)?.pointee ?? 0)
    }

    /// Adds to the count of a label set at one side; `difference` may be negative.
    mutating func add(_ difference: Int, _ code: Int, atStart: Bool, _ arena: PageArena) {
        let place = atStart ? starts.writable(code, arena) : ends.writable(code, arena)
        place.pointee &+= UInt32(truncatingIfNeeded: difference)
    }
}

extension GraphRoot {
    /// Counts a relationship, or with -1 uncounts it, at its ends, which must exist.
    mutating func countEnds(
        _ type: UInt16, _ start: UInt32, _ end: UInt32, by difference: Int = 1,
        _ arena: PageArena
    ) {
        guard let start = node(start), let end = node(end) else { return }
        let counts = endCounts.writable(Int(type), arena)
        counts.pointee.add(difference, Int(start.labelSet - 1), atStart: true, arena)
        counts.pointee.add(difference, Int(end.labelSet - 1), atStart: false, arena)
    }

    /// Moves the counts of a node's relationships from one label set to another.
    ///
    /// - Complexity: the number of the node's relationship types.
    mutating func moveEnds(of node: UInt32, from old: Int, to new: Int, _ arena: PageArena) {
        for atStart in [true, false] {
            let adjacency = atStart ? outgoing : incoming
            for (type, count) in adjacency.groups(of: node) {
                let counts = endCounts.writable(Int(type), arena)
                counts.pointee.add(-count, old, atStart: atStart, arena)
                counts.pointee.add(count, new, atStart: atStart, arena)
            }
        }
    }
}

/// Counts many relationships at their ends before the sums are entered once.
struct EndCounting {
    /// By type and code of the label set; a type's list is empty until it is met.
    private var starts: [[Int]]
    private var ends: [[Int]]
    private let labelSetCount: Int

    init(_ root: GraphRoot) {
        starts = Array(repeating: [], count: root.names.types.count)
        ends = starts
        labelSetCount = root.labelSets.sets.count
    }

    /// Counts a relationship of the graph, whose ends must exist.
    mutating func add(_ record: RelationshipStorage, in root: GraphRoot) {
        guard let start = root.node(record.start), let end = root.node(record.end) else { return }
        let type = Int(record.type) - 1
        if starts[type].isEmpty {
            starts[type] = Array(repeating: 0, count: labelSetCount)
            ends[type] = starts[type]
        }
        starts[type][Int(start.labelSet) - 1] += 1
        ends[type][Int(end.labelSet) - 1] += 1
    }

    /// Enters what was counted.
    func enter(into root: inout GraphRoot, _ arena: PageArena) {
        for (type, counted) in starts.enumerated() where !counted.isEmpty {
            let counts = root.endCounts.writable(type, arena)
            for code in counted.indices {
                let (started, ended) = (counted[code], ends[type][code])
                if started > 0 { counts.pointee.add(started, code, atStart: true, arena) }
                if ended > 0 { counts.pointee.add(ended, code, atStart: false, arena) }
            }
        }
    }
}

extension Adjacency {
    /// The types of a node's relationships, with the number of each.
    func groups(of node: UInt32) -> [(type: UInt16, count: Int)] {
        guard let run = run(of: node) else { return [] }
        var result: [(type: UInt16, count: Int)] = []
        var position = run.start
        while position < run.end {
            let header = GroupHeader(word: run.words[position])
            result.append((header.type, header.count))
            position += 1 + header.inlineCount
        }
        return result
    }
}

extension Graph {
    /// The number of relationships of a type that have a node with the label at one side.
    ///
    /// - Complexity: the number of label sets that have the label.
    package func relationshipCount(
        ofType type: RelationshipTypeID, labelled label: LabelID, atStart: Bool
    ) -> Int {
        let root = version.root
        guard let counts = root.endCounts.pointer(Int(type.rawValue))?.pointee else { return 0 }
        return root.labelSets.codes(with: label).reduce(0) { sum, code in
            sum + counts.count(Int(code), atStart: atStart)
        }
    }

    /// Whether every relationship leads, seen in the direction, to a node with the label.
    ///
    /// - Parameters:
    ///   - label: The label.
    ///   - direction: With `.both`, each end has to carry it.
    ///   - types: The types that count; nil for all.
    /// - Returns: True also when there is no such relationship.
    package func alwaysLeads(
        to label: LabelID, _ direction: Direction, types: [RelationshipTypeID]?
    ) -> Bool {
        let all = { (0..<version.root.names.types.count).map { RelationshipTypeID(UInt16($0)) } }
        return (types ?? all()).allSatisfy { type in
            let total = relationshipCount(ofType: type)
            let holds = { (atStart: Bool) in
                relationshipCount(ofType: type, labelled: label, atStart: atStart) == total
            }
            return (direction == .incoming || holds(false))
                && (direction == .outgoing || holds(true))
        }
    }
}
