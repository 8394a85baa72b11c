public import GraphStore
public import JSON
internal import PropertyGraph

/// All that happened to one node or relationship.
public struct EntityHistory: Sendable {
    /// What one transaction did to it.
    public struct Version: Sendable {
        /// The transaction.
        public let entry: LogEntry
        /// What it did.
        public let change: EntityChange
    }

    /// What it is called now, or was called last.
    public let name: String
    /// `node` or `relationship`.
    public let kind: String
    /// Its identity.
    public let id: UInt32
    /// Whether it is there now.
    public let exists: Bool
    /// The oldest first.
    public let versions: [Version]

    /// The history as JSON.
    public var json: JSONValue {
        [
            "name": .string(name), "kind": .string(kind), "id": .integer(Int64(id)),
            "exists": .boolean(exists),
            "versions": .array(
                versions.map { version in
                    var object = version.entry.circumstances
                    for member in version.change.json { object[member.name] = member.value }
                    return .object(object)
                }),
        ]
    }
}

extension LogEntry {
    /// Who, when, why and through what, as JSON.
    var circumstances: JSONObject {
        [
            "sequence": .integer(Int64(clamping: sequence)),
            "time": .string(timeText),
            "actor": .string(info.actor),
            "source": .string(info.source),
            "reason": info.reason.map { .string($0) } ?? .null,
        ]
    }

    /// The time in ISO 8601, in UTC, to the microsecond.
    public var timeText: String { Moment.text(nanoseconds: info.time) }

    /// The entry as JSON.
    public var json: JSONValue {
        var object = circumstances
        object["nodes"] = [
            "created": .integer(Int64(counts.nodesCreated)),
            "changed": .integer(Int64(counts.nodesChanged)),
            "deleted": .integer(Int64(counts.nodesDeleted)),
        ]
        object["relationships"] = [
            "created": .integer(Int64(counts.relationshipsCreated)),
            "changed": .integer(Int64(counts.relationshipsChanged)),
            "deleted": .integer(Int64(counts.relationshipsDeleted)),
        ]
        object["schema_changes"] = .integer(Int64(counts.schemaChanges))
        object["digest"] = .string(digest)
        if let rewrittenBy { object["rewritten_by"] = .integer(Int64(clamping: rewrittenBy)) }
        return .object(object)
    }

    /// How much it changed, in words.
    public var summary: String {
        let parts = [
            Self.part("nodes", counts.nodesCreated, counts.nodesChanged, counts.nodesDeleted),
            Self.part(
                "relationships", counts.relationshipsCreated, counts.relationshipsChanged,
                counts.relationshipsDeleted),
            counts.schemaChanges > 0 ? "\(counts.schemaChanges) schema" : nil,
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    private static func part(
        _ what: String, _ created: Int, _ changed: Int, _ deleted: Int
    ) -> String? {
        let signs = [("+", created), ("~", changed), ("-", deleted)].filter { $0.1 > 0 }
        guard !signs.isEmpty else { return nil }
        return signs.map { "\($0.0)\($0.1)" }.joined(separator: " ") + " " + what
    }
}
