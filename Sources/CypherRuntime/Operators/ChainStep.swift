import CypherSyntax
import PropertyGraph

/// A predicate on each relationship or node along a chain.
struct ElementPredicate: Sendable {
    let slot: Int
    let predicate: CompiledExpression

    /// Whether the predicate is true with the element in its slot, for a row of the input.
    func admits(
        _ element: Cell, _ batch: Batch, _ row: Int, _ context: ExecutionContext
    ) throws(CypherError) -> Bool {
        batch[slot, row] = element
        let mark = context.heap.mark
        let answer = try predicate.cell(row, batch, context)
        context.heap.reset(to: mark)
        return answer.isTrue
    }
}

/// What a variable-length pattern asks of every step.
struct ChainStep: Sendable {
    let direction: Direction
    let types: [TypeSymbol]
    let minimum: Int
    let maximum: Int
    let relationshipPredicate: ElementPredicate?
    let nodePredicate: ElementPredicate?
    let excluding: [Int]

    /// Whether a step depends on nothing but direction, types and what is visible.
    var isPlain: Bool {
        excluding.isEmpty && relationshipPredicate == nil && nodePredicate == nil
    }

    /// Whether a step may be taken, uniqueness within the chain aside.
    @inline(__always)
    func admits(
        _ entry: AdjacencyEntry, _ batch: Batch, _ row: Int, _ context: ExecutionContext
    ) throws(CypherError) -> Bool {
        if !context.isVisible(entry.neighbour) { return false }
        if isPlain { return true }
        for slot in excluding where context.contains(entry.relationship, in: batch[slot, row]) {
            return false
        }
        if let relationshipPredicate {
            let cell = Cell.relationship(entry.relationship)
            if !(try relationshipPredicate.admits(cell, batch, row, context)) { return false }
        }
        if let nodePredicate {
            let cell = Cell.node(entry.neighbour)
            if !(try nodePredicate.admits(cell, batch, row, context)) { return false }
        }
        return true
    }
}
