internal import Analytics
internal import HTTP
internal import HTTPServer
internal import Harvest
internal import JSON
internal import PropertyGraph
internal import SQLEngines
internal import SemanticLayer

/// Registered sources: what they are, and questions about them.
struct SourceRoutes: Sendable {
    let workspace: Workspace

    func register(on router: inout Router) {
        router.get("/api/v1/sources", use: sources)
        router.post("/api/v1/sources", use: add)
        router.on(.delete, "/api/v1/sources/{name}", use: remove)
        router.post("/api/v1/query", use: query)
        router.post("/api/v1/joins", use: joins)
    }

    /// Lists the registered sources.
    @Sendable
    func sources(_ request: Request) throws -> Response {
        .json(["sources": .array(workspace.sources().map(\.json))])
    }

    /// Registers and harvests a database, or harvests it again:
    /// `POST /api/v1/sources {"name": "shop", "kind": "sqlite", "path": "/data/shop.sqlite"}`.
    ///
    /// Answers 201 for a new source, 200 for a known one.
    @Sendable
    func add(_ request: Request) throws -> Response {
        let body = try request.json()
        let source = try SourceRegistration(
            name: try body.text("name"), kind: try body.optionalText("kind") ?? "sqlite",
            path: try body.text("path"))
        let isNew = !workspace.sources().contains { $0.source.name == source.name }
        let summary = try workspace.register(
            source, actor: request.actor ?? "http", way: "http")
        var object: JSONObject = ["name": .string(source.name)]
        for member in summary.json { object[member.name] = member.value }
        return .json(.object(object), status: isNew ? .created : .ok)
    }

    /// Takes a source out of the catalog: `DELETE /api/v1/sources/shop`.
    @Sendable
    func remove(_ request: Request) throws -> Response {
        let name = try request.path("name")
        try workspace.removeSource(name, actor: request.actor ?? "http", way: "http")
        return .json(["removed": .string(name)])
    }

    /// Answers a question: `POST /api/v1/query {"query": "How many customers?", "source": "shop"}`.
    ///
    /// Also `dry_run`, `user_id`, `limit` (rows, at most 10,000; 1,000 if absent), `timeout_ms` (at
    /// most 60,000; 10,000 if absent) and `today`. Answers 200 also when the question leads to a
    /// question or a refusal; `status` says so.
    @Sendable
    func query(_ request: Request) throws -> Response {
        let body = try request.json()
        guard let question = try body.optionalText("query") ?? body.optionalText("question"),
            question.contains(where: { !$0.isWhitespace })
        else {
            throw Problem(
                .unprocessableContent, "The body needs the member `query`: what to answer.")
        }
        let name = try body.optionalText("source") ?? body.optionalText("database_id")
        let limit = try body.integer("limit", default: 1_000, in: 1...10_000)
        let timeout = try body.integer("timeout_ms", default: 10_000, in: 1...60_000)
        let source = try name ?? workspace.onlySource()
        let today = try body.optionalText("today").map { text in
            guard let day = CalendarDate(iso: text) else {
                throw Problem(
                    .unprocessableContent, "`today` is a date such as 2025-06-30, not `\(text)`.")
            }
            return day
        }
        let (analyst, _) = try workspace.analyst(of: source, for: body.optionalText("user_id"))
        let clock = ContinuousClock()
        let start = clock.now
        let answer = try analyst.answer(
            question, today: today ?? Moment.now().day,
            limits: .within(.milliseconds(timeout), maxRows: limit),
            dryRun: body["dry_run"]?.booleanValue ?? false)
        var object = answer.json
        object["source"] = .string(source)
        object["conversation_id"] = body["conversation_id"] ?? .null
        object["execution_time_ms"] = .number((clock.now - start).milliseconds)
        return .json(.object(object))
    }

    /// Connects tables: `POST /api/v1/joins {"tables": ["Track", "Artist"], "source": "shop"}`.
    @Sendable
    func joins(_ request: Request) throws -> Response {
        let body = try request.json()
        let tables = body["tables"]?.arrayValue?.compactMap(\.stringValue) ?? []
        guard !tables.isEmpty, tables.count == body["tables"]?.arrayValue?.count else {
            throw Problem(
                .unprocessableContent, "The body needs the member `tables`: a list of names.")
        }
        let source = try body.optionalText("source") ?? workspace.onlySource()
        return .json(try workspace.joins(of: tables, in: source).json)
    }
}

extension JSONValue {
    /// A text that a body must have.
    fileprivate func text(_ name: String) throws(Problem) -> String {
        guard let text = try optionalText(name) else {
            throw Problem(.unprocessableContent, "The body needs the member `\(name)`, a text.")
        }
        return text
    }

    /// A text that a body may have.
    fileprivate func optionalText(_ name: String) throws(Problem) -> String? {
        switch self[name] {
        case nil, .null?: return nil
        case .string(let text)?: return text
        default:
            throw Problem(.unprocessableContent, "The member `\(name)` must be a text.")
        }
    }

    fileprivate func integer(
        _ name: String, default fallback: Int, in range: ClosedRange<Int>
    ) throws(Problem) -> Int {
        guard let value = self[name], value != .null else { return fallback }
        guard let integer = value.integerValue.flatMap({ Int(exactly: $0) }),
            range.contains(integer)
        else {
            throw Problem(
                .unprocessableContent,
                "`\(name)` must be an integer from \(range.lowerBound) to \(range.upperBound).")
        }
        return integer
    }
}
