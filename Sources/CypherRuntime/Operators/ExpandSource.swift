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
///
/// A batch of input rows is looked up at once (`RelationshipGather`), then its relationships are
/// copied out run by run. When the far node is given, only the relationships to it are looked at.
final class ExpandSource: RowSource {
    private let context: ExecutionContext
    private let step: ExpandStep
    private let carried: [Int]
    private let input: any RowSource
    private let rows: Batch
    private let gatherer: RelationshipGather
    private var types: [RelationshipTypeID]?
    private var runs: [RelationshipRun] = []
    /// The input rows looked up so far, the run at hand and the place in it.
    private var lookedUp = 0
    private var run = 0
    private var place = 0
    /// The rest of the run at hand, when it does not lie in a row in memory.
    private var cursor: AdjacencyCursor?
    // Owned: freed in deinit; names the input row of each output row.
    private let origins: UnsafeMutablePointer<Int32>
    /// Output rows from here on have not been given their carried slots.
    private var gathered = 0

    init(
        _ input: any RowSource, step: ExpandStep, carried: [Int], context: ExecutionContext
    ) {
        self.context = context
        self.step = step
        self.carried = carried
        self.input = input
        rows = Batch(width: context.plan.width, limit: 4)
        // What is looked up must stay as it is until it is copied out, so a query that writes
        // looks up one row at a time.
        gatherer = RelationshipGather(capacity: context.draft == nil ? Batch.maximum : 1)
        origins = .allocate(capacity: Batch.maximum)
        types = context.types(step.types)
    }

    deinit { origins.deallocate() }

    func restart() {
        input.restart()
        rows.clear(limit: 4)
        forgetRuns()
        lookedUp = 0
    }

    private func forgetRuns() {
        runs.removeAll(keepingCapacity: true)
        run = 0
        place = 0
        cursor = nil
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        gathered = batch.count
        while !batch.isFull {
            if run >= runs.count {
                guard try lookUp(batch) else { break }
                continue
            }
            let isSpilled = runs[run].entries == nil
            try context.tick(isSpilled ? takeSpilled(into: batch) : takeRuns(into: batch))
        }
        gather(into: batch)
        return batch.count > 0
    }

    // MARK: Input

    /// Looks up the next input rows; false when there are none.
    private func lookUp(_ batch: Batch) throws(CypherError) -> Bool {
        if lookedUp >= rows.count {
            gather(into: batch)
            // Fetches few rows for a consumer that wants few or where there are few, else many.
            let isFilled = rows.count &* 4 >= rows.limit
            let wanted = max(isFilled ? rows.limit &* 4 : rows.limit, batch.limit / 4)
            rows.clear(limit: min(wanted, Batch.maximum))
            lookedUp = 0
            guard try input.next(into: rows) else { return false }
            try context.tick(rows.count)
        }
        if context.draft != nil { types = context.types(step.types) }
        let range = lookedUp..<min(rows.count, lookedUp + gatherer.capacity)
        lookedUp = range.upperBound
        forgetRuns()
        if let types, types.isEmpty { return true }
        let cells = UnsafePointer(rows.column(step.from))
        gatherer.find(context.graph, cells, range, step.direction, types: types, into: &runs)
        for index in runs.indices {
            runs[index].origin += Int32(truncatingIfNeeded: range.lowerBound)
        }
        if step.isInto { narrow() }
        return true
    }

    /// Leaves of each run what leads to the given far node.
    private func narrow() {
        let ends = rows.column(step.to)
        var kept = 0
        for run in runs {
            let end = ends[Int(run.origin)]
            guard end.tag == .node else { continue }
            let narrowed = run.narrowed(to: end.nodeBits)
            if narrowed.count == 0 { continue }
            runs[kept] = narrowed
            kept += 1
        }
        runs.removeLast(runs.count - kept)
    }

    // MARK: Output

    /// Copies runs until the batch is full or one comes that does not lie in a row in memory;
    /// answers how many relationships were looked at.
    private func takeRuns(into batch: Batch) -> Int {
        var visited = 0
        let isPlain = step.excluding.isEmpty && context.seesEverything
        while run < runs.count, !batch.isFull, let entries = runs[run].entries {
            let current = runs[run]
            let count = min(Int(current.count) - place, batch.limit - batch.count)
            if isPlain, !current.skipsLoops {
                copy(entries + place, count, current.origin, into: batch)
            } else {
                for index in place..<place + count {
                    take(entries[index].neighbour, entries[index].relationship, into: batch)
                }
            }
            visited += count
            place += count
            if place == Int(current.count) {
                run += 1
                place = 0
            }
        }
        return visited
    }

    @inline(__always)
    private func copy(
        _ entries: UnsafePointer<PackedRelationship>, _ count: Int, _ origin: Int32,
        into batch: Batch
    ) {
        let start = batch.count
        let nodes = batch.column(step.to) + start
        for index in 0..<count { nodes[index] = .node(entries[index].neighbour) }
        if let slot = step.relationship {
            let relationships = batch.column(slot) + start
            for index in 0..<count {
                relationships[index] = .relationship(entries[index].relationship)
            }
        }
        (origins + start).update(repeating: origin, count: count)
        batch.count = start + count
    }

    /// Copies some of a run that does not lie in a row in memory; answers how many relationships
    /// were looked at, which is bounded because hidden ones fill no batch.
    private func takeSpilled(into batch: Batch) -> Int {
        let current = runs[run]
        let row = Int(current.origin)
        if cursor == nil {
            let node = rows[step.from, row].nodeBits
            let end = step.isInto ? rows[step.to, row].nodeBits : nil
            cursor = current.cursor(context.graph, of: node, to: end)
        }
        var visited = 0
        while !batch.isFull, visited < Batch.maximum {
            visited += 1
            guard let entry = cursor?.next() else {
                cursor = nil
                run += 1
                return visited
            }
            take(entry.neighbour, entry.relationship, into: batch)
        }
        return visited
    }

    @inline(__always)
    private func take(
        _ neighbour: NodeID, _ relationship: RelationshipID, into batch: Batch
    ) {
        let current = runs[run]
        let origin = Int(current.origin)
        if current.skipsLoops, rows[step.from, origin].nodeBits == neighbour { return }
        if !context.isVisible(neighbour) { return }
        for slot in step.excluding where context.contains(relationship, in: rows[slot, origin]) {
            return
        }
        let row = batch.count
        batch[step.to, row] = .node(neighbour)
        if let slot = step.relationship { batch[slot, row] = .relationship(relationship) }
        origins[row] = current.origin
        batch.count = row + 1
    }

    /// Copies the carried slots for the rows made since the last time, before the input moves on.
    private func gather(into batch: Batch) {
        let count = batch.count - gathered
        guard count > 0 else { return }
        batch.gather(carried, from: rows, rows: origins + gathered, count: count, at: gathered)
        gathered = batch.count
    }
}
