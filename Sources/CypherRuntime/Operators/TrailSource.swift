import CypherSyntax
import PropertyGraph

/// The slots of a variable-length pattern.
struct ChainSlots: Sendable {
    let from: Int
    let relationships: Int?
    let to: Int
    let isInto: Bool
    /// Whether the list runs against the pattern and is to be reversed.
    let isReversed: Bool
    let distance: Int?
}

/// Follows chains of relationships, none twice, from a bound node: a row for each trail.
///
/// Depth first with its own stack, so that memory grows with the length of one trail only.
final class TrailSource: RowSource {
    private struct Frame {
        var cursor: AdjacencyCursor
        var node: NodeID
    }

    /// A trail up to this length is searched from end to end.
    private static let shortTrail = 12

    private let context: ExecutionContext
    private let slots: ChainSlots
    private let step: ChainStep
    private let carried: [Int]
    private var input: InputRows
    private var stack: [Frame] = []
    private var trail: [RelationshipID] = []
    private var used: Set<RelationshipID> = []
    private var target: NodeID?
    private var types: [RelationshipTypeID]?

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
    }

    func restart() {
        input.restart()
        stack.removeAll(keepingCapacity: true)
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while !batch.isFull {
            if stack.isEmpty {
                guard try input.advance() else { break }
                try open(into: batch)
                continue
            }
            try walk(into: batch)
        }
        return batch.count > 0
    }

    private func open(into batch: Batch) throws(CypherError) {
        let start = input.batch[slots.from, input.row]
        guard start.tag == .node, step.maximum >= step.minimum else { return }
        target = nil
        if slots.isInto {
            let end = input.batch[slots.to, input.row]
            guard end.tag == .node else { return }
            target = end.nodeBits
        }
        trail.removeAll(keepingCapacity: true)
        used.removeAll(keepingCapacity: true)
        types = context.types(step.types)
        if step.minimum == 0 { try emit(start.nodeBits, into: batch) }
        push(start.nodeBits)
    }

    private func push(_ node: NodeID) {
        guard trail.count < step.maximum else { return }
        if let types, types.isEmpty { return }
        let cursor = context.graph.relationships(of: node, step.direction, types: types)
        stack.append(Frame(cursor: cursor, node: node))
    }

    /// Takes steps until the batch is full or this row's trails are done.
    private func walk(into batch: Batch) throws(CypherError) {
        while !batch.isFull, !stack.isEmpty {
            try context.tick(4)
            let top = stack.count - 1
            guard let entry = stack[top].cursor.next() else {
                stack.removeLast()
                if !trail.isEmpty, trail.count > stack.count - 1 { forgetLast() }
                continue
            }
            if isUsed(entry.relationship) { continue }
            if !(try step.admits(entry, input.batch, input.row, context)) { continue }
            take(entry.relationship)
            if trail.count >= step.minimum { try emit(entry.neighbour, into: batch) }
            let depth = stack.count
            push(entry.neighbour)
            if stack.count == depth { forgetLast() }
        }
    }

    /// Lengthens the trail; a long one is kept as a set too.
    private func take(_ relationship: RelationshipID) {
        trail.append(relationship)
        if trail.count == Self.shortTrail + 1 {
            used.formUnion(trail)
        } else if trail.count > Self.shortTrail {
            used.insert(relationship)
        }
    }

    private func forgetLast() {
        let last = trail.removeLast()
        if !used.isEmpty { used.remove(last) }
    }

    private func isUsed(_ relationship: RelationshipID) -> Bool {
        trail.count > Self.shortTrail ? used.contains(relationship) : trail.contains(relationship)
    }

    private func emit(_ node: NodeID, into batch: Batch) throws(CypherError) {
        if let target, target != node { return }
        let row = batch.count
        batch.copy(carried, from: input.batch, row: input.row, to: row)
        batch[slots.to, row] = .node(node)
        if let slot = slots.relationships {
            let list = slots.isReversed ? trail.reversed() : trail
            batch[slot, row] = try context.cell(.list(list.map { .relationship($0) }))
        }
        batch.count = row + 1
    }
}

/// Checks a chain whose list of relationships is given, and yields the node it leads to.
final class GivenTrailSource: RowSource {
    private let context: ExecutionContext
    private let slots: ChainSlots
    private let step: ChainStep
    private let carried: [Int]
    private var input: InputRows

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
    }

    func restart() { input.restart() }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while !batch.isFull, try input.advance() {
            guard let end = try end() else { continue }
            if slots.isInto {
                let given = input.batch[slots.to, input.row]
                guard given.tag == .node, given.nodeBits == end else { continue }
            }
            let row = batch.count
            batch.copy(carried, from: input.batch, row: input.row, to: row)
            batch[slots.to, row] = .node(end)
            batch.count = row + 1
        }
        return batch.count > 0
    }

    /// Where the list leads from the start; nil when it is no such chain.
    private func end() throws(CypherError) -> NodeID? {
        let start = input.batch[slots.from, input.row]
        guard start.tag == .node, let slot = slots.relationships,
            case .list(var members) = context.value(input.batch[slot, input.row]),
            members.count >= step.minimum, members.count <= step.maximum
        else { return nil }
        if slots.isReversed { members.reverse() }
        let types = context.types(step.types)
        var node = start.nodeBits
        for member in members {
            guard case .relationship(let id) = member,
                let record = context.graph.relationship(id),
                types?.contains(record.type) ?? true,
                let entry = Self.entry(id, record, from: node, step.direction),
                try step.admits(entry, input.batch, input.row, context)
            else { return nil }
            node = entry.neighbour
        }
        return node
    }

    private static func entry(
        _ id: RelationshipID,
        _ record: RelationshipRecord,
        from node: NodeID,
        _ direction: Direction
    ) -> AdjacencyEntry? {
        let isOutgoing = record.start == node && direction != .incoming
        let isIncoming = record.end == node && direction != .outgoing
        guard isOutgoing || isIncoming else { return nil }
        return AdjacencyEntry(
            relationship: id,
            neighbour: isOutgoing ? record.end : record.start,
            type: record.type,
            isOutgoing: isOutgoing
        )
    }
}
