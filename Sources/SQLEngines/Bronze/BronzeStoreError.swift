internal import CSV

/// What is wrong with the files of a bronze folder.
public enum BronzeStoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// There is no such folder, or it holds no dataset.
    case noDatasets(folder: String)
    /// A dataset's `_metadata.json` cannot be used.
    case metadata(path: String, reason: String)
    /// A line of a CSV file cannot be used; lines count from 1, the header included.
    case row(path: String, line: Int, reason: String)
    /// A file cannot be read.
    case unreadable(path: String, reason: String)
    /// The SQLite file made from the others cannot be written or read.
    case store(path: String, reason: String)

    public var description: String {
        switch self {
        case .noDatasets(let folder):
            "There are no datasets in \(folder). `lexigraph demo` creates them."
        case .metadata(let path, let reason): "\(path): \(reason)"
        case .row(let path, let line, let reason): "\(path), line \(line): \(reason)"
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .store(let path, let reason): "\(path) cannot be used: \(reason)"
        }
    }
}

extension BronzeStoreError {
    /// What is wrong with a dataset's CSV file.
    init(_ error: CSVError) {
        switch error {
        case .unreadable(let path, let reason): self = .unreadable(path: path, reason: reason)
        case .malformed(let path, let line, let column, let reason):
            self = .row(path: path, line: line, reason: "column \(column): \(reason)")
        }
    }
}
