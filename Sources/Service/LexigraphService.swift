internal import HTTP
public import HTTPServer
internal import JSON
internal import PropertyGraph

/// The service over HTTP: all routes on one workspace.
public struct LexigraphService: Sendable {
    private let workspace: Workspace

    /// Creates the service.
    public init(_ workspace: Workspace) {
        self.workspace = workspace
    }

    /// All routes; they answer without a socket too.
    public var router: Router {
        var router = Router(failure: ErrorResponses.response)
        router.get("/health", placement: .inline, use: health)
        CatalogRoutes(workspace: workspace).register(on: &router)
        ProductRoutes(workspace: workspace).register(on: &router)
        InterchangeRoutes(workspace: workspace).register(on: &router)
        return router
    }

    /// Says that the service answers, and how large its graph is.
    @Sendable
    private func health(_ request: Request) -> Response {
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
