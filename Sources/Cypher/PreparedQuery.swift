import CypherPlanning
import CypherRuntime
import PropertyGraph

/// A statement that was planned, with what the plan was made for.
final class PreparedQuery: Sendable {
    /// The trees of a statement.
    private final class Trees: Sendable {
        let plan: Plan
        let compiled: CompiledPlan?

        init(_ plan: Plan, _ compiled: CompiledPlan?) {
            self.plan = plan
            self.compiled = compiled
        }
    }

    /// Held by hand, so that the end of deep trees can happen where there is room for it: made in
    /// `init`, released once, in `deinit`, and lent in between while `self` lives.
    private let trees: Unmanaged<Trees>
    let columns: [String]
    let slots: [Int]
    /// Whether it commits what it writes in batches.
    let commitsInBatches: Bool
    /// What the graph was like.
    let stamp: GraphStamp
    /// Whether the trees are so deep that a usual thread's stack is too small for them.
    let needsLargeStack: Bool
    /// Whether the plan is worth being run where others wait for it.
    let briefRuns = BriefRuns()

    init(plan: Plan, compiled: CompiledPlan?, stamp: GraphStamp, needsLargeStack: Bool) {
        trees = .passRetained(Trees(plan, compiled))
        self.stamp = stamp
        self.needsLargeStack = needsLargeStack
        columns = plan.columns
        commitsInBatches = plan.commitsInBatches
        slots = compiled?.columns.map(\.slot) ?? []
    }

    deinit {
        guard needsLargeStack else { return trees.release() }
        LargeStack.wait { trees.release() }
    }

    /// What the statement does, and how.
    var plan: Plan { trees.takeUnretainedValue().plan }

    /// The operators; nil for schema commands.
    var compiled: CompiledPlan? { trees.takeUnretainedValue().compiled }
}
