internal import Foundation
internal import SQLite

/// A SQLite file that is opened for reading only.
struct SourceFile {
    let path: String

    /// Checks that there is a regular file at the path; anything else, such as a pipe, could block.
    init(path: String) throws(HarvestError) {
        let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: resolved)
        guard !path.isEmpty, !path.utf8.contains(0),
            attributes?[.type] as? FileAttributeType == .typeRegular,
            FileManager.default.isReadableFile(atPath: resolved)
        else { throw .noFile(path) }
        self.path = path
    }

    /// Opens the file, and reads its schema once so that a file of another format is found out.
    ///
    /// - Parameter deadline: When statements of the connection are stopped.
    /// - Returns: The connection.
    /// - Throws: `HarvestError` when the file cannot be read.
    func open(until deadline: Deadline) throws(HarvestError) -> Connection {
        do {
            let connection = try Connection(path: path, mode: .readOnly)
            try connection.setBusyTimeout(.seconds(2))
            try connection.setPragma("trusted_schema", "OFF")
            try connection.setLimit(.valueBytes, 64 << 20)
            try connection.setProgressHandler(every: 10_000) { deadline.mayContinue }
            _ = try connection.scalar("SELECT count(*) FROM sqlite_schema")
            return connection
        } catch {
            throw problem(error)
        }
    }

    /// What a failure of SQLite means for the whole file.
    func problem(_ error: SQLiteError) -> HarvestError {
        switch error.code {
        case .notADatabase: .notADatabase(path)
        case .busy, .locked: .locked(path)
        case .interrupted: .tooSlow(path)
        default: .unreadable(path, reason: error.message)
        }
    }
}

/// The moments at which the reading of a whole source, and of one of its tables, ends.
final class Deadline {
    private let end: ContinuousClock.Instant
    private var step: ContinuousClock.Instant?

    init(_ end: ContinuousClock.Instant) { self.end = end }

    /// Whether the whole time is over.
    var isOver: Bool { ContinuousClock.now >= end }

    var mayContinue: Bool {
        let now = ContinuousClock.now
        return now < end && step.map { now < $0 } ?? true
    }

    /// Runs a part of the work that has a shorter time of its own.
    func limiting<Result>(
        to time: Duration, _ body: () throws(SQLiteError) -> Result
    ) throws(SQLiteError) -> Result {
        step = .now.advanced(by: time)
        defer { step = nil }
        return try body()
    }
}

/// An identifier as SQLite reads it whatever it is made of.
func quoted(_ identifier: String) -> String {
    "\"" + identifier.replacing("\"", with: "\"\"") + "\""
}
