/// A graph of steps over a typed state: what runs, in which order, and what happens on failure.
///
/// A workflow is a value without identity; `run` may be called any number of times, also at once.
/// Build one with `WorkflowBuilder`.
public struct Workflow<State: WorkflowState, Step: Hashable & Sendable>: Sendable {
    /// A step's work: the state as it is, in; an update of it, out.
    public typealias Work = @Sendable (State) async throws -> State.Update

    /// Where a run goes after a step.
    public enum Next: Sendable, Hashable {
        /// On to a step.
        case step(Step)

        /// Nowhere: the run is complete.
        case end

        /// Nowhere for now: the run waits for an answer and then goes on with `resuming`.
        case pause(resuming: Step, reason: String)
    }

    /// How the next step is found.
    public enum Edge: Sendable {
        /// Always the same way.
        case to(Next)

        /// A choice by the state; `among` lists every step it may name.
        case choose(among: [Step], @Sendable (State) -> Next)
    }

    /// What happens when a step fails.
    public struct Policy: Sendable {
        /// How often a step is tried, at least once.
        public var attempts: Int

        /// How long to wait before the second attempt; doubled before each further one.
        public var backoff: Duration

        /// The longest wait.
        public var longestBackoff: Duration

        /// How long one attempt may take; `nil` sets no limit.
        public var timeout: Duration?

        /// Whether an error is worth another attempt.
        public var isRetryable: @Sendable (any Error) -> Bool

        /// Makes the step's update when every attempt has failed; `nil` fails the run.
        public var fallback: (@Sendable (State, any Error) -> State.Update?)?

        /// Creates a policy; the default tries once, without limit.
        public init(
            attempts: Int = 1,
            backoff: Duration = .seconds(2),
            longestBackoff: Duration = .seconds(10),
            timeout: Duration? = nil,
            isRetryable: @escaping @Sendable (any Error) -> Bool = { _ in true },
            fallback: (@Sendable (State, any Error) -> State.Update?)? = nil
        ) {
            self.attempts = max(1, attempts)
            self.backoff = backoff
            self.longestBackoff = longestBackoff
            self.timeout = timeout
            self.isRetryable = isRetryable
            self.fallback = fallback
        }
    }

    struct Node: Sendable {
        let work: Work
        let edge: Edge
        let policy: Policy
    }

    let start: Step
    let nodes: [Step: Node]
    let stepLimit: Int

    /// Where a run stands: enough to go on from there, in this process or another.
    public struct Checkpoint: Sendable {
        /// The state after the last finished step.
        public let state: State

        /// What comes next.
        public let next: Next

        /// What has happened so far.
        public let log: [StepRecord<Step>]

        /// Creates a checkpoint.
        public init(state: State, next: Next, log: [StepRecord<Step>] = []) {
            self.state = state
            self.next = next
            self.log = log
        }
    }

    /// How a run ended.
    public struct Outcome: Sendable {
        /// The final state.
        public let state: State

        /// `end`, or the pause at which the run waits.
        public let next: Next

        /// One record for each attempt at a step, in order.
        public let log: [StepRecord<Step>]
    }
}

/// One attempt at one step.
public struct StepRecord<Step: Hashable & Sendable>: Sendable {
    /// How an attempt ended.
    public enum Ending: Sendable, Hashable {
        case finished

        /// It failed and was tried again.
        case retried(String)

        /// It failed for good and the fallback made the update.
        case fellBack(String)

        /// It failed for good.
        case failed(String)
    }

    /// The step.
    public let step: Step

    /// Which attempt at this visit of the step, counted from 1.
    public let attempt: Int

    /// When it began, after the run's begin.
    public let start: Duration

    /// How long it took.
    public let duration: Duration

    /// How it ended.
    public let ending: Ending

    /// Creates a record.
    public init(step: Step, attempt: Int, start: Duration, duration: Duration, ending: Ending) {
        self.step = step
        self.attempt = attempt
        self.start = start
        self.duration = duration
        self.ending = ending
    }
}
