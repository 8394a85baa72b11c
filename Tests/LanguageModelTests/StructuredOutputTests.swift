import JSON
import LanguageModel
import Testing

@Suite("Structured output")
struct StructuredOutputTests {
    private struct Missing: Error, CustomStringConvertible {
        let description = "the member `metric` is missing"
    }

    private static let prompt = Prompt(purpose: "intent", messages: [.init(.user, "revenue?")])

    private static func metric(_ json: JSONValue) throws -> String {
        guard let metric = json["metric"]?.stringValue else { throw Missing() }
        return metric
    }

    @Test func `a valid answer is decoded, fenced or not`() async throws {
        let model = ScriptedModel(["intent": ["```json\n{\"metric\": \"revenue\"}\n```"]])
        let result = try await model.answer(to: Self.prompt, decode: Self.metric)
        #expect(result.answer == "revenue")
    }

    @Test func `a wrong answer goes back with what is wrong`() async throws {
        let model = ScriptedModel(["intent": ["nonsense", "{}", #"{"metric": "orders"}"#]])
        let result = try await model.answer(to: Self.prompt, decode: Self.metric)
        #expect(result.answer == "orders")
        #expect(model.prompts.count == 3)
        #expect(model.prompts.last?.messages.last?.text.contains("`metric` is missing") == true)
    }

    @Test func `three wrong answers are the end`() async throws {
        let model = ScriptedModel(["intent": ["{}"]])
        await #expect(throws: LanguageModelError.self) {
            try await model.answer(to: Self.prompt, decode: Self.metric)
        }
        #expect(model.prompts.count == 3)
    }

    @Test func `a purpose without a script is an error`() async {
        await #expect(throws: LanguageModelError.self) {
            try await ScriptedModel([:]).complete(Self.prompt)
        }
    }
}
