/// What an import does with a line that it cannot take.
public enum ImportErrorPolicy: String, CaseIterable, Sendable {
    /// Ends; lines of batches that were committed before stay.
    case stop
    /// Notes the line and goes on.
    case `continue`
}

/// A line that an import could not take.
public struct ImportProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line, counted from 1.
    public let line: Int

    /// What is wrong with it.
    public let message: String

    public var description: String {
        "line \(line): \(message)"
    }
}

/// What an import did.
public struct ImportReport: Hashable, Sendable {
    /// Lines read, empty ones included.
    public var lines = 0
    /// Nodes that were made.
    public var nodesCreated = 0
    /// Nodes that were found by their key and brought up to date.
    public var nodesMerged = 0
    /// Relationships that were made.
    public var relationshipsCreated = 0
    /// Relationships that were there and brought up to date.
    public var relationshipsMerged = 0
    /// How many lines could not be taken.
    public var problemCount = 0
    /// The first thousand lines that could not be taken.
    public var problems: [ImportProblem] = []
    /// The last line whose effect is committed.
    public var committedLine = 0

    /// Creates a report of nothing.
    public init() {}

    mutating func note(_ problem: ImportProblem) {
        problemCount += 1
        if problems.count < 1000 { problems.append(problem) }
    }
}
