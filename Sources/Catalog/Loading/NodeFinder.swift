public import PropertyGraph

/// Finds nodes by a label and the values of a few keys.
public struct NodeFinder {
    private let graph: Graph

    /// Creates a finder in one version of a graph.
    public init(_ graph: Graph) {
        self.graph = graph
    }

    /// The first node that has the label and all of the values.
    ///
    /// - Complexity: O(log *n*) when an index covers the keys, else O(*n*) in the nodes with the
    ///   label.
    public func node(_ label: String, where values: [(key: String, value: Value)]) -> NodeID? {
        guard let labelID = graph.label(named: label) else { return nil }
        var keys: [PropertyKeyID] = []
        for (key, _) in values {
            guard let id = graph.propertyKey(named: key) else { return nil }
            keys.append(id)
        }
        let expected = values.map(\.value)
        var cursor: NodeCursor
        if let index = graph.index(on: labelID, keys: keys) {
            cursor = graph.seek(index, equal: expected)
        } else {
            cursor = graph.nodes(labelled: labelID)
        }
        while let node = cursor.next() {
            let matches = zip(keys, expected).allSatisfy { graph.value(of: $0, on: node) == $1 }
            if matches { return node }
        }
        return nil
    }

    /// The column of this name in the dataset of this name.
    public func column(_ name: String, of dataset: String) -> NodeID? {
        node("Column", where: [("dataset_name", .string(dataset)), ("name", .string(name))])
    }

    /// The column that a full name such as `bronze.orders.total_amount` speaks of.
    public func column(_ fullName: String) -> NodeID? {
        guard let dot = fullName.lastIndex(of: ".") else { return nil }
        return column(String(fullName[fullName.index(after: dot)...]), of: String(fullName[..<dot]))
    }
}
