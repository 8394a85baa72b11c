internal import Dispatch
internal import Foundation
internal import JSON

/// A sentence-transformers model of the BERT family, run from the files of its folder.
///
/// The folder has `config.json`, `model.safetensors` and `vocab.txt` or `tokenizer.json`, as the
/// folder of all-MiniLM-L6-v2 does; `sentence_bert_config.json`, `tokenizer_config.json` and
/// `1_Pooling/config.json` are read when they are there. The arithmetic is plain SIMD: it gives the
/// same vectors on every machine, whatever texts are embedded together.
///
/// - Complexity: memory for the weights of the layers; those of words stay in the mapped file.
public struct SentenceTransformer: EmbeddingProvider {
    public let name: String
    public var dimension: Int { encoder.settings.width }

    /// How texts are computed.
    public struct Settings: Sendable, Hashable {
        /// How many threads a call may use.
        public var threads: Int
        /// About how many tokens are computed together.
        public var batchTokens: Int

        /// Settings; numbers outside their bounds are moved inside.
        public init(threads: Int = 1, batchTokens: Int = 512) {
            self.threads = min(max(threads, 1), 64)
            self.batchTokens = min(max(batchTokens, 1), 65_536)
        }
    }

    private enum Pooling {
        case mean, first
    }

    private let encoder: Encoder
    private let tokenizer: WordPieceTokenizer
    private let pooling: Pooling
    private let settings: Settings
    /// How many tokens of a text are read; what follows has no influence.
    public let tokenLimit: Int

    /// Loads a model.
    ///
    /// - Parameters:
    ///   - path: Its folder. Its files must not change while the model is used.
    ///   - name: Its name; that of the folder when none is given.
    ///   - settings: How texts are computed.
    /// - Throws: `EmbeddingError.model`.
    public init(
        folder path: String, name: String? = nil, settings: Settings = Settings()
    ) throws(EmbeddingError) {
        let folder = ModelFolder(path: path)
        guard let config = try folder.json("config.json", isRequired: true) else {
            throw .model(file: "config.json", reason: "is missing")
        }
        let shape = try EncoderSettings(config)
        tokenizer = try WordPieceTokenizer(folder: folder)
        guard tokenizer.vocabularySize <= shape.vocabulary else {
            throw .model(file: "config.json", reason: "has a vocab_size below its vocabulary's")
        }
        let file = "model.safetensors"
        encoder = try Encoder(Safetensors(try folder.mapped(file), file: file), shape)
        let limit = try folder.json("sentence_bert_config.json", isRequired: false)
        let wanted = limit?["max_seq_length"]?.integerValue ?? 256
        tokenLimit = min(max(2, Int(clamping: wanted)), shape.positions)
        guard tokenLimit >= 2 else {
            throw .model(file: "config.json", reason: "has no room for a token")
        }
        pooling = try Self.pooling(of: folder)
        self.settings = settings
        self.name = name ?? URL(fileURLWithPath: path).lastPathComponent
    }

    private static func pooling(of folder: ModelFolder) throws(EmbeddingError) -> Pooling {
        let file = "1_Pooling/config.json"
        guard let value = try folder.json(file, isRequired: false) else { return .mean }
        let chosen = (value.objectValue ?? [:]).filter {
            $0.name.hasPrefix("pooling_mode_") && $0.value.booleanValue == true
        }
        switch chosen.map(\.name) {
        case ["pooling_mode_mean_tokens"]: return .mean
        case ["pooling_mode_cls_token"]: return .first
        default: throw .model(file: file, reason: "pools in a way that is not run here")
        }
    }

    /// The tokens of a text, as the model reads them.
    package func tokens(of text: String) -> [Int32] {
        tokenizer.tokens(of: text, limit: tokenLimit)
    }

    public func embed(_ texts: [String]) throws(EmbeddingError) -> [[Float]] {
        let batches = batches(of: texts.map { tokens(of: $0) })
        guard settings.threads > 1, batches.count > 1 else {
            return batches.flatMap { vectors(of: $0) }
        }
        var results = [[[Float]]](repeating: [], count: batches.count)
        results.withUnsafeMutableBufferPointer { results in
            // Each call writes one place; all have returned before this does.
            nonisolated(unsafe) let results = results
            let threads = min(settings.threads, batches.count)
            DispatchQueue.concurrentPerform(iterations: threads) { thread in
                for number in stride(from: thread, to: batches.count, by: threads) {
                    results[number] = vectors(of: batches[number])
                }
            }
        }
        return results.flatMap { $0 }
    }

    /// Divides texts into batches of about `batchTokens` tokens.
    private func batches(of texts: [[Int32]]) -> [[[Int32]]] {
        var batches: [[[Int32]]] = []
        var batch: [[Int32]] = []
        var count = 0
        for text in texts {
            if count + text.count > settings.batchTokens, !batch.isEmpty {
                batches.append(batch)
                batch = []
                count = 0
            }
            batch.append(text)
            count += text.count
        }
        if !batch.isEmpty { batches.append(batch) }
        return batches
    }

    private func vectors(of batch: [[Int32]]) -> [[Float]] {
        let (hidden, texts) = encoder.encode(batch)
        let width = hidden.columns
        return texts.map { text in
            var vector = [Float](repeating: 0, count: width)
            for row in pooling == .mean ? text : text.lowerBound..<text.lowerBound + 1 {
                for place in 0..<width { vector[place] += hidden.numbers[row * width + place] }
            }
            // Dividing by the number of tokens would not change the direction.
            normalize(&vector)
            return vector
        }
    }
}
