package import CypherPlanning
import CypherSyntax
import PropertyGraph

/// What was measured of the operators of one execution, by their numbers in the description.
package struct Profile {
    /// Rows and time so far; time includes the operators below.
    package private(set) var measurements: [Int: PlanDescription.Measurement] = [:]

    mutating func add(_ number: Int, rows: Int, nanoseconds: Int64) {
        var measurement =
            measurements[number] ?? PlanDescription.Measurement(rows: 0, nanoseconds: 0)
        measurement.rows += rows
        measurement.nanoseconds += nanoseconds
        measurements[number] = measurement
    }

    mutating func add(_ number: Int, rows: Int, since start: ContinuousClock.Instant) {
        let time = (ContinuousClock.now - start).components
        let nanoseconds = time.seconds * 1_000_000_000 + time.attoseconds / 1_000_000_000
        add(number, rows: rows, nanoseconds: nanoseconds)
    }
}

/// Gives operators the numbers they have in a plan's description: pre-order, inputs first.
struct OperatorNumbering {
    private var parent: LogicalPlan?
    private var number: Int
    private var taken: Set<Int> = []

    init() { number = -1 }

    init(parent: LogicalPlan, number: Int) {
        self.parent = parent
        self.number = number
    }

    /// The number of an input of the parent, or of the root.
    mutating func enter(_ plan: LogicalPlan) -> Int {
        guard let parent else { return 0 }
        var next = number + 1
        for (index, input) in parent.inputs.enumerated() {
            if !taken.contains(index), input == plan {
                taken.insert(index)
                return next
            }
            next += input.operatorCount
        }
        return next
    }
}

extension LogicalPlan {
    /// The number of operators in this tree.
    fileprivate var operatorCount: Int { inputs.reduce(1) { $0 + $1.operatorCount } }
}

/// Measures an operator: its rows, and its time with everything below.
final class ProfiledSource: RowSource {
    private let base: any RowSource
    private let number: Int
    private let context: ExecutionContext

    init(_ base: any RowSource, number: Int, context: ExecutionContext) {
        self.base = base
        self.number = number
        self.context = context
        if context.profile == nil { context.profile = Profile() }
    }

    func restart() { base.restart() }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        let start = ContinuousClock.now
        let hasRows = try base.next(into: batch)
        context.profile?.add(number, rows: batch.count, since: start)
        return hasRows
    }
}
