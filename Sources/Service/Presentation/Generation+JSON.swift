public import Agents
internal import Analytics
internal import DataProducts
public import JSON
internal import SQLEngines

extension Generation {
    /// The result as one JSON object; at most `rowLimit` rows are shown.
    public func json(rowLimit: Int = 100) -> JSONObject {
        var object: JSONObject = [
            "status": .string(status.rawValue),
            "data_product_spec": specification?.json ?? .null,
            "rows": rowsJSON(limit: rowLimit),
            "row_count": .integer(Int64(rowCount)),
            "confidence": .number((confidence * 1_000).rounded() / 1_000),
            "explanation": .array(explanation.map { .string($0) }),
            "execution_time_ms": .integer(Int64(duration.milliseconds.rounded())),
            "agent_logs": .array(log.map(\.json)),
        ]
        if let question { object["question"] = .string(question) }
        if !choices.isEmpty { object["choices"] = .array(choices.map { .string($0) }) }
        return object
    }

    private func rowsJSON(limit: Int) -> JSONValue {
        guard let rows else { return [] }
        let names = rows.columns.map(\.name)
        return .array(
            rows.rows.prefix(limit).map { row in
                .object(JSONObject(zip(names, row).map { ($0, JSONValue($1)) }))
            }
        )
    }
}

extension Generation.LogEntry {
    fileprivate var json: JSONValue {
        [
            "agent": .string(agent),
            "attempt": .integer(Int64(attempt)),
            "start_ms": .number(start.milliseconds),
            "duration_ms": .number(duration.milliseconds),
            "status": .string(ending),
            "summary": .string(summary),
            "output": .object(output),
            "graph_queries": .integer(Int64(graphQueries)),
        ]
    }
}

extension Duration {
    /// The duration in milliseconds, to the microsecond.
    var milliseconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) * 1_000 + (Double(attoseconds) / 1e12).rounded() / 1_000
    }
}
