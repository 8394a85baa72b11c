/// Why a CSV file cannot be read.
public enum CSVError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file cannot be opened or read.
    case unreadable(path: String, reason: String)

    /// A record is no CSV; lines and columns count from 1, columns in characters.
    case malformed(path: String, line: Int, column: Int, reason: String)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .malformed(let path, let line, let column, let reason):
            "\(path), line \(line), column \(column): \(reason)"
        }
    }
}
