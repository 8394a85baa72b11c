import PropertyGraph

extension SearchIndex {
    /// Follows a commit: documents that may read differently are read in both versions.
    mutating func apply(_ changes: ChangeSet, before: Graph, after: Graph) {
        let old = DocumentReader(definition, before)
        let new = DocumentReader(definition, after)
        for document in old.touched(by: changes, becoming: new) {
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
}

extension DocumentReader {
    /// The documents whose own texts or neighbours' texts may have changed, ascending.
    ///
    /// - Parameters:
    ///   - changes: What led from this reader's version to the other's.
    ///   - new: The reader of the later version.
    /// - Returns: Their identities.
    func touched(by changes: ChangeSet, becoming new: DocumentReader) -> [UInt32] {
        var result: Set<UInt32> = []
        let watch = Watch(definition, graph, new.graph)
        if isOfNodes {
            for change in changes.nodes where watch.concerns(change, own: true) {
                result.insert(change.id.rawValue)
            }
            for change in changes.nodes where watch.concerns(change, own: false) {
                for reader in [self, new] {
                    watch.addDocuments(near: change.id, reader.graph, &result)
                }
            }
            for change in changes.relationships {
                for state in [change.before, change.after] {
                    guard let state else { continue }
                    for reader in [self, new] { watch.addEnds(of: state, reader.graph, &result) }
                }
            }
        } else {
            for change in changes.relationships { result.insert(change.id.rawValue) }
        }
        return result.filter { contains($0) || new.contains($0) }.sorted()
    }
}

/// Which changes can matter to a definition.
private struct Watch {
    private var ownKeys: Set<PropertyKeyID> = []
    private var neighbourKeys: Set<PropertyKeyID> = []
    private var paths: [[(type: RelationshipTypeID, direction: Direction)]] = []
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
            case .path(let steps, let property):
                if let key = after.propertyKey(named: property) { neighbourKeys.insert(key) }
                let known = steps.compactMap { step in
                    after.relationshipType(named: step.type).map { ($0, step.direction) }
                }
                if known.count == steps.count { paths.append(known) }
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
        for path in paths { walkBack(from: node, path[...], graph, &result) }
    }

    /// Adds the documents that read a property by way of the relationship.
    func addEnds(of state: RelationshipState, _ graph: Graph, _ result: inout Set<UInt32>) {
        for path in paths {
            for (place, step) in path.enumerated() where step.type == state.type {
                let before = path[..<place]
                if step.direction != .incoming {
                    walkBack(from: state.start, before, graph, &result)
                }
                if step.direction != .outgoing { walkBack(from: state.end, before, graph, &result) }
            }
        }
    }

    private func walkBack(
        from node: NodeID,
        _ steps: ArraySlice<(type: RelationshipTypeID, direction: Direction)>,
        _ graph: Graph,
        _ result: inout Set<UInt32>
    ) {
        guard let step = steps.last else {
            result.insert(node.rawValue)
            return
        }
        graph.forEachRelationship(of: node, step.direction.reversed, types: [step.type]) {
            walkBack(from: $0.neighbour, steps.dropLast(), graph, &result)
            return true
        }
    }
}
