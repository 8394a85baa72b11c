public import CypherPlanning
public import CypherRuntime
public import CypherSyntax
public import PropertyGraph

/// The query engine: runs Cypher texts on graphs, drafts and databases.
///
/// An engine may be used by any number of threads at once. It keeps plans by their text, so a text
/// with parameters is parsed and planned once.
public struct Engine: Sendable {
    /// The functions and procedures that texts may call.
    public let callables: Callables
    private let configuration: EngineConfiguration
    private let cache: PlanCache

    /// Makes an engine.
    public init(
        procedures: ProcedureRegistry = .standard,
        functions: FunctionLibrary = .standard,
        configuration: EngineConfiguration = EngineConfiguration()
    ) {
        callables = Callables(functions: functions, procedures: procedures)
        self.configuration = configuration
        cache = PlanCache(capacity: configuration.planCacheCapacity)
    }

    // MARK: Running

    /// Runs a text that only reads.
    ///
    /// - Throws: every error of the language; `forbidden` when the text writes.
    public func run(
        _ text: String,
        parameters: [String: Value] = [:],
        on graph: Graph,
        options: QueryOptions = QueryOptions()
    ) throws(CypherError) -> QueryResult {
        let query = try prepare(text, for: graph)
        return try collect(query, Session(graph: graph, draft: nil, parameters, options))
    }

    /// Runs a text that may read and write a draft.
    ///
    /// After an error the draft holds what was written before it; discard it then.
    ///
    /// - Throws: every error of the language.
    public func run(
        _ text: String,
        parameters: [String: Value] = [:],
        in draft: Draft,
        options: QueryOptions = QueryOptions()
    ) throws(CypherError) -> QueryResult {
        let graph = draft.graph
        let query = try prepare(text, for: graph)
        return try collect(query, Session(graph: graph, draft: draft, parameters, options))
    }

    /// Runs a text as a transaction of its own, and commits what it wrote.
    ///
    /// When another transaction came first, it is run again on the newer graph, a few times.
    ///
    /// - Throws: every error of the language; nothing is written then.
    public func execute(
        _ text: String,
        parameters: [String: Value] = [:],
        on database: any GraphDatabase,
        info: CommitInfo,
        options: QueryOptions = QueryOptions()
    ) throws(CypherError) -> QueryResult {
        let snapshot = database.snapshot()
        let query = try prepare(text, for: snapshot)
        if query.plan.effect == .reads || query.plan.mode == .explain {
            return try collect(query, Session(graph: snapshot, draft: nil, parameters, options))
        }
        var attempt = 1
        while true {
            let draft = try translating { () throws(GraphError) in try database.begin() }
            let control =
                query.commitsInBatches
                ? TransactionControl(
                    draft: draft, source: DatabaseTransactions(database: database, info: info))
                : nil
            let session = Session(graph: draft.graph, draft: draft, parameters, options, control)
            var result = try collect(query, session)
            do throws(GraphError) {
                try database.commit(control?.draft ?? draft, info)
                result.graph = database.snapshot()
                return result
            } catch {
                let isFinal = attempt == Self.attempts || control?.committed ?? 0 > 0
                if !error.isTransient || isFinal { throw CypherError(error) }
                attempt += 1
            }
        }
    }

    private static let attempts = 8

    /// Runs a text and hands its rows to a sink as they come; with a draft it may write.
    ///
    /// - Throws: what the sink throws, else a `CypherError`.
    public func stream(
        _ text: String,
        parameters: [String: Value] = [:],
        on graph: Graph,
        in draft: Draft? = nil,
        options: QueryOptions = QueryOptions(),
        into sink: inout some ResultSink
    ) throws -> QuerySummary {
        let present = draft?.graph ?? graph
        let query = try prepare(text, for: present)
        let session = Session(graph: present, draft: draft, parameters, options)
        let start = ContinuousClock.now
        let summary = try run(query, session, into: &sink)
        if ContinuousClock.now - start > BriefRuns.limit { query.briefRuns.noteOverrun() }
        return summary
    }

    /// Runs a text that only reads if its plan is known and was brief the last times.
    ///
    /// For callers that others wait for: a run ends within about a millisecond. One that would
    /// take longer is given up, and so are the next attempts at the same text, for a while.
    ///
    /// - Returns: What is known of the answer besides its rows; nil when the text was not run or
    ///   was given up, with nothing changed but the sink.
    /// - Throws: what the sink throws, else a `CypherError`.
    public func streamBriefly(
        _ text: String,
        parameters: [String: Value] = [:],
        on graph: Graph,
        options: QueryOptions = QueryOptions(),
        into sink: inout some ResultSink
    ) throws -> QuerySummary? {
        guard let query = cache.query(text, for: graph), query.plan.effect == .reads,
            query.plan.mode == .run, query.briefRuns.begin()
        else { return nil }
        var options = options
        let end = ContinuousClock.now + BriefRuns.limit
        if let deadline = options.deadline, deadline <= end { return nil }
        options.deadline = end
        // Time is looked at between rows; what one expression may build is bounded by this.
        options.memoryLimit = min(options.memoryLimit, BriefRuns.memory)
        let session = Session(graph: graph, draft: nil, parameters, options)
        do {
            return try run(query, session, into: &sink)
        } catch let error as CypherError where error.type == .limitExceeded {
            query.briefRuns.noteOverrun()
            return nil
        }
    }

    // MARK: Asking without running

    /// Whether a text only reads, as far as it can be planned for the graph.
    ///
    /// - Throws: compile-time errors.
    public func isReadOnly(_ text: String, on graph: Graph) throws(CypherError) -> Bool {
        try prepare(text, for: graph).plan.effect == .reads
    }

    /// What a text does.
    ///
    /// - Throws: compile-time errors.
    public func kind(of text: String, on graph: Graph) throws(CypherError) -> QueryKind {
        QueryKind(try prepare(text, for: graph).plan.effect)
    }

    /// The plan of a text; nil for schema commands.
    ///
    /// - Throws: compile-time errors.
    public func explain(_ text: String, on graph: Graph) throws(CypherError) -> PlanDescription? {
        try prepare(text, for: graph).plan.description(GraphStatistics(graph: graph))
    }

    // MARK: Preparing

    func prepare(_ text: String, for graph: Graph) throws(CypherError) -> PreparedQuery {
        if let known = cache.query(text, for: graph) { return known }
        let statement = try Parser.parse(text)
        let planner = QueryPlanner(
            callables: callables, statistics: GraphStatistics(graph: graph),
            rules: configuration.optimizes ? .standard : .none)
        let plan = try planner.plan(statement)
        var compiled: CompiledPlan?
        if case .query(let root) = plan.body {
            compiled = try compile(root, of: plan, profiles: false)
        }
        let query = PreparedQuery(plan: plan, compiled: compiled, stamp: GraphStamp(graph))
        cache.keep(query, text, for: graph)
        return query
    }

    func compile(
        _ root: LogicalPlan, of plan: Plan, profiles: Bool
    ) throws(CypherError) -> CompiledPlan {
        try PlanCompiler.compile(
            root, of: plan, functions: callables.functions, procedures: callables.procedures,
            profiles: profiles)
    }
}

/// The transactions of a database, all with the same circumstances.
private struct DatabaseTransactions: TransactionSource {
    let database: any GraphDatabase
    let info: CommitInfo

    func begin() throws(CypherError) -> Draft {
        try translating { () throws(GraphError) in try database.begin() }
    }

    func commit(_ draft: Draft) throws(CypherError) {
        try translating { () throws(GraphError) in _ = try database.commit(draft, info) }
    }
}
