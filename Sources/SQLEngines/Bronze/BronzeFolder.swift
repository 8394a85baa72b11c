internal import Foundation
internal import JSON

/// A dataset found in a bronze folder, as its `_metadata.json` describes it.
public struct BronzeSource: Sendable, Hashable {
    /// A column of the dataset's files.
    public struct Column: Sendable, Hashable {
        public let name: String
        /// The SQL type, such as `DECIMAL(18,2)`.
        public let type: String
        public let isNullable: Bool
    }

    /// The schema and table, such as `bronze` and `orders`.
    public let schema: String
    public let table: String
    public let columns: [Column]
    /// Columns that queries look rows up by: primary and foreign keys, then dates.
    public let keyColumns: [String]
    /// The CSV file.
    public let csvPath: String
    /// The Parquet file beside it, when there is one.
    public let parquetPath: String?
}

/// The datasets below a folder such as `data/bronze`: one folder each, with `_metadata.json`.
public struct BronzeFolder: Sendable, Hashable {
    /// The folder's absolute path.
    public let path: String
    /// The datasets by name.
    public let sources: [BronzeSource]

    /// Looks through a folder.
    ///
    /// Sub-folders without `_metadata.json` are passed over.
    ///
    /// - Throws: `BronzeStoreError` when there is nothing, or metadata cannot be used.
    public init(path: String) throws(BronzeStoreError) {
        let folder = URL(fileURLWithPath: path).standardizedFileURL.path
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var found: [BronzeSource] = []
        for entry in entries.sorted() {
            let metadata = "\(folder)/\(entry)/_metadata.json"
            guard FileManager.default.fileExists(atPath: metadata) else { continue }
            found.append(try BronzeSource(metadata: metadata, folder: "\(folder)/\(entry)"))
        }
        guard !found.isEmpty else { throw .noDatasets(folder: path) }
        self.path = folder
        sources = found
    }
}

extension BronzeSource {
    fileprivate init(metadata path: String, folder: String) throws(BronzeStoreError) {
        let json = try Self.readJSON(path)
        let names = (json["dataset_name"]?.stringValue ?? "").split(separator: ".")
        guard names.count == 2, names.allSatisfy({ Self.isIdentifier($0) }) else {
            throw .metadata(path: path, reason: "`dataset_name` must look like `bronze.orders`.")
        }
        schema = String(names[0])
        table = String(names[1])
        columns = try Self.columns(json["schema"], path)
        let known = Set(columns.map(\.name))
        var keys = (json["primary_key"]?.arrayValue ?? []).compactMap(\.stringValue)
        keys += (json["foreign_keys"]?.arrayValue ?? []).compactMap { $0["column"]?.stringValue }
        keys += columns.filter { $0.type == "DATE" || $0.type == "TIMESTAMP" }.map(\.name)
        keyColumns = keys.filter { known.contains($0) }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let stated = json["file"]?.stringValue
        let tables = files.filter { $0.hasSuffix(".csv") && (stated == nil || $0 == stated) }
        guard let file = tables.first, tables.count == 1 else {
            throw .metadata(path: path, reason: "Exactly one CSV file is expected beside it.")
        }
        csvPath = "\(folder)/\(file)"
        let parquet = "\(file.dropLast(4)).parquet"
        parquetPath = files.contains(parquet) ? "\(folder)/\(parquet)" : nil
    }

    private static func columns(
        _ schema: JSONValue?,
        _ path: String
    ) throws(BronzeStoreError) -> [Column] {
        var columns: [Column] = []
        var seen: Set<String> = []
        for entry in schema?.arrayValue ?? [] {
            guard let name = entry["name"]?.stringValue, let type = entry["type"]?.stringValue,
                isIdentifier(name[...]), seen.insert(name).inserted, isType(type)
            else {
                throw .metadata(path: path, reason: "`schema` needs different names and types.")
            }
            let isNullable = entry["nullable"]?.booleanValue ?? true
            columns.append(Column(name: name, type: type.uppercased(), isNullable: isNullable))
        }
        guard !columns.isEmpty else {
            throw .metadata(path: path, reason: "`schema` names no column.")
        }
        return columns
    }

    private static func readJSON(_ path: String) throws(BronzeStoreError) -> JSONValue {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path, reason: "no permission")
        }
        do {
            return try JSONValue(parsing: [UInt8](data))
        } catch {
            throw .metadata(path: path, reason: "\(error)")
        }
    }

    /// Letters, digits and underscores only, so that a name needs no quoting anywhere.
    private static func isIdentifier(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, !(48...57).contains(first) else { return false }
        return text.utf8.allSatisfy { byte in
            byte == 95 || (48...57).contains(byte) || (65...90).contains(byte)
                || (97...122).contains(byte)
        }
    }

    /// A type's name with sizes, such as `DECIMAL(18,2)`.
    private static func isType(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                byte == 32 || byte == 40 || byte == 41 || byte == 44 || (48...57).contains(byte)
                    || (65...90).contains(byte) || (97...122).contains(byte)
            }
    }
}
