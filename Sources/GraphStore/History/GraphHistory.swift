public import PropertyGraph
internal import Synchronization

/// What a store file's log knows of the past: who changed what, what it said before, what the graph
/// was, and how to take a change back.
///
/// Every question names the version of the graph it starts from (`now`), whose file this is; entries
/// after it are not looked at. Reading the log takes a connection of its own, so that it works
/// beside the writer, in this process or another.
public final class GraphHistory: Sendable {
    /// The file's path.
    public let path: String

    let rules: DerivedIndexRules
    private let recent = Mutex<[Graph]>([])

    /// How many past graphs are kept.
    private static let recentLimit = 4

    /// The history of a file.
    ///
    /// - Parameters:
    ///   - path: The file's path.
    ///   - fixed: The names of derived indexes that are there whatever the graph declares.
    ///   - factory: Makes the derived indexes that a past graph declared.
    public init(
        path: String, fixedIndexes fixed: Set<String> = [],
        derivedIndexes factory: @escaping DerivedIndexFactory = { _, _ in nil }
    ) {
        self.path = path
        rules = DerivedIndexRules(fixedNames: fixed, factory: factory)
    }

    // MARK: Entries

    /// Entries of the log, the newest first.
    ///
    /// - Complexity: O(entries looked at): those that are given, and those between them.
    public func entries(_ query: LogQuery) throws(HistoryError) -> [LogEntry] {
        try HistoryError.passing { () throws(GraphError) in
            let log = try LogReader(path: path)
            var entries: [LogEntry] = []
            guard query.limit > 0 else { return [] }
            try log.forEachRowBackwards(after: query.after, through: query.through) {
                (row: StoredLogRow) throws(GraphError) in
                if let since = query.since, row.row.info.time < since { return true }
                if let actor = query.actor, row.row.info.actor != actor { return true }
                entries.append(LogEntry(row, try log.record(of: row)))
                return entries.count < query.limit
            }
            return entries
        }
    }

    /// The number of the newest transaction that is not later than a time, in nanoseconds since
    /// 1970; 0 for the beginning.
    public func sequence(at time: Int64, now: Graph) throws(HistoryError) -> UInt64 {
        try HistoryError.passing { () throws(GraphError) in
            try LogReader(path: path).last(notAfter: time, through: now.sequence)
        }
    }

    // MARK: Past graphs

    /// The graph as it was after a transaction; 0 is the beginning, when there was nothing.
    ///
    /// - Complexity: O(changes since then); the last few answers are kept.
    public func graph(asOf sequence: UInt64, now: Graph) throws(HistoryError) -> Graph {
        if sequence == now.sequence { return now }
        let known = recent.withLock { recent in
            recent.first { $0.sequence == sequence }
        }
        if let known { return known }
        let rewinding = try rewinding(to: sequence, now: now)
        let graph = try HistoryError.passing { () throws(GraphError) in
            try rewinding.graph(sequence, rules)
        }
        recent.withLock { recent in
            recent.removeAll { $0.sequence == sequence }
            recent.insert(graph, at: 0)
            if recent.count > Self.recentLimit { recent.removeLast() }
        }
        return graph
    }

    /// Forgets past graphs, because what they hold has been erased.
    public func forgetRecent() {
        recent.withLock { $0 = [] }
    }

    /// What leads from the graph after one transaction back to that after an earlier one.
    ///
    /// - Returns: The later graph, and the changes: `before` is what was later, `after` what was
    ///   earlier.
    /// - Complexity: O(changes since the earlier one).
    public func changes(
        back sequence: UInt64, from later: UInt64, now: Graph
    ) throws(HistoryError) -> (later: Graph, changes: ChangeSet) {
        let graph = try graph(asOf: later, now: now)
        return (graph, try rewinding(to: sequence, now: graph).changes)
    }

    private func rewinding(to sequence: UInt64, now: Graph) throws(HistoryError) -> Rewinding {
        let log = try HistoryError.passing { () throws(GraphError) in
            try LogReader(path: path)
        }
        try check(sequence, log, now)
        return try HistoryError.passing { () throws(GraphError) in
            var rewinding = Rewinding(now)
            try log.forEachRowBackwards(after: sequence, through: now.sequence) {
                (row: StoredLogRow) throws(GraphError) in
                rewinding.undo(try log.record(of: row))
                return true
            }
            return rewinding
        }
    }

    /// Refuses numbers that the log cannot go back to.
    private func check(
        _ sequence: UInt64, _ log: LogReader, _ now: Graph
    ) throws(HistoryError) {
        let (known, isFolded) = try HistoryError.passing { () throws(GraphError) in
            let known = try log.range()
            let first = try known.flatMap { (range) throws(GraphError) in
                try log.record(range.lowerBound)
            }
            return (known, first?.tail.traits.contains(.isFolded) == true)
        }
        guard sequence <= now.sequence else {
            throw .unknownChange(sequence, known: known.map { $0.lowerBound...now.sequence })
        }
        if let first = known?.lowerBound, isFolded, sequence < first {
            throw .folded(before: first)
        }
    }

    // MARK: Versions of an entity

    /// What happened to a node, the oldest first.
    ///
    /// - Complexity: O(changes of the transactions that touched it).
    public func versions(
        of node: NodeID, now: Graph
    ) throws(HistoryError) -> [EntityVersion<NodeState>] {
        try HistoryError.passing { () throws(GraphError) in
            let log = try LogReader(path: path)
            let sequences = try log.sequences(touching: node, through: now.sequence)
            return try versions(log, sequences, last: now.state(of: node)) { record in
                record.nodes.first { $0.id == node }?.before
            }
        }
    }

    /// What happened to a relationship, the oldest first.
    ///
    /// - Complexity: O(changes of the transactions that touched it).
    public func versions(
        of relationship: RelationshipID, now: Graph
    ) throws(HistoryError) -> [EntityVersion<RelationshipState>] {
        try HistoryError.passing { () throws(GraphError) in
            let log = try LogReader(path: path)
            let sequences = try log.sequences(touching: relationship, through: now.sequence)
            return try versions(log, sequences, last: now.state(of: relationship)) { record in
                record.relationships.first { $0.id == relationship }?.before
            }
        }
    }

    private func versions<State: Hashable & Sendable>(
        _ log: LogReader, _ sequences: [UInt64], last: State?,
        _ before: (ChangeRecord) -> State?
    ) throws(GraphError) -> [EntityVersion<State>] {
        var versions: [EntityVersion<State>] = []
        var after = last
        for sequence in sequences.reversed() {
            guard let row = try log.row(sequence) else { continue }
            let record = try log.record(of: row)
            let state = before(record)
            versions.append(
                EntityVersion(entry: LogEntry(row, record), before: state, after: after))
            after = state
        }
        return versions.reversed()
    }

    /// The nodes that once had a label and a property, the one changed last first.
    ///
    /// For nodes that are gone or bear another value now.
    /// - Complexity: O(log).
    public func nodes(
        once isWanted: (NodeState) -> Bool, now: Graph
    ) throws(HistoryError) -> [NodeID] {
        try HistoryError.passing { () throws(GraphError) in
            let log = try LogReader(path: path)
            var found: [NodeID] = []
            try log.forEachRowBackwards(after: 0, through: now.sequence) {
                (row: StoredLogRow) throws(GraphError) in
                for node in try log.record(of: row).nodes where isWanted(node.before) {
                    if !found.contains(node.id) { found.append(node.id) }
                }
                return true
            }
            return found
        }
    }
}
