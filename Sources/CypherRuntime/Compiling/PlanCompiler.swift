package import CypherPlanning
package import CypherSyntax
import PropertyGraph

/// Turns a logical plan into operators' factories.
///
/// It walks from the root down with the set of live slots: those that the operators above read. An
/// operator passes on no others, so wide rows cost only what is used of them.
package struct PlanCompiler {
    /// An operator's factory, and the slots its plan's argument has to supply.
    struct Compiled {
        let make: OperatorFactory
        let demand: SlotSet
    }

    let functions: FunctionLibrary
    let procedures: ProcedureRegistry
    var symbols = SymbolTable()
    var constants: [Value] = []
    var hoistedCount = 0
    var answersCount = 0
    var subPlans: [CompiledSubPlan] = []
    /// The number of operators so far.
    private var operatorCount = 0
    /// Notices when the time is up.
    private var clock: PreparationClock

    /// The number of slots in a row.
    private(set) var slotCount = 0
    /// Whether the plan changes nothing, so that the graph stays as it is.
    private(set) var readsOnly = false
    /// Slots that hold nodes and relationships, in a plan that deletes none.
    private(set) var safeSlots: Set<Int> = []
    /// Numbers the operators that are measured; nil when none is.
    private var numbering: OperatorNumbering?

    /// Whether each operator is measured by itself.
    var isMeasured: Bool { numbering != nil }

    init(
        functions: FunctionLibrary, procedures: ProcedureRegistry,
        deadline: ContinuousClock.Instant? = nil
    ) {
        self.functions = functions
        self.procedures = procedures
        clock = PreparationClock(deadline: deadline)
    }

    /// Compiles the query of a plan.
    ///
    /// - Throws: an error when the plan calls what does not exist any more; `limitExceeded` when
    ///   the time is up.
    package static func compile(
        _ query: LogicalPlan,
        of plan: Plan,
        functions: FunctionLibrary,
        procedures: ProcedureRegistry,
        profiles: Bool = false,
        deadline: ContinuousClock.Instant? = nil
    ) throws(CypherError) -> CompiledPlan {
        var compiler = PlanCompiler(
            functions: functions, procedures: procedures, deadline: deadline)
        compiler.slotCount = plan.slots.count
        compiler.readsOnly = plan.effect == .reads
        if plan.effect == .reads {
            let entities = plan.slots.indices.filter { index in
                plan.slots[index].kind == .node || plan.slots[index].kind == .relationship
            }
            compiler.safeSlots = Set(entities)
        }
        if profiles { compiler.numbering = OperatorNumbering() }
        var columns: [(name: String, slot: Int)] = []
        if case .produceResults(_, let results) = query {
            columns = results.map { ($0.name, $0.slot.index) }
        }
        let root = try compiler.compile(query, live: SlotSet())
        return CompiledPlan(
            width: plan.slots.count, columns: columns, parameters: plan.parameters,
            symbols: compiler.symbols, constants: compiler.constants,
            hoistedCount: compiler.hoistedCount, subPlans: compiler.subPlans,
            operatorCount: compiler.operatorCount, make: root.make)
    }

    /// Compiles an expression's inner plan and answers its place.
    mutating func compile(_ plan: SubPlan, live: SlotSet) throws(CypherError) -> Int {
        let outer = numbering
        numbering = nil
        defer { numbering = outer }
        let compiled = try compile(plan.plan, live: live)
        let imports = compiled.demand + SlotSet(plan.imports)
        subPlans.append(CompiledSubPlan(imports: imports.list, make: compiled.make))
        return subPlans.count - 1
    }

    /// Compiles what is below an operator that is merged into the one above it, given the number
    /// that measurements of the merged one go by.
    mutating func merging<Result>(
        _ plan: LogicalPlan,
        _ body: (inout PlanCompiler, Int?) throws(CypherError) -> Result
    ) throws(CypherError) -> Result {
        guard var inside = numbering else { return try body(&self, nil) }
        let number = inside.enter(plan)
        numbering = OperatorNumbering(parent: plan, number: number)
        let result = try body(&self, number)
        numbering = inside
        return result
    }

    /// Compiles an operator whose consumers read the `live` slots.
    mutating func compile(_ plan: LogicalPlan, live: SlotSet) throws(CypherError) -> Compiled {
        operatorCount += 1
        try clock.check()
        guard var inside = numbering else { return try compileOperator(plan, live: live) }
        let number = inside.enter(plan)
        // The place among the siblings is kept; below, the operator is the parent.
        let siblings = inside
        numbering = OperatorNumbering(parent: plan, number: number)
        let compiled = try compileOperator(plan, live: live)
        numbering = siblings
        return wrap(compiled) { source, context in
            ProfiledSource(source, number: number, context: context)
        }
    }

    private mutating func compileOperator(
        _ plan: LogicalPlan, live: SlotSet
    ) throws(CypherError) -> Compiled {
        switch plan {
        case .argument:
            return Compiled(make: { _, argument in ArgumentSource(argument) }, demand: live)
        case .allNodesScan, .labelScan, .nodeIndexSeek, .nodeByID, .relationshipScan,
            .relationshipByID, .relationshipEnds:
            return try compileSource(plan, live: live)
        case .expand, .varExpand, .shortestPath, .repeatPattern, .selectPaths:
            return try compilePattern(plan, live: live)
        case .optional, .apply, .semiApply, .callSubquery, .foreach:
            return try compileInner(plan, live: live)
        case .cartesianProduct, .hashJoin, .union:
            return try compileSides(plan, live: live)
        case .create, .merge, .mutate, .delete:
            return try compileWrite(plan, live: live)
        case .callProcedure, .show, .storedCount:
            return try compileCall(plan, live: live)
        case .filter, .project, .aggregate, .distinct, .sort, .top, .skip, .limit, .unwind,
            .eager, .produceResults:
            return try compileRows(plan, live: live)
        }
    }
}
