import CypherSyntax
import PropertyGraph

/// Finds the nodes that a chain reaches, each once for each input row.
///
/// Breadth first with a visited set: the cost is the relationships of the nodes reached, not the
/// number of ways to them.
///
/// With a minimum of 1 the start itself is reached when a trail leads back to it. In a directed
/// pattern every walk back is as good as a trail, since a shortest one repeats nothing. Without
/// direction, turning back on a relationship is no trail: the start is reached when two nodes in
/// different branches of the search tree below it (or twice the same node) are joined; see
/// `BranchTable`.
final class ReachabilitySource: RowSource {
    private let context: ExecutionContext
    private let slots: ChainSlots
    private let step: ChainStep
    private let carried: [Int]
    private var input: InputRows
    /// The nodes met, the start first.
    private let places = NodePlaces()
    /// The places of the nodes met last.
    private var frontier = 0..<0
    private var reached: [(node: NodeID, depth: Int32)] = []
    private var position = 0
    private var depth = 0
    private var start = NodeID(0)
    private var isStartReached = false
    private var branches: BranchTable?
    private var target: NodeID?
    /// Whether every relationship may be taken.
    private var isPlain = true
    private var reserved = 0
    private let reader = FrontierReader()
    // Owned: freed in deinit.
    private let entries: UnsafeMutableBufferPointer<FrontierEntry>

    init(
        _ input: any RowSource,
        slots: ChainSlots,
        step: ChainStep,
        carried: [Int],
        context: ExecutionContext
    ) {
        self.context = context
        self.slots = slots
        self.step = step
        self.carried = carried
        self.input = InputRows(input, width: context.plan.width)
        entries = .allocate(capacity: 128)
    }

    deinit { entries.deallocate() }

    func restart() {
        input.restart()
        frontier = 0..<0
        reached.removeAll(keepingCapacity: true)
        position = 0
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while !batch.isFull {
            if position < reached.count {
                emit(into: batch)
            } else if !frontier.isEmpty {
                try advanceLevel()
            } else {
                guard try input.advance() else { break }
                open()
            }
        }
        return batch.count > 0
    }

    private func open() {
        reached.removeAll(keepingCapacity: true)
        position = 0
        let first = input.batch[slots.from, input.row]
        guard first.tag == .node, step.maximum >= step.minimum else { return }
        start = first.nodeBits
        target = nil
        if slots.isInto {
            let end = input.batch[slots.to, input.row]
            guard end.tag == .node else { return }
            target = end.nodeBits
        }
        context.heap.release(bytes: reserved)
        reserved = 0
        places.removeAll()
        _ = places.insert(start)
        depth = 0
        isPlain = step.isPlain && context.seesEverything
        isStartReached = step.minimum == 0
        branches = step.direction == .both && !isStartReached ? BranchTable() : nil
        if isStartReached { reach(start, 0) }
        let types = context.types(step.types)
        if step.maximum > 0, types?.isEmpty != true {
            reader.begin(context.graph, types: types)
            frontier = 0..<1
        }
    }

    private func reach(_ node: NodeID, _ depth: Int) {
        if let target, target != node { return }
        reached.append((node, Int32(truncatingIfNeeded: depth)))
    }

    // MARK: The search

    /// Goes one hop further from every node of the frontier.
    private func advanceLevel() throws(CypherError) {
        depth += 1
        let levelStart = places.count
        var next = frontier.lowerBound
        while next < frontier.upperBound {
            let count = min(FrontierReader.room, frontier.upperBound - next)
            reader.open(
                UnsafeBufferPointer(start: places.nodes + next, count: count), step.direction)
            while true {
                let found = reader.next(into: entries)
                if found == 0 { break }
                try context.tick(found)
                for index in 0..<found { try visit(entries[index], openedFrom: next) }
            }
            next += count
        }
        frontier = levelStart..<places.count
        let bytes = NodePlaces.size(of: frontier.count)
        try context.heap.reserve(bytes: bytes)
        reserved += bytes
        if let length = branches?.cycle, length <= step.maximum, try admitsStart() {
            isStartReached = true
            branches = nil
            reach(start, length)
        }
        let isFound = target != nil && !reached.isEmpty
        if depth >= step.maximum || isFound { frontier = 0..<0 }
    }

    @inline(__always)
    private func visit(_ found: FrontierEntry, openedFrom first: Int) throws(CypherError) {
        let entry = found.entry
        if isPlain {
            let (place, isNew) = places.insert(entry.neighbour)
            if isNew { reach(entry.neighbour, depth) }
            if place == 0 || branches != nil {
                try note(entry, from: first + Int(found.origin), to: place, isNew: isNew)
            }
            return
        }
        let known = places.place(of: entry.neighbour)
        if let known, known != 0 || isStartReached, branches == nil { return }
        guard try step.admits(entry, input.batch, input.row, context) else { return }
        let place = places.insert(entry.neighbour).place
        if known == nil { reach(entry.neighbour, depth) }
        try note(entry, from: first + Int(found.origin), to: place, isNew: known == nil)
    }

    /// Looks for a way back to the start.
    private func note(
        _ entry: AdjacencyEntry, from: Int, to: Int, isNew: Bool
    ) throws(CypherError) {
        if branches != nil {
            branches?.note(entry.relationship, from: from, to: to, isNew: isNew)
        } else if to == 0, !isStartReached {
            isStartReached = true
            reach(start, depth)
        }
    }

    /// Whether the start may be the last node of a chain.
    private func admitsStart() throws(CypherError) -> Bool {
        guard let predicate = step.nodePredicate else { return true }
        return try predicate.admits(.node(start), input.batch, input.row, context)
    }

    // MARK: Output

    private func emit(into batch: Batch) {
        let count = min(batch.limit - batch.count, reached.count - position)
        let start = batch.count
        let nodes = batch.column(slots.to)
        for index in 0..<count { nodes[start + index] = .node(reached[position + index].node) }
        if let slot = slots.distance {
            let distances = batch.column(slot)
            for index in 0..<count {
                distances[start + index] = .integer(Int64(reached[position + index].depth))
            }
        }
        for slot in carried {
            let cell = input.batch[slot, input.row]
            (batch.column(slot) + start).update(repeating: cell, count: count)
        }
        batch.count = start + count
        position += count
    }
}

/// Finds the shortest trail from a search's start back to it, in a graph without directions.
///
/// Every node met belongs to the branch of the first relationship on its way from the start. A
/// relationship between nodes of different branches closes a cycle through the start, as long as
/// both ways and itself; so does a second relationship of the start to a node, and one from the
/// start to itself. The search meets shorter cycles in no later level than longer ones.
struct BranchTable {
    private var branches: [RelationshipID?] = [nil]
    private var depths: [Int32] = [0]
    /// The length of the shortest cycle so far.
    private(set) var cycle: Int?

    /// Notes a relationship between two nodes met, given by their places; the start has place 0.
    mutating func note(_ relationship: RelationshipID, from: Int, to: Int, isNew: Bool) {
        let branch = from == 0 ? relationship : branches[from]
        if isNew {
            branches.append(branch)
            depths.append(depths[from] + 1)
            return
        }
        let other = to == 0 && from != 0 ? relationship : branches[to]
        if branch == other { return }
        let length = Int(depths[from]) + Int(depths[to]) + 1
        cycle = min(cycle ?? length, length)
    }
}
