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
