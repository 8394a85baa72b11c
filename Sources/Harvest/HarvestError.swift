/// Why a source could not be harvested.
public enum HarvestError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name cannot be that of a source.
    case badName(String)

    /// Sources of this kind cannot be registered.
    case unknownKind(String)

    /// There is no file at the path, or it is no regular file.
    case noFile(String)

    /// The file is the catalog's own.
    case ownFile(String)

    /// The file is no SQLite database.
    case notADatabase(String)

    /// Another process keeps the file locked.
    case locked(String)

    /// The file cannot be read, for SQLite's reason.
    case unreadable(String, reason: String)

    /// The reading took longer than it may.
    case tooSlow(String)

    /// The catalog has a source of this name that was not registered from a file.
    case nameTaken(String)

    /// There is no registered source of this name.
    case unknownSource(String)

    public var description: String {
        switch self {
        case .badName(let name):
            "`\(name)` cannot name a source: take 1 to 64 letters, digits, `_` and `-`, beginning "
                + "with a letter."
        case .unknownKind(let kind):
            "Sources of the kind `\(kind)` cannot be registered; take `sqlite`."
        case .noFile(let path): "There is no file at `\(path)` that could be read."
        case .ownFile(let path): "`\(path)` is the catalog itself; name another database."
        case .notADatabase(let path): "`\(path)` is not a SQLite database."
        case .locked(let path):
            "`\(path)` is locked by another process; try again when that is done."
        case .unreadable(let path, let reason): "`\(path)` cannot be read: \(reason)."
        case .tooSlow(let path):
            "`\(path)` took too long to read; its schema could not be harvested in time."
        case .nameTaken(let name):
            "The catalog has a source `\(name)` already that is no registered database; take "
                + "another name."
        case .unknownSource(let name): "There is no registered source `\(name)`."
        }
    }
}
