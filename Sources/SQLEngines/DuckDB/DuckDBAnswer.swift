import CSV

/// The CSV that DuckDB printed, read into values.
struct DuckDBAnswer {
    /// The header and the rows; nil is `NULL`.
    let records: [[String?]]
    private let isCutOff: Bool

    init(_ answer: DuckDBProcess.Answer, _ limits: QueryLimits) throws(SQLEngineError) {
        var reader = CSVReader(
            bytes: answer.output, path: "DuckDB's answer", skipsBlankLines: false
        )
        var record = CSVRecord()
        var found: [[String?]] = []
        var isCutOff = answer.isCutOff
        do throws(CSVError) {
            while try reader.next(into: &record) {
                // The header is one more.
                guard found.count <= limits.maxRows else {
                    isCutOff = true
                    break
                }
                found.append(
                    (0..<record.count).map { index in
                        let isNull = record.field(index).elementsEqual(DuckDBProcess.nullMark)
                        return isNull ? nil : record.text(index)
                    }
                )
            }
        } catch {
            // Only an answer that was cut off may end inside a record.
            guard isCutOff else { throw .failed(message: error.description) }
        }
        if answer.isCutOff { found.removeLast(min(1, max(0, found.count - 1))) }
        records = found
        self.isCutOff = isCutOff
    }

    /// The rows with values of the columns' types.
    func table(_ columns: [SQLTable.Column]) throws(SQLEngineError) -> SQLTable {
        let kinds = columns.map { Kind(type: $0.type ?? "") }
        var rows: [[SQLScalar]] = []
        rows.reserveCapacity(records.count)
        for record in records.dropFirst() {
            guard record.count == kinds.count else {
                throw .failed(message: "DuckDB answered with a row of another width.")
            }
            rows.append(zip(record, kinds).map { text, kind in kind.value(text) })
        }
        return SQLTable(columns: columns, rows: rows, isTruncated: isCutOff)
    }

    /// How a column's text becomes a value.
    private enum Kind {
        case integer
        case double
        case boolean
        case text

        init(type: String) {
            switch type.prefix(while: { $0 != "(" }) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT",
                "UINTEGER", "UBIGINT", "UHUGEINT":
                self = .integer
            case "DOUBLE", "FLOAT", "DECIMAL": self = .double
            case "BOOLEAN": self = .boolean
            default: self = .text
            }
        }

        func value(_ text: String?) -> SQLScalar {
            guard let text else { return .null }
            switch self {
            case .integer:
                if let integer = Int64(text) { return .integer(integer) }
                return Double(text).map(SQLScalar.double) ?? .text(text)
            case .double: return Double(text).map(SQLScalar.double) ?? .text(text)
            case .boolean: return .boolean(text == "true")
            case .text: return .text(text)
            }
        }
    }
}
