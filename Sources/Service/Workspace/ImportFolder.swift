internal import CSV
internal import CypherRuntime
internal import CypherSyntax
internal import Foundation
internal import PropertyGraph

/// The folder whose files `LOAD CSV` may read, and no others.
///
/// A file is named by a URL such as `file:///orders/2024.csv`, which is found in the folder.
/// Each row is a list of texts, or a map of them by the names in the first row; empty fields are
/// null.
///
/// Source: Neo4j 5 Cypher manual, "LOAD CSV".
struct ImportFolder: Sendable {
    private let path: String

    /// The longest file that is read: 256 MiB.
    private static let sizeLimit = 256 << 20

    init(path: String) {
        self.path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    /// The function that reads files of the folder.
    var function: FunctionDescriptor {
        FileFunctions.rows { (arguments, context) throws(CypherError) in
            guard case .string(let location) = arguments[0],
                case .boolean(let hasHeaders) = arguments[1],
                case .string(let text) = arguments[2]
            else { return .null }
            guard text.utf8.count == 1, let separator = text.utf8.first, separator < 0x80,
                ![0x0A, 0x0D, 0x22].contains(separator)
            else {
                throw Self.failure("FIELDTERMINATOR must be one ASCII character.", location)
            }
            let limit = context.environment.maximumListLength
            do {
                var reader = try CSVReader(path: try file(location), separator: separator)
                return try Self.rows(from: &reader, hasHeaders: hasHeaders, limit: limit)
            } catch let error as CypherError {
                throw error
            } catch {
                throw Self.failure(
                    "The file cannot be read as CSV: \(Self.reason(error))", location)
            }
        }
    }

    /// The path of the file that a URL names.
    ///
    /// - Throws: `CypherError` when it is no file URL, or the file is missing, too long, or outside
    ///   of the folder, be it through `..` or a symbolic link.
    private func file(_ location: String) throws(CypherError) -> String {
        guard let url = URL(string: location), url.scheme?.lowercased() == "file",
            url.host ?? "" == "" || url.host == "localhost"
        else {
            throw Self.failure(
                "LOAD CSV reads files named as `file:///name.csv`, and nothing else.", location)
        }
        let file = URL(fileURLWithPath: path).appendingPathComponent(url.path)
            .standardizedFileURL.resolvingSymlinksInPath().path
        guard file.hasPrefix(path == "/" ? path : path + "/") else {
            throw Self.failure("The file lies outside of the import folder.", location)
        }
        let size = (try? FileManager.default.attributesOfItem(atPath: file)[.size]) as? NSNumber
        guard let size else { throw Self.failure("There is no such file to import.", location) }
        guard size.int64Value <= Self.sizeLimit else {
            throw Self.failure(
                "A file to import may have at most \(Self.sizeLimit >> 20) MiB.", location)
        }
        return file
    }

    private static func rows(
        from reader: inout CSVReader, hasHeaders: Bool, limit: Int
    ) throws -> Value {
        var record = CSVRecord()
        var headers: [String] = []
        if hasHeaders {
            guard try reader.next(into: &record) else { return .list([]) }
            headers = (0..<record.count).map { record.text($0) }
        }
        var rows: [Value] = []
        var cells = 0
        while try reader.next(into: &record) {
            let fields = (0..<record.count).map { index -> Value in
                record.field(index).isEmpty ? .null : .string(record.text(index))
            }
            cells += max(fields.count, headers.count)
            guard cells <= limit else {
                throw CypherError(
                    .limitExceeded, at: .runtime, detail: "Memory",
                    message: "The file has more fields than a query may hold.",
                    hint: "Split the file.")
            }
            rows.append(hasHeaders ? row(fields, headers) : .list(fields))
        }
        return .list(rows)
    }

    /// A row by the names of its fields; a field that the row lacks is null.
    private static func row(_ fields: [Value], _ headers: [String]) -> Value {
        var map: [String: Value] = [:]
        for (index, name) in headers.enumerated() {
            map[name] = fields.indices.contains(index) ? fields[index] : .null
        }
        return .map(map)
    }

    private static func reason(_ error: any Error) -> String {
        guard case .malformed(_, let line, let column, let reason) = error as? CSVError else {
            return "it is damaged, or no permission."
        }
        return "\(reason) in line \(line), column \(column)."
    }

    private static func failure(_ message: String, _ location: String) -> CypherError {
        CypherError(
            .argumentError, at: .runtime, detail: "ExternalResourceFailed",
            message: "\(message) (`\(location)`)")
    }
}
