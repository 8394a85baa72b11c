/// What a workflow works on: a value that only `apply` changes.
///
/// Steps see the state as it was when they began and return updates; merging them in one place
/// makes a run repeatable and its history readable.
public protocol WorkflowState: Sendable {
    /// What a step may change.
    associatedtype Update: Sendable

    /// Merges a step's update.
    mutating func apply(_ update: Update)
}
