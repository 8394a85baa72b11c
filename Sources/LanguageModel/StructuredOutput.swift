public import JSON

extension LanguageModel {
    /// Asks for an answer of a type, with repair.
    ///
    /// An answer that is no JSON, or that `decode` refuses, goes back to the model together with
    /// what is wrong with it.
    ///
    /// - Parameters:
    ///   - prompt: The prompt; its schema describes the answer.
    ///   - attempts: How many answers the model may give.
    ///   - decode: Checks and converts an answer; what it throws is shown to the model.
    /// - Returns: The converted answer, and the tokens that all attempts took.
    /// - Throws: `LanguageModelError.invalidAnswer` when no attempt was valid, or what the model
    ///   threw.
    public func answer<Answer>(
        to prompt: Prompt,
        attempts: Int = 3,
        decode: (JSONValue) throws -> Answer
    ) async throws -> (answer: Answer, tokens: Int) {
        var prompt = prompt
        var problems: [String] = []
        var tokens = 0
        for _ in 0..<max(1, attempts) {
            let completion = try await complete(prompt)
            tokens += completion.promptTokens + completion.completionTokens
            do {
                let json = try JSONValue(parsing: Self.unfenced(completion.text))
                return (try decode(json), tokens)
            } catch {
                problems.append("\(error)")
                prompt.messages += [
                    .init(.assistant, completion.text),
                    .init(
                        .user,
                        """
                        That answer cannot be used: \(error)
                        Answer again with one JSON value that satisfies the schema, and nothing \
                        else.
                        """
                    ),
                ]
            }
        }
        throw LanguageModelError.invalidAnswer(attempts: max(1, attempts), problems: problems)
    }

    /// The text without the Markdown fence that models like to put around JSON.
    private static func unfenced(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, first.hasPrefix("```") else { return text }
        lines.removeFirst()
        while let last = lines.last {
            lines.removeLast()
            if last.hasPrefix("```") { break }
        }
        return lines.joined(separator: "\n")
    }
}
