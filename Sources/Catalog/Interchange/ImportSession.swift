import PropertyGraph

/// What an import remembers from one batch to the next.
struct ImportState {
    /// Which nodes the file's identifiers stand for.
    var identities = ImportIdentities()

    /// The file's nodes that were there before the import.
    var merged: Set<NodeID> = []

    /// Takes over what a later batch brought.
    mutating func merge(_ later: ImportState) {
        identities.merge(later.identities)
        merged.formUnion(later.merged)
    }
}

/// One batch of an import on one draft.
struct ImportSession {
    let draft: Draft
    private(set) var report: ImportReport
    /// What this batch brings.
    private(set) var state = ImportState()
    /// The line at which the batch ended, and where the one before it ends.
    private(set) var failure: (problem: ImportProblem, before: ImportPosition)?
    /// The lines that could not be taken.
    private(set) var refused: [(file: Int, line: Int)] = []

    /// What the batches before brought; apart, so that it is never copied.
    private let earlier: ImportState
    private let onError: ImportErrorPolicy
    private let keys: [String: [[String]]]
    private let files: [String]

    /// A line of a batch: where it ends, and the one before it.
    struct Entry {
        let before: ImportPosition
        let position: ImportPosition
        let content: ImportLine

        init(_ before: ImportPosition, _ position: ImportPosition, _ content: ImportLine) {
            self.before = before
            self.position = position
            self.content = content
        }
    }

    init(
        draft: Draft, report: ImportReport, after earlier: ImportState,
        onError: ImportErrorPolicy, files: [String]
    ) {
        self.draft = draft
        self.report = report
        self.earlier = earlier
        self.onError = onError
        self.files = files
        keys = Self.keys(of: draft.graph)
        state.identities.isRecording = earlier.identities.isRecording
    }

    /// The keys of each label that the schema makes unique.
    private static func keys(of graph: Graph) -> [String: [[String]]] {
        var keys: [String: [[String]]] = [:]
        for constraint in graph.constraints where constraint.hasIndex {
            guard case .nodes(let labels) = constraint.target else { continue }
            for label in labels { keys[label, default: []].append(constraint.keys) }
        }
        return keys
    }

    mutating func apply(_ lines: [Entry]) {
        for line in lines {
            do {
                try apply(line.content)
            } catch {
                let reason = (error as? ImportLineError) ?? ImportLineError("\(error)")
                let problem = ImportProblem(line.position, reason, in: files)
                report.note(problem)
                guard onError == .continue else {
                    failure = (problem, line.before)
                    return
                }
                refused.append((line.position.file, line.position.line))
            }
        }
    }

    /// The nodes that the batch's identifiers became, in the order of the lines.
    mutating func takeRecorded() -> [UInt32] { state.identities.takeRecorded() }

    private mutating func apply(_ content: ImportLine) throws {
        switch content {
        case .node(let id, let labels, let properties):
            let node = try node(labels, properties)
            if let id { state.identities[ImportIdentity(id)] = node }
        case .relationship(let type, let start, let end, let properties):
            let first = try resolve(start, "start")
            let second = try resolve(end, "end")
            try relate(first, type, second, properties)
        }
    }

    // MARK: Nodes

    private mutating func node(
        _ labels: [String],
        _ properties: [(String, Value)]
    ) throws(GraphError) -> NodeID {
        guard let existing = find(labels, properties) else {
            var ids: [LabelID] = []
            for label in labels { ids.append(try draft.label(label)) }
            let node = try draft.createNode(labels: ids, properties: try entries(properties))
            report.nodesCreated += 1
            return node
        }
        for label in labels { try draft.add(try draft.label(label), to: existing) }
        for (name, value) in properties {
            try draft.set(try draft.propertyKey(name), value, on: existing)
        }
        state.merged.insert(existing)
        report.nodesMerged += 1
        return existing
    }

    /// Properties with the numbers of their keys; of several with one name the last counts.
    private func entries(
        _ properties: [(String, Value)]
    ) throws(GraphError) -> [PropertyEntry] {
        var entries: [PropertyEntry] = []
        entries.reserveCapacity(properties.count)
        for (name, value) in properties {
            entries.append(PropertyEntry(try draft.propertyKey(name), value))
        }
        return entries
    }

    /// The node that has one of the labels and the whole of one of its keys.
    private func find(_ labels: [String], _ properties: [(String, Value)]) -> NodeID? {
        for label in labels {
            for key in keys[label] ?? [] {
                let values = key.compactMap { name in properties.last { $0.0 == name } }
                guard values.count == key.count else { continue }
                let found = NodeFinder(draft.graph).node(
                    label, where: values.map { (key: $0.0, value: $0.1) })
                if let found { return found }
            }
        }
        return nil
    }

    // MARK: Relationships

    private mutating func resolve(
        _ reference: ImportLine.NodeReference,
        _ what: String
    ) throws(ImportLineError) -> NodeID {
        let identity = reference.id.map { ImportIdentity($0) }
        if let identity, let node = state.identities[identity] ?? earlier.identities[identity] {
            guard draft.contains(node) else {
                throw ImportLineError(
                    "The node `\(reference.id ?? "")` at its \(what) was deleted meanwhile.")
            }
            return node
        }
        if let node = find(reference.labels, reference.properties) {
            state.merged.insert(node)
            return node
        }
        throw .unknownEnd(identity, what)
    }

    private mutating func relate(
        _ start: NodeID,
        _ type: String,
        _ end: NodeID,
        _ properties: [(String, Value)]
    ) throws(GraphError) {
        let typeID = try draft.relationshipType(type)
        let isMerging = isMerged(start) && isMerged(end)
        if isMerging || derives(type, start, end),
            let existing = counterpart(start, typeID, end, properties)
        {
            for (name, value) in properties {
                try draft.set(try draft.propertyKey(name), value, on: existing)
            }
            report.relationshipsMerged += 1
            return
        }
        let created = try draft.createRelationship(
            typeID, from: start, to: end, properties: try entries(properties))
        if type == CatalogRelationship.hasColumn.rawValue {
            // At once, so that a refusal is that of this line.
            do throws(GraphError) {
                try DatasetNameRule(draft)?.adopt(end, by: start)
            } catch {
                try draft.delete(created)
                throw error
            }
        }
        report.relationshipsCreated += 1
    }

    /// Whether a node of the file was there before the import.
    private func isMerged(_ node: NodeID) -> Bool {
        state.merged.contains(node) || earlier.merged.contains(node)
    }

    private func derives(_ type: String, _ start: NodeID, _ end: NodeID) -> Bool {
        guard type == CatalogRelationship.uses.rawValue else { return false }
        let graph = draft.graph
        return CatalogRules.derives(
            type,
            from: graph.labels(of: start).map { graph.name(of: $0) },
            to: graph.labels(of: end).map { graph.name(of: $0) }
        )
    }

    /// The relationship that a line speaks of: the only one of its type between the nodes or, of
    /// several, the one with the same properties.
    private func counterpart(
        _ start: NodeID,
        _ type: RelationshipTypeID,
        _ end: NodeID,
        _ properties: [(String, Value)]
    ) -> RelationshipID? {
        let graph = draft.graph
        var found: [RelationshipID] = []
        var cursor = graph.relationships(of: start, .outgoing, types: [type])
        while let entry = cursor.next() {
            if entry.neighbour == end { found.append(entry.relationship) }
        }
        if found.count <= 1 { return found.first }
        let stated = Dictionary(properties) { $1 }
        return found.first { id in
            let present = graph.properties(of: id)
            return present.count == stated.count
                && present.allSatisfy { stated[graph.name(of: $0.key)] == $0.value }
        }
    }
}
