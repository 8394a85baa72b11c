import PropertyGraph

extension SearchIndex {
    /// Follows a commit: documents that may read differently are read in both versions.
    mutating func apply(_ changes: ChangeSet, before: Graph, after: Graph) {
        let old = DocumentReader(definition, before)
        let new = DocumentReader(definition, after)
        for document in touched(changes, old, new) {
            let was = old.entries(of: document)
            let becomes = new.entries(of: document)
            for term in was.terms where !becomes.terms.contains(term) {
                change(term.word, add: false, term.posting)
            }
            for term in becomes.terms where !was.terms.contains(term) {
                change(term.word, add: true, term.posting)
            }
            count(was, -1)
            count(becomes, 1)
        }
    }

    mutating func count(_ entries: DocumentEntries, _ sign: Int) {
        if !entries.terms.isEmpty { documentCount += sign }
        for (field, length) in entries.lengths.enumerated() where length > 0 {
            totals[field].documents += sign
            totals[field].words += sign * length
        }
    }

    /// The documents whose own texts or neighbours' texts may have changed, ascending.
    private func touched(
        _ changes: ChangeSet, _ old: DocumentReader, _ new: DocumentReader
    ) -> [UInt32] {
        var result: Set<UInt32> = []
        let watch = Watch(definition, old.graph, new.graph)
        if old.isOfNodes {
            for change in changes.nodes where watch.concerns(change, own: true) {
                result.insert(change.id.rawValue)
            }
            for change in changes.nodes where watch.concerns(change, own: false) {
                for reader in [old, new] {
                    watch.addDocuments(near: change.id, reader.graph, &result)
                }
            }
            for change in changes.relationships {
                for state in [change.before, change.after] {
                    if let state { watch.addEnds(of: state, &result) }
                }
            }
        } else {
            for change in changes.relationships { result.insert(change.id.rawValue) }
        }
        return result.filter { old.contains($0) || new.contains($0) }.sorted()
    }
}

/// Which changes can matter to a definition.
private struct Watch {
    private var ownKeys: Set<PropertyKeyID> = []
    private var neighbourKeys: Set<PropertyKeyID> = []
    private var links: [(type: RelationshipTypeID, direction: Direction)] = []
    private let labels: Set<LabelID>

    init(_ definition: SearchDefinition, _ before: Graph, _ after: Graph) {
        var labels: Set<LabelID> = []
        if case .nodes(let names) = definition.target {
            labels = Set(names.compactMap { after.label(named: $0) })
        }
        self.labels = labels
        for source in definition.fields.flatMap(\.sources) {
            switch source {
            case .property(let name):
                if let key = after.propertyKey(named: name) { ownKeys.insert(key) }
            case .neighbours(let type, let direction, let property):
                if let key = after.propertyKey(named: property) { neighbourKeys.insert(key) }
                if let type = after.relationshipType(named: type) {
                    links.append((type, direction))
                }
            }
        }
    }

    /// Whether a change touches labels or properties that are read.
    func concerns(_ change: NodeChange, own: Bool) -> Bool {
        if own, covered(change.before) != covered(change.after) { return true }
        let keys = own ? ownKeys : neighbourKeys
        return texts(change.before, keys) != texts(change.after, keys)
    }

    private func covered(_ state: NodeState?) -> Bool {
        state?.labels.contains { labels.contains($0) } ?? false
    }

    private func texts(_ state: NodeState?, _ keys: Set<PropertyKeyID>) -> [PropertyEntry] {
        state?.properties.filter { keys.contains($0.key) } ?? []
    }

    /// Adds the documents that read a property of the node.
    func addDocuments(near node: NodeID, _ graph: Graph, _ result: inout Set<UInt32>) {
        for link in links {
            graph.forEachRelationship(of: node, link.direction.reversed, types: [link.type]) {
                result.insert($0.neighbour.rawValue)
                return true
            }
        }
    }

    /// Adds the documents that read a property at the other end of the relationship.
    func addEnds(of state: RelationshipState, _ result: inout Set<UInt32>) {
        for link in links where link.type == state.type {
            if link.direction != .incoming { result.insert(state.start.rawValue) }
            if link.direction != .outgoing { result.insert(state.end.rawValue) }
        }
    }
}
