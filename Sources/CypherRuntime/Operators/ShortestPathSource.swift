import CypherSyntax
import PropertyGraph

/// What a shortest-path search is asked.
struct ShortestPathQuestion: Sendable {
    let from: Int
    let to: Int
    let relationships: Int
    let path: Int?
    let step: ChainStep
    let isAll: Bool
    let isSingle: Bool
    /// Whether a path from a node back to itself is sought like any other.
    let findsCycles: Bool
    let pathPredicate: CompiledExpression?
}

/// Finds the shortest path, or all paths of the shortest length, between two bound nodes.
///
/// Breadth first from both ends, a whole level of the smaller side at a time: when the sides first
/// meet, every meeting node lies in the middle of a shortest path. A predicate on the whole path
/// is tried on the paths of that length; when none fulfils it, on longer trails in order of length.
///
/// From a node to itself `shortestPath` finds the empty path if that is long enough, and else
/// nothing, as in Neo4j; a path selector also finds a way round.
final class ShortestPathSource: RowSource {
    private let context: ExecutionContext
    private let question: ShortestPathQuestion
    private let carried: [Int]
    private var input: InputRows
    private var forward = SearchSide()
    private var backward = SearchSide()
    private var found: [[RelationshipID]] = []
    private var position = 0
    private var types: [RelationshipTypeID]?
    private let reader = FrontierReader()
    // Owned: freed in deinit.
    private let entries: UnsafeMutableBufferPointer<FrontierEntry>

    init(
        _ input: any RowSource,
        question: ShortestPathQuestion,
        carried: [Int],
        context: ExecutionContext
    ) {
        self.context = context
        self.question = question
        self.carried = carried
        self.input = InputRows(input, width: context.plan.width)
        entries = .allocate(capacity: 64)
    }

    deinit { entries.deallocate() }

    func restart() {
        input.restart()
        found = []
        position = 0
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while !batch.isFull {
            if position < found.count {
                try emit(found[position], into: batch)
                position += 1
                continue
            }
            guard try input.advance() else { break }
            found.removeAll(keepingCapacity: true)
            position = 0
            try search()
        }
        return batch.count > 0
    }

    // MARK: The search

    private func search() throws(CypherError) {
        let start = input.batch[question.from, input.row]
        let end = input.batch[question.to, input.row]
        guard start.tag == .node, end.tag == .node, try admitsEnds(start, end) else { return }
        types = context.types(question.step.types)
        if start.nodeBits == end.nodeBits {
            if question.step.minimum == 0, try fulfils([]) {
                found.append([])
            } else if question.findsCycles {
                try searchTrails(from: start.nodeBits, to: end.nodeBits, least: 1)
            }
            return
        }
        let length = try searchBothWays(from: start.nodeBits, to: end.nodeBits)
        guard found.isEmpty, let length, question.pathPredicate != nil else { return }
        try searchTrails(from: start.nodeBits, to: end.nodeBits, least: length + 1)
    }

    private func admitsEnds(_ start: Cell, _ end: Cell) throws(CypherError) -> Bool {
        guard let predicate = question.step.nodePredicate else { return true }
        if !(try predicate.admits(start, input.batch, input.row, context)) { return false }
        return try predicate.admits(end, input.batch, input.row, context)
    }

    /// Whether more than one path of the shortest length is of interest.
    private var keepsAll: Bool { question.isAll || question.pathPredicate != nil }

    /// Finds paths of the least length that any has, and answers that length; nil without a path.
    private func searchBothWays(from start: NodeID, to end: NodeID) throws(CypherError) -> Int? {
        if types?.isEmpty == true { return nil }
        forward.begin(at: start)
        backward.begin(at: end)
        reader.begin(context.graph, types: types)
        let direction = question.step.direction
        var reserved = 0
        defer { context.heap.release(bytes: reserved) }
        while Int(forward.level + backward.level) < question.step.maximum {
            guard forward.frontierCount > 0, backward.frontierCount > 0 else { return nil }
            let isForward = forward.frontierCount <= backward.frontierCount
            let meetings =
                isForward
                ? try grow(&forward, towards: backward, direction)
                : try grow(&backward, towards: forward, direction.reversed)
            if !meetings.isEmpty {
                try collect(meetings, isForward: isForward)
                return Int(forward.level + backward.level)
            }
            let added = isForward ? forward.frontierCount : backward.frontierCount
            let bytes = NodePlaces.size(of: added) &+ added &* 16
            try context.heap.reserve(bytes: bytes)
            reserved += bytes
        }
        return nil
    }

    /// Takes one side a level further; yields the places of its new nodes that the other side has
    /// reached.
    private func grow(
        _ side: inout SearchSide, towards other: SearchSide, _ direction: Direction
    ) throws(CypherError) -> [Int] {
        var meetings: [Int] = []
        let step = question.step
        let isPlain = step.isPlain && context.seesEverything
        let frontier = side.beginLevel()
        var next = frontier.lowerBound
        while next < frontier.upperBound {
            let end = min(next + FrontierReader.room, frontier.upperBound)
            reader.open(side.nodes(next..<end), direction)
            while true {
                let count = reader.next(into: entries)
                if count == 0 { break }
                try context.tick(count)
                for index in 0..<count {
                    let (entry, origin) = (entries[index].entry, entries[index].origin)
                    if !isPlain, !(try step.admits(entry, input.batch, input.row, context)) {
                        continue
                    }
                    let isNew = side.reach(
                        entry.neighbour, by: entry.relationship, from: next + Int(origin),
                        keepsAll: keepsAll)
                    if isNew, other.place(of: entry.neighbour) != nil {
                        meetings.append(side.count - 1)
                        if !keepsAll { return meetings }
                    }
                }
            }
            next = end
        }
        return meetings
    }

    private func collect(_ meetings: [Int], isForward: Bool) throws(CypherError) {
        for meeting in meetings {
            let node = isForward ? forward.node(at: meeting) : backward.node(at: meeting)
            guard let first = forward.place(of: node), let second = backward.place(of: node) else {
                continue
            }
            if !keepsAll {
                found.append(forward.trail(from: first).reversed() + backward.trail(from: second))
                return
            }
            let goesOn = try forward.forEachTrail(from: first) {
                (head) throws(CypherError) -> Bool in
                try backward.forEachTrail(from: second) { (tail) throws(CypherError) -> Bool in
                    try context.tick()
                    let trail = head.reversed() + tail
                    guard try fulfils(trail) else { return true }
                    try context.heap.reserve(bytes: 32 &+ trail.count &* 4)
                    found.append(trail)
                    return question.isAll
                }
            }
            if !goesOn { return }
        }
    }

    /// Where a trail has come to, and the place of the step before; trails share their beginnings.
    private struct TrailStep {
        let relationship: RelationshipID
        let node: NodeID
        let previous: Int
    }

    /// Tries all trails in order of length until one, or all of that length, fulfil the predicate.
    ///
    /// - Parameters:
    ///   - start: Where trails begin.
    ///   - end: Where they end.
    ///   - least: The length from which on they are tried; shorter ones are known to fail.
    /// - Throws: What the predicate throws, or that a limit was reached.
    private func searchTrails(
        from start: NodeID, to end: NodeID, least: Int
    ) throws(CypherError) {
        if types?.isEmpty == true || question.step.maximum < 1 { return }
        var steps: [TrailStep] = []
        defer { context.heap.release(bytes: steps.count &* MemoryLayout<TrailStep>.stride) }
        try extend([], to: start, at: -1, in: &steps)
        var level = 0..<steps.count
        var length = 1
        while !level.isEmpty {
            if length >= least {
                for place in level where steps[place].node == end {
                    let trail = Self.trail(to: place, in: steps)
                    guard try fulfils(trail) else { continue }
                    found.append(trail)
                    if !question.isAll { return }
                }
                if !found.isEmpty { return }
            }
            if length >= question.step.maximum { return }
            for place in level {
                let trail = Self.trail(to: place, in: steps)
                try extend(trail, to: steps[place].node, at: place, in: &steps)
            }
            level = level.upperBound..<steps.count
            length += 1
        }
    }

    /// Adds every step that may follow a trail.
    private func extend(
        _ trail: [RelationshipID], to node: NodeID, at place: Int, in steps: inout [TrailStep]
    ) throws(CypherError) {
        let direction = question.step.direction
        var cursor = context.graph.relationships(of: node, direction, types: types)
        while let entry = cursor.next() {
            try context.tick(4)
            if trail.contains(entry.relationship) { continue }
            guard try question.step.admits(entry, input.batch, input.row, context) else { continue }
            try context.heap.reserve(bytes: MemoryLayout<TrailStep>.stride)
            steps.append(
                TrailStep(
                    relationship: entry.relationship, node: entry.neighbour, previous: place))
        }
    }

    private static func trail(to place: Int, in steps: [TrailStep]) -> [RelationshipID] {
        var trail: [RelationshipID] = []
        var next = place
        while next >= 0 {
            trail.append(steps[next].relationship)
            next = steps[next].previous
        }
        trail.reverse()
        return trail
    }

    private func fulfils(_ trail: [RelationshipID]) throws(CypherError) -> Bool {
        guard let predicate = question.pathPredicate else { return true }
        let mark = context.heap.mark
        defer { context.heap.reset(to: mark) }
        try write(trail, into: input.batch, input.row)
        return try predicate.cell(input.row, input.batch, context).isTrue
    }

    // MARK: Output

    private func emit(_ trail: [RelationshipID], into batch: Batch) throws(CypherError) {
        let row = batch.count
        batch.copy(carried, from: input.batch, row: input.row, to: row)
        batch[question.from, row] = input.batch[question.from, input.row]
        batch[question.to, row] = input.batch[question.to, input.row]
        try write(trail, into: batch, row)
        batch.count = row + 1
    }

    private func write(
        _ trail: [RelationshipID], into batch: Batch, _ row: Int
    ) throws(CypherError) {
        if question.isSingle, let only = trail.first {
            batch[question.relationships, row] = .relationship(only)
        } else {
            let list = Value.list(trail.map { .relationship($0) })
            batch[question.relationships, row] = try context.cell(list)
        }
        guard let slot = question.path else { return }
        let start = input.batch[question.from, input.row].nodeBits
        var path = PathValue(nodes: [start], relationships: [])
        for relationship in trail { try context.extend(&path, by: relationship) }
        batch[slot, row] = try context.cell(.path(path))
    }
}
