internal import JSON

/// The shape of a BERT encoder: a model's `config.json`.
struct EncoderSettings: Sendable {
    let width: Int
    let layers: Int
    let heads: Int
    let inner: Int
    let vocabulary: Int
    let positions: Int
    let kinds: Int
    let epsilon: Float

    /// Reads and checks the shape.
    ///
    /// - Throws: `EmbeddingError.model` for what is missing, out of bounds, or another model.
    init(_ value: JSONValue) throws(EmbeddingError) {
        let file = "config.json"
        func number(_ name: String, atMost limit: Int64) throws(EmbeddingError) -> Int {
            guard let number = value[name]?.integerValue, (1...limit).contains(number) else {
                throw .model(file: file, reason: "needs a `\(name)` from 1 to \(limit)")
            }
            return Int(number)
        }
        let fixed = [
            ("model_type", "bert"), ("hidden_act", "gelu"), ("position_embedding_type", "absolute"),
        ]
        for (name, only) in fixed {
            let text = value[name]?.stringValue ?? only
            guard text == only else {
                throw .model(file: file, reason: "has the \(name) `\(text)`; only `\(only)` is run")
            }
        }
        width = try number("hidden_size", atMost: 8_192)
        layers = try number("num_hidden_layers", atMost: 128)
        heads = try number("num_attention_heads", atMost: 256)
        inner = try number("intermediate_size", atMost: 65_536)
        vocabulary = try number("vocab_size", atMost: 10_000_000)
        positions = try number("max_position_embeddings", atMost: 65_536)
        kinds = try number("type_vocab_size", atMost: 64)
        epsilon = Float(value["layer_norm_eps"]?.doubleValue ?? 1e-12)
        guard width % heads == 0 else {
            throw .model(file: file, reason: "has heads that do not divide its width")
        }
    }
}
