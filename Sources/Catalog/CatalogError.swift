/// What is wrong with a file of the catalog, or with what it asks for.
public enum CatalogError: Error, Hashable, CustomStringConvertible {
    /// The header of the query file at the path cannot be read, for the reason given.
    case badQueryHeader(String, String)

    /// A place in a catalog file is wrong.
    case badDocument(DocumentProblem)

    /// The shape that the schema's comments declare cannot be read, for the reason given.
    case badModel(String, String)

    public var description: String {
        switch self {
        case .badQueryHeader(let path, let reason): "\(path): \(reason)"
        case .badDocument(let problem): problem.description
        case .badModel(let path, let reason): "\(path): \(reason)"
        }
    }
}

/// What is wrong at one place of a catalog file.
public struct DocumentProblem: Hashable, Sendable, CustomStringConvertible {
    /// The file's path or name.
    public let file: String

    /// The line, counted from 1.
    public let line: Int

    /// The column, counted from 1.
    public let column: Int

    /// What is wrong and what would be right.
    public let message: String

    public var description: String {
        "\(file):\(line):\(column): \(message)"
    }
}
