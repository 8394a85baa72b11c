internal import Crypto
internal import PropertyGraph

/// Erases values from the history.
///
/// Every entry that had them, before or after, is rewritten with a new salt: its images without the
/// values, and the digest of what it then led to. Its link stays, though nobody can find out any
/// more by trying what it was made of. Segments lose the entities that had the values, which have
/// rows of their own from then on.
struct LogErasure: LogRewriting {
    let erasure: Erasure
    /// The key, when a property is erased.
    let key: PropertyKeyID?

    func replacement(for node: NodeID, _ properties: [PropertyEntry]) -> [PropertyEntry]? {
        switch erasure {
        case .property(_, let nodes):
            guard let key, nodes.contains(node), properties.value(of: key) != nil else {
                return nil
            }
            return properties.filter { $0.key != key }
        case .value(let text): return Self.erasing(text, properties)
        }
    }

    func replacement(
        for relationship: RelationshipID, _ properties: [PropertyEntry]
    ) -> [PropertyEntry]? {
        guard case .value(let text) = erasure else { return nil }
        return Self.erasing(text, properties)
    }

    private static func erasing(
        _ text: String, _ properties: [PropertyEntry]
    ) -> [PropertyEntry]? {
        let rest = properties.compactMap { property in
            property.value.erasing(text).map { PropertyEntry(property.key, $0) }
        }
        return rest == properties ? nil : rest
    }

    /// The graph's changes that erase the values from what is there now.
    ///
    /// - Complexity: O(nodes + relationships), a fraction of a microsecond each; for a property,
    ///   O(nodes named).
    func changes(of graph: Graph) -> ChangeSet {
        var changes = ChangeSet(
            nextNodeID: graph.nextNodeID, nextRelationshipID: graph.nextRelationshipID)
        switch erasure {
        case .property(_, let nodes):
            changes.nodes = nodes.sorted().compactMap { change(of: $0, in: graph) }
        case .value(let text):
            let filter = TextFilter(graph, text)
            var nodes = graph.nodes()
            while let node = nodes.next() {
                guard filter.mayHold(node), let change = change(of: node, in: graph) else {
                    continue
                }
                changes.nodes.append(change)
            }
            var relationships = graph.relationships()
            while let id = relationships.next() {
                guard filter.mayHold(id), let before = graph.state(of: id) else { continue }
                let after = replaced(id, before)
                guard after != before else { continue }
                changes.relationships.append(
                    RelationshipChange(id: id, before: before, after: after))
            }
        }
        return changes
    }

    private func change(of node: NodeID, in graph: Graph) -> NodeChange? {
        guard let before = graph.state(of: node) else { return nil }
        let after = replaced(node, before)
        return after == before ? nil : NodeChange(id: node, before: before, after: after)
    }

    func mayChange(nodes ids: ClosedRange<UInt32>, _ content: UnsafeRawBufferPointer) -> Bool {
        switch erasure {
        case .property(_, let nodes): nodes.contains { ids.contains($0.rawValue) }
        case .value: mayHold(content)
        }
    }

    func mayChange(relationships content: UnsafeRawBufferPointer) -> Bool { mayHold(content) }

    private func mayHold(_ content: UnsafeRawBufferPointer) -> Bool {
        guard case .value(let text) = erasure else { return false }
        // Numbers are packed, so that their digits are not to be found.
        return TextFilter.number(text) != nil || TextFilter.holds(content, Array(text.utf8))
    }

    func run(
        on file: StoreFile, now: Graph, sequence: UInt64
    ) throws(GraphError) -> [LogNote] {
        let changed = try SegmentErasure(file, self).run()
        let log = LogReader(file)
        var rewinding = Rewinding(now)
        var notes: [LogNote] = []
        try log.forEachRowBackwards(after: 0, through: sequence) {
            (stored: StoredLogRow) throws(GraphError) in
            let record = try log.record(of: stored)
            let isWritten = changed.contains(stored.sequence)
            if let row = try rewritten(stored.row, record, rewinding, file, isWritten) {
                notes.append(try file.rewrite(row, by: sequence))
            }
            rewinding.undo(record)
            return true
        }
        return notes
    }

    /// An entry without the values; nil when it never had them.
    private func rewritten(
        _ row: LogRow, _ record: ChangeRecord, _ rewinding: Rewinding, _ file: StoreFile,
        _ hasOtherSegments: Bool
    ) throws(GraphError) -> LogRow? {
        var row = row
        var isDifferent = hasOtherSegments
        if case .value(let text) = erasure {
            let actor = row.info.actor.replacing(text, with: Erasure.mark)
            let reason = row.info.reason?.replacing(text, with: Erasure.mark)
            isDifferent = isDifferent || actor != row.info.actor || reason != row.info.reason
            row.info.actor = actor
            row.info.reason = reason
        }
        var other = record
        for index in record.nodes.indices {
            let node = record.nodes[index]
            other.nodes[index].before = replaced(node.id, node.before)
            isDifferent = isDifferent || other.nodes[index].before != node.before
        }
        for index in record.relationships.indices {
            let item = record.relationships[index]
            other.relationships[index].before = replaced(item.id, item.before)
            isDifferent = isDifferent || other.relationships[index].before != item.before
        }
        let outcome = try outcome(record, rewinding, file, row.sequence)
        guard isDifferent || (outcome.isDifferent && row.after != nil) else { return nil }
        row.before = ChangeLogEntry(other).encoded(record.tail)
        if row.after != nil { row.after = outcome.digest() }
        return row
    }

    /// What an entry led to, without the values: whether this is different, and its digest.
    private func outcome(
        _ record: ChangeRecord, _ rewinding: Rewinding, _ file: StoreFile, _ sequence: UInt64
    ) throws(GraphError) -> (isDifferent: Bool, digest: () -> Digest) {
        if record.tail.traits.contains(.isWhole) {
            let graph = try rewinding.graph(sequence, .none)
            let changes = changes(of: graph)
            guard !changes.isEmpty else { return (false, { .none }) }
            let erased = try graph.changed(by: changes, sequence: sequence, .none)
            return (true, { erased.stateDigest(record.tail.names) })
        }
        var isDifferent = false
        let hasher = StateHasher()
        let touched = TouchedEntities(record)
        let earlier = try LogReader(file).record(sequence - min(1, sequence))?.tail.names
        hasher.add(
            rewinding.graph.names(from: earlier ?? NameCounts(), to: record.tail.names))
        for id in touched.nodes {
            let state = rewinding.state(of: id)
            let other = state.map { replaced(id, $0) }
            isDifferent = isDifferent || state != other
            hasher.add(id, other)
        }
        for id in touched.relationships {
            let state = rewinding.state(of: id)
            let other = state.map { replaced(id, $0) }
            isDifferent = isDifferent || state != other
            hasher.add(id, other)
        }
        if record.tail.traits.contains(.isBulk) {
            try SegmentReader(file).forEachDigest(of: sequence, hasher)
        }
        let digest = hasher.finish()
        return (isDifferent, { digest })
    }
}
