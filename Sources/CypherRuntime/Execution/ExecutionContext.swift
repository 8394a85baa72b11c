package import CypherSyntax
package import PropertyGraph

/// Everything one run of a plan shares: the graph or draft, parameters, heap, limits and counters.
///
/// It belongs to one thread. Operators and expressions receive it; it knows none of them except
/// the inner plans that expressions run.
package final class ExecutionContext {
    /// The graph, with the query's own writes so far.
    package private(set) var graph: Graph
    /// Where writes go; nil when the query may only read.
    package private(set) var draft: Draft?
    /// Commits what was written so far; nil when the query's transaction is its caller's.
    package var transactions: TransactionControl?
    /// Values that do not fit in cells.
    package let heap: QueryHeap
    /// Which nodes exist for this caller.
    package let access: AccessView
    /// Whether nothing is hidden.
    package let seesEverything: Bool
    /// What was changed so far.
    package var counters = UpdateCounters()
    /// What functions may read besides their arguments.
    package private(set) var functionContext: FunctionContext
    /// The parameters by their places in the plan.
    package private(set) var parameters: [Cell] = []
    /// Whether anything was deleted, so that a dead entity may be met.
    package var hasDeleted = false

    /// What was measured of each operator; nil unless the plan was compiled to be measured.
    package var profile: Profile?
    /// Nodes deleted by the query that still had relationships when it asked.
    var heldNodes: [NodeID] = []

    private(set) var symbols: ResolvedSymbols
    /// The plan's constants that do not fit in cells.
    private(set) var constants: [Cell] = []
    /// Values of expressions that are the same for every row, once they were needed.
    var hoisted: [Cell?]
    /// Regular expressions that were tested.
    var matches = PatternMatches()
    /// What predicates on texts said, by their places.
    var answers: [Int: TextAnswers] = [:]
    /// The members of lists that are the same for every row, by their places.
    var memberSets: [Int: MemberSet] = [:]
    /// Inner plans of expressions, once they were needed.
    var subPlans: [SubPlanRun?]
    /// The row that what is the same for every row is computed with.
    private(set) lazy var emptyRow = Batch(width: 1, limit: 1)
    let plan: CompiledPlan
    private let limits: ExecutionLimits
    private var ticks = 0
    private var scratch: [UnsafeMutablePointer<Cell>] = []
    private var scratchDepth = 0

    /// Prepares a run.
    ///
    /// - Throws: `parameterMissing` for a parameter that is not given, `limitExceeded` when the
    ///   parameters alone outgrow the budget.
    package init(
        _ plan: CompiledPlan,
        graph: Graph,
        draft: Draft?,
        parameters given: [String: Value],
        environment: FunctionEnvironment,
        limits: ExecutionLimits
    ) throws(CypherError) {
        self.plan = plan
        self.graph = graph
        self.draft = draft
        self.limits = limits
        heap = QueryHeap(limit: limits.memory)
        access = draft.map { AccessView(limits.access, in: $0) } ?? limits.access
        seesEverything = limits.access.seesEverything
        symbols = ResolvedSymbols(plan.symbols, in: graph)
        functionContext = FunctionContext(
            graph: graph, environment: environment, access: access)
        hoisted = Array(repeating: nil, count: plan.hoistedCount)
        subPlans = Array(repeating: nil, count: plan.subPlans.count)
        try heap.reserve(bytes: plan.leastBatchBytes)
        constants.reserveCapacity(plan.constants.count)
        for constant in plan.constants { constants.append(try pin(constant)) }
        parameters.reserveCapacity(plan.parameters.count)
        for name in plan.parameters {
            guard let value = given[name] else { throw .missingParameter(name) }
            parameters.append(try pin(value))
        }
    }

    deinit {
        for pointer in scratch { pointer.deallocate() }
    }

    /// Takes up what the draft has become; every write operator calls it after its changes.
    package func refreshGraph() {
        guard let draft else { return }
        graph = draft.graph
        functionContext.graph = graph
        symbols.refresh(in: graph)
    }

    /// Commits what was written so far, and goes on in a new transaction.
    func commitBatch() throws(CypherError) {
        try finishDeletes()
        guard draft != nil, let transactions else { return }
        draft = try transactions.commit()
        refreshGraph()
    }

    /// Undoes what was written since the last commit.
    func discardBatch() throws(CypherError) {
        heldNodes = []
        guard draft != nil, let transactions else { return }
        let draft = try transactions.discard()
        self.draft = draft
        graph = draft.graph
        functionContext.graph = graph
        symbols = ResolvedSymbols(plan.symbols, in: graph)
        answers = [:]
        memberSets = [:]
    }

    // MARK: Limits

    /// Notes some work and, now and then, checks deadline and cancellation.
    ///
    /// - Throws: `limitExceeded` when the time is up or the query was cancelled.
    @inline(__always)
    package func tick(_ work: Int = 1) throws(CypherError) {
        ticks &+= work
        if ticks > 4_096 { try checkTime() }
    }

    /// Notes work where nothing can be thrown; the next `tick` looks at the time.
    func note(work: Int) { ticks &+= work }

    /// Checks deadline and cancellation if much work was noted; for loops whose rows may each take
    /// long.
    @inline(__always)
    func settle() throws(CypherError) {
        if ticks > 4_096 { try checkTime() }
    }

    /// Checks deadline and cancellation.
    package func checkTime() throws(CypherError) {
        ticks = 0
        if let flag = limits.cancellation, flag.isCancelled { throw .cancelled() }
        if let deadline = limits.deadline, ContinuousClock.now >= deadline {
            throw .deadlineExceeded()
        }
    }

    // MARK: Scratch columns

    /// A column of `Batch.maximum` cells for an expression's operand; give it back in order.
    ///
    /// Columns are a stack, because operands nest. A query that ends in an error keeps its columns
    /// until the context goes.
    func borrowColumn() -> UnsafeMutablePointer<Cell> {
        if scratchDepth == scratch.count {
            scratch.append(.allocate(capacity: Batch.maximum))
        }
        scratchDepth += 1
        return scratch[scratchDepth - 1]
    }

    /// Gives back the column borrowed last.
    func returnColumn() { scratchDepth -= 1 }

    // MARK: Values

    /// The value a cell stands for.
    package func value(_ cell: Cell) -> Value {
        switch cell.tag {
        case .null: .null
        case .boolean: .boolean(cell.booleanBits)
        case .integer: .integer(cell.integerBits)
        case .float: .float(cell.floatBits)
        case .node: .node(cell.nodeBits)
        case .relationship: .relationship(cell.relationshipBits)
        case .heap: heap[cell]
        case .string: .string(graph.string(cell.code))
        default: graph.value(cell)
        }
    }

    /// The cell of a value, kept in the heap where it needs to be.
    @inline(__always)
    package func cell(_ value: Value) throws(CypherError) -> Cell {
        if let cell = Cell(immediate: value) { return cell }
        if value.isContainer { return try cell(value, ValueShape(measuring: value)) }
        note(work: value.shallowSize >> 7)
        return try heap.cell(value)
    }

    /// A cell that stays until the end of the execution, by interner code where there is one.
    func pin(_ value: Value) throws(CypherError) -> Cell {
        if case .string(let text) = value, let code = graph.code(of: text) {
            return .string(code: code)
        }
        let shape = try checked(value, ValueShape(measuring: value))
        return shape.mark(try heap.pin(value))
    }

    /// The text of a cell, or nil when it is not a string.
    func string(_ cell: Cell) -> String? {
        switch cell.tag {
        case .string: return graph.string(cell.code)
        case .heap:
            guard case .string(let text) = heap[cell] else { return nil }
            return text
        default: return nil
        }
    }

    /// Whether the caller may see a node.
    @inline(__always)
    package func isVisible(_ node: NodeID) -> Bool {
        seesEverything || access.isVisible(node)
    }
}
