import CypherPlanning
import CypherSyntax
import PropertyGraph

/// What `EXISTS { (n)-[:T]->(:Label) }` asks of a node.
struct NeighbourPattern: Sendable {
    /// The slot of the node.
    let node: Int
    let direction: Direction
    let types: [TypeSymbol]
    /// What the neighbour's labels have to be; nil for any.
    let labels: CompiledLabels?

    func test(_ context: ExecutionContext) -> NeighbourTest {
        NeighbourTest(
            context.graph, direction, types: context.types(types), access: context.access,
            labels: labels.map { labels in { set in labels.matches(set, context) } })
    }
}

/// Keeps the input rows whose nodes have neighbours, or have none, asking a batch at a time.
///
/// Of several conditions the one that drops most rows for its work is asked first, as measured on
/// the batches so far: to look at a node's few incoming relationships may spare its many outgoing
/// ones.
final class NeighbourFilterSource: RowSource {
    /// A condition, and what was measured of it.
    private struct Condition {
        let pattern: NeighbourPattern
        let isNegated: Bool
        /// Kept between batches when the graph cannot change in between.
        var test: NeighbourTest?
        var work = 0
        var dropped = 0

        /// The work for each row dropped.
        var price: Double { Double(work) / Double(dropped + 1) }
    }

    private let context: ExecutionContext
    private let input: any RowSource
    private var conditions: [Condition]
    private var batches = 0
    private let live: [Int]
    // Owned: freed in deinit.
    private let kept: UnsafeMutablePointer<Int32>

    init(
        _ input: any RowSource,
        patterns: [(pattern: NeighbourPattern, isNegated: Bool)],
        live: [Int],
        context: ExecutionContext
    ) {
        self.context = context
        self.input = input
        conditions = patterns.map { Condition(pattern: $0.pattern, isNegated: $0.isNegated) }
        self.live = live
        kept = .allocate(capacity: Batch.maximum)
    }

    deinit { kept.deallocate() }

    func restart() { input.restart() }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while try input.next(into: batch) {
            try context.tick(batch.count)
            let count = findKept(batch)
            if count == 0 {
                batch.clear(limit: min(max(batch.limit &* 2, 32), Batch.maximum))
                continue
            }
            batch.keep(kept, count: count, slots: live)
            return true
        }
        return false
    }

    /// Notes the rows that stay and answers their number.
    private func findKept(_ batch: Batch) -> Int {
        var count = batch.count
        for row in 0..<count { kept[row] = Int32(truncatingIfNeeded: row) }
        if conditions.count > 1 { reorder() }
        for index in conditions.indices where count > 0 {
            count = narrow(batch, count, by: index)
        }
        return count
    }

    /// Puts the cheapest condition first; the first batches try both orders.
    private func reorder() {
        batches += 1
        if batches <= 4 {
            conditions.reverse()
        } else {
            conditions.sort { $0.price < $1.price }
        }
    }

    /// Keeps those of the kept rows for which a condition holds; null has no neighbours.
    private func narrow(_ batch: Batch, _ rows: Int, by index: Int) -> Int {
        let pattern = conditions[index].pattern
        let isNegated = conditions[index].isNegated
        let test = conditions[index].test ?? pattern.test(context)
        if context.draft == nil { conditions[index].test = test }
        let cells = batch.column(pattern.node)
        var count = 0
        withUnsafeTemporaryAllocation(of: NodeID.self, capacity: rows) { nodes in
            withUnsafeTemporaryAllocation(of: Bool.self, capacity: rows) { answers in
                for row in 0..<rows {
                    let cell = cells[Int(kept[row])]
                    // No node has the identity that stands for null.
                    nodes[row] = cell.tag == .node ? cell.nodeBits : NodeID(.max)
                }
                conditions[index].work += test.test(UnsafeBufferPointer(nodes), into: answers)
                for row in 0..<rows where answers[row] != isNegated {
                    kept[count] = kept[row]
                    count += 1
                }
            }
        }
        conditions[index].dropped += rows - count
        return count
    }
}
