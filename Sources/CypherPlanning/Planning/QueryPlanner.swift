public import CypherSyntax
internal import PropertyGraph

/// Turns a parsed statement into a plan.
///
/// Binding, ordering of patterns and rewriting happen in this order; each is a pure function of
/// the text, the callables, the statistics and the rules.
public struct QueryPlanner: Sendable {
    /// The functions and procedures.
    public let callables: any CallableProvider
    /// What is known of the graph.
    public let statistics: any PlanningStatistics
    /// What may be done to make plans faster.
    public let rules: RuleSet
    /// What planning may at most take.
    public let limits: PlanningLimits

    /// Makes a planner.
    public init(
        callables: any CallableProvider,
        statistics: any PlanningStatistics,
        rules: RuleSet = .standard,
        limits: PlanningLimits = PlanningLimits()
    ) {
        self.callables = callables
        self.statistics = statistics
        self.rules = rules
        self.limits = limits
    }

    /// Plans a statement.
    ///
    /// - Throws: The errors that openCypher calls compile-time errors.
    public func plan(_ statement: Statement) throws(CypherError) -> Plan {
        var binder = Binder(callables: callables, planner: self)
        switch statement.body {
        case .query(let query):
            let bound = try binder.query(query, in: Scope(), .statement).query
            return try finish(bound, binder, statement)
        case .show(let command):
            let bound = try binder.show(command, text: statement.text).query
            return try finish(bound, binder, statement)
        case .schema(let command):
            let options = try binder.options(of: command)
            return Plan(
                body: .schema(command, options: options),
                slots: [],
                parameters: binder.parameters,
                columns: [],
                effect: .schema,
                mode: statement.mode
            )
        }
    }

    private func finish(
        _ query: BoundQuery, _ binder: Binder, _ statement: Statement
    ) throws(CypherError) -> Plan {
        let clock = PreparationClock(deadline: limits.deadline)
        var slots = binder.slots
        let rows = plan(query, bound: [])
        try clock.check()
        let root = LogicalPlan.produceResults(rows, query.columns)
        let optimized = try Optimizer(rules: rules, clock: clock).optimize(root, &slots)
        return Plan(
            body: .query(optimized),
            slots: slots.slots,
            parameters: binder.parameters,
            columns: query.columns.map(\.name),
            effect: optimized.effect(returnsRows: !query.columns.isEmpty),
            mode: statement.mode
        )
    }
}

extension Binder {
    /// The option map of a schema command.
    mutating func options(of command: SchemaCommand) throws(CypherError) -> BoundExpression? {
        let (name, options): (SchemaItemName?, Expression?) =
            switch command {
            case .createIndex(let create): (create.name, create.options)
            case .createConstraint(let create): (create.name, create.options)
            case .dropIndex(let drop), .dropConstraint(let drop): (drop.name, nil)
            }
        if let name, name.isParameter { _ = parameter(name.text) }
        guard let options else { return nil }
        return try value(options, in: Scope()).expression
    }
}

extension LogicalPlan {
    /// What the plan may do to the graph.
    func effect(returnsRows: Bool) -> Plan.Effect {
        var writes = false
        var changesSchema = false
        visit { plan in
            switch plan {
            case .create, .merge, .mutate, .delete: writes = true
            case .callProcedure(_, let call):
                if call.signature.effect == .writes { writes = true }
                if call.signature.effect == .schema { changesSchema = true }
            default: break
            }
        }
        if changesSchema { return .schema }
        guard writes else { return .reads }
        return returnsRows ? .readsAndWrites : .writes
    }
}
