/// Turns texts into vectors whose directions are alike where the texts' meanings are.
///
/// A call blocks its thread until all vectors are there.
public protocol EmbeddingProvider: Sendable {
    /// What makes the vectors, such as `all-MiniLM-L6-v2`; vectors of different names cannot be
    /// compared.
    var name: String { get }

    /// How many numbers a vector has.
    var dimension: Int { get }

    /// The vectors of some texts, each of length 1, in the order of the texts.
    ///
    /// - Throws: `EmbeddingError`.
    func embed(_ texts: [String]) throws(EmbeddingError) -> [[Float]]
}

extension EmbeddingProvider {
    /// The vector of one text.
    ///
    /// - Throws: `EmbeddingError`.
    public func embed(_ text: String) throws(EmbeddingError) -> [Float] {
        guard let vector = try embed([text]).first else {
            throw .badAnswer(provider: name, reason: "it has no vector")
        }
        return vector
    }
}

/// Why there are no vectors.
public enum EmbeddingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A model's file is missing, damaged or of a kind that cannot be run.
    case model(file: String, reason: String)
    /// The settings of a provider cannot be used.
    case settings(String)
    /// A server said something other than vectors.
    case badAnswer(provider: String, reason: String)
    /// A server refused.
    case refused(provider: String, status: Int, reason: String)
    /// A server could not be reached, or did not answer in time.
    case unreachable(provider: String, reason: String)

    public var description: String {
        switch self {
        case .model(let file, let reason): "The model cannot be loaded: `\(file)` \(reason)."
        case .settings(let reason): reason
        case .badAnswer(let provider, let reason):
            "The answer of \(provider) cannot be used: \(reason)."
        case .refused(let provider, let status, let reason):
            "\(provider) refused with status \(status)\(reason.isEmpty ? "" : ": \(reason)")"
        case .unreachable(let provider, let reason):
            "\(provider) gave no answer: \(reason)"
        }
    }
}

/// Makes a vector's length 1; one without direction stays as it is.
func normalize(_ vector: inout [Float]) {
    var sum: Float = 0
    for number in vector { sum += number * number }
    guard sum > 0, sum.isFinite else { return }
    let factor = 1 / sum.squareRoot()
    for place in vector.indices { vector[place] *= factor }
}
