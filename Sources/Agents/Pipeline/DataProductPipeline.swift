public import DataProducts
public import SQLEngines
public import SemanticLayer
internal import Workflow

/// Turns a sentence into a validated data product.
///
/// Six agents work one after the other on a shared state: intent, discovery, modeling,
/// transformation, quality, packaging. Each asks the graph through named queries; the SQL runs on
/// the data before it is accepted. A request that cannot be answered ends with a question or a
/// refusal that says why.
public struct DataProductPipeline: Sendable {
    private let queries: any CatalogQueries
    private let engine: any SQLEngine
    private let queryTimeout: Duration

    /// Creates a pipeline.
    ///
    /// - Parameters:
    ///   - queries: Runs the named queries.
    ///   - engine: Runs SQL on the data.
    ///   - queryTimeout: How long one SQL query may take.
    public init(
        queries: any CatalogQueries,
        engine: any SQLEngine,
        queryTimeout: Duration = .seconds(60)
    ) {
        self.queries = queries
        self.engine = engine
        self.queryTimeout = queryTimeout
    }

    /// What is asked.
    public struct Request: Sendable {
        /// The request in plain words.
        public var text: String

        /// The use case that it belongs to.
        public var useCase: String?

        /// The day that "last quarter" and the like count from.
        public var today: CalendarDate

        /// The time noted in the specification, in ISO 8601.
        public var createdAt: String

        /// Whether the product is registered in the graph.
        public var isRegistered: Bool

        /// Creates a request.
        public init(
            _ text: String,
            useCase: String? = nil,
            today: CalendarDate,
            createdAt: String,
            isRegistered: Bool = true
        ) {
            self.text = text
            self.useCase = useCase
            self.today = today
            self.createdAt = createdAt
            self.isRegistered = isRegistered
        }
    }

    /// Runs the agents.
    ///
    /// - Parameter request: What is asked.
    /// - Returns: A product, a question or a refusal, with the log of the run.
    /// - Throws: What an agent could not handle: a failing database, a query file that is missing.
    public func run(_ request: Request) async throws -> Generation {
        let outcome = try await workflow().run(
            DataProductState(
                request: request.text,
                useCase: request.useCase,
                today: request.today,
                createdAt: request.createdAt
            )
        )
        let state = outcome.state
        if request.isRegistered, let specification = state.specification,
            let compiled = state.discovery?.compiled
        {
            try ProductRegistrar(queries: queries).register(specification, compiled)
        }
        return Generation(state, outcome.log)
    }

    private func workflow() throws(WorkflowError) -> Workflow<DataProductState, Agent> {
        let timeout = queryTimeout
        let limits: @Sendable () -> QueryLimits = { .within(timeout) }
        let intent = IntentAgent(queries: queries)
        let discovery = DiscoveryAgent(queries: queries)
        let modeling = ModelingAgent(queries: queries)
        let transformation = TransformationAgent(engine: engine, limits: limits)
        let quality = QualityAgent(queries: queries, engine: engine, limits: limits)
        let packaging = PackagingAgent(queries: queries)

        var builder = WorkflowBuilder<DataProductState, Agent>(start: .intent)
        builder.step(.intent, then: Self.unlessDismissed(.discovery)) { try intent.run($0) }
        builder.step(
            .discovery,
            then: .choose(among: [.intent, .modeling]) { state in
                if state.dismissal != nil { return .end }
                return .step(state.discovery == nil ? .intent : .modeling)
            }
        ) { try discovery.run($0) }
        builder.step(.modeling, then: Self.unlessDismissed(.transformation)) {
            try modeling.run($0)
        }
        builder.step(
            .transformation,
            then: .to(.step(.quality)),
            policy: .init(attempts: 3, backoff: .milliseconds(50), isRetryable: Self.isTransient)
        ) { try transformation.run($0) }
        builder.step(.quality, then: .to(.step(.packaging))) { try quality.run($0) }
        builder.step(.packaging, then: .to(.end)) { try packaging.run($0) }
        return try builder.build()
    }

    private static func unlessDismissed(
        _ step: Agent
    ) -> Workflow<DataProductState, Agent>.Edge {
        .choose(among: [step]) { $0.dismissal == nil ? .step(step) : .end }
    }

    /// Whether running the same SQL again may succeed.
    @Sendable
    private static func isTransient(_ error: any Error) -> Bool {
        guard let error = error as? SQLEngineError, case .failed = error else { return false }
        return true
    }
}
