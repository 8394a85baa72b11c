internal import Synchronization

/// A model that says what it was told to say: for tests and recorded runs.
///
/// Each purpose has its answers in order; the last one is repeated.
public final class ScriptedModel: LanguageModel {
    public let name = "scripted"

    private struct State {
        var answers: [String: [String]]
        var prompts: [Prompt] = []
    }

    private let state: Mutex<State>

    /// Creates a model from the answers for each purpose.
    public init(_ answers: [String: [String]]) {
        state = Mutex(State(answers: answers))
    }

    /// The prompts that were asked so far, in order.
    public var prompts: [Prompt] {
        state.withLock { $0.prompts }
    }

    public func complete(_ prompt: Prompt) async throws -> Completion {
        let answer: String? = state.withLock { state in
            state.prompts.append(prompt)
            guard var answers = state.answers[prompt.purpose], let answer = answers.first else {
                return nil
            }
            if answers.count > 1 {
                answers.removeFirst()
                state.answers[prompt.purpose] = answers
            }
            return answer
        }
        guard let answer else { throw LanguageModelError.noScript(purpose: prompt.purpose) }
        return Completion(text: answer)
    }
}
