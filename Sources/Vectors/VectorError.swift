/// Why vectors cannot be taken in, compared or read.
public enum VectorError: Error, Hashable, Sendable, CustomStringConvertible {
    /// An index of that many dimensions is not possible.
    case dimensionOutOfRange(Int)
    /// A vector has another number of dimensions than the index.
    case dimension(expected: Int, actual: Int)
    /// A vector has no direction: all its numbers are 0, or one is not finite.
    case noDirection
    /// The index holds as many vectors as it can.
    case full
    /// Bytes are not a vector index, or are damaged.
    case damaged(String)

    public var description: String {
        switch self {
        case .dimensionOutOfRange(let dimension):
            "A vector index has 1 to \(VectorIndex.maximumDimension) dimensions, not \(dimension)."
        case .dimension(let expected, let actual):
            "The index takes vectors of \(expected) dimensions; this one has \(actual)."
        case .noDirection:
            "The vector has no direction: its numbers must be finite, and not all 0."
        case .full:
            "The index is full. Compact it, or split what it covers."
        case .damaged(let reason):
            "The bytes are not a whole vector index (\(reason)). Build the index again."
        }
    }
}
