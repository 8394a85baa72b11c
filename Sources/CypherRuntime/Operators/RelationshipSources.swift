import CypherPlanning
import CypherSyntax
import PropertyGraph

/// The slots and types of a relationship pattern, resolved.
struct RelationshipPattern: Sendable {
    let relationship: Int
    let from: Int
    let to: Int
    let direction: Direction
    let types: [TypeSymbol]
}

/// Yields relationships with their ends, for each input row: all of some types, or those of given
/// ids.
final class RelationshipSource: RowSource {
    private let context: ExecutionContext
    private let pattern: RelationshipPattern
    private let ids: GivenIDs?
    private let carried: [Int]
    private var input: InputRows
    private var pendingTypes: [RelationshipTypeID] = []
    private var cursor: RelationshipCursor?
    private var listed: ArraySlice<RelationshipID> = []
    private var isOpen = false
    /// The other reading of an undirected relationship, still to be yielded.
    private var turned: (RelationshipID, RelationshipRecord)?

    init(
        _ input: any RowSource,
        pattern: RelationshipPattern,
        ids: GivenIDs?,
        carried: [Int],
        context: ExecutionContext
    ) {
        self.context = context
        self.pattern = pattern
        self.ids = ids
        self.carried = carried
        self.input = InputRows(input, width: context.plan.width)
    }

    func restart() {
        input.restart()
        isOpen = false
        turned = nil
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while !batch.isFull {
            if let (id, record) = turned {
                turned = nil
                emit(id, record.end, record.start, into: batch)
                continue
            }
            if !isOpen {
                guard try input.advance() else { break }
                try open()
            }
            guard let id = nextID() else {
                isOpen = false
                continue
            }
            try context.tick()
            guard let record = context.graph.relationship(id) else { continue }
            take(id, record, into: batch)
        }
        return batch.count > 0
    }

    private func open() throws(CypherError) {
        isOpen = true
        cursor = nil
        listed = []
        pendingTypes = []
        if let ids {
            let types = context.types(pattern.types)
            let found = try ids.list(input.batch, input.row, context)
            listed =
                found.map { RelationshipID($0) }.filter { id in
                    guard let record = context.graph.relationship(id) else { return false }
                    return types?.contains(record.type) ?? true
                }[...]
        } else if let types = context.types(pattern.types) {
            pendingTypes = types.reversed()
        } else {
            cursor = context.graph.relationships()
        }
    }

    private func nextID() -> RelationshipID? {
        while true {
            if let id = cursor?.next() { return id }
            cursor = nil
            if let type = pendingTypes.popLast() {
                cursor = context.graph.relationships(ofType: type)
                continue
            }
            return listed.popFirst()
        }
    }

    private func take(_ id: RelationshipID, _ record: RelationshipRecord, into batch: Batch) {
        guard context.isVisible(record.start), context.isVisible(record.end) else { return }
        switch pattern.direction {
        case .outgoing: emit(id, record.start, record.end, into: batch)
        case .incoming: emit(id, record.end, record.start, into: batch)
        case .both:
            emit(id, record.start, record.end, into: batch)
            if record.start != record.end { turned = (id, record) }
        }
    }

    private func emit(_ id: RelationshipID, _ from: NodeID, _ to: NodeID, into batch: Batch) {
        let row = batch.count
        batch.copy(carried, from: input.batch, row: input.row, to: row)
        batch[pattern.relationship, row] = .relationship(id)
        batch[pattern.from, row] = .node(from)
        batch[pattern.to, row] = .node(to)
        batch.count = row + 1
    }
}

/// Yields the ends of a bound relationship, or checks them.
final class RelationshipEndsSource: RowSource {
    private let context: ExecutionContext
    private let pattern: RelationshipPattern
    private let isFromBound: Bool
    private let isToBound: Bool
    private let excluding: [Int]
    private let carried: [Int]
    private var input: InputRows
    private var turned: RelationshipRecord?

    init(
        _ input: any RowSource,
        pattern: RelationshipPattern,
        isFromBound: Bool,
        isToBound: Bool,
        excluding: [Int],
        carried: [Int],
        context: ExecutionContext
    ) {
        self.context = context
        self.pattern = pattern
        self.isFromBound = isFromBound
        self.isToBound = isToBound
        self.excluding = excluding
        self.carried = carried
        self.input = InputRows(input, width: context.plan.width)
    }

    func restart() {
        input.restart()
        turned = nil
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        while !batch.isFull {
            if let record = turned {
                turned = nil
                emit(record.end, record.start, into: batch)
                continue
            }
            guard try input.advance() else { break }
            take(into: batch)
        }
        return batch.count > 0
    }

    private func take(into batch: Batch) {
        let cell = input.batch[pattern.relationship, input.row]
        guard cell.tag == .relationship else { return }
        let id = cell.relationshipBits
        for slot in excluding where context.contains(id, in: input.batch[slot, input.row]) {
            return
        }
        guard let record = context.graph.relationship(id),
            context.types(pattern.types)?.contains(record.type) ?? true,
            context.isVisible(record.start), context.isVisible(record.end)
        else { return }
        switch pattern.direction {
        case .outgoing: emit(record.start, record.end, into: batch)
        case .incoming: emit(record.end, record.start, into: batch)
        case .both:
            if record.start != record.end { turned = record }
            emit(record.start, record.end, into: batch)
            if batch.isFull { return }
            if let record = turned {
                turned = nil
                emit(record.end, record.start, into: batch)
            }
        }
    }

    private func emit(_ from: NodeID, _ to: NodeID, into batch: Batch) {
        let row = batch.count
        if isFromBound, !isNode(pattern.from, from) { return }
        if isToBound, !isNode(pattern.to, to) { return }
        batch.copy(carried, from: input.batch, row: input.row, to: row)
        batch[pattern.relationship, row] = input.batch[pattern.relationship, input.row]
        batch[pattern.from, row] = .node(from)
        batch[pattern.to, row] = .node(to)
        batch.count = row + 1
    }

    private func isNode(_ slot: Int, _ node: NodeID) -> Bool {
        let cell = input.batch[slot, input.row]
        return cell.tag == .node && cell.nodeBits == node
    }
}
