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
/// falls back to trails in order of length.
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
    }

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
        if question.pathPredicate != nil {
            try searchTrails(from: start.nodeBits, to: end.nodeBits)
        } else if start.nodeBits == end.nodeBits {
            if question.step.minimum == 0 {
                found.append([])
            } else if question.findsCycles {
                try searchTrails(from: start.nodeBits, to: end.nodeBits)
            }
        } else {
            try searchBothWays(from: start.nodeBits, to: end.nodeBits)
        }
    }

    private func admitsEnds(_ start: Cell, _ end: Cell) throws(CypherError) -> Bool {
        guard let predicate = question.step.nodePredicate else { return true }
        if !(try predicate.admits(start, input.batch, input.row, context)) { return false }
        return try predicate.admits(end, input.batch, input.row, context)
    }

    private func searchBothWays(from start: NodeID, to end: NodeID) throws(CypherError) {
        if let types, types.isEmpty { return }
        forward.begin(at: start)
        backward.begin(at: end)
        while Int(forward.level + backward.level) < question.step.maximum {
            guard forward.frontierCount > 0, backward.frontierCount > 0 else { return }
            let direction = question.step.direction
            let isForward = forward.frontierCount <= backward.frontierCount
            let meetings =
                isForward
                ? try grow(&forward, towards: backward, direction)
                : try grow(&backward, towards: forward, direction.reversed)
            if !meetings.isEmpty {
                return try collect(meetings, isForward: isForward)
            }
        }
    }

    /// Takes one side a level further; yields the places of its new nodes that the other side has
    /// reached.
    private func grow(
        _ side: inout SearchSide, towards other: SearchSide, _ direction: Direction
    ) throws(CypherError) -> [Int] {
        var meetings: [Int] = []
        for place in side.beginLevel() {
            let node = side.nodes[place]
            var cursor = context.graph.relationships(of: node, direction, types: types)
            while let entry = cursor.next() {
                try context.tick(2)
                guard try question.step.admits(entry, input.batch, input.row, context) else {
                    continue
                }
                let isNew = side.reach(
                    entry.neighbour, by: entry.relationship, from: place,
                    keepsAll: question.isAll)
                if isNew, other.place(of: entry.neighbour) != nil {
                    meetings.append(side.nodes.count - 1)
                    if !question.isAll { return meetings }
                }
            }
        }
        return meetings
    }

    private func collect(_ meetings: [Int], isForward: Bool) throws(CypherError) {
        for meeting in meetings {
            let node = isForward ? forward.nodes[meeting] : backward.nodes[meeting]
            guard let first = forward.place(of: node), let second = backward.place(of: node) else {
                continue
            }
            if !question.isAll {
                found.append(forward.trail(from: first).reversed() + backward.trail(from: second))
                return
            }
            try forward.forEachTrail(from: first) { (head) throws(CypherError) in
                try backward.forEachTrail(from: second) { (tail) throws(CypherError) in
                    try context.tick()
                    try context.heap.reserve(bytes: 32 &+ (head.count &+ tail.count) &* 4)
                    found.append(head.reversed() + tail)
                }
            }
        }
    }

    /// Tries all trails in order of length until one, or all of that length, fulfil the predicate.
    private func searchTrails(from start: NodeID, to end: NodeID) throws(CypherError) {
        var frontier: [(trail: [RelationshipID], node: NodeID)] = [([], start)]
        var length = 0
        while !frontier.isEmpty {
            if length >= question.step.minimum {
                for (trail, node) in frontier where node == end {
                    guard try fulfils(trail) else { continue }
                    found.append(trail)
                    if !question.isAll { return }
                }
                if !found.isEmpty { return }
            }
            if length >= question.step.maximum { return }
            if let types, types.isEmpty { return }
            frontier = try extended(frontier)
            length += 1
        }
    }

    private func extended(
        _ frontier: [(trail: [RelationshipID], node: NodeID)]
    ) throws(CypherError) -> [(trail: [RelationshipID], node: NodeID)] {
        var result: [(trail: [RelationshipID], node: NodeID)] = []
        for (trail, node) in frontier {
            let direction = question.step.direction
            var cursor = context.graph.relationships(of: node, direction, types: types)
            while let entry = cursor.next() {
                try context.tick(4)
                if trail.contains(entry.relationship) { continue }
                guard try question.step.admits(entry, input.batch, input.row, context) else {
                    continue
                }
                try context.heap.reserve(bytes: 48 &+ trail.count &* 4)
                result.append((trail + [entry.relationship], entry.neighbour))
            }
        }
        return result
    }

    private func fulfils(_ trail: [RelationshipID]) throws(CypherError) -> Bool {
        guard let predicate = question.pathPredicate else { return true }
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
