public import Catalog
public import GraphStore
internal import JSON
public import Lineage
public import PropertyGraph
internal import Search

extension Workspace {
    // MARK: Moments

    /// The number of the last transaction of a moment, given as `MomentText` reads it.
    public func sequence(of text: String) throws -> UInt64 {
        switch try MomentText(text) {
        case .sequence(let sequence): sequence
        case .time(let time): try history.sequence(at: time, now: database.snapshot())
        }
    }

    /// The graph as it was at a moment; as it is now when none is given.
    public func graph(asOf text: String?) throws -> Graph {
        let now = database.snapshot()
        guard let text else { return now }
        return try history.graph(asOf: sequence(of: text), now: now)
    }

    /// The catalog as it was at a moment.
    public func catalog(asOf text: String?) throws -> CatalogReader {
        CatalogReader(try graph(asOf: text))
    }

    /// The lineage as it was at a moment.
    public func lineage(asOf text: String?) throws -> LineageTracer {
        LineageTracer(try graph(asOf: text))
    }

    /// A database that shows the graph as it was at a moment and refuses to be written.
    public func pastDatabase(asOf text: String) throws -> any GraphDatabase {
        ReadOnlyDatabase(
            try graph(asOf: text),
            because: .storage(
                .readOnly, "The graph as of \(text) is in the past and cannot be changed."))
    }

    // MARK: What changed

    /// Entries of the log, the newest first.
    ///
    /// - Parameters:
    ///   - limit: The most that are given.
    ///   - since: The first transaction or time of interest; see `MomentText`.
    ///   - actor: Only those of this actor.
    /// - Returns: The entries.
    /// - Throws: `MomentError`, `HistoryError`.
    public func entries(
        limit: Int, since: String? = nil, actor: String? = nil
    ) throws -> [LogEntry] {
        var query = LogQuery(limit: limit, actor: actor)
        query.through = database.snapshot().sequence
        switch try since.map({ (text) throws(MomentError) in try MomentText(text) }) {
        case .sequence(let sequence)?: query.after = sequence - min(1, sequence)
        case .time(let time)?: query.since = time
        case nil: break
        }
        return try history.entries(query)
    }

    /// One transaction and what it did.
    ///
    /// - Throws: `HistoryError.unknownChange` when there is none of that number.
    public func change(
        _ sequence: UInt64
    ) throws -> (entry: LogEntry, difference: GraphDifference) {
        var query = LogQuery(limit: 1)
        query.after = sequence - min(1, sequence)
        query.through = sequence
        guard sequence > 0, let entry = try history.entries(query).first else {
            let known = try entries(limit: 1).first?.sequence
            throw HistoryError.unknownChange(sequence, known: known.map { min(1, $0)...$0 })
        }
        return (entry, try difference(from: sequence - 1, to: sequence))
    }

    /// How the catalog differs between two moments, whichever is the later.
    public func difference(_ first: String, _ second: String) throws -> GraphDifference {
        let sequences = [try sequence(of: first), try sequence(of: second)].sorted()
        return try difference(from: sequences[0], to: sequences[1])
    }

    /// What the transactions after one, up to another, did.
    func difference(from: UInt64, to: UInt64) throws -> GraphDifference {
        let now = database.snapshot()
        let (later, changes) = try history.changes(back: from, from: to, now: now)
        return GraphDifference(
            from: from, to: to, later: later, earlier: try history.graph(asOf: from, now: now),
            back: changes)
    }

    /// What happened to the node of a label that has a key, also when it is gone.
    ///
    /// - Parameters:
    ///   - label: The label's name.
    ///   - key: The value of the label's key property; joined with dots when there are several;
    ///     or a value that another index of the label finds.
    /// - Returns: Its history.
    /// - Throws: `EntityNotFound`.
    public func history(of label: String, _ key: String) throws -> EntityHistory {
        let now = database.snapshot()
        guard let id = now.label(named: label) else { throw EntityNotFound.label(label) }
        let names = EntityNames(now)
        var found = names.nodes(id, keyed: key)
        if found.isEmpty { found = names.indexedNodes(id, key) }
        if found.isEmpty {
            found = try history.nodes(
                once: { $0.labels.contains(id) && names.key(of: $0, as: id) == key }, now: now)
        }
        guard let node = found.first else { throw EntityNotFound.key(label, key) }
        return try history(ofNode: node)
    }

    /// What happened to a node.
    public func history(ofNode node: NodeID) throws -> EntityHistory {
        let now = database.snapshot()
        let versions = try history.versions(of: node, now: now)
        guard let last = versions.last else { throw EntityNotFound.id("node", node.rawValue) }
        return EntityHistory(
            name: EntityNames(now).name(of: node, last.after ?? last.before), kind: "node",
            id: node.rawValue, exists: now.contains(node),
            versions: versions.map { version in
                .init(
                    entry: version.entry,
                    change: EntityChange(now, before: version.before, after: version.after))
            })
    }

    /// What happened to a relationship.
    public func history(ofRelationship id: RelationshipID) throws -> EntityHistory {
        let now = database.snapshot()
        let versions = try history.versions(of: id, now: now)
        guard let last = versions.last, let state = last.after ?? last.before else {
            throw EntityNotFound.id("relationship", id.rawValue)
        }
        let names = EntityNames(now)
        return EntityHistory(
            name: names.name(of: state) { names.name(of: $0) }, kind: "relationship",
            id: id.rawValue, exists: now.contains(id),
            versions: versions.map { version in
                .init(
                    entry: version.entry,
                    change: EntityChange(now, before: version.before, after: version.after))
            })
    }

    // MARK: Undo

    /// What undoing a transaction would change.
    ///
    /// - Throws: `HistoryError`, with `.conflicts` when something is in the way.
    public func undoPreview(_ sequence: UInt64) throws -> GraphDifference {
        let now = database.snapshot()
        let plan = try history.undoPlan(sequence, now: now)
        guard plan.conflicts.isEmpty else {
            throw HistoryError.conflicts(sequence, plan.conflicts)
        }
        return GraphDifference(undoing: plan, now)
    }

    /// Undoes a transaction by a new one.
    ///
    /// - Returns: The number of the new transaction, and what it changed.
    /// - Throws: `HistoryError`, with `.conflicts` when something is in the way.
    public func undo(
        _ sequence: UInt64, _ info: CommitInfo
    ) throws -> (sequence: UInt64, difference: GraphDifference) {
        let now = database.snapshot()
        let (receipt, plan) = try history.undo(sequence, on: database, info)
        return (receipt.sequence, GraphDifference(undoing: plan, now))
    }
}

extension GraphDifference {
    /// What an undo changes of a graph.
    init(undoing plan: UndoPlan, _ now: Graph) {
        self.init(
            from: now.sequence, to: now.sequence &+ 1, later: now, earlier: now,
            back: ChangeSet(
                nodes: plan.changes.nodes.map {
                    NodeChange(id: $0.id, before: $0.after, after: $0.before)
                },
                relationships: plan.changes.relationships.map {
                    RelationshipChange(id: $0.id, before: $0.after, after: $0.before)
                },
                schema: plan.changes.schema.map(\.reversed)))
    }
}

extension SchemaChange {
    /// The change that leads back.
    fileprivate var reversed: SchemaChange {
        switch self {
        case .createIndex(let index): .dropIndex(index)
        case .dropIndex(let index): .createIndex(index)
        case .createConstraint(let constraint): .dropConstraint(constraint)
        case .dropConstraint(let constraint): .createConstraint(constraint)
        }
    }
}

/// An entity that the history does not know.
public enum EntityNotFound: Error, Hashable, Sendable, CustomStringConvertible {
    case label(String)
    case key(String, String)
    case id(String, UInt32)

    public var description: String {
        switch self {
        case .label(let label): "There is no label `\(label)`, and there never was."
        case .key(let label, let key):
            "There is no `\(label)` with the key `\(key)`, and the log knows of none."
        case .id(let kind, let id): "There is no \(kind) \(id), and the log knows of none."
        }
    }
}
