import Foundation
import TestSupport

/// A BERT model of a few numbers in a folder of its own, and a plain second implementation of it.
struct TinyModel {
    static let width = 12
    static let heads = 3
    static let inner = 20
    static let positions = 16
    static let layers = 2
    static let vocabulary = [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "red", "fish", "##ing", ",", "!", "##fish",
    ]

    let folder: TemporaryDirectory
    private var tensors: [String: [[Double]]] = [:]

    init(seed: UInt64) throws {
        folder = try TemporaryDirectory()
        var random = SeededGenerator(seed: seed)
        var shapes: [(name: String, shape: [Int])] = [
            ("embeddings.word_embeddings.weight", [Self.vocabulary.count, Self.width]),
            ("embeddings.position_embeddings.weight", [Self.positions, Self.width]),
            ("embeddings.token_type_embeddings.weight", [2, Self.width]),
        ]
        func linear(_ name: String, _ outputs: Int, _ inputs: Int) {
            shapes += [(name + ".weight", [outputs, inputs]), (name + ".bias", [outputs])]
        }
        func norm(_ name: String) {
            shapes += [(name + ".weight", [Self.width]), (name + ".bias", [Self.width])]
        }
        norm("embeddings.LayerNorm")
        for number in 0..<Self.layers {
            let layer = "encoder.layer.\(number)."
            for part in ["self.query", "self.key", "self.value", "output.dense"] {
                linear(layer + "attention." + part, Self.width, Self.width)
            }
            norm(layer + "attention.output.LayerNorm")
            linear(layer + "intermediate.dense", Self.inner, Self.width)
            linear(layer + "output.dense", Self.width, Self.inner)
            norm(layer + "output.LayerNorm")
        }
        var members: [String] = []
        var bytes: [UInt8] = []
        for (name, shape) in shapes {
            let start = bytes.count
            let rows = shape.count == 2 ? shape[0] : 1
            tensors[name] = (0..<rows).map { _ in
                (0..<(shape.last ?? 0)).map { _ in
                    let number = Float.random(in: -1...1, using: &random)
                    withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += $0 }
                    return Double(number)
                }
            }
            members.append(
                "\"\(name)\":{\"dtype\":\"F32\",\"shape\":\(shape),"
                    + "\"data_offsets\":[\(start),\(bytes.count)]}")
        }
        let head = Array("{\(members.joined(separator: ","))}".utf8)
        var file: [UInt8] = []
        withUnsafeBytes(of: UInt64(head.count).littleEndian) { file += $0 }
        try Data(file + head + bytes).write(
            to: folder.url.appendingPathComponent("model.safetensors"))
        try Data((Self.vocabulary.joined(separator: "\n") + "\n").utf8)
            .write(to: folder.url.appendingPathComponent("vocab.txt"))
        let config = """
            {"model_type":"bert","hidden_act":"gelu","hidden_size":\(Self.width),
            "num_hidden_layers":\(Self.layers),"num_attention_heads":\(Self.heads),
            "intermediate_size":\(Self.inner),"vocab_size":\(Self.vocabulary.count),
            "max_position_embeddings":\(Self.positions),"type_vocab_size":2}
            """
        try Data(config.utf8).write(to: folder.url.appendingPathComponent("config.json"))
    }

    // MARK: The second implementation

    private typealias Rows = [[Double]]

    private func linear(_ rows: Rows, _ name: String) -> Rows {
        let weights = tensors[name + ".weight"] ?? []
        let biases = tensors[name + ".bias"]?.first ?? []
        return rows.map { row in
            zip(weights, biases).map { weights, bias in
                zip(row, weights).reduce(bias) { $0 + $1.0 * $1.1 }
            }
        }
    }

    private func norm(_ rows: Rows, _ name: String) -> Rows {
        let weights = tensors[name + ".weight"]?.first ?? []
        let biases = tensors[name + ".bias"]?.first ?? []
        return rows.map { row in
            let mean = row.reduce(0, +) / Double(row.count)
            let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
            return row.indices.map {
                (row[$0] - mean) / (variance + 1e-12).squareRoot() * weights[$0] + biases[$0]
            }
        }
    }

    private func sum(_ left: Rows, _ right: Rows) -> Rows {
        zip(left, right).map { zip($0, $1).map { $0 + $1 } }
    }

    private func attention(_ rows: Rows, _ name: String) -> Rows {
        let query = linear(rows, name + "self.query")
        let key = linear(rows, name + "self.key")
        let value = linear(rows, name + "self.value")
        let size = Self.width / Self.heads
        let gathered = rows.indices.map { token in
            (0..<Self.width).map { place in
                let start = place / size * size
                let weights = rows.indices.map { other in
                    let product = (start..<start + size).reduce(0.0) {
                        $0 + query[token][$1] * key[other][$1]
                    }
                    return exp(product / Double(size).squareRoot())
                }
                let total = weights.reduce(0, +)
                return rows.indices.reduce(0.0) { $0 + weights[$1] / total * value[$1][place] }
            }
        }
        return linear(gathered, name + "output.dense")
    }

    /// The vector of a text of some tokens.
    func vector(of tokens: [Int32]) -> [Double] {
        let words = tensors["embeddings.word_embeddings.weight"] ?? []
        let positions = tensors["embeddings.position_embeddings.weight"] ?? []
        let kind = tensors["embeddings.token_type_embeddings.weight"]?.first ?? []
        var rows = tokens.enumerated().map { position, token in
            (0..<Self.width).map { words[Int(token)][$0] + positions[position][$0] + kind[$0] }
        }
        rows = norm(rows, "embeddings.LayerNorm")
        for number in 0..<Self.layers {
            let layer = "encoder.layer.\(number)."
            rows = norm(
                sum(rows, attention(rows, layer + "attention.")),
                layer + "attention.output.LayerNorm")
            let inner = linear(rows, layer + "intermediate.dense").map { row in
                row.map { 0.5 * $0 * (1 + erf($0 / 2.0.squareRoot())) }
            }
            rows = norm(
                sum(rows, linear(inner, layer + "output.dense")), layer + "output.LayerNorm")
        }
        let total = (0..<Self.width).map { place in rows.reduce(0) { $0 + $1[place] } }
        let length = total.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return total.map { $0 / length }
    }
}
