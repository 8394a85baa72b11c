/// What planning one statement may at most take.
public struct PlanningLimits: Hashable, Sendable {
    /// The most operators a statement may need, roughly counted.
    ///
    /// A plan is a chain of them, and what walks along the chain calls itself for each.
    public var operators: Int

    /// When planning has to be done; nil for no deadline.
    public var deadline: ContinuousClock.Instant?

    /// The given limits; by default a plan's chain is short enough for a stack of 512 KiB.
    public init(operators: Int = 250, deadline: ContinuousClock.Instant? = nil) {
        self.operators = operators
        self.deadline = deadline
    }

    /// What fits on a stack of 1 GiB.
    package static let large = PlanningLimits(operators: 40_000)

    /// The detail of an error about a statement that needs too many operators.
    package static let tooManyOperators = "QueryTooComplex"
}
