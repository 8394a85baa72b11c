import CypherSyntax
import PropertyGraph

/// Where a scan or seek finds its nodes for one input row.
protocol NodeFinder: AnyObject {
    /// Begins for an input row.
    func open(_ batch: Batch, _ row: Int, _ context: ExecutionContext) throws(CypherError)
    /// Fills the buffer; 0 at the end.
    func next(
        into buffer: UnsafeMutableBufferPointer<NodeID>, _ context: ExecutionContext
    ) throws(CypherError) -> Int
}

/// Yields the nodes that a finder names, for each input row, unless they are hidden.
final class NodeSource: RowSource {
    private let context: ExecutionContext
    private let finder: any NodeFinder
    private let slot: Int
    private let carried: [Int]
    private var input: InputRows
    private var isOpen = false
    // Owned: freed in deinit.
    private let ids: UnsafeMutablePointer<NodeID>

    init(
        _ input: any RowSource,
        finder: any NodeFinder,
        slot: Int,
        carried: [Int],
        context: ExecutionContext
    ) {
        self.context = context
        self.finder = finder
        self.slot = slot
        self.carried = carried
        self.input = InputRows(input, width: context.plan.width)
        ids = .allocate(capacity: Batch.maximum)
    }

    deinit { ids.deallocate() }

    func restart() {
        input.restart()
        isOpen = false
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while !batch.isFull {
            if !isOpen {
                guard try input.advance() else { break }
                try finder.open(input.batch, input.row, context)
                isOpen = true
            }
            let room = batch.limit - batch.count
            let buffer = UnsafeMutableBufferPointer(start: ids, count: room)
            let found = try finder.next(into: buffer, context)
            if found == 0 {
                isOpen = false
                continue
            }
            try context.tick(found)
            take(found, into: batch)
        }
        return batch.count > 0
    }

    private func take(_ found: Int, into batch: Batch) {
        let start = batch.count
        let cells = batch.column(slot)
        var end = start
        if context.seesEverything {
            for index in 0..<found { cells[start + index] = .node(ids[index]) }
            end = start + found
        } else {
            for index in 0..<found where context.access.isVisible(ids[index]) {
                cells[end] = .node(ids[index])
                end += 1
            }
        }
        for carriedSlot in carried {
            let cell = input.batch[carriedSlot, input.row]
            (batch.column(carriedSlot) + start).update(repeating: cell, count: end - start)
        }
        batch.count = end
    }
}

/// All nodes.
final class AllNodes: NodeFinder {
    private var cursor: NodeCursor?

    func open(_ batch: Batch, _ row: Int, _ context: ExecutionContext) throws(CypherError) {
        cursor = context.graph.nodes()
    }

    func next(
        into buffer: UnsafeMutableBufferPointer<NodeID>, _ context: ExecutionContext
    ) throws(CypherError) -> Int {
        cursor?.next(into: buffer) ?? 0
    }
}

/// The nodes with at least one of some labels, each once.
final class LabelledNodes: NodeFinder {
    private let symbols: [LabelSymbol]
    private var pending: [LabelID] = []
    private var done: [LabelID] = []
    private var cursor: NodeCursor?

    init(_ symbols: [LabelSymbol]) { self.symbols = symbols }

    func open(_ batch: Batch, _ row: Int, _ context: ExecutionContext) throws(CypherError) {
        cursor = nil
        if symbols.count == 1, let only = symbols.first {
            if let label = context.symbols.label(only) {
                cursor = context.graph.nodes(labelled: label)
            }
            return
        }
        pending = Array(symbols.compactMap { context.symbols.label($0) }.reversed())
        done = []
        openNext(context)
    }

    private func openNext(_ context: ExecutionContext) {
        guard let label = pending.popLast() else {
            cursor = nil
            return
        }
        cursor = context.graph.nodes(labelled: label)
        done.append(label)
    }

    func next(
        into buffer: UnsafeMutableBufferPointer<NodeID>, _ context: ExecutionContext
    ) throws(CypherError) -> Int {
        while cursor != nil {
            let found = cursor?.next(into: buffer) ?? 0
            if found == 0 {
                openNext(context)
                continue
            }
            let kept = withoutSeen(buffer, found, context)
            if kept > 0 { return kept }
        }
        return 0
    }

    /// Drops the nodes that an earlier label already gave.
    private func withoutSeen(
        _ buffer: UnsafeMutableBufferPointer<NodeID>, _ found: Int, _ context: ExecutionContext
    ) -> Int {
        let earlier = done.dropLast()
        if earlier.isEmpty { return found }
        var kept = 0
        for index in 0..<found {
            let node = buffer[index]
            if earlier.contains(where: { context.graph.hasLabel($0, node) }) { continue }
            buffer[kept] = node
            kept += 1
        }
        return kept
    }
}

/// A list of nodes computed when the row is opened.
class ListedNodes: NodeFinder {
    private var nodes: [NodeID] = []
    private var position = 0

    final func open(_ batch: Batch, _ row: Int, _ context: ExecutionContext) throws(CypherError) {
        nodes = try list(batch, row, context)
        position = 0
    }

    /// The nodes for an input row.
    func list(
        _ batch: Batch, _ row: Int, _ context: ExecutionContext
    ) throws(CypherError) -> [NodeID] { [] }

    final func next(
        into buffer: UnsafeMutableBufferPointer<NodeID>, _ context: ExecutionContext
    ) throws(CypherError) -> Int {
        let count = min(buffer.count, nodes.count - position)
        for index in 0..<count { buffer[index] = nodes[position + index] }
        position += count
        return count
    }
}

/// How an id is given by an expression: one or a list of them, as numbers or as texts.
struct GivenIDs: Sendable {
    let ids: CompiledExpression
    let isList: Bool
    let isElement: Bool
    let isOfNodes: Bool

    /// The different ids named for a row, in order.
    func list(
        _ batch: Batch, _ row: Int, _ context: ExecutionContext
    ) throws(CypherError) -> [UInt32] {
        let value = try ids.value(row, batch, context)
        guard isList else { return id(value).map { [$0] } ?? [] }
        guard case .list(let members) = value else { return [] }
        var seen: Set<UInt32> = []
        var found: [UInt32] = []
        for member in members {
            if let id = id(member), seen.insert(id).inserted { found.append(id) }
        }
        return found
    }

    private func id(_ value: Value) -> UInt32? {
        switch value {
        case .integer(let number) where !isElement: UInt32(exactly: number)
        case .float(let number) where !isElement: UInt32(exactly: number)
        case .string(let text) where isElement:
            isOfNodes
                ? NodeID(elementID: text)?.rawValue : RelationshipID(elementID: text)?.rawValue
        default: nil
        }
    }
}

/// Nodes by id.
final class IdentifiedNodes: ListedNodes {
    private let ids: GivenIDs

    init(_ ids: GivenIDs) { self.ids = ids }

    override func list(
        _ batch: Batch, _ row: Int, _ context: ExecutionContext
    ) throws(CypherError) -> [NodeID] {
        let ids = try ids.list(batch, row, context)
        return ids.map { NodeID($0) }.filter { context.graph.contains($0) }
    }
}
