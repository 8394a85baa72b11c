public import JSON
public import SQLEngines
internal import SemanticLayer

extension SourceAnswer {
    /// The answer as the service and the command line show it.
    ///
    /// `rows` are arrays in the order of `columns`, since names may repeat; both are null when the
    /// query was not run.
    public var json: JSONObject {
        func texts(_ list: [String]) -> JSONValue { .array(list.map { .string($0) }) }
        var object: JSONObject = [
            "status": .string(status.rawValue),
            "query": .string(question),
            "sql_query": sql.map { .string($0) } ?? .null,
            "columns": table.map { texts($0.columns.map(\.name)) } ?? .null,
            "rows": table.map { table in
                .array(table.rows.map { row in .array(row.map { JSONValue($0) }) })
            } ?? .null,
            "row_count": table.map { .integer(Int64($0.rows.count)) } ?? .null,
            "is_truncated": .boolean(table?.isTruncated ?? false),
            "explanation": .string(explanation.joined(separator: " ")),
            "assumptions": texts(assumptions),
            "resolutions": .array(resolutions.map(\.json)),
            "confidence": .number((confidence * 1_000).rounded() / 1_000),
        ]
        switch status {
        case .answered: break
        case .needsClarification:
            object["question"] = reply.map { .string($0) } ?? .null
            object["choices"] = texts(choices)
        case .refused: object["reason"] = reply.map { .string($0) } ?? .null
        }
        return object
    }
}

extension Resolution {
    fileprivate var json: JSONValue {
        let (kind, target): (String, String) =
            switch meaning {
            case .term(let term): ("term", term)
            case .dataset(let dataset): ("dataset", dataset)
            case .column(let column): ("column", column.description)
            case .value(let column, let value): ("value", "\(column) = \(value)")
            case .time(let range): ("time", "\(range)")
            case .limit(let count): ("limit", String(count))
            default: ("other", text)
            }
        return [
            "phrase": .string(text), "kind": .string(kind), "target": .string(target),
            "confidence": .number((confidence * 1_000).rounded() / 1_000),
        ]
    }
}

extension JSONValue {
    /// A value of a SQL result; blobs as the number of their bytes.
    public init(_ scalar: SQLScalar) {
        switch scalar {
        case .null: self = .null
        case .boolean(let boolean): self = .boolean(boolean)
        case .integer(let integer): self = .integer(integer)
        case .double(let number): self = .number(number)
        case .text(let text): self = .string(text)
        case .blob(let bytes): self = .string("<\(bytes.count) bytes>")
        }
    }
}
