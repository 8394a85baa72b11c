internal import PropertyGraph
internal import SQLite

/// What SQLite's errors mean to someone who uses the graph.
enum StorageErrors {
    static func translate(_ error: SQLiteError, path: String) -> GraphError {
        switch error.code {
        case .corrupt, .notADatabase:
            .storage(
                .damaged,
                "`\(path)` is damaged or is no SQLite file (\(error.message)). Restore a backup."
            )
        case .full:
            .storage(.full, "The disk with `\(path)` is full; nothing of the change was kept.")
        case .readOnly:
            .storage(.readOnly, "`\(path)` cannot be written: it or its disk is read-only.")
        case .busy, .locked:
            .storage(.busy, "`\(path)` is locked by another program. Try again.")
        case .cannotOpen:
            .storage(.inaccessible, "`\(path)` cannot be opened (\(error.message)).")
        default:
            .storage(.unknown, "`\(path)` cannot be used: \(error.message).")
        }
    }

    static func damaged(_ failure: DecodingFailure, _ place: String, path: String) -> GraphError {
        .storage(
            .damaged,
            "`\(path)` is damaged: \(place) cannot be read, \(failure.reason). Restore a backup."
        )
    }
}

extension SQLiteError {
    /// Damage that SQLite was not asked about or cannot know of.
    init(damage: String) {
        self.init(extendedCode: Code.corrupt.rawValue, message: damage)
    }
}
