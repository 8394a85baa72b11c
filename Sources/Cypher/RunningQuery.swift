import CypherPlanning
import CypherRuntime
import CypherSyntax
import PropertyGraph

/// A prepared statement under way.
struct RunningQuery {
    /// The rows' source; nil when there is nothing to run or all is done already.
    let execution: Execution?
    private let query: PreparedQuery
    private let session: Session
    private var summary: QuerySummary

    /// Starts a statement: checks that it may run, and runs it if it is a schema command.
    init(
        _ query: PreparedQuery, _ session: Session, _ engine: Engine
    ) throws(CypherError) {
        self.query = query
        self.session = session
        summary = QuerySummary(
            counters: UpdateCounters(), notifications: [], plan: nil, graph: session.graph,
            kind: QueryKind(query.plan.effect))
        if query.plan.mode == .explain {
            execution = nil
            summary.plan = query.description(for: session)
            return
        }
        if query.plan.effect != .reads, session.draft == nil { throw .forbiddenWrite }
        if query.commitsInBatches, session.draft != nil, session.transactions == nil {
            throw .implicitTransactionNeeded
        }
        guard case .query(let root) = query.plan.body, var compiled = query.compiled else {
            execution = nil
            try runSchemaCommand()
            return
        }
        let isProfiled = query.plan.mode == .profile || session.options.profile
        if isProfiled {
            compiled = try engine.compile(
                root, of: query.plan, profiles: true, deadline: session.options.deadline)
        }
        execution = try Execution(
            compiled, graph: session.graph, draft: session.draft,
            parameters: session.parameters, environment: session.environment,
            limits: session.options.limits, transactions: session.transactions)
    }

    /// What there is to say when all rows were taken.
    func finish() -> QuerySummary {
        guard let execution else { return summary }
        var summary = summary
        summary.counters = execution.context.counters
        summary.graph = execution.context.graph
        if query.plan.effect == .reads, session.options.access.seesEverything {
            summary.notifications += UnknownNames(graph: summary.graph)
                .notifications(execution.context.missingNames)
        }
        if let profile = execution.context.profile {
            summary.plan = query.description(for: session)
                .measured(profile.measurements)
        }
        return summary
    }

    private mutating func runSchemaCommand() throws(CypherError) {
        guard case .schema(let command, let options) = query.plan.body,
            let draft = session.draft
        else { return }
        var runner = SchemaCommandRunner(draft: draft, parameters: session.parameters)
        let map = try Self.options(options, session.parameters)
        try runner.run(command, options: map)
        summary.counters = runner.counters
        summary.notifications = runner.notifications
        summary.graph = draft.graph
    }

    /// The option map of a schema command, which is a literal or a parameter.
    private static func options(
        _ expression: BoundExpression?, _ parameters: [String: Value]
    ) throws(CypherError) -> [String: Value] {
        guard let expression, case .map(let map) = constant(expression, parameters) else {
            return [:]
        }
        return map
    }

    private static func constant(
        _ expression: BoundExpression, _ parameters: [String: Value]
    ) -> Value {
        switch expression {
        case .literal(let value): return value
        case .parameter(let reference): return parameters[reference.name] ?? .null
        case .list(let elements): return .list(elements.map { constant($0, parameters) })
        case .map(let entries):
            var map: [String: Value] = [:]
            for entry in entries { map[entry.key] = constant(entry.value, parameters) }
            return .map(map)
        case .negate(let operand, _):
            switch constant(operand, parameters) {
            case .integer(let number): return .integer(0 &- number)
            case .float(let number): return .float(-number)
            default: return .null
            }
        default: return .null
        }
    }
}

extension Engine {
    /// Runs a prepared statement and keeps all rows.
    func collect(
        _ query: PreparedQuery, _ session: Session
    ) throws(CypherError) -> QueryResult {
        let running = try RunningQuery(query, session, self)
        var rows: [[Value]] = []
        if let execution = running.execution {
            let context = execution.context
            let meter = AnswerMeter(slots: query.slots)
            while try execution.next() {
                try meter.count(execution)
                let batch = execution.batch
                for row in 0..<batch.count {
                    rows.append(query.slots.map { context.value(batch[$0, row]) })
                }
            }
        }
        let summary = running.finish()
        return QueryResult(
            columns: query.columns, rows: rows, counters: summary.counters,
            notifications: summary.notifications, plan: summary.plan, graph: summary.graph,
            kind: summary.kind)
    }

    /// Runs a prepared statement and hands its rows on.
    func run(
        _ query: PreparedQuery, _ session: Session, into sink: inout some ResultSink
    ) throws -> QuerySummary {
        let running = try RunningQuery(query, session, self)
        try sink.begin(columns: query.columns)
        if let execution = running.execution {
            var meter = AnswerMeter(slots: query.slots)
            while try execution.next() {
                for row in 0..<execution.batch.count {
                    try meter.check(row, of: execution)
                    try sink.take(
                        ResultRow(execution: execution, slots: query.slots, row: row))
                    try meter.note(sink.bytesHeld, execution.context)
                }
            }
        }
        return running.finish()
    }
}

extension CypherError {
    /// A query that commits in batches, within a transaction that is open already.
    static var implicitTransactionNeeded: CypherError {
        CypherError(
            .semanticError, at: .runtime, detail: "ImplicitTransactionNeeded",
            message: "CALL { … } IN TRANSACTIONS commits by itself, so it cannot run inside an "
                + "explicit transaction.",
            hint: "Send the query on its own, outside of the transaction.")
    }

    /// A writing text where only reading is allowed.
    static var forbiddenWrite: CypherError {
        CypherError(
            .forbidden, at: .runtime, detail: "ReadOnly",
            message: "This text writes, but only reading is allowed here.")
    }
}
