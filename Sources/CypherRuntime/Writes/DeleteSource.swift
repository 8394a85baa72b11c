package import CypherSyntax
import PropertyGraph

/// `DELETE` and `DETACH DELETE`: nodes, relationships and whole paths; null is passed over.
///
/// All rows are read before anything is deleted, so that a node and the relationships that hold it
/// may come in any order. A node that is still held waits for the end of the statement.
///
/// Relationships to nodes that are hidden from the caller hold nothing, as if they were not there:
/// they go with the node and are not counted.
final class DeleteSource: RowSource {
    private let context: ExecutionContext
    private let rows: EagerSource
    private let isDetaching: Bool
    private let targets: CollectedTargets

    init(
        _ input: any RowSource,
        targets: [CompiledExpression],
        isDetaching: Bool,
        live: [Int],
        context: ExecutionContext
    ) {
        self.context = context
        self.isDetaching = isDetaching
        self.targets = CollectedTargets(input, targets: targets, context: context)
        rows = EagerSource(self.targets, live: live, context: context)
    }

    func restart() {
        rows.restart()
        targets.clear()
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        let hasRows = try rows.next(into: batch)
        // The eager source has read everything when it gives its first batch, or none.
        try context.delete(
            relationships: targets.relationships, nodes: targets.nodes, isDetaching: isDetaching)
        targets.clear()
        return hasRows
    }
}

/// Passes rows on and notes what is to be deleted.
final class CollectedTargets: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private let expressions: [CompiledExpression]
    private(set) var nodes: [NodeID] = []
    private(set) var relationships: [RelationshipID] = []

    init(_ input: any RowSource, targets: [CompiledExpression], context: ExecutionContext) {
        self.context = context
        self.input = input
        expressions = targets
    }

    func restart() { input.restart() }

    func clear() {
        nodes = []
        relationships = []
    }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        guard try input.next(into: batch) else { return false }
        for row in 0..<batch.count {
            for expression in expressions {
                let cell = try expression.cell(row, batch, context)
                try note(context.value(cell))
            }
        }
        return true
    }

    private func note(_ value: Value) throws(CypherError) {
        switch value {
        case .null: return
        case .node(let id): nodes.append(id)
        case .relationship(let id): relationships.append(id)
        case .path(let path):
            nodes += path.nodes
            relationships += path.relationships
        default:
            throw CypherError(
                .typeError, at: .runtime, detail: "InvalidArgumentType",
                message: "Only nodes, relationships and paths can be deleted, not "
                    + "\(value.typeTitle).")
        }
    }
}

extension ExecutionContext {
    /// Deletes relationships, then nodes; what is gone already is passed over.
    func delete(
        relationships: [RelationshipID], nodes: [NodeID], isDetaching: Bool
    ) throws(CypherError) {
        if relationships.isEmpty, nodes.isEmpty { return }
        let draft = try writable()
        var deleted = Set<RelationshipID>()
        for id in relationships where deleted.insert(id).inserted && draft.graph.contains(id) {
            try delete(id, draft)
        }
        var seen = Set<NodeID>()
        for node in nodes where seen.insert(node).inserted && draft.graph.contains(node) {
            try tick(8)
            if isDetaching {
                for id in attached(to: node, draft, visible: true) { try delete(id, draft) }
            }
            if isHeld(node, draft) {
                heldNodes.append(node)
            } else {
                try delete(node, draft)
            }
        }
        refreshGraph()
    }

    /// Whether the node has relationships that the caller may see.
    private func isHeld(_ node: NodeID, _ draft: Draft) -> Bool {
        seesEverything
            ? draft.graph.degree(of: node, .both) > 0
            : !attached(to: node, draft, visible: true).isEmpty
    }

    /// The relationships of a node that the caller may see, or those that it may not.
    private func attached(
        to node: NodeID, _ draft: Draft, visible: Bool
    ) -> [RelationshipID] {
        var found: [RelationshipID] = []
        draft.graph.forEachRelationship(of: node, .both) { entry in
            if isVisible(entry.neighbour) == visible { found.append(entry.relationship) }
            return true
        }
        return found
    }

    /// Deletes the nodes that had to wait for their relationships to go.
    ///
    /// - Throws: `DeleteConnectedNode` when a relationship is still there.
    package func finishDeletes() throws(CypherError) {
        guard !heldNodes.isEmpty else { return }
        let draft = try writable()
        for node in heldNodes where draft.graph.contains(node) { try delete(node, draft) }
        heldNodes = []
        refreshGraph()
    }

    private func delete(_ id: RelationshipID, _ draft: Draft) throws(CypherError) {
        try translating { () throws(GraphError) in try draft.delete(id) }
        counters.relationshipsDeleted += 1
        hasDeleted = true
    }

    private func delete(_ id: NodeID, _ draft: Draft) throws(CypherError) {
        if !seesEverything {
            for id in attached(to: id, draft, visible: false) {
                try translating { () throws(GraphError) in try draft.delete(id) }
                hasDeleted = true
            }
        }
        try translating { () throws(GraphError) in try draft.delete(id) }
        counters.nodesDeleted += 1
        hasDeleted = true
    }
}
