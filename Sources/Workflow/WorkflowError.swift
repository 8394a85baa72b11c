/// Why a workflow could not be built or did not end.
public enum WorkflowError: Error, Sendable, CustomStringConvertible {
    /// A step is registered twice.
    case repeatedStep(String)

    /// An edge leads to a step that is not registered.
    case unknownStep(String, from: String)

    /// No edge leads to a step.
    case unreachableStep(String)

    /// A choice named a step that it did not list.
    case undeclaredChoice(String, from: String)

    /// A step took longer than its policy allows.
    case timedOut(String, after: Duration)

    /// A run went through more steps than the workflow allows.
    case tooManySteps(Int)

    public var description: String {
        switch self {
        case .repeatedStep(let step): "The step `\(step)` is registered twice."
        case .unknownStep(let step, let from):
            "`\(from)` leads to `\(step)`, which is not registered."
        case .unreachableStep(let step): "Nothing leads to the step `\(step)`."
        case .undeclaredChoice(let step, let from):
            "`\(from)` chose `\(step)`, which it did not list."
        case .timedOut(let step, let limit): "The step `\(step)` took longer than \(limit)."
        case .tooManySteps(let limit): "The run went through more than \(limit) steps."
        }
    }
}
