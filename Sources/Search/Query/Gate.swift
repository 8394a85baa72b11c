import PropertyGraph

/// Decides which documents may be hits: visible, of the right type, with the right properties.
struct Gate {
    private let reader: DocumentReader
    private let access: AccessView
    private let included: Set<LabelID>?
    private let excluded: Set<LabelID>
    private let includedTypes: Set<RelationshipTypeID>?
    private let filters: [(key: PropertyKeyID, value: String, isExcluded: Bool, isFirm: Bool)]
    /// Whether something is demanded that nothing has.
    private let isShut: Bool
    private let columnType: RelationshipTypeID?
    private let weights: [(label: LabelID, weight: Double)]

    init(_ plan: QueryPlan, _ access: AccessView, _ reader: DocumentReader) {
        self.reader = reader
        self.access = access
        let graph = reader.graph
        func labels(_ names: [String]) -> Set<LabelID> {
            Set(graph.labels.filter { names.contains(graph.name(of: $0).lowercased()) })
        }
        included = plan.types.isEmpty ? nil : labels(plan.types)
        excluded = labels(plan.excludedTypes)
        includedTypes =
            plan.types.isEmpty
            ? nil
            : Set(
                graph.relationshipTypes.filter {
                    plan.types.contains(graph.name(of: $0).lowercased())
                })
        filters = plan.filters.compactMap { filter in
            graph.propertyKey(named: filter.name).map {
                ($0, filter.value, filter.isExcluded, filter.isFirm)
            }
        }
        isShut = plan.filters.contains {
            $0.isFirm && graph.propertyKey(named: $0.name) == nil
        }
        columnType = graph.relationshipType(named: "HAS_COLUMN")
        weights = reader.definition.labelWeights.compactMap { name, weight in
            graph.label(named: name).map { ($0, weight) }
        }
    }

    /// Whether there is anything to select by.
    var isSelective: Bool { included != nil || !excluded.isEmpty || !filters.isEmpty }

    /// The factor for a document's score; nil when it may not be a hit.
    func factor(for document: UInt32) -> Double? {
        if isShut { return nil }
        guard reader.isOfNodes else { return factor(forRelationship: RelationshipID(document)) }
        let node = NodeID(document)
        guard access.seesEverything || access.isVisible(node) else { return nil }
        let labels = reader.graph.labels(of: node)
        // A draft may have deleted it since.
        if labels.isEmpty { return nil }
        if let included, !labels.contains(where: included.contains) { return nil }
        if !excluded.isEmpty, labels.contains(where: excluded.contains) { return nil }
        for filter in filters {
            let holds = Self.equals(
                value(of: filter.key, on: node, inherits: filter.isFirm), filter.value)
            if holds == filter.isExcluded { return nil }
        }
        return weights.first { labels.contains($0.label) }?.weight ?? 1
    }

    /// A node's own value, or that of the dataset it is a column of.
    private func value(of key: PropertyKeyID, on node: NodeID, inherits: Bool) -> Value {
        let own = reader.graph.value(of: key, on: node)
        guard inherits, own == .null, let columnType else { return own }
        var cursor = reader.graph.relationships(of: node, .incoming, types: [columnType])
        return cursor.next().map { reader.graph.value(of: key, on: $0.neighbour) } ?? own
    }

    private func factor(forRelationship id: RelationshipID) -> Double? {
        guard let record = reader.graph.relationship(id), access.isVisible(record.start),
            access.isVisible(record.end)
        else { return nil }
        if let includedTypes, !includedTypes.contains(record.type) { return nil }
        for filter in filters {
            let holds = Self.equals(reader.graph.value(of: filter.key, on: id), filter.value)
            if holds == filter.isExcluded { return nil }
        }
        return 1
    }

    /// Whether a property is, or a list contains, what was written.
    private static func equals(_ value: Value, _ text: String) -> Bool {
        if case .list(let values) = value { return values.contains { equals($0, text) } }
        return plainText(value)?.lowercased() == text
    }

    /// A simple value as people write it.
    static func plainText(_ value: Value) -> String? {
        switch value {
        case .string(let text): text
        case .boolean(let truth): truth ? "true" : "false"
        case .integer(let number): String(number)
        case .float(let number): String(number)
        default: nil
        }
    }
}

/// Counts the values that hits have.
struct FacetCounter {
    private let reader: DocumentReader
    private let names: [String]
    private let keys: [PropertyKeyID?]
    private var tables: [[String: Int]]

    init(_ names: [String], _ reader: DocumentReader) {
        self.reader = reader
        self.names = names
        keys = names.map { $0 == "type" ? nil : reader.graph.propertyKey(named: $0) }
        tables = Array(repeating: [:], count: names.count)
    }

    mutating func add(_ document: UInt32) {
        for (number, name) in names.enumerated() {
            if name == "type" {
                tables[number][reader.type(of: document), default: 0] += 1
            } else if let key = keys[number] {
                let value =
                    reader.isOfNodes
                    ? reader.graph.value(of: key, on: NodeID(document))
                    : reader.graph.value(of: key, on: RelationshipID(document))
                if let text = Gate.plainText(value) { tables[number][text, default: 0] += 1 }
            }
        }
    }

    var counts: [String: [FacetCount]] {
        var result: [String: [FacetCount]] = [:]
        for (name, table) in zip(names, tables) {
            result[name] = table.map { FacetCount(value: $0.key, count: $0.value) }
                .sorted { ($0.count, $1.value) > ($1.count, $0.value) }
        }
        return result
    }
}
