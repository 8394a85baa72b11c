import CypherSyntax
import PropertyGraph

/// Finds the nodes that a chain reaches, each once for each input row.
///
/// Breadth first with a visited set: the cost is the relationships of the nodes reached, not the
/// number of ways to them.
final class ReachabilitySource: RowSource {
    private let context: ExecutionContext
    private let slots: ChainSlots
    private let step: ChainStep
    private let carried: [Int]
    private var input: InputRows
    private var visited = NodeSet()
    private var frontier: [NodeID] = []
    private var reached: [(node: NodeID, depth: Int32)] = []
    private var position = 0
    private var nextFrontier: [NodeID] = []
    private var depth = 0
    private var target: NodeID?
    private var types: [RelationshipTypeID]?
    // Owned: freed in deinit.
    private let entries: UnsafeMutableBufferPointer<AdjacencyEntry>

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
        frontier = []
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
        let start = input.batch[slots.from, input.row]
        guard start.tag == .node, step.maximum >= step.minimum else { return }
        target = nil
        if slots.isInto {
            let end = input.batch[slots.to, input.row]
            guard end.tag == .node else { return }
            target = end.nodeBits
        }
        types = context.types(step.types)
        visited.removeAll()
        depth = 0
        if step.minimum == 0 {
            _ = visited.insert(start.nodeBits)
            reach(start.nodeBits)
        }
        if let types, types.isEmpty { return }
        if step.maximum > 0 { frontier.append(start.nodeBits) }
    }

    private func reach(_ node: NodeID) {
        if let target, target != node { return }
        reached.append((node, Int32(truncatingIfNeeded: depth)))
    }

    /// Goes one hop further from every node of the frontier.
    private func advanceLevel() throws(CypherError) {
        depth += 1
        nextFrontier.removeAll(keepingCapacity: true)
        for node in frontier {
            var cursor = context.graph.relationships(of: node, step.direction, types: types)
            while true {
                let found = cursor.next(into: entries)
                if found == 0 { break }
                try context.tick(found)
                for index in 0..<found { try visit(entries[index]) }
            }
        }
        swap(&frontier, &nextFrontier)
        if depth >= step.maximum { frontier.removeAll(keepingCapacity: true) }
        if target != nil, !reached.isEmpty { frontier.removeAll(keepingCapacity: true) }
    }

    @inline(__always)
    private func visit(_ entry: AdjacencyEntry) throws(CypherError) {
        if visited.contains(entry.neighbour) { return }
        guard try step.admits(entry, input.batch, input.row, context) else { return }
        _ = visited.insert(entry.neighbour)
        nextFrontier.append(entry.neighbour)
        reach(entry.neighbour)
    }

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
