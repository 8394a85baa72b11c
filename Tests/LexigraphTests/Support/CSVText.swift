/// A table in CSV, read by RFC 4180 with nothing of the program's own reader.
///
/// An empty field is `nil`.
struct CSVText {
    let columns: [String]
    let rows: [[String?]]

    /// The text has no header, or a row of another length.
    struct Malformed: Error {
        let row: Int
    }

    init(_ text: String) throws {
        var records = Self.records(in: Array(text.utf8))
        guard !records.isEmpty else { throw Malformed(row: 0) }
        let header = records.removeFirst()
        for (index, record) in records.enumerated() where record.count != header.count {
            throw Malformed(row: index + 1)
        }
        columns = header.map { $0 ?? "" }
        rows = records
    }

    /// The rows by the names of their columns.
    var named: [[String: String]] {
        rows.map { row in
            var named: [String: String] = [:]
            for (column, field) in zip(columns, row) { named[column] = field }
            return named
        }
    }

    private static func records(in bytes: [UInt8]) -> [[String?]] {
        var records: [[String?]] = []
        var record: [String?] = []
        var field: [UInt8] = []
        var isQuoted = false
        var index = 0
        func finished() -> String? { field.isEmpty ? nil : String(decoding: field, as: UTF8.self) }
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\"") where isQuoted && index < bytes.count && bytes[index] == byte:
                field.append(byte)
                index += 1
            case UInt8(ascii: "\""):
                isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted:
                record.append(finished())
                field = []
            case UInt8(ascii: "\n") where !isQuoted:
                record.append(finished())
                field = []
                records.append(record)
                record = []
            default:
                field.append(byte)
            }
        }
        return records
    }
}
