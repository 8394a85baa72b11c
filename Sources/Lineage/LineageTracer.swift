internal import Catalog
public import PropertyGraph

/// Follows what is made from what in one version of a graph.
///
/// Lineage of a dataset passes datasets, lineage of a column passes columns: both follow
/// `DERIVED_FROM`. Cycles are followed once around.
public struct LineageTracer: Sendable {
    private let graph: Graph
    private let access: AccessView

    /// Creates a tracer.
    ///
    /// - Parameters:
    ///   - graph: The version to read.
    ///   - access: What may be seen; lineage neither shows nor passes the rest.
    public init(_ graph: Graph, access: AccessView = .all) {
        self.graph = graph
        self.access = access
    }

    /// The node of the dataset or column of this full name, if it may be seen.
    ///
    /// A dataset's name wins over a column's.
    public func asset(named name: String) -> NodeID? {
        let finder = NodeFinder(graph)
        let dataset = finder.node(
            CatalogLabel.dataset.rawValue,
            where: [("name", .string(name))]
        )
        guard let found = dataset ?? finder.column(name), access.isVisible(found) else {
            return nil
        }
        return found
    }

    /// What lies in one direction of a node.
    ///
    /// - Parameters:
    ///   - node: Where to begin.
    ///   - direction: Which way to go.
    ///   - depth: How many hops; at least 1.
    ///   - budget: How much to hand out.
    /// - Returns: The lineage; `nil` when there is no such node or it may not be seen.
    public func trace(
        from node: NodeID,
        _ direction: LineageDirection,
        depth: Int,
        budget: LineageBudget = LineageBudget()
    ) -> LineageTrace? {
        trace(from: node, direction, depth: depth, budget: budget) { () throws(Never) in }
    }

    /// What lies in one direction of a node.
    ///
    /// - Parameters:
    ///   - node: Where to begin.
    ///   - direction: Which way to go.
    ///   - depth: How many hops; at least 1.
    ///   - budget: How much to hand out.
    ///   - check: Called now and then; what it throws ends the search.
    /// - Returns: The lineage; `nil` when there is no such node or it may not be seen.
    /// - Throws: What `check` throws.
    /// - Complexity: O(*n* + *e*) in all assets and derivations within the depth.
    public func trace<Failure: Error>(
        from node: NodeID,
        _ direction: LineageDirection,
        depth: Int,
        budget: LineageBudget,
        check: () throws(Failure) -> Void
    ) throws(Failure) -> LineageTrace? {
        guard graph.contains(node), access.isVisible(node) else { return nil }
        var search = LineageSearch(graph: graph, access: access, direction: direction)
        search.begin(at: node, budget: budget)
        for distance in 1...max(1, depth) where !search.frontier.isEmpty {
            try search.advance(to: distance, budget: budget, check: check)
        }
        return search.trace(depth: max(1, depth))
    }
}
