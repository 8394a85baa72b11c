internal import DataProducts
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
    private let settings: PipelineSettings

    /// Creates a pipeline.
    ///
    /// - Parameters:
    ///   - queries: Runs the named queries.
    ///   - engine: Runs SQL on the data.
    ///   - settings: What may be adjusted.
    public init(
        queries: any CatalogQueries,
        engine: any SQLEngine,
        settings: PipelineSettings = PipelineSettings()
    ) {
        self.queries = queries
        self.engine = engine
        self.settings = settings
    }

    /// What is asked.
    public struct Request: Sendable {
        /// The request in plain words.
        public var text: String

        /// The use case that it belongs to.
        public var useCase: String?

        /// The identifier of the user who asks.
        ///
        /// Datasets that the user may not see are neither used nor named. Without a user, nothing
        /// is hidden.
        public var user: String?

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
            user: String? = nil,
            today: CalendarDate,
            createdAt: String,
            isRegistered: Bool = true
        ) {
            self.text = text
            self.useCase = useCase
            self.user = user
            self.today = today
            self.createdAt = createdAt
            self.isRegistered = isRegistered
        }
    }

    /// Runs the agents.
    ///
    /// - Parameter request: What is asked.
    /// - Returns: A product, a question or a refusal, with the log of the run.
    /// - Throws: `GenerationFailure` for what an agent could not handle, such as a failing engine or
    ///   a query file that is missing; what the graph reports of registering the product.
    public func run(_ request: Request) async throws -> Generation {
        let outcome = try await workflow().run(DataProductState(request: request))
        let state = outcome.state
        let generation = Generation(state, outcome.log)
        if let failure = state.failure {
            throw GenerationFailure(
                agent: failure.agent.rawValue,
                underlying: failure.error,
                log: generation.log
            )
        }
        if request.isRegistered, let specification = state.specification,
            let compiled = state.discovery?.compiled, let design = state.design
        {
            try ProductRegistrar(queries: queries).register(specification, compiled, design)
        }
        return generation
    }

    private func workflow() throws(WorkflowError) -> Workflow<DataProductState, Agent> {
        let timeout = settings.queryTimeout
        let limits: @Sendable () -> QueryLimits = { .within(timeout) }
        let intent = IntentAgent(queries: queries)
        let discovery = DiscoveryAgent(queries: queries, weights: settings.weights)
        let modeling = ModelingAgent(queries: queries)
        let transformation = TransformationAgent(engine: engine, limits: limits)
        let quality = QualityAgent(queries: queries, engine: engine, limits: limits)
        let packaging = PackagingAgent(queries: queries)

        var builder = WorkflowBuilder<DataProductState, Agent>(start: .intent)
        builder.step(
            .intent,
            // Without an intent, the request is read again with proposed mappings.
            then: Self.unlessOver([.intent, .discovery]) {
                $0.intent == nil ? .intent : .discovery
            },
            policy: Self.policy(.intent)
        ) { try intent.run($0) }
        builder.step(
            .discovery,
            then: Self.unlessOver([.intent, .modeling]) { $0.intent == nil ? .intent : .modeling },
            policy: Self.policy(.discovery)
        ) { try discovery.run($0) }
        builder.step(
            .modeling,
            then: Self.unlessOver([.transformation]) { _ in .transformation },
            policy: Self.policy(.modeling)
        ) { try modeling.run($0) }
        builder.step(
            .transformation,
            // What the data lack is left out of the next reading.
            then: Self.unlessOver([.intent, .quality]) { $0.intent == nil ? .intent : .quality },
            policy: Self.policy(.transformation, attempts: 3)
        ) { try transformation.run($0) }
        builder.step(
            .quality,
            then: Self.unlessOver([.packaging]) { _ in .packaging },
            policy: Self.policy(.quality)
        ) { try quality.run($0) }
        builder.step(.packaging, then: .to(.end), policy: Self.policy(.packaging)) {
            try packaging.run($0)
        }
        return try builder.build()
    }

    private static func unlessOver(
        _ steps: [Agent],
        _ choose: @escaping @Sendable (DataProductState) -> Agent
    ) -> Workflow<DataProductState, Agent>.Edge {
        .choose(among: steps) { $0.isOver ? .end : .step(choose($0)) }
    }

    /// Tries again what may pass by itself; what fails for good becomes part of the state, so that
    /// the log survives.
    private static func policy(
        _ agent: Agent,
        attempts: Int = 1
    ) -> Workflow<DataProductState, Agent>.Policy {
        .init(
            attempts: attempts,
            backoff: .milliseconds(50),
            isRetryable: isTransient,
            fallback: { _, error in .failed(.init(agent: agent, error: error)) }
        )
    }

    /// Whether running the same SQL again may succeed.
    @Sendable
    private static func isTransient(_ error: any Error) -> Bool {
        guard let error = error as? SQLEngineError, case .failed = error else { return false }
        return true
    }
}
