/// A text that is not the YAML this library reads: what is wrong and where.
public struct YAMLError: Error, Hashable, CustomStringConvertible {
    /// What is wrong, as a sentence.
    public let message: String

    /// The line, counted from 1.
    public let line: Int

    /// The column, counted from 1.
    public let column: Int

    package init(_ message: String, line: Int, column: Int) {
        self.message = message
        self.line = line
        self.column = column
    }

    public var description: String {
        "\(message) (line \(line), column \(column))"
    }
}
