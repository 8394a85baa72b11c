public import GraphStore
public import JSON

extension CheckReport {
    /// The report as JSON.
    public var json: JSONValue {
        [
            "path": .string(path),
            "clean": .boolean(isClean),
            "findings": .array(
                findings.map {
                    ["kind": .string($0.kind.rawValue), "message": .string($0.message)]
                }),
            "sequence": .integer(Int64(clamping: sequence)),
            "changes": .integer(Int64(entries)),
            "first_checked_state": .integer(Int64(clamping: firstCheckedState)),
            "nodes": .integer(Int64(nodes)),
            "relationships": .integer(Int64(relationships)),
            "digest": .string(digest),
        ]
    }
}
