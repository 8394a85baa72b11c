internal import Foundation
internal import GraphStore
internal import HTTP
internal import HTTPServer
internal import JSON
internal import PropertyGraph

/// What changed, who changed it, and taking it back.
struct HistoryRoutes: Sendable {
    let workspace: Workspace

    func register(on router: inout Router) {
        router.get("/api/v1/changes", use: changes)
        router.get("/api/v1/changes/{sequence}", use: change)
        router.post("/api/v1/changes/{sequence}/undo", use: undo)
        router.get("/api/v1/history/{label}/{key}", use: history)
        router.get("/api/v1/diff", use: difference)
    }

    /// The log, the newest first: `GET /api/v1/changes?limit=20&actor=ann&since=2026-03-01`.
    @Sendable
    func changes(_ request: Request) throws -> Response {
        let query = request.target.query
        let entries = try workspace.entries(
            limit: try request.query("limit", default: 20, in: 1...10_000), since: query["since"],
            actor: query["actor"])
        return .json(["changes": .array(entries.map(\.json))])
    }

    /// What one transaction did: `GET /api/v1/changes/42`.
    @Sendable
    func change(_ request: Request) throws -> Response {
        let sequence = try Self.sequence(request)
        let (entry, difference) = try workspace.change(sequence)
        guard case .object(var object) = entry.json, case .object(let parts) = difference.json
        else { throw HistoryError.unknownChange(sequence, known: nil) }
        for member in parts where member.name != "from" && member.name != "to" {
            object["changed_\(member.name)"] = member.value
        }
        return .json(.object(object))
    }

    /// Undoes a transaction: `POST /api/v1/changes/42/undo?dryRun=true {"reason": "…"}`.
    ///
    /// Answers 409 with the later changes that are in the way.
    @Sendable
    func undo(_ request: Request) throws -> Response {
        let sequence = try Self.sequence(request)
        if request.target.query["dryRun"] == "true" {
            let preview = try workspace.undoPreview(sequence)
            return .json(["undone": false, "difference": preview.json])
        }
        var reason = "undo change \(sequence)"
        if !request.bytes.isEmpty, let text = try request.json()["reason"]?.stringValue {
            reason = text
        }
        let info = workspace.info(reason, actor: request.actor ?? "http", source: "http")
        let (undo, difference) = try workspace.undo(sequence, info)
        return .json([
            "undone": true, "sequence": .integer(Int64(clamping: undo)),
            "difference": difference.json,
        ])
    }

    /// What happened to an entity: `GET /api/v1/history/BusinessTerm/revenue`.
    @Sendable
    func history(_ request: Request) throws -> Response {
        let history = try workspace.history(
            of: try request.path("label"), try request.path("key"))
        return .json(history.json)
    }

    /// How two moments differ: `GET /api/v1/diff?from=2026-03-01&to=42`; to now without `to`.
    @Sendable
    func difference(_ request: Request) throws -> Response {
        let query = request.target.query
        guard let from = query["from"] else {
            throw Problem(.unprocessableContent, "`from` is missing: a change or a time.")
        }
        let now = String(workspace.database.snapshot().sequence)
        return .json(try workspace.difference(from, query["to"] ?? now).json)
    }

    private static func sequence(_ request: Request) throws -> UInt64 {
        let text = try request.path("sequence")
        guard let sequence = UInt64(text) else {
            throw Problem(.notFound, "`\(text)` is not the number of a change.")
        }
        return sequence
    }
}

extension UndoConflict {
    /// The conflict as JSON.
    var json: JSONValue {
        let (kind, id): (String, JSONValue) =
            switch entity {
            case .node(let id): ("node", .integer(Int64(id.rawValue)))
            case .relationship(let id): ("relationship", .integer(Int64(id.rawValue)))
            case .schema(let name): ("schema", .string(name))
            }
        return [
            "kind": .string(kind), "id": id, "message": .string("\(reason)"),
            "sequences": .array(sequences.map { .integer(Int64(clamping: $0)) }),
        ]
    }
}
