public import BronzeData
internal import Foundation
internal import JSON
internal import PropertyGraph
internal import SQLEngines

/// The demonstration: bronze data in files, and what the catalog says of them.
public struct DemoData: Sendable {
    /// The folder of the bronze data.
    public let folder: String

    /// Creates the demonstration's data in a folder.
    public init(folder: String) {
        self.folder = folder
    }

    /// Writes the files, loads them into the embedded engine, and adds Parquet when DuckDB is there.
    ///
    /// - Parameters:
    ///   - generator: Makes the rows.
    ///   - progress: Called with a line for each dataset and step.
    /// - Returns: Whether Parquet files were written.
    /// - Throws: What a file could not be written or read for.
    public func write(
        _ generator: BronzeGenerator,
        progress: (String) -> Void
    ) throws -> Bool {
        _ = try generator.write(to: folder) { report in
            progress("\(report.dataset.name): \(report.rowCount) rows")
        }
        let bronze = try BronzeFolder(path: folder)
        _ = try BronzeStore(folder: bronze).refresh()
        progress("loaded into the embedded engine")
        guard let program = try? DuckDBProgram() else {
            progress("no Parquet: DuckDB is not installed (`pip install duckdb-cli`)")
            return false
        }
        try ParquetFiles.write(for: bronze, using: program)
        progress("wrote Parquet through DuckDB")
        return true
    }

    /// Notes in the catalog what the files' metadata measured: rows, bytes and column statistics.
    public func record(in workspace: Workspace) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        for name in names {
            let path = "\(folder)/\(name)/_metadata.json"
            guard let bytes = FileManager.default.contents(atPath: path) else { continue }
            let metadata = try JSONValue(parsing: Array(bytes))
            guard let dataset = metadata["dataset_name"]?.stringValue else { continue }
            _ = try workspace.runNamed(
                "stewardship/record-profile",
                [
                    "dataset": .string(dataset),
                    "row_count": metadata["row_count"].map { Value($0) } ?? .null,
                    "size_bytes": metadata["size_bytes"].map { Value($0) } ?? .null,
                    "columns": .list(Self.columns(of: metadata)),
                ],
                info: workspace.info("measure \(dataset)", source: "harvest")
            )
        }
    }

    private static func columns(of metadata: JSONValue) -> [Value] {
        let rows = metadata["row_count"]?.doubleValue ?? 0
        return (metadata["statistics"]?.objectValue ?? [:]).map { member in
            let nulls = member.value["null_count"]?.doubleValue ?? 0
            return .map([
                "name": .string(member.name),
                "distinct_count": member.value["distinct_count"].map { Value($0) } ?? .null,
                "null_percentage": .float(rows > 0 ? nulls / rows * 100 : 0),
            ])
        }
    }
}
