public import JSON

/// A model that continues conversations.
///
/// What a model answers is input from outside: whoever calls it checks the answer before use.
public protocol LanguageModel: Sendable {
    /// The model's name, as logs and costs show it.
    var name: String { get }

    /// Answers one prompt.
    ///
    /// - Throws: `LanguageModelError`.
    func complete(_ prompt: Prompt) async throws -> Completion
}

/// What a model is asked.
public struct Prompt: Sendable, Hashable {
    /// Who says something.
    public enum Role: String, Sendable, Hashable {
        case system
        case user
        case assistant
    }

    /// One turn of the conversation.
    public struct Message: Sendable, Hashable {
        /// Who says it.
        public let role: Role

        /// What is said.
        public let text: String

        /// Creates a turn.
        public init(_ role: Role, _ text: String) {
            self.role = role
            self.text = text
        }
    }

    /// What the prompt is for, such as `intent`; logs and scripts know it by this name.
    public let purpose: String

    /// The conversation so far.
    public var messages: [Message]

    /// The JSON Schema that the answer must satisfy; `nil` asks for plain text.
    public var schema: JSONValue?

    /// How much the answer may vary, from 0.
    public var temperature: Double

    /// The longest answer, in tokens.
    public var maximumTokens: Int

    /// Creates a prompt.
    public init(
        purpose: String,
        messages: [Message],
        schema: JSONValue? = nil,
        temperature: Double = 0.2,
        maximumTokens: Int = 4_096
    ) {
        self.purpose = purpose
        self.messages = messages
        self.schema = schema
        self.temperature = temperature
        self.maximumTokens = maximumTokens
    }
}

/// What a model answered.
public struct Completion: Sendable, Hashable {
    /// The answer.
    public let text: String

    /// How many tokens the prompt had.
    public let promptTokens: Int

    /// How many tokens the answer had.
    public let completionTokens: Int

    /// Creates an answer.
    public init(text: String, promptTokens: Int = 0, completionTokens: Int = 0) {
        self.text = text
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
    }
}

/// Why a model did not answer.
public enum LanguageModelError: Error, Sendable, CustomStringConvertible {
    /// The provider cannot be reached or failed; another attempt may succeed.
    case unavailable(String)

    /// The provider refused the request; another attempt would not help.
    case rejected(String)

    /// The answers did not satisfy the schema.
    case invalidAnswer(attempts: Int, problems: [String])

    /// A script has no answer for a purpose.
    case noScript(purpose: String)

    public var description: String {
        switch self {
        case .unavailable(let reason): "The language model is not available: \(reason)"
        case .rejected(let reason): "The language model refused the request: \(reason)"
        case .invalidAnswer(let attempts, let problems):
            "The language model gave no valid answer in \(attempts) attempts: "
                + problems.joined(separator: "; ")
        case .noScript(let purpose): "The script has no answer for `\(purpose)`."
        }
    }
}
