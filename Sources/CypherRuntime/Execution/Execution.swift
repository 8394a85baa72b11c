package import CypherSyntax
package import PropertyGraph

/// One run of a compiled plan: yields its rows batch by batch.
package final class Execution {
    /// What the run shares.
    package let context: ExecutionContext
    /// The rows fetched last.
    package let batch: Batch
    private let source: any RowSource
    private let limits: ExecutionLimits
    private var rowCount = 0

    /// Makes the operators of a plan for one run.
    ///
    /// - Throws: `parameterMissing` for a parameter that is not given.
    package init(
        _ plan: CompiledPlan,
        graph: Graph,
        draft: Draft?,
        parameters: [String: Value],
        environment: FunctionEnvironment,
        limits: ExecutionLimits,
        transactions: TransactionControl? = nil
    ) throws(CypherError) {
        context = try ExecutionContext(
            plan, graph: graph, draft: draft, parameters: parameters, environment: environment,
            limits: limits)
        context.transactions = transactions
        let argument = Argument(slots: [], width: plan.width)
        source = plan.make(context, argument)
        batch = Batch(width: plan.width, limit: 4)
        self.limits = limits
    }

    /// Fetches the next rows into `batch`; false at the end, when writes are complete.
    ///
    /// - Throws: what the query throws; `limitExceeded` when the answer grows too long.
    package func next() throws(CypherError) -> Bool {
        batch.clearGrowing()
        guard try source.next(into: batch) else {
            try context.finishDeletes()
            return false
        }
        rowCount += batch.count
        if let limit = limits.rows, rowCount > limit { throw .rowsExceeded(limit) }
        try context.tick(batch.count)
        return true
    }
}
