internal import Embeddings
internal import Synchronization

/// Makes vectors and remembers the latest, so that what was computed for a version of the graph that
/// has been replaced meanwhile, or asked twice, is not computed again.
struct RememberingEmbedder: EmbeddingProvider {
    /// The latest vectors by text, in two generations: the older goes when the younger is full.
    private final class Memory: Sendable {
        struct Generations {
            var younger: [String: [Float]] = [:]
            var older: [String: [Float]] = [:]
        }

        let generations = Mutex(Generations())
    }

    /// About this many vectors are remembered at least.
    private static let generationSize = 256

    private let provider: any EmbeddingProvider
    private let memory = Memory()

    init(_ provider: any EmbeddingProvider) {
        self.provider = provider
    }

    var name: String { provider.name }
    var dimension: Int { provider.dimension }

    func embed(_ texts: [String]) throws(EmbeddingError) -> [[Float]] {
        let known = memory.generations.withLock { generations in
            texts.map { generations.younger[$0] ?? generations.older[$0] }
        }
        let missing = zip(texts, known).filter { $0.1 == nil }.map(\.0)
        guard !missing.isEmpty else { return known.compactMap { $0 } }
        var made = try provider.embed(missing)[...]
        memory.generations.withLock { generations in
            for (text, vector) in zip(missing, made) {
                if generations.younger.count >= Self.generationSize {
                    generations.older = generations.younger
                    generations.younger = [:]
                }
                generations.younger[text] = vector
            }
        }
        return known.compactMap { $0 ?? made.popFirst() }
    }
}
