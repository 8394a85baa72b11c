internal import Foundation

/// Parquet files beside a bronze folder's CSV files.
public enum ParquetFiles {
    /// Writes one Parquet file for each dataset, with the types its metadata states.
    ///
    /// - Parameters:
    ///   - folder: The folder with the CSV files.
    ///   - program: DuckDB, which does the writing.
    ///   - limits: How long the whole may take.
    /// - Throws: `SQLEngineError`.
    public static func write(
        for folder: BronzeFolder,
        using program: DuckDBProgram,
        limits: QueryLimits = .within(.seconds(600))
    ) throws(SQLEngineError) {
        let child = try DuckDBProcess(program)
        defer { child.stop() }
        for source in folder.sources {
            let path = String(source.csvPath.dropLast(4)) + ".parquet"
            let partial = path + ".partial"
            let copy = """
                COPY (SELECT * FROM \(DuckDBScript.csvScan(source))) \
                TO \(DuckDBScript.quoted(partial)) (FORMAT parquet, COMPRESSION zstd);
                """
            let answer = try child.run([copy], limits)
            guard answer.errors.isEmpty else {
                try? FileManager.default.removeItem(atPath: partial)
                throw .failed(message: answer.errors)
            }
            guard rename(partial, path) == 0 else {
                throw .failed(message: "\(path) cannot be written.")
            }
        }
    }
}
