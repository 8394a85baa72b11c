internal import PropertyGraph

/// What people call nodes and relationships of a graph: by the keys that the schema declares.
struct EntityNames {
    let graph: Graph
    private var keys: [LabelID: [PropertyKeyID]] = [:]

    init(_ graph: Graph) {
        self.graph = graph
        for constraint in graph.constraints where constraint.kind != .existence {
            guard case .nodes(let labels) = constraint.target, let name = labels.first,
                let label = graph.label(named: name), keys[label] == nil
            else { continue }
            let properties = constraint.keys.compactMap { graph.propertyKey(named: $0) }
            if properties.count == constraint.keys.count { keys[label] = properties }
        }
    }

    /// The properties that a label's nodes are known by; empty when none are declared.
    func keys(of label: LabelID) -> [PropertyKeyID] { keys[label] ?? [] }

    /// A node's key as one text: `revenue`, `bronze.orders.total_amount`; nil when it has none.
    func key(of state: NodeState, as label: LabelID) -> String? {
        let parts = keys(of: label).map { key in
            state.properties.first { $0.key == key }.map { $0.value.display(in: graph) }
        }
        let known = parts.compactMap { $0 }
        guard !known.isEmpty, known.count == parts.count else { return nil }
        return known.joined(separator: ".")
    }

    /// A node in words: `BusinessTerm revenue`, or `Note #12` when it has no key.
    func name(of node: NodeID, _ state: NodeState?) -> String {
        guard let state else { return "node #\(node.rawValue)" }
        for label in state.labels {
            if let key = key(of: state, as: label) { return "\(graph.name(of: label)) \(key)" }
        }
        let label = state.labels.first.map { graph.name(of: $0) } ?? "node"
        return "\(label) #\(node.rawValue)"
    }

    /// A node that the graph has, in words.
    func name(of node: NodeID) -> String { name(of: node, graph.state(of: node)) }

    /// A relationship in words: `Column a.b MAPS_TO BusinessTerm c`.
    func name(
        of state: RelationshipState, node: (NodeID) -> String
    ) -> String {
        "\(node(state.start)) \(graph.name(of: state.type)) \(node(state.end))"
    }

    // MARK: Finding

    /// The nodes of a label whose key is a text; a key of several properties is joined with dots.
    ///
    /// - Complexity: O(log *n*) for each way to take the text apart.
    func nodes(_ label: LabelID, keyed key: String) -> [NodeID] {
        let keys = keys(of: label)
        guard !keys.isEmpty else { return [] }
        return Self.splits(key, into: keys.count).flatMap { parts in
            nodes(label, keys, parts.map(Self.readings))
        }
    }

    /// The nodes of a label that any of its indexes finds under a text.
    func indexedNodes(_ label: LabelID, _ text: String) -> [NodeID] {
        var found: [NodeID] = []
        for index in graph.indexes(on: label) where graph.keys(of: index).count == 1 {
            for value in Self.readings(text) { found += seek(index, [value]) }
        }
        return found
    }

    private func nodes(
        _ label: LabelID, _ keys: [PropertyKeyID], _ values: [[Value]]
    ) -> [NodeID] {
        guard let index = graph.index(on: label, keys: keys) else { return [] }
        var combinations: [[Value]] = [[]]
        for readings in values {
            combinations = combinations.flatMap { start in readings.map { start + [$0] } }
        }
        return combinations.flatMap { seek(index, $0) }
    }

    private func seek(_ index: IndexID, _ values: [Value]) -> [NodeID] {
        var cursor = graph.seek(index, equal: values)
        var found: [NodeID] = []
        while let id = cursor.next() { found.append(id) }
        return found
    }

    /// What a text may stand for.
    private static func readings(_ text: String) -> [Value] {
        Int64(text).map { [.string(text), .integer($0)] } ?? [.string(text)]
    }

    /// The ways to take a text apart at dots.
    private static func splits(_ text: String, into count: Int) -> [[String]] {
        if count == 1 { return [[text]] }
        var found: [[String]] = []
        for dot in text.indices where text[dot] == "." {
            let last = String(text[text.index(after: dot)...])
            for start in splits(String(text[..<dot]), into: count - 1) {
                found.append(start + [last])
            }
        }
        return found
    }
}
