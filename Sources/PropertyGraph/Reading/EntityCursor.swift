/// A walk over the identities in use, or over the rows of some tables.
struct EntityScan {
    private enum Source {
        case nodes
        case relationships
        case tables([EntityTable])
    }

    private let graph: Graph
    private let source: Source
    private var table = 0
    private var index = 0
    private var end: Int

    /// All nodes, by ascending identity.
    init(nodesOf graph: Graph) {
        self.graph = graph
        source = .nodes
        end = Int(graph.version.root.nextNodeID)
    }

    /// All relationships, by ascending identity.
    init(relationshipsOf graph: Graph) {
        self.graph = graph
        source = .relationships
        end = Int(graph.version.root.nextRelationshipID)
    }

    /// The entities in the rows of tables.
    init(_ tables: [EntityTable], of graph: Graph) {
        self.graph = graph
        source = .tables(tables)
        end = Int(tables.first?.rowCount ?? 0)
    }

    mutating func next() -> UInt32? {
        while true {
            while index < end {
                let current = index
                index += 1
                if let found = entity(at: current) { return found }
            }
            guard case .tables(let tables) = source, table + 1 < tables.count else { return nil }
            table += 1
            index = 0
            end = Int(tables[table].rowCount)
        }
    }

    /// The entity at a place; a place on a missing page moves the walk past the page.
    @inline(__always)
    private mutating func entity(at place: Int) -> UInt32? {
        let root = graph.version.root
        switch source {
        case .nodes:
            guard let record = root.nodes.pointer(place) else {
                index = (place | 255) + 1
                return nil
            }
            return record.pointee.exists ? UInt32(truncatingIfNeeded: place) : nil
        case .relationships:
            guard let record = root.relationships.pointer(place) else {
                index = (place | 255) + 1
                return nil
            }
            return record.pointee.exists ? UInt32(truncatingIfNeeded: place) : nil
        case .tables(let tables):
            guard let owner = tables[table].owners.pointer(place)?.pointee,
                owner & EntityTable.freeFlag == 0
            else { return nil }
            return owner
        }
    }
}

/// A walk over what an index seek found.
struct SeekScan {
    /// Keeps the tree's blocks allocated.
    private let graph: Graph
    private var cursor: KeyTreeCursor<ValueOrder>
    private let order: ValueOrder
    /// The first key beyond the range.
    private let end: TreeKey
    /// Keeps the bytes alive that `order` may compare with.
    private let probe: ProbeText?
    private let check: SeekCheck?
    private var part: TextPart?
    /// With a part: the values that contain it, the next one last, and the entries of one.
    private var matches: [Match] = []
    private var match: IndexKey?
    private var matching: KeyTreeCursor<ValueOrder>?
    /// The only value sought, if there is just one.
    private var value: IndexKey?

    /// Visits the entries of one value.
    init(_ tree: KeyTree, of value: IndexKey, graph: Graph, check: SeekCheck? = nil) {
        self.graph = graph
        order = ValueOrder(interner: graph.version.lineage.interner)
        cursor = KeyTreeCursor(tree, ofValue: value, order)
        end = value.treeKey(.max)
        probe = nil
        self.check = check
        self.value = value
    }

    init(
        _ tree: KeyTree, from start: TreeKey, startProbe: ProbeText?, to end: TreeKey,
        endProbe: ProbeText?, graph: Graph, check: SeekCheck? = nil, part: TextPart? = nil
    ) {
        self.graph = graph
        let interner = graph.version.lineage.interner
        let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        order = ValueOrder(interner: interner, probe: endProbe?.bytes ?? empty)
        cursor = withExtendedLifetime(startProbe) {
            KeyTreeCursor(
                tree, from: start,
                ValueOrder(interner: interner, probe: startProbe?.bytes ?? empty))
        }
        self.end = end
        probe = endProbe
        self.check = check
        self.part = part
    }

    mutating func next() -> UInt32? {
        if part != nil { return nextWithPart() }
        while let key = cursor.peek() {
            if let value {
                guard key.isEntry(of: value) else { return nil }
            } else {
                guard order.isBefore(key, end) else { return nil }
            }
            cursor.advance()
            let entity = UInt32(truncatingIfNeeded: key.low)
            if check?.holds(entity) ?? true { return entity }
        }
        return nil
    }
}

extension SeekScan {
    /// A value that contains the part, and where its entries begin.
    struct Match {
        let value: TreeKey
        let place: KeyTree.Place
    }

    /// The next entry whose text contains the part.
    private mutating func nextWithPart() -> UInt32? {
        while true {
            if let match, let key = matching?.peek(), key.isEntry(of: match) {
                matching?.advance()
                let entity = UInt32(truncatingIfNeeded: key.low)
                if check?.holds(entity) ?? true { return entity }
            } else if let next = matches.popLast() {
                match = IndexKey(of: next.value)
                matching = cursor
                matching?.go(to: next.place)
            } else if !findMatches() {
                return nil
            }
        }
    }

    /// How many texts are looked at together, so that the waits for them overlap.
    private static let textsAtOnce = 32

    /// Looks for the part in the next different texts; false when there are no more.
    ///
    /// Nothing here counts references, which would make every look wait for the one before it.
    private mutating func findMatches() -> Bool {
        matches.removeAll(keepingCapacity: true)
        while matches.count < Self.textsAtOnce, let key = cursor.peek(), order.isBefore(key, end),
            let place = cursor.place
        {
            matches.append(Match(value: key, place: place))
            cursor.skipValue()
        }
        guard let part, !matches.isEmpty else { return false }
        part.touch(matches)
        matches.removeAll { !part.occurs(in: $0.value) }
        matches.reverse()
        return true
    }
}

/// A text that is sought without being interned.
final class ProbeText: @unchecked Sendable {
    // @unchecked: the bytes are written once, before anyone else can see them.
    let bytes: UnsafeBufferPointer<UInt8>

    init(_ text: [UInt8]) {
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count)
        _ = buffer.initialize(from: text)
        bytes = UnsafeBufferPointer(buffer)
    }

    deinit { bytes.deallocate() }
}

/// What a hash of several values must still prove.
struct SeekCheck {
    let graph: Graph
    let isNode: Bool
    let keys: [PropertyKeyID]
    let parts: [IndexKey]

    func holds(_ entity: UInt32) -> Bool {
        let root = graph.version.root
        for (key, part) in zip(keys, parts) {
            let cell =
                isNode
                ? root.nodeCell(key.rawValue, entity)
                : root.relationshipCell(key.rawValue, entity)
            guard IndexKey(cell, graph.version.lineage.interner) == part else { return false }
        }
        return true
    }
}

/// A walk over nodes, in batches or one by one.
public struct NodeCursor {
    enum Source {
        case none
        case scan(EntityScan)
        case seek(SeekScan)
    }

    var source: Source

    /// The next node, nil at the end.
    public mutating func next() -> NodeID? {
        switch source {
        case .none: return nil
        case .scan(var scan):
            source = .none
            let found = scan.next()
            source = .scan(scan)
            return found.map { NodeID($0) }
        case .seek(var seek):
            let found = seek.next()
            source = .seek(seek)
            return found.map { NodeID($0) }
        }
    }

    /// Fills a buffer; answers the number of nodes, 0 at the end.
    public mutating func next(into buffer: UnsafeMutableBufferPointer<NodeID>) -> Int {
        var count = 0
        switch source {
        case .none: break
        case .scan(var scan):
            source = .none
            while count < buffer.count, let found = scan.next() {
                buffer[count] = NodeID(found)
                count += 1
            }
            source = .scan(scan)
        case .seek(var seek):
            while count < buffer.count, let found = seek.next() {
                buffer[count] = NodeID(found)
                count += 1
            }
            source = .seek(seek)
        }
        return count
    }
}

/// A walk over relationships, in batches or one by one.
public struct RelationshipCursor {
    var source: NodeCursor

    /// The next relationship, nil at the end.
    public mutating func next() -> RelationshipID? {
        source.next().map { RelationshipID($0.rawValue) }
    }

    /// Fills a buffer; answers the number of relationships, 0 at the end.
    public mutating func next(into buffer: UnsafeMutableBufferPointer<RelationshipID>) -> Int {
        var count = 0
        while count < buffer.count, let found = source.next() {
            buffer[count] = RelationshipID(found.rawValue)
            count += 1
        }
        return count
    }
}
