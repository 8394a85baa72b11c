import Synchronization

/// A commit that is ordered and checked, but not yet visible.
public struct PreparedCommit: Sendable {
    /// The transaction's number; that of `before` when nothing was changed.
    public let sequence: UInt64
    /// What it changes; its nodes and relationships are left out when it `isBulk`.
    public let changes: ChangeSet
    /// Whether there are so many changes that they are not listed but to be read from `draft`.
    public let isBulk: Bool
    /// The nodes and relationships touched, when it `isBulk`.
    public let bulkNodes: [NodeID]
    public let bulkRelationships: [RelationshipID]
    /// The version it builds on.
    public let before: Graph
    /// The version it leads to.
    public let after: Graph

    /// Whether there is anything to record.
    public var isRecorded: Bool { after.sequence != before.sequence }
}

/// The order of a graph's versions: those prepared and, up to a point, those published.
///
/// A committer prepares its draft, makes the changes durable in whatever way it has, and publishes;
/// several may be prepared before one durable write covers them all. When that fails, all of them
/// are discarded, with every draft built on them.
///
///     let commit = try line.prepare(draft)     // checked, rebased if it came second, ordered
///     …                                        // write commit.changes durably
///     line.publish(through: commit.sequence)   // visible from here on
///
/// All calls may come from any thread. `prepare` calls run one after another; `published` waits
/// for none of them.
public final class VersionLine: @unchecked Sendable {
    // @unchecked: `prepared` is touched under `order` only.

    /// A draft with more changes than this is committed as bulk.
    static let bulkLimit = 50_000

    private let order = Mutex<Void>(())
    private var prepared: [Graph] = []
    private let visible: Mutex<Graph>
    private let rules: DerivedIndexRules

    /// A line that begins with `initial`, which counts as published.
    ///
    /// A graph that belongs to another line already is copied, in O(nodes + relationships), so that
    /// the lines have nothing in common.
    /// Derived indexes that are declared in it are made by the factory. Those in `fixed` are
    /// there under their names whatever is declared; each is rebuilt on `initial`.
    public init(
        _ initial: Graph, fixedIndexes fixed: [String: any DerivedIndex] = [:],
        derivedIndexes factory: @escaping DerivedIndexFactory
    ) {
        let initial = initial.version.lineage.claim() ? initial : initial.copied()
        var derived = initial.derived.merging(fixed.mapValues { $0.rebuilt(on: initial) }) { $1 }
        rules = DerivedIndexRules(fixedNames: Set(fixed.keys), factory: factory)
        for definition in initial.indexes where derived[definition.name] == nil {
            if definition.kind == .fullText || definition.kind == .vector {
                derived[definition.name] = factory(definition, initial)
            }
        }
        visible = Mutex(
            derived.isEmpty ? initial : Graph(initial.version.carrying(derived)))
    }

    /// The newest published version.
    public var published: Graph { visible.withLock { $0 } }

    /// The newest version, published or only prepared.
    public var newest: Graph { order.withLock { _ in newestInOrder } }

    private var newestInOrder: Graph { prepared.last ?? published }

    /// A draft on the newest version.
    public func begin() -> Draft { Draft(on: newest) }

    /// Checks a draft against the newest version and puts it next in order.
    ///
    /// The draft is spent.
    ///
    /// With `recordsNothing`, a draft that changes nothing makes a version, too.
    ///
    /// - Throws: `.conflict`, `.constraintViolation`, `.draftClosed`.
    public func prepare(
        _ draft: Draft, recordsNothing: Bool = false
    ) throws(GraphError) -> PreparedCommit {
        if draft.isClosed { throw .draftClosed }
        precondition(!draft.isUnsettled, "a bulk insertion must be settled before the commit")
        draft.isClosed = true
        draft.giveBackIdentities()
        let result = order.withLock { _ -> Result<PreparedCommit, GraphError> in
            do throws(GraphError) {
                return .success(try prepareInOrder(draft, recordsNothing))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func prepareInOrder(
        _ draft: Draft, _ recordsNothing: Bool
    ) throws(GraphError) -> PreparedCommit {
        let before = newestInOrder
        guard draft.lineage === before.version.lineage else { throw .draftClosed }
        if draft.base.version.isDiscarded {
            throw .conflict("the version it was built on was never made durable")
        }
        var final = draft
        if draft.base.version !== before.version {
            final = try draft.rebased(onto: before)
            final.isClosed = true
        }
        try final.checkExistenceConstraints()
        let isBulk = final.changeCount > Self.bulkLimit
        var changes: ChangeSet
        if isBulk {
            changes = ChangeSet(
                schema: final.schemaChanges, names: final.newNames,
                nextNodeID: final.root.nextNodeID,
                nextRelationshipID: final.root.nextRelationshipID)
        } else {
            changes = final.changes
            if changes.isEmpty, !recordsNothing {
                return PreparedCommit(
                    sequence: before.sequence, changes: changes, isBulk: false, bulkNodes: [],
                    bulkRelationships: [], before: before, after: before)
            }
        }
        let after = final.version(before.sequence + 1, changes, isBulk: isBulk, rules)
        prepared.append(after)
        return PreparedCommit(
            sequence: after.sequence, changes: changes, isBulk: isBulk,
            bulkNodes: isBulk ? final.changedNodes : [],
            bulkRelationships: isBulk ? final.changedRelationships : [],
            before: before, after: after)
    }

    /// Makes all prepared versions up to a number visible.
    public func publish(through sequence: UInt64) {
        // What is replaced is let go outside the locks, since that may free much.
        let replaced = order.withLock { _ in
            var replaced: [Graph] = []
            while let next = prepared.first, next.sequence <= sequence {
                next.version.publish()
                prepared.removeFirst()
                visible.withLock { current in
                    replaced.append(current)
                    current = next
                }
            }
            return replaced
        }
        withExtendedLifetime(replaced) {}
    }

    /// Forgets all prepared versions from a number on.
    ///
    /// Drafts built on them cannot be committed.
    public func discard(from sequence: UInt64) {
        let gone = order.withLock { _ in
            let gone = prepared.filter { $0.sequence >= sequence }
            for graph in gone {
                graph.version.isDiscarded = true
            }
            prepared.removeAll { $0.sequence >= sequence }
            return gone
        }
        withExtendedLifetime(gone) {}
    }
}
