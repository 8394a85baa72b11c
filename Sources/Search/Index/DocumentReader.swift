import PropertyGraph

/// Reads documents from one version of a graph, with all names looked up beforehand.
struct DocumentReader {
    let graph: Graph
    let definition: SearchDefinition
    let labels: [LabelID]
    let types: [RelationshipTypeID]
    let isOfNodes: Bool
    private let sources: [[Source]]
    private let status: PropertyKeyID?

    private enum Source {
        case property(PropertyKeyID)
        case path([(type: RelationshipTypeID, direction: Direction)], PropertyKeyID)
    }

    init(_ definition: SearchDefinition, _ graph: Graph) {
        self.graph = graph
        self.definition = definition
        switch definition.target {
        case .nodes(let names):
            isOfNodes = true
            labels = names.compactMap { graph.label(named: $0) }
            types = []
        case .relationships(let names):
            isOfNodes = false
            labels = []
            types = names.compactMap { graph.relationshipType(named: $0) }
        }
        status = graph.propertyKey(named: "status")
        sources = definition.fields.map { field in
            field.sources.compactMap { Self.resolve($0, graph) }
        }
    }

    private static func resolve(_ source: FieldSource, _ graph: Graph) -> Source? {
        switch source {
        case .property(let name): return graph.propertyKey(named: name).map { .property($0) }
        case .path(let steps, let property):
            guard let key = graph.propertyKey(named: property) else { return nil }
            let known = steps.compactMap { step in
                graph.relationshipType(named: step.type).map { ($0, step.direction) }
            }
            return known.count == steps.count ? .path(known, key) : nil
        }
    }

    // MARK: Documents

    /// Whether there is a document of that identity.
    func contains(_ document: UInt32) -> Bool {
        if isOfNodes { return labels.contains { graph.hasLabel($0, NodeID(document)) } }
        guard let record = graph.relationship(RelationshipID(document)) else { return false }
        return types.contains(record.type)
    }

    /// All documents, ascending.
    func documents() -> [UInt32] {
        var result: [UInt32] = []
        for label in labels {
            var cursor = graph.nodes(labelled: label)
            while let node = cursor.next() { result.append(node.rawValue) }
        }
        for type in types {
            var cursor = graph.relationships(ofType: type)
            while let relationship = cursor.next() { result.append(relationship.rawValue) }
        }
        result.sort()
        var last: UInt32?
        result.removeAll { document in
            defer { last = document }
            return document == last
        }
        return result
    }

    // MARK: Texts

    /// The cells that hold a field's texts.
    func forEachCell(_ field: Int, of document: UInt32, _ body: (Cell) -> Void) {
        for source in sources[field] {
            switch source {
            case .property(let key):
                let cell =
                    isOfNodes
                    ? graph.cell(of: key, on: NodeID(document))
                    : graph.cell(of: key, on: RelationshipID(document))
                if cell.tag == .string || cell.tag == .stored { body(cell) }
            case .path(let steps, let key):
                if isOfNodes { walk(from: NodeID(document), steps[...], key, body) }
            }
        }
    }

    private func walk(
        from node: NodeID,
        _ steps: ArraySlice<(type: RelationshipTypeID, direction: Direction)>,
        _ key: PropertyKeyID,
        _ body: (Cell) -> Void
    ) {
        guard let step = steps.first else {
            let cell = graph.cell(of: key, on: node)
            if cell.tag == .string || cell.tag == .stored { body(cell) }
            return
        }
        var cursor = graph.relationships(of: node, step.direction, types: [step.type])
        while let entry = cursor.next() {
            guard counts(entry.relationship) else { continue }
            walk(from: entry.neighbour, steps.dropFirst(), key, body)
        }
    }

    private func counts(_ relationship: RelationshipID) -> Bool {
        guard let status else { return true }
        let cell = graph.cell(of: status, on: relationship)
        guard cell.tag == .string else { return true }
        return graph.string(cell.code) == "approved"
    }

    /// The texts in a cell: one, or those in a list.
    func forEachText(in cell: Cell, _ body: (String) -> Void) {
        switch graph.value(cell) {
        case .string(let text): body(text)
        case .list(let values):
            for case .string(let text) in values.prefix(Analysis.valueLimit) { body(text) }
        default: break
        }
    }

    /// The texts of a field.
    func texts(_ field: Int, of document: UInt32) -> [String] {
        var result: [String] = []
        forEachCell(field, of: document) { cell in
            forEachText(in: cell) { result.append($0) }
        }
        return result
    }

    /// Everything a document is found by, sorted, and the length of each field.
    func entries(of document: UInt32) -> DocumentEntries {
        var result = DocumentEntries(lengths: Array(repeating: 0, count: sources.count))
        guard contains(document) else { return result }
        for field in sources.indices {
            let style = definition.fields[field].style
            var frequencies: [String: Int] = [:]
            var length = 0
            for text in texts(field, of: document) {
                let analysis = Analysis(text, style)
                length += analysis.length
                for term in analysis.terms { frequencies[term, default: 0] += 1 }
            }
            result.lengths[field] = length
            for (term, frequency) in frequencies {
                let posting = Posting(
                    document: document, field: field, frequency: frequency, length: length)
                result.terms.insert(DocumentEntries.Term(word: term, posting: posting))
            }
        }
        return result
    }
}

/// What one document adds to an index.
struct DocumentEntries {
    struct Term: Hashable {
        var word: String
        var posting: Posting
    }

    var terms: Set<Term> = []
    var lengths: [Int]
}
