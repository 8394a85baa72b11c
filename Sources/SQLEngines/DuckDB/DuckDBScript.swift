internal import Foundation

/// The statements that make a bronze folder's files known to DuckDB.
enum DuckDBScript {
    /// Reads a dataset's CSV file with the types its metadata states.
    static func csvScan(_ source: BronzeSource) -> String {
        let columns = source.columns.map { "'\($0.name)': '\($0.type)'" }
        return """
            read_csv(\(quoted(source.csvPath)), header = true, auto_detect = false, delim = ',', \
            quote = '"', escape = '"', nullstr = '', columns = {\(columns.joined(separator: ", "))})
            """
    }

    /// Reads a dataset's Parquet file if it is not older than the CSV file, else that.
    static func scan(_ source: BronzeSource) -> String {
        guard let parquet = source.parquetPath, let made = modified(parquet),
            let changed = modified(source.csvPath), made >= changed
        else { return csvScan(source) }
        return "read_parquet(\(quoted(parquet)))"
    }

    /// The lines that open a locked session on a folder.
    ///
    /// The order matters: directories can only be allowed before the lock, and the lock ends all
    /// access to other files, the shell and the settings.
    static func session(_ folder: BronzeFolder) -> [String] {
        var lines = [
            "SET allowed_directories = [\(quoted(folder.path + "/"))];",
            "SET memory_limit = '1GB';",
            "SET threads = 2;",
            "SET autoinstall_known_extensions = false;",
            "SET autoload_known_extensions = false;",
        ]
        for schema in Set(folder.sources.map(\.schema)).sorted() {
            lines.append("CREATE SCHEMA IF NOT EXISTS \"\(schema)\";")
        }
        for source in folder.sources {
            let name = "\"\(source.schema)\".\"\(source.table)\""
            lines.append("CREATE VIEW \(name) AS SELECT * FROM \(scan(source));")
        }
        return lines + [".nullvalue \"\\001N\"", ".safe_mode"]
    }

    /// A string constant.
    static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "''") + "'"
    }

    private static func modified(_ path: String) -> Date? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.modificationDate] as? Date
    }
}
