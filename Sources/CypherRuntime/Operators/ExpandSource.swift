import CypherSyntax
import PropertyGraph

/// What one step from a bound node does.
struct ExpandStep: Sendable {
    let from: Int
    /// Nil when nobody reads the relationship.
    let relationship: Int?
    let to: Int
    let direction: Direction
    let types: [TypeSymbol]
    let excluding: [Int]
    /// Whether the far node is given.
    let isInto: Bool
}

/// Follows one relationship from a bound node: a row for each.
final class ExpandSource: RowSource {
    private let context: ExecutionContext
    private let step: ExpandStep
    private let carried: [Int]
    private var input: InputRows
    private var cursor: AdjacencyCursor?
    private var target: NodeID?
    private var types: [RelationshipTypeID]?
    // Owned: freed in deinit. The first is filled by the cursor, the second names the input row of
    // each output row.
    private let entries: UnsafeMutableBufferPointer<AdjacencyEntry>
    private let origins: UnsafeMutablePointer<Int32>
    /// Output rows from here on have not been given their carried slots.
    private var gathered = 0

    init(
        _ input: any RowSource, step: ExpandStep, carried: [Int], context: ExecutionContext
    ) {
        self.context = context
        self.step = step
        self.carried = carried
        self.input = InputRows(input, width: context.plan.width)
        entries = .allocate(capacity: 256)
        origins = .allocate(capacity: Batch.maximum)
        types = context.types(step.types)
    }

    deinit {
        entries.deallocate()
        origins.deallocate()
    }

    func restart() {
        input.restart()
        cursor = nil
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        gathered = batch.count
        while !batch.isFull {
            if cursor == nil {
                if input.row + 1 >= input.batch.count { gather(into: batch) }
                guard try input.advance() else { break }
                open()
                if cursor == nil { continue }
            }
            let room = min(batch.limit - batch.count, entries.count)
            let buffer = UnsafeMutableBufferPointer(rebasing: entries[0..<room])
            let found = cursor?.next(into: buffer) ?? 0
            if found == 0 {
                cursor = nil
                continue
            }
            try context.tick(found)
            take(found, into: batch)
        }
        gather(into: batch)
        return batch.count > 0
    }

    private func open() {
        let start = input.batch[step.from, input.row]
        guard start.tag == .node else { return }
        if context.draft != nil { types = context.types(step.types) }
        if let types, types.isEmpty { return }
        if step.isInto {
            let end = input.batch[step.to, input.row]
            guard end.tag == .node else { return }
            target = end.nodeBits
        }
        cursor = context.graph.relationships(of: start.nodeBits, step.direction, types: types)
    }

    private func take(_ found: Int, into batch: Batch) {
        var row = batch.count
        let nodes = batch.column(step.to)
        let relationships = step.relationship.map { batch.column($0) }
        let origin = Int32(truncatingIfNeeded: input.row)
        for index in 0..<found {
            let entry = entries[index]
            if !admits(entry) { continue }
            nodes[row] = .node(entry.neighbour)
            if let relationships { relationships[row] = .relationship(entry.relationship) }
            origins[row] = origin
            row += 1
        }
        batch.count = row
    }

    @inline(__always)
    private func admits(_ entry: AdjacencyEntry) -> Bool {
        if step.isInto, entry.neighbour != target { return false }
        if !context.isVisible(entry.neighbour) { return false }
        for slot in step.excluding
        where context.contains(entry.relationship, in: input.batch[slot, input.row]) {
            return false
        }
        return true
    }

    /// Copies the carried slots for the rows made since the last time, before the input moves on.
    private func gather(into batch: Batch) {
        let count = batch.count - gathered
        guard count > 0 else { return }
        batch.gather(
            carried, from: input.batch, rows: origins + gathered, count: count, at: gathered)
        gathered = batch.count
    }
}
