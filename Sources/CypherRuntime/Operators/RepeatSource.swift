import CypherSyntax
import PropertyGraph

/// The slots of a repeated pattern.
struct RepeatSlots: Sendable {
    let from: Int
    let to: Int
    let isInto: Bool
    /// The list of all relationships, when it is read.
    let relationships: Int?
    /// The ends of one repetition.
    let near: Int
    let far: Int
    /// The relationships of one repetition.
    let elements: [Int]
    /// The variables whose lists are read.
    let lists: [(element: Int, list: Int)]
    /// What the inner plan reads of the input row.
    let imports: [Int]
    let carried: [Int]
    let minimum: Int
    let maximum: Int
    let isReversed: Bool
    let excluding: [Int]
}

/// Follows repetitions of a pattern, no relationship twice, from a bound node: a row for each way.
///
/// Depth first with its own stack. The matches of one repetition are gathered before the walk goes
/// on from them, so memory grows with the length of one way times the matches at each node.
final class RepeatSource: RowSource {
    /// One match of the pattern.
    private struct Repetition {
        var end: NodeID
        var relationships: [RelationshipID]
        var elements: [Cell]
    }

    /// The matches from one node, and the next to try.
    private struct Frame {
        var matches: [Repetition]
        var position = 0
    }

    private let context: ExecutionContext
    private let inner: InnerRun
    private let slots: RepeatSlots
    private let outer: Batch
    private var input: InputRows
    private var stack: [Frame] = []
    private var way: [Repetition] = []
    private var used: Set<RelationshipID> = []
    private var target: NodeID?

    init(
        _ input: any RowSource,
        inner: InnerRun,
        slots: RepeatSlots,
        context: ExecutionContext
    ) {
        self.context = context
        self.inner = inner
        self.slots = slots
        outer = Batch(width: context.plan.width, limit: 1)
        self.input = InputRows(input, width: context.plan.width)
    }

    func restart() {
        input.restart()
        while !stack.isEmpty { drop() }
        way.removeAll(keepingCapacity: true)
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while !batch.isFull {
            if stack.isEmpty {
                guard try input.advance() else { break }
                try open(into: batch)
            } else {
                try walk(into: batch)
            }
        }
        return batch.count > 0
    }

    private func open(into batch: Batch) throws(CypherError) {
        let start = input.batch[slots.from, input.row]
        guard start.tag == .node, slots.maximum >= slots.minimum else { return }
        target = nil
        if slots.isInto {
            let end = input.batch[slots.to, input.row]
            guard end.tag == .node else { return }
            target = end.nodeBits
        }
        way.removeAll(keepingCapacity: true)
        used.removeAll(keepingCapacity: true)
        if slots.minimum == 0 { try emit(start.nodeBits, into: batch) }
        try push(start.nodeBits)
    }

    /// Gathers the repetitions from a node.
    private func push(_ node: NodeID) throws(CypherError) {
        guard way.count < slots.maximum else { return }
        outer.copy(slots.imports, from: input.batch, row: input.row, to: 0)
        outer[slots.near, 0] = .node(node)
        outer.count = 1
        var matches: [Repetition] = []
        let mark = context.heap.mark
        inner.start(outer, 0)
        while try inner.next() {
            try context.tick(inner.batch.count &* 4)
            for row in 0..<inner.batch.count {
                if let match = repetition(row) { matches.append(match) }
            }
        }
        inner.batch.clear()
        context.heap.reset(to: mark)
        guard !matches.isEmpty else { return }
        try context.heap.reserve(bytes: matches.count &* footprint)
        stack.append(Frame(matches: matches))
    }

    /// What a match takes in memory, roughly.
    private var footprint: Int { 96 &+ slots.elements.count &* 8 &+ slots.lists.count &* 16 }

    private func repetition(_ row: Int) -> Repetition? {
        let end = inner.batch[slots.far, row]
        guard end.tag == .node else { return nil }
        var relationships: [RelationshipID] = []
        relationships.reserveCapacity(slots.elements.count)
        for slot in slots.elements {
            let cell = inner.batch[slot, row]
            guard cell.tag == .relationship else { return nil }
            let id = cell.relationshipBits
            if used.contains(id) { return nil }
            for other in slots.excluding
            where context.contains(id, in: input.batch[other, input.row]) {
                return nil
            }
            relationships.append(id)
        }
        let elements = slots.lists.map { inner.batch[$0.element, row] }
        return Repetition(end: end.nodeBits, relationships: relationships, elements: elements)
    }

    /// Goes on until the batch is full or this row's ways are done.
    private func walk(into batch: Batch) throws(CypherError) {
        while !batch.isFull, !stack.isEmpty {
            try context.tick(4)
            let top = stack.count - 1
            // The way holds one repetition for each frame but the last.
            if way.count > top, let last = way.popLast() { used.subtract(last.relationships) }
            guard stack[top].position < stack[top].matches.count else {
                drop()
                continue
            }
            let match = stack[top].matches[stack[top].position]
            stack[top].position += 1
            way.append(match)
            used.formUnion(match.relationships)
            if way.count >= slots.minimum { try emit(match.end, into: batch) }
            try push(match.end)
        }
    }

    private func drop() {
        guard let frame = stack.popLast() else { return }
        context.heap.release(bytes: frame.matches.count &* footprint)
    }

    private func emit(_ node: NodeID, into batch: Batch) throws(CypherError) {
        if let target, target != node { return }
        let row = batch.count
        batch.copy(slots.carried, from: input.batch, row: input.row, to: row)
        batch[slots.to, row] = .node(node)
        let ordered = slots.isReversed ? way.reversed() : way
        if let slot = slots.relationships {
            let list = ordered.flatMap { match in match.relationships.map(Value.relationship) }
            batch[slot, row] = try context.cell(.list(list))
        }
        for (place, variable) in slots.lists.enumerated() {
            let list = ordered.map { match in context.value(match.elements[place]) }
            batch[variable.list, row] = try context.cell(.list(list))
        }
        batch.count = row + 1
    }
}
