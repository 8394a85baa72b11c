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
        let session = Session(graph: graph, draft: nil, parameters, options)
        return try prepared(text, for: session) { query throws(CypherError) in
            try collect(query, session)
        }
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
        let session = Session(graph: draft.graph, draft: draft, parameters, options)
        return try prepared(text, for: session) { query throws(CypherError) in
            try collect(query, session)
        }
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
        let session = Session(graph: database.snapshot(), draft: nil, parameters, options)
        return try prepared(text, for: session) { query throws(CypherError) in
            if query.plan.effect == .reads || query.plan.mode == .explain {
                return try collect(query, session)
            }
            return try commit(query, parameters, on: database, info: info, options: options)
        }
    }

    /// Runs a prepared statement in a draft and commits that, anew when another came first.
    private func commit(
        _ query: PreparedQuery,
        _ parameters: [String: Value],
        on database: any GraphDatabase,
        info: CommitInfo,
        options: QueryOptions
    ) throws(CypherError) -> QueryResult {
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
        let session = Session(graph: draft?.graph ?? graph, draft: draft, parameters, options)
        let outcome = try prepared(text, for: session) { query throws(CypherError) in
            let start = ContinuousClock.now
            let outcome = Result { try run(query, session, into: &sink) }
            if ContinuousClock.now - start > BriefRuns.limit { query.briefRuns.noteOverrun() }
            return outcome
        }
        return try outcome.get()
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
            query.plan.mode == .run, !query.needsLargeStack, query.briefRuns.begin()
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
    /// - Throws: compile-time errors; `limitExceeded` when the time of the options is up.
    public func isReadOnly(
        _ text: String, on graph: Graph, options: QueryOptions = QueryOptions()
    ) throws(CypherError) -> Bool {
        try kind(of: text, on: graph, options: options) == .reads
    }

    /// What a text does.
    ///
    /// - Throws: compile-time errors; `limitExceeded` when the time of the options is up.
    public func kind(
        of text: String, on graph: Graph, options: QueryOptions = QueryOptions()
    ) throws(CypherError) -> QueryKind {
        let session = Session(graph: graph, draft: nil, [:], options)
        return try prepared(text, for: session) { QueryKind($0.plan.effect) }
    }

    /// The plan of a text; nil for schema commands.
    ///
    /// - Throws: compile-time errors; `limitExceeded` when the time of the options is up.
    public func explain(
        _ text: String, on graph: Graph, options: QueryOptions = QueryOptions()
    ) throws(CypherError) -> PlanDescription? {
        let session = Session(graph: graph, draft: nil, [:], options)
        return try prepared(text, for: session, explains: true) { $0.description(for: session) }
    }

    // MARK: Preparing

    /// Hands a text's plan, known or new, to `body`, on a stack on which both have room.
    ///
    /// With `explains` the plan is shown to the caller, whatever the text says.
    private func prepared<Result>(
        _ text: String,
        for session: Session,
        explains: Bool = false,
        _ body: (PreparedQuery) throws(CypherError) -> Result
    ) throws(CypherError) -> Result {
        if let known = cache.query(text, for: session.graph), !session.needsOwnPlan(known, explains)
        {
            guard known.needsLargeStack else { return try body(known) }
            return try LargeStack.run { () throws(CypherError) in try body(known) }
        }
        var fitting: PreparedQuery?
        do throws(CypherError) {
            fitting = try prepare(text, for: session, onLargeStack: false, explains)
        } catch {
            guard error.mayVanishOnLargeStack else { throw error }
        }
        if let query = fitting { return try body(query) }
        return try LargeStack.run { () throws(CypherError) in
            try body(prepare(text, for: session, onLargeStack: true, explains))
        }
    }

    /// Parses, plans and compiles a text, and keeps the result for others.
    private func prepare(
        _ text: String, for session: Session, onLargeStack: Bool, _ explains: Bool
    ) throws(CypherError) -> PreparedQuery {
        let deadline = session.options.deadline
        var parsing = onLargeStack ? ParserLimits.large : ParserLimits()
        var planning = onLargeStack ? PlanningLimits.large : PlanningLimits()
        parsing.deadline = deadline
        planning.deadline = deadline
        let statement = try Parser.parse(text, limits: parsing)
        let isShown = explains || statement.mode != .run
        let hasOwnPlan = isShown && !session.options.access.seesEverything
        let planner = QueryPlanner(
            callables: callables,
            statistics: hasOwnPlan ? session.visibleStatistics : session.statistics,
            rules: configuration.optimizes ? .standard : .none, limits: planning)
        let plan = try planner.plan(statement)
        var compiled: CompiledPlan?
        if case .query(let root) = plan.body {
            compiled = try compile(root, of: plan, profiles: false, deadline: deadline)
        }
        let query = PreparedQuery(
            plan: plan, compiled: compiled, stamp: GraphStamp(session.graph),
            needsLargeStack: onLargeStack)
        if !hasOwnPlan { cache.keep(query, text, for: session.graph) }
        return query
    }

    func compile(
        _ root: LogicalPlan, of plan: Plan, profiles: Bool, deadline: ContinuousClock.Instant?
    ) throws(CypherError) -> CompiledPlan {
        try PlanCompiler.compile(
            root, of: plan, functions: callables.functions, procedures: callables.procedures,
            profiles: profiles, deadline: deadline)
    }
}

extension CypherError {
    /// Whether the text may be all right where the stack is larger.
    fileprivate var mayVanishOnLargeStack: Bool {
        detail == CypherError.nestingTooDeep || detail == PlanningLimits.tooManyOperators
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
