internal import Foundation
internal import SQLite

/// Keeps `bronze.sqlite` beside the CSV files in step with them.
///
/// The file is made anew when a CSV file's size, time of change or columns differ from what it was
/// made of. It is written under another name and then moved, so readers see the old or the new one.
///
/// How values are stored: `VARCHAR`, `DATE` and `TIMESTAMP` as text, `INTEGER` and `BIGINT` as
/// integers, `BOOLEAN` as 0 and 1, decimals as `REAL`. SQLite has no exact decimals; a double holds
/// every amount below 10¹³ to the cent, and sums of a million of them agree with exact ones to
/// better than one part in 10¹².
public struct BronzeStore: Sendable {
    /// The datasets it is made of.
    public let folder: BronzeFolder

    /// The SQLite file's path.
    public let path: String

    /// The version of the file's layout; another one is made anew.
    private static let layout: Int64 = 1

    /// The store of a folder, which need not exist as a file yet.
    public init(folder: BronzeFolder) {
        self.folder = folder
        path = "\(folder.path)/bronze.sqlite"
    }

    /// Makes the file anew if the CSV files changed; true when it did.
    ///
    /// - Parameter progress: Called with each table's name and row count.
    /// - Returns: Whether the file was made anew.
    /// - Throws: `BronzeStoreError`; the former file is then untouched.
    /// - Complexity: O(bytes of CSV) when something changed, else O(files).
    @discardableResult
    public func refresh(
        progress: (_ table: String, _ rows: Int) -> Void = { _, _ in }
    ) throws(BronzeStoreError) -> Bool {
        let current = try folder.sources.map { source throws(BronzeStoreError) in
            try Stamp(source)
        }
        guard !isMade(of: current) else { return false }
        let identifier = ProcessInfo.processInfo.processIdentifier
        let partial = "\(path).\(identifier)-\(UInt32.random(in: 0 ... .max)).partial"
        defer { try? FileManager.default.removeItem(atPath: partial) }
        do {
            try build(at: partial, current, progress)
        } catch let error as BronzeStoreError {
            throw error
        } catch {
            throw .store(path: path, reason: "\(error)")
        }
        guard rename(partial, path) == 0 else {
            throw .store(path: path, reason: "the new file cannot be moved there")
        }
        return true
    }

    /// Whether the file exists and was made of these files.
    private func isMade(of stamps: [Stamp]) -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return false }
        do {
            let connection = try Connection(path: path, mode: .readOnly)
            guard try connection.pragma("user_version") == .integer(Self.layout) else {
                return false
            }
            let rows = try connection.rows(
                "SELECT name, size, modified, shape FROM _source ORDER BY rowid"
            )
            return rows == stamps.map(\.row)
        } catch {
            // A damaged file is no loss: it is made anew.
            return false
        }
    }

    private func build(
        at partial: String,
        _ stamps: [Stamp],
        _ progress: (String, Int) -> Void
    ) throws {
        let connection = try Connection(path: partial)
        // A half-written file is thrown away, so nothing needs to be synced or rolled back.
        for (name, value) in [("journal_mode", "OFF"), ("synchronous", "OFF")] {
            try connection.setPragma(name, .text(value))
        }
        try connection.setPragma("cache_size", .integer(-65_536))
        try connection.begin(.exclusive)
        for source in folder.sources {
            progress(source.table, try TableLoader(source).load(into: connection))
        }
        try connection.execute(
            script: "CREATE TABLE _source(name TEXT, size INTEGER, modified INTEGER, shape TEXT)"
        )
        for stamp in stamps {
            try connection.run("INSERT INTO _source VALUES (?, ?, ?, ?)", stamp.row)
        }
        try connection.setPragma("user_version", .integer(Self.layout))
        try connection.commit()
        try connection.run("ANALYZE")
        connection.close()
    }

    /// What identifies the state of a CSV file.
    private struct Stamp {
        let row: [SQLiteValue]

        init(_ source: BronzeSource) throws(BronzeStoreError) {
            let attributes = try? FileManager.default.attributesOfItem(atPath: source.csvPath)
            guard let attributes, let size = attributes[.size] as? Int,
                let date = attributes[.modificationDate] as? Date
            else { throw .unreadable(path: source.csvPath, reason: "there is no such file") }
            let shape = source.columns.map { "\($0.name) \($0.type) \($0.isNullable)" }
            row = [
                .text("\(source.schema).\(source.table)"),
                .integer(Int64(size)),
                .integer(Int64(date.timeIntervalSince1970 * 1_000_000)),
                .text((shape + source.keyColumns).joined(separator: ",")),
            ]
        }
    }
}
