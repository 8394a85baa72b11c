/// A text that is not JSON: what is wrong and where.
public struct JSONError: Error, Hashable, CustomStringConvertible {
    /// What is wrong, as a sentence.
    public let message: String

    /// The line, counted from 1.
    public let line: Int

    /// The column in bytes, counted from 1.
    public let column: Int

    public var description: String {
        "\(message) (line \(line), column \(column))"
    }
}
