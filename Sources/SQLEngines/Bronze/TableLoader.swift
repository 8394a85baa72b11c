internal import CSV
internal import SQLite

/// Loads one dataset's CSV file into a table of its name.
struct TableLoader {
    private let source: BronzeSource
    private let kinds: [Kind]

    /// How a column's text becomes a value.
    private enum Kind {
        case text
        case integer
        case real
        case boolean
        case date
        case timestamp

        init(type: String) {
            switch type.prefix(while: { $0 != "(" }) {
            case "INTEGER", "BIGINT", "INT", "SMALLINT": self = .integer
            case "DECIMAL", "NUMERIC", "DOUBLE", "REAL", "FLOAT": self = .real
            case "BOOLEAN": self = .boolean
            case "DATE": self = .date
            case "TIMESTAMP": self = .timestamp
            default: self = .text
            }
        }

        /// A declared type whose affinity keeps values as they are given.
        var declaration: String {
            switch self {
            case .text: "VARCHAR"
            case .integer: "INTEGER"
            // `DECIMAL` would turn 100.0 into the integer 100, and its quotients too.
            case .real: "REAL"
            case .boolean: "BOOLEAN"
            case .date: "DATE"
            case .timestamp: "TIMESTAMP"
            }
        }
    }

    init(_ source: BronzeSource) {
        self.source = source
        kinds = source.columns.map { Kind(type: $0.type) }
    }

    /// Creates and fills the table, then its indexes; returns the number of rows.
    func load(into connection: Connection) throws -> Int {
        let columns = zip(source.columns, kinds).map { column, kind in
            "\"\(column.name)\" \(kind.declaration)\(column.isNullable ? "" : " NOT NULL")"
        }
        let table = "\"\(source.table)\""
        try connection.run("CREATE TABLE \(table)(\(columns.joined(separator: ", ")))")
        var reader = try self.reader()
        var record = CSVRecord()
        let order = try readHeader(&reader, &record)
        let marks = Array(repeating: "?", count: kinds.count).joined(separator: ", ")
        let insert = try connection.prepare("INSERT INTO \(table) VALUES (\(marks))")
        var count = 0
        while try next(&reader, &record) {
            guard record.count == kinds.count else {
                throw failure(record, "\(record.count) fields where \(kinds.count) are expected")
            }
            for (field, column) in order.enumerated() {
                try bind(record, field, column, insert)
            }
            try insert.step()
            insert.reset()
            count += 1
        }
        for column in source.keyColumns {
            // Not unique: what comes in may hold duplicates, which quality rules look for.
            let name = "\"\(source.table)_\(column)\""
            try connection.run("CREATE INDEX \(name) ON \(table)(\"\(column)\")")
        }
        return count
    }

    /// Which column each field belongs to.
    private func readHeader(
        _ reader: inout CSVReader,
        _ record: inout CSVRecord
    ) throws -> [Int] {
        guard try next(&reader, &record) else {
            throw BronzeStoreError.row(
                path: source.csvPath, line: 1, reason: "the header is missing"
            )
        }
        let names = source.columns.map(\.name)
        let header = (0..<record.count).map { record.text($0) }
        guard Set(header).count == header.count, Set(header) == Set(names) else {
            let expected = names.joined(separator: ",")
            throw failure(record, "the header must name the columns \(expected)")
        }
        return header.compactMap { names.firstIndex(of: $0) }
    }

    private func bind(
        _ record: CSVRecord,
        _ field: Int,
        _ column: Int,
        _ insert: Statement
    ) throws {
        let bytes = record.field(field)
        let index = column + 1
        guard !bytes.isEmpty else {
            guard source.columns[column].isNullable else {
                throw failure(record, "\(source.columns[column].name) is missing")
            }
            return try insert.bindNull(at: index)
        }
        switch kinds[column] {
        case .text:
            guard bytes.allSatisfy({ $0 < 0x80 }) || isUTF8(bytes) else {
                throw failure(record, "\(source.columns[column].name) is not UTF-8")
            }
            try insert.bind(utf8: bytes.span, at: index)
        case .integer:
            guard let number = decimal(bytes), number.scale == 0 else { break }
            return try insert.bind(integer: number.digits, at: index)
        case .real:
            guard let number = real(bytes) else { break }
            return try insert.bind(real: number, at: index)
        case .boolean:
            guard let value = boolean(bytes) else { break }
            return try insert.bind(integer: value ? 1 : 0, at: index)
        case .date:
            guard isDate(bytes), bytes.count == 10 else { break }
            return try insert.bind(utf8: bytes.span, at: index)
        case .timestamp:
            guard isTimestamp(bytes) else { break }
            return try insert.bind(utf8: bytes.span, at: index)
        }
        guard case .text = kinds[column] else {
            let name = source.columns[column].name
            let type = source.columns[column].type
            throw failure(record, "\(name) is no \(type): \(record.text(field).prefix(40))")
        }
    }

    private func reader() throws(BronzeStoreError) -> CSVReader {
        do throws(CSVError) {
            return try CSVReader(path: source.csvPath)
        } catch {
            throw BronzeStoreError(error)
        }
    }

    private func next(
        _ reader: inout CSVReader, _ record: inout CSVRecord
    ) throws(BronzeStoreError) -> Bool {
        do throws(CSVError) {
            return try reader.next(into: &record)
        } catch {
            throw BronzeStoreError(error)
        }
    }

    private func failure(_ record: CSVRecord, _ reason: String) -> BronzeStoreError {
        .row(path: source.csvPath, line: record.line, reason: reason)
    }
}

// MARK: Reading values

/// Digits with an optional sign and point; nil for other forms and beyond 18 digits.
private func decimal(_ bytes: ArraySlice<UInt8>) -> (digits: Int64, scale: Int)? {
    var digits: Int64 = 0
    var count = 0
    var scale: Int?
    var rest = bytes
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    for byte in rest {
        if byte == UInt8(ascii: "."), scale == nil {
            scale = 0
            continue
        }
        guard (48...57).contains(byte), count < 18 else { return nil }
        digits = digits * 10 + Int64(byte - 48)
        count += 1
        if let places = scale { scale = places + 1 }
    }
    guard count > 0 else { return nil }
    return (isNegative ? -digits : digits, scale ?? 0)
}

/// A number, correctly rounded.
private func real(_ bytes: ArraySlice<UInt8>) -> Double? {
    // Both sides of the quotient are exact below 2⁵³ and 10²², so it is rounded once.
    if let (digits, scale) = decimal(bytes), digits.magnitude < 1 << 53 {
        return Double(digits) / powersOfTen[scale]
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let value = Double(text), value.isFinite else { return nil }
    return value
}

/// 10⁰ to 10¹⁸, each exact.
private let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18,
]

private func boolean(_ bytes: ArraySlice<UInt8>) -> Bool? {
    switch String(decoding: bytes.prefix(6), as: UTF8.self).lowercased() {
    case "true", "t", "1": true
    case "false", "f", "0": false
    default: nil
    }
}

/// Whether the bytes start with `YYYY-MM-DD`, month and day within their bounds.
private func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard matches(bytes.prefix(10), "0000-00-00") else { return false }
    let start = bytes.startIndex
    let month = (bytes[start + 5] - 48) * 10 + (bytes[start + 6] - 48)
    let day = (bytes[start + 8] - 48) * 10 + (bytes[start + 9] - 48)
    return (1...12).contains(month) && (1...31).contains(day)
}

/// Whether the bytes are `YYYY-MM-DD HH:MM:SS`.
private func isTimestamp(_ bytes: ArraySlice<UInt8>) -> Bool {
    isDate(bytes) && matches(bytes.dropFirst(10), " 00:00:00")
}

/// Whether the bytes have the pattern's length and characters, `0` standing for any digit.
private func matches(_ bytes: ArraySlice<UInt8>, _ pattern: StaticString) -> Bool {
    pattern.withUTF8Buffer { pattern in
        bytes.count == pattern.count
            && zip(bytes, pattern).allSatisfy { byte, mark in
                mark == 48 ? (48...57).contains(byte) : byte == mark
            }
    }
}

private func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
}
