internal import CypherRuntime
public import Harvest
public import JSON
internal import PropertyGraph

extension SourceReader.Listing {
    /// The source as JSON.
    public var json: JSONValue {
        [
            "name": .string(source.name), "kind": .string(source.kind),
            "path": .string(source.path), "tables": .integer(Int64(tables)),
            "columns": .integer(Int64(columns)),
            "harvested_at": harvestedAt.map { .string(Value.dateTime($0).scalarText ?? "") }
                ?? .null,
        ]
    }
}

extension HarvestSummary {
    /// What was found and changed, as JSON.
    public var json: JSONObject {
        func texts(_ list: [String]) -> JSONValue { .array(list.map { .string($0) }) }
        return [
            "tables": .integer(Int64(tables)), "columns": .integer(Int64(columns)),
            "references": .integer(Int64(references)), "added": texts(added), "gone": texts(gone),
            "changes": .integer(Int64(changes)),
            "skipped": .array(
                skipped.map { ["table": .string($0.table), "reason": .string($0.reason)] }),
            "warnings": texts(warnings),
        ]
    }
}
