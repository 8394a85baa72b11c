public import Embeddings

/// What makes the vectors by which the search finds what is meant.
///
/// Read from the environment, and judged when it is used: a command that does not search does not
/// fail for it.
public struct EmbeddingSettings: Sendable {
    /// The variables, by name.
    private let values: [String: String]
    /// What a relative folder is relative to.
    private let resolve: @Sendable (String) -> String

    private static let choice = "LEXIGRAPH_EMBEDDINGS"
    private static let address = "LEXIGRAPH_EMBEDDINGS_BASE_URL"
    private static let model = "LEXIGRAPH_EMBEDDINGS_MODEL"
    private static let key = "OPENAI_API_KEY"
    private static let openAI = "https://api.openai.com/v1"

    /// Settings from an environment; nothing makes vectors unless `LEXIGRAPH_EMBEDDINGS` says so.
    ///
    /// - Parameters:
    ///   - environment: The environment's variables.
    ///   - resolve: Makes a path of what the environment names.
    public init(
        environment: [String: String] = [:],
        resolve: @escaping @Sendable (String) -> String = { $0 }
    ) {
        values = environment.filter {
            [Self.choice, Self.address, Self.model, Self.key].contains($0.key) && !$0.value.isEmpty
        }
        self.resolve = resolve
    }

    /// Whether something is to make vectors.
    public var isOn: Bool { (values[Self.choice] ?? "none") != "none" }

    /// What makes the vectors of texts, and of questions, for which nobody waits long; nil when
    /// nothing does.
    ///
    /// A local model is loaded; a server is asked for one vector, to know how long they are.
    ///
    /// - Throws: `EmbeddingError`.
    public func providers() throws(EmbeddingError) -> (
        texts: any EmbeddingProvider, questions: any EmbeddingProvider
    )? {
        let text = values[Self.choice] ?? "none"
        switch text {
        case "none": return nil
        case "builtin": return (HashedTextEmbedder(), HashedTextEmbedder())
        case "openai-compatible": return try server()
        default:
            guard text.hasPrefix("local:"), text.utf8.count > 6 else {
                throw .settings(
                    "\(Self.choice) is `\(text)`; it takes `none`, `builtin`, `local:FOLDER` or "
                        + "`openai-compatible`.")
            }
            let folder = resolve(String(text.dropFirst(6)))
            let model = try SentenceTransformer(folder: folder, settings: .init(threads: 2))
            return (model, model)
        }
    }

    private func server() throws(EmbeddingError) -> (
        texts: any EmbeddingProvider, questions: any EmbeddingProvider
    ) {
        guard let model = values[Self.model] else {
            throw .settings("\(Self.model) must name the model that the server is to use.")
        }
        let key =
            values[Self.key] == nil
            ? nil : try APIKey(.environment(Self.key), environment: values)
        var settings = HTTPEmbedder.Settings(
            address: values[Self.address] ?? Self.openAI, model: model, dimension: 1, key: key)
        let texts = try HTTPEmbedder(measuring: settings)
        settings.dimension = texts.dimension
        settings.deadline = .seconds(5)
        settings.retries.attempts = 1
        return (texts, try HTTPEmbedder(settings))
    }
}
