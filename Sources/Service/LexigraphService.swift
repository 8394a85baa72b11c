internal import Cypher
internal import HTTP
public import HTTPServer
internal import JSON
internal import PropertyGraph

/// The service over HTTP: all routes on one workspace.
public struct LexigraphService: Sendable {
    /// All routes; they answer without a socket too.
    public let router: Router

    /// Creates the service.
    ///
    /// - Parameters:
    ///   - workspace: What it serves.
    ///   - limits: How far one query may go.
    public init(_ workspace: Workspace, limits: QueryLimits = QueryLimits()) {
        var router = Router(failure: ErrorResponses.response)
        router.get("/health", placement: .inline) { _ in Self.health(workspace) }
        CatalogRoutes(workspace: workspace).register(on: &router)
        ProductRoutes(workspace: workspace).register(on: &router)
        SourceRoutes(workspace: workspace).register(on: &router)
        InterchangeRoutes(workspace: workspace).register(on: &router)
        HistoryRoutes(workspace: workspace).register(on: &router)
        let executor = EngineExecutor(
            workspace.engine,
            on: workspace.database,
            options: { limits.options },
            past: { try workspace.graph(asOf: $0) },
            info: { workspace.info(nil, actor: $0 ?? "http", source: "http") }
        )
        Neo4jRoutes(executor: executor).register(on: &router)
        self.router = router
    }

    /// Says that the service answers, and how large its graph is.
    private static func health(_ workspace: Workspace) -> Response {
        let graph = workspace.database.snapshot()
        return .json([
            "status": "healthy",
            "nodes": .integer(Int64(graph.nodeCount)),
            "relationships": .integer(Int64(graph.relationshipCount)),
            "sequence": .integer(Int64(clamping: graph.sequence)),
        ])
    }

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - host: The address.
    ///   - port: The port; 0 picks a free one.
    /// - Returns: The running server.
    /// - Throws: `ServerError` when the address cannot be had.
    public func listen(host: String, port: Int) throws(ServerError) -> Server {
        try Server(router, host: host, port: port)
    }
}
