/// A BERT encoder: a vector for each token, from all tokens of its text.
///
/// Texts are computed together without padding: their tokens are rows of one matrix, and only
/// attention knows where a text ends.
///
/// Source: Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers" (2019).
struct Encoder: Sendable {
    private struct Layer: Sendable {
        let attention: SelfAttention
        let attentionNorm: LayerNorm
        let inner: LinearLayer
        let outer: LinearLayer
        let outerNorm: LayerNorm
    }

    let settings: EncoderSettings
    private let file: Safetensors
    private let words: Safetensors.Tensor
    private let positions: [Float]
    /// The vector of the first kind of text, the only one there is here.
    private let kind: [Float]
    private let norm: LayerNorm
    private let layers: [Layer]

    /// Reads an encoder's weights; those of words stay in the file.
    ///
    /// - Throws: `EmbeddingError.model`.
    init(_ file: Safetensors, _ settings: EncoderSettings) throws(EmbeddingError) {
        self.settings = settings
        self.file = file
        let prefix = file.names.contains("bert.embeddings.word_embeddings.weight") ? "bert." : ""
        let reader = WeightReader(file: file, settings: settings)
        let width = settings.width
        let embeddings = prefix + "embeddings."
        words = try file.tensor(
            embeddings + "word_embeddings.weight", shape: [settings.vocabulary, width])
        positions = try reader.numbers(
            embeddings + "position_embeddings.weight", [settings.positions, width])
        let kinds = try reader.numbers(
            embeddings + "token_type_embeddings.weight", [settings.kinds, width])
        kind = Array(kinds.prefix(width))
        norm = try reader.norm(embeddings + "LayerNorm")
        var layers: [Layer] = []
        for number in 0..<settings.layers {
            let name = prefix + "encoder.layer.\(number)."
            let attention = SelfAttention(
                heads: settings.heads,
                projection: try reader.linear(
                    ["query", "key", "value"].map { name + "attention.self.\($0)" },
                    from: width, to: width),
                output: try reader.linear(
                    [name + "attention.output.dense"], from: width, to: width))
            layers.append(
                Layer(
                    attention: attention,
                    attentionNorm: try reader.norm(name + "attention.output.LayerNorm"),
                    inner: try reader.linear(
                        [name + "intermediate.dense"], from: width, to: settings.inner),
                    outer: try reader.linear(
                        [name + "output.dense"], from: settings.inner, to: width),
                    outerNorm: try reader.norm(name + "output.LayerNorm")))
        }
        self.layers = layers
    }

    /// The vectors of all tokens of some texts, one row each.
    ///
    /// Tokens must be below the vocabulary's size, and at most `positions` in a text.
    func encode(_ texts: [[Int32]]) -> (hidden: Matrix, texts: [Range<Int>]) {
        var ranges: [Range<Int>] = []
        var count = 0
        for text in texts {
            ranges.append(count..<count + text.count)
            count += text.count
        }
        var hidden = embedded(texts, count)
        for layer in layers {
            let gathered = layer.attention.apply(hidden, texts: ranges)
            layer.attentionNorm.apply(&hidden, adding: gathered)
            var inner = layer.inner.apply(hidden)
            inner.numbers.withUnsafeMutableBufferPointer {
                transform($0, gaussianErrorLinearUnit)
            }
            layer.outerNorm.apply(&hidden, adding: layer.outer.apply(inner))
        }
        return (hidden, ranges)
    }

    private func embedded(_ texts: [[Int32]], _ count: Int) -> Matrix {
        let width = settings.width
        var hidden = Matrix(rows: count, columns: width)
        var row = 0
        for text in texts {
            for (position, token) in text.enumerated() {
                let from = Int(token) * width
                file.read(words, from..<from + width, into: &hidden.numbers, at: row * width)
                for place in 0..<width {
                    hidden.numbers[row * width + place] +=
                        positions[position * width + place] + kind[place]
                }
                row += 1
            }
        }
        norm.apply(&hidden)
        return hidden
    }
}

/// Reads the parts of an encoder from a file of tensors.
private struct WeightReader {
    let file: Safetensors
    let settings: EncoderSettings

    func numbers(_ name: String, _ shape: [Int]) throws(EmbeddingError) -> [Float] {
        file.numbers(try file.tensor(name, shape: shape))
    }

    func norm(_ name: String) throws(EmbeddingError) -> LayerNorm {
        LayerNorm(
            weights: try numbers(name + ".weight", [settings.width]),
            biases: try numbers(name + ".bias", [settings.width]), epsilon: settings.epsilon)
    }

    /// Layers of the same input as one, their outputs one after the other.
    func linear(
        _ names: [String], from inputs: Int, to outputs: Int
    ) throws(EmbeddingError) -> LinearLayer {
        var weights: [Float] = []
        var biases: [Float] = []
        for name in names {
            weights += try numbers(name + ".weight", [outputs, inputs])
            biases += try numbers(name + ".bias", [outputs])
        }
        return LinearLayer(
            inputs: inputs, outputs: names.count * outputs, weights: weights, biases: biases)
    }
}
