import CypherSyntax
import PropertyGraph

/// What an expression asks of an inner plan.
enum SubPlanQuestion: Sendable {
    /// Whether there is a row.
    case exists
    /// How many rows there are.
    case count
    /// An expression's values over the rows.
    case collect(CompiledExpression)
}

/// `EXISTS { … }`, `COUNT { … }`, `COLLECT { … }`, pattern predicates and comprehensions.
final class SubPlanExpression: CompiledExpression, @unchecked Sendable {
    private let place: Int
    private let question: SubPlanQuestion

    init(place: Int, _ question: SubPlanQuestion) {
        self.place = place
        self.question = question
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let run = context.subPlanRun(place)
        run.start(batch, row)
        switch question {
        case .exists:
            let mark = context.heap.mark
            let answer = try run.next(limit: 1)
            context.heap.reset(to: mark)
            return .boolean(answer)
        case .count:
            let mark = context.heap.mark
            var count: Int64 = 0
            while try run.next() {
                count += Int64(run.batch.count)
                try context.tick(run.batch.count)
            }
            context.heap.reset(to: mark)
            return .integer(count)
        case .collect(let result):
            var values = GrowingList()
            while try run.next() {
                try context.tick(run.batch.count)
                guard values.count < Value.weightLimit else { throw .tooManyValues }
                for index in 0..<run.batch.count {
                    values.append(try result.value(index, run.batch, context))
                }
            }
            return try context.cell(.list(try values.list(checking: context.checkTime)))
        }
    }
}

/// One execution's instance of an expression's inner plan.
final class SubPlanRun {
    let batch: Batch
    private let argument: Argument
    private let source: any RowSource

    init(_ plan: CompiledSubPlan, _ context: ExecutionContext) {
        argument = Argument(slots: plan.imports, width: context.plan.width)
        batch = Batch(width: context.plan.width, limit: 4)
        source = plan.make(context, argument)
    }

    func start(_ outer: Batch, _ row: Int) {
        argument.take(outer, row)
        source.restart()
        batch.clear()
    }

    /// Fetches the next rows; false at the end.
    func next() throws(CypherError) -> Bool {
        batch.clearGrowing()
        return try source.next(into: batch)
    }

    /// Fetches at most `limit` rows; false at the end.
    func next(limit: Int) throws(CypherError) -> Bool {
        batch.clear(limit: limit)
        return try source.next(into: batch)
    }
}

extension ExecutionContext {
    /// The instance of an inner plan, made when it is first needed.
    func subPlanRun(_ place: Int) -> SubPlanRun {
        if let run = subPlans[place] { return run }
        let run = SubPlanRun(plan.subPlans[place], self)
        subPlans[place] = run
        return run
    }
}
