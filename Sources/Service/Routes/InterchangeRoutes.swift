public import Catalog
internal import Foundation
internal import HTTP
internal import HTTPServer
internal import Interchange
public import JSON
internal import PropertyGraph
internal import Synchronization

/// The whole graph in and out.
struct InterchangeRoutes: Sendable {
    let workspace: Workspace
    /// How many exports may run at once, each on a thread of its own.
    private let exports = Permits(4)

    init(workspace: Workspace) {
        self.workspace = workspace
    }

    func register(on router: inout Router) {
        router.on(.post, "/api/v1/import", body: .streamed, use: importLines)
        router.get("/api/v1/export", use: export)
    }

    /// Imports a streamed body of JSON Lines: `POST /api/v1/import?on_error=continue`.
    ///
    /// What is answered is on disk. An answer that says what went wrong has `committed_line`, 0 when
    /// nothing was imported.
    @Sendable
    func importLines(_ request: Request) throws -> Response {
        let text = request.target.query["on_error"] ?? ImportErrorPolicy.stop.rawValue
        guard let policy = ImportErrorPolicy(rawValue: text) else {
            throw Problem(
                .unprocessableContent,
                "`on_error` must be `stop` or `continue`, not `\(text)`."
            )
        }
        guard case .stream(let body) = request.body else {
            throw Problem(.badRequest, "The body is missing.")
        }
        var importer = try JSONLinesImporter(
            into: workspace.database,
            info: workspace.info("import", actor: request.actor, source: "import"),
            options: ImportOptions(onError: policy),
            // The workspace's database completes each commit itself.
            prepare: { _ in }
        )
        do {
            while let piece = body.read() { try importer.append(piece) }
            guard !body.isCut else {
                throw Problem(
                    .badRequest, "The upload broke off after line \(importer.report.lines).")
            }
            return .json(try importer.finish().json)
        } catch {
            throw Self.problem(error, committedLine: importer.report.committedLine)
        }
    }

    /// What went wrong, with the last line that is in the graph nevertheless: an import can be begun
    /// again with the line after it.
    private static func problem(_ error: any Error, committedLine line: Int) -> Problem {
        let problem = (error as? Problem) ?? ErrorResponses.problem(of: error)
        var members = problem.members
        members["committed_line"] = .integer(Int64(line))
        return Problem(problem.status, problem.detail, members: members)
    }

    /// Exports the graph, streamed: `GET /api/v1/export?format=cypher&asOf=…`; JSON Lines without a
    /// format.
    ///
    /// Answers 503 when too many do so already, and 422 for a format that is not there or that
    /// cannot hold the graph.
    @Sendable
    func export(_ request: Request) throws -> Response {
        let name = request.target.query["format"] ?? ExportFormat.jsonl.rawValue
        guard let format = ExportFormat(rawValue: name) else {
            let all = ExportFormat.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            throw Problem(.unprocessableContent, "`format` is one of \(all), not `\(name)`.")
        }
        let graph = try workspace.graph(asOf: request.asOf)
        guard exports.take() else {
            var refusal =
                Problem(.serviceUnavailable, "Too many exports are under way; try again later.")
                .response
            refusal.headers["Retry-After"] = "10"
            return refusal
        }
        let channel = ByteChannel()
        let start = ExportStart()
        Thread.detachNewThread { [exports] in
            defer { exports.giveBack() }
            let outcome = Result {
                try GraphExporter(graph).write(format) { piece in
                    start.begin()
                    guard channel.write(piece) else { throw CancellationError() }
                }
            }
            switch outcome {
            case .success:
                start.begin()
                channel.finish()
            case .failure(let error):
                start.fail(error)
                channel.cut()
            }
        }
        if let error = start.wait() {
            throw (error as? ExportError).map { Problem(.unprocessableContent, $0.description) }
                ?? error
        }
        return Response(
            headers: [
                "Content-Type": format.mediaType,
                "Content-Disposition": "attachment; filename=\"graph.\(format.fileExtension)\"",
            ],
            body: .stream(channel))
    }
}

/// Whether an export has begun to write or was refused before.
private final class ExportStart: Sendable {
    private let outcome = Mutex<(isKnown: Bool, error: (any Error)?)>((false, nil))
    private let isKnown = DispatchSemaphore(value: 0)

    func begin() { settle(nil) }

    func fail(_ error: any Error) { settle(error) }

    private func settle(_ error: (any Error)?) {
        let isFirst = outcome.withLock { outcome in
            if outcome.isKnown { return false }
            outcome = (true, error)
            return true
        }
        if isFirst { isKnown.signal() }
    }

    /// Waits for the first piece; what went wrong before it, or `nil`.
    func wait() -> (any Error)? {
        isKnown.wait()
        return outcome.withLock { $0.error }
    }
}

extension ImportProblem {
    /// The problem as JSON; what is not known is left out.
    fileprivate var json: JSONValue {
        var members: [(String, JSONValue)] = []
        if let file { members.append(("file", .string(file))) }
        members.append(("line", .integer(Int64(line))))
        if let column { members.append(("column", .integer(Int64(column)))) }
        members.append(("message", .string(message)))
        return .object(JSONObject(members))
    }
}

extension ImportReport {
    /// The report as JSON.
    public var json: JSONValue {
        [
            "lines": .integer(Int64(lines)),
            "nodes_created": .integer(Int64(nodesCreated)),
            "nodes_merged": .integer(Int64(nodesMerged)),
            "relationships_created": .integer(Int64(relationshipsCreated)),
            "relationships_merged": .integer(Int64(relationshipsMerged)),
            "problem_count": .integer(Int64(problemCount)),
            "problems": .array(
                problems.map(\.json)),
        ]
    }
}
