/// What an import does with a line that it cannot take.
public enum ImportErrorPolicy: String, CaseIterable, Sendable {
    /// Ends; lines of batches that were committed before stay.
    case stop
    /// Notes the line and goes on.
    case `continue`
}

/// How an import is done.
public struct ImportOptions: Sendable {
    /// What to do with a line that cannot be taken.
    public let onError: ImportErrorPolicy
    /// Lines in a transaction that may change what was there.
    public let batchSize: Int
    /// Nodes and relationships in a transaction that only adds; 0 for none of these transactions.
    public let stretchSize: Int
    /// The longest line that is taken, in bytes.
    public let lineLimit: Int
    /// The record that is kept, so that the import can be resumed.
    public let record: ImportRecord?

    /// The usual options, but for those given.
    public init(
        onError: ImportErrorPolicy = .stop,
        batchSize: Int = 20_000,
        stretchSize: Int = 4_000_000,
        lineLimit: Int = 16 << 20,
        record: ImportRecord? = nil
    ) {
        self.onError = onError
        self.batchSize = max(1, batchSize)
        self.stretchSize = stretchSize
        self.lineLimit = lineLimit
        self.record = record
    }
}

/// The record of an import that can be resumed.
public struct ImportRecord: Hashable, Sendable {
    /// How an import begins.
    public enum Start: Hashable, Sendable {
        /// At the beginning, without a record; refused after an interruption.
        case unrecorded
        /// At the beginning; refused after an interruption.
        case fresh
        /// Where the import was interrupted.
        case resumed
        /// At the beginning, whatever was interrupted.
        case restarted
    }

    /// What the import is called: the paths of its files.
    public let name: String
    /// How it begins.
    public let start: Start

    /// Creates a description of a record.
    public init(name: String, start: Start) {
        self.name = name
        self.start = start
    }
}

/// A line that an import could not take.
public struct ImportProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file; `nil` when there is only one.
    public let file: String?

    /// The line, counted from 1.
    public let line: Int

    /// The place in the line, counted from 1, where it is known.
    public let column: Int?

    /// What is wrong with it.
    public let message: String

    package init(
        _ position: ImportPosition, _ error: ImportLineError, in files: [String]
    ) {
        file = files.indices.contains(position.file) ? files[position.file] : nil
        line = position.line
        column = error.column
        message = error.message
    }

    public var description: String {
        let place = (file.map { "\($0), " } ?? "") + "line \(line)"
        return "\(place)\(column.map { ", column \($0)" } ?? ""): \(message)"
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
