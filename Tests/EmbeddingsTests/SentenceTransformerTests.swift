import Embeddings
import Foundation
import JSON
import TestSupport
import Testing

@Suite("Sentence transformer")
struct SentenceTransformerTests {
    @Test func `a small random model gives what plain arithmetic gives`() throws {
        let model = try TinyModel(seed: 5)
        let transformer = try SentenceTransformer(folder: model.folder.url.path)
        #expect(transformer.dimension == TinyModel.width)
        for text in ["red fish", "Fishing, RÉD!", "", "unknowable xyz red red red"] {
            let expected = model.vector(of: transformer.tokens(of: text))
            let actual = try transformer.embed(text)
            let distance = zip(expected, actual).map { abs($0 - Double($1)) }.max() ?? 1
            #expect(distance < 2e-5, "\(text): \(distance)")
        }
    }

    @Test func `words are split into the longest pieces, without case and accents`() throws {
        let model = try TinyModel(seed: 5)
        let transformer = try SentenceTransformer(folder: model.folder.url.path)
        func pieces(_ text: String) -> [String] {
            transformer.tokens(of: text).map { TinyModel.vocabulary[Int($0)] }
        }
        #expect(pieces("Fishing, RÉD!") == ["[CLS]", "fish", "##ing", ",", "red", "!", "[SEP]"])
        #expect(pieces("redx red") == ["[CLS]", "[UNK]", "red", "[SEP]"])
    }

    @Test func `a text's vector does not depend on the texts beside it`() throws {
        let model = try TinyModel(seed: 6)
        let texts = (1...40).map { String(repeating: "red fish ", count: $0 % 7) }
        let one = try SentenceTransformer(folder: model.folder.url.path)
        let many = try SentenceTransformer(
            folder: model.folder.url.path, settings: .init(threads: 3, batchTokens: 50))
        let alone = try texts.map { try one.embed($0) }
        #expect(try many.embed(texts) == alone)
        #expect(try many.embed([]).isEmpty)
    }

    @Test func `damaged files are refused`() throws {
        let model = try TinyModel(seed: 7)
        let path = model.folder.path("model.safetensors")
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var random = SeededGenerator(seed: 3)
        for _ in 0..<100 * TestScale.factor {
            var damaged = bytes
            if Bool.random(using: &random) {
                damaged.removeLast(Int.random(in: 1...bytes.count, using: &random))
                try Data(damaged).write(to: URL(fileURLWithPath: path))
                #expect(throws: EmbeddingError.self) {
                    try SentenceTransformer(folder: model.folder.url.path)
                }
            } else {
                let place = Int.random(in: 0..<2_000, using: &random)
                damaged[place] = UInt8.random(in: 0...255, using: &random)
                try Data(damaged).write(to: URL(fileURLWithPath: path))
                // What is still a model can be run.
                guard let read = try? SentenceTransformer(folder: model.folder.url.path) else {
                    continue
                }
                #expect(try read.embed("red").count == TinyModel.width)
            }
        }
        #expect(throws: EmbeddingError.self) { try SentenceTransformer(folder: "/nowhere") }
    }
}

/// The model itself, from the folder that `SENTENCE_MODEL` names: all-MiniLM-L6-v2, as it comes.
@Suite(
    "all-MiniLM-L6-v2",
    .enabled(
        if: ProcessInfo.processInfo.environment["SENTENCE_MODEL"] != nil,
        "SENTENCE_MODEL names no folder"
    )
)
struct SentenceModelTests {
    private let model: SentenceTransformer

    init() throws {
        let folder = ProcessInfo.processInfo.environment["SENTENCE_MODEL"] ?? ""
        model = try SentenceTransformer(folder: folder)
    }

    private func similarity(_ left: String, _ right: String) throws -> Float {
        zip(try model.embed(left), try model.embed(right)).reduce(0) { $0 + $1.0 * $1.1 }
    }

    @Test func `vectors have 384 numbers and length 1`() throws {
        let vector = try model.embed("revenue by country")
        #expect(vector.count == 384 && model.dimension == 384)
        #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
    }

    /// From the example in the documentation of sentence-transformers.
    @Test func `similarities are those that the reference prints`() throws {
        let weather = "The weather is lovely today."
        let sunny = "It's so sunny outside!"
        let stadium = "He drove to the stadium."
        #expect(abs(try similarity(weather, sunny) - 0.6660) < 5e-4)
        #expect(abs(try similarity(weather, stadium) - 0.1046) < 5e-4)
        #expect(abs(try similarity(sunny, stadium) - 0.1411) < 5e-4)
    }

    @Test func `what means the same is nearer than what does not`() throws {
        let near = try similarity("total revenue by country", "turnover of each nation")
        #expect(near > (try similarity("total revenue by country", "opening hours of the library")))
    }
}
