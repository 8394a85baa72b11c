import PropertyGraph

/// Keeps `USES` between business terms as their formulas have it.
struct FormulaRule {
    private let draft: Draft
    private let term: LabelID
    private let key: PropertyKeyID
    private let formula: PropertyKeyID

    /// A rule for a draft; `nil` when its graph has never had a term with a formula.
    init?(_ draft: Draft) {
        let graph = draft.graph
        guard let term = graph.label(named: CatalogLabel.businessTerm.rawValue),
            let key = graph.propertyKey(named: "term"),
            let formula = graph.propertyKey(named: "formula")
        else { return nil }
        self.draft = draft
        self.term = term
        self.key = key
        self.formula = formula
    }

    /// Adds what follows from nodes that were touched.
    func apply(to nodes: [NodeID]) throws(GraphError) {
        let base = draft.base
        var stale: Set<NodeID> = []
        var newNames: Set<String> = []
        for node in nodes where draft.hasLabel(term, node) {
            if base.value(of: formula, on: node) != draft.value(of: formula, on: node) {
                stale.insert(node)
            }
            if case .string(let name) = draft.value(of: key, on: node),
                base.value(of: key, on: node) != .string(name)
            {
                newNames.insert(name)
            }
        }
        if !newNames.isEmpty { stale.formUnion(terms(naming: newNames)) }
        for node in stale.sorted() { try connect(node) }
    }

    /// The terms whose formula names one of these.
    private func terms(naming names: Set<String>) -> [NodeID] {
        var found: [NodeID] = []
        var cursor = draft.graph.nodes(labelled: term)
        while let node = cursor.next() {
            if named(by: node).contains(where: { names.contains($0) }) { found.append(node) }
        }
        return found
    }

    private func named(by node: NodeID) -> [String] {
        guard case .string(let text) = draft.graph.value(of: formula, on: node) else { return [] }
        return Formula.terms(in: text)
    }

    private func connect(_ node: NodeID) throws(GraphError) {
        let finder = NodeFinder(draft.graph)
        var wanted: [NodeID] = []
        for name in named(by: node) {
            let found = finder.node(
                CatalogLabel.businessTerm.rawValue, where: [("term", .string(name))]
            )
            if let found, found != node { wanted.append(found) }
        }
        let uses = try draft.relationshipType(CatalogRelationship.uses.rawValue)
        var existing: [AdjacencyEntry] = []
        var cursor = draft.graph.relationships(of: node, .outgoing, types: [uses])
        while let entry = cursor.next() {
            if draft.graph.hasLabel(term, entry.neighbour) { existing.append(entry) }
        }
        for entry in existing where !wanted.contains(entry.neighbour) {
            try draft.delete(entry.relationship)
        }
        for target in wanted where !existing.contains(where: { $0.neighbour == target }) {
            _ = try draft.createRelationship(uses, from: node, to: target, properties: [])
        }
    }
}
