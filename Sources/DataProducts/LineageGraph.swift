/// Where a product comes from: datasets as nodes, derivations as edges.
public struct LineageGraph: Sendable, Hashable {
    /// A dataset.
    public struct Node: Sendable, Hashable {
        public var id: String

        /// `source` or `target`.
        public var type: String
        public var layer: String

        /// Creates a node.
        public init(id: String, type: String, layer: String) {
            self.id = id
            self.type = type
            self.layer = layer
        }
    }

    /// A derivation of one dataset, or one column, from another.
    public struct Edge: Sendable, Hashable {
        public var from: String
        public var to: String

        /// What happens on the way, in a word: `aggregation`, `join`, `truncation`, `identity` ….
        public var transformation: String

        /// How, as a formula; `nil` where the word says it all.
        public var expression: String?

        /// Creates an edge.
        public init(from: String, to: String, transformation: String, expression: String? = nil) {
            self.from = from
            self.to = to
            self.transformation = transformation
            self.expression = expression
        }
    }

    public var nodes: [Node]
    public var edges: [Edge]

    /// The same for columns, each named `dataset.column`.
    public var columns: [Edge]

    /// Creates a graph.
    public init(nodes: [Node], edges: [Edge], columns: [Edge] = []) {
        self.nodes = nodes
        self.edges = edges
        self.columns = columns
    }
}
