public import Catalog
internal import Foundation
internal import HTTP
internal import HTTPServer
public import JSON
internal import PropertyGraph

/// The whole graph in and out, as JSON Lines.
struct InterchangeRoutes: Sendable {
    let workspace: Workspace
    /// How many exports may run at once, each on a thread of its own.
    private let exports = Permits(4)

    init(workspace: Workspace) {
        self.workspace = workspace
    }

    func register(on router: inout Router) {
        router.on(.post, "/api/v1/import", body: .streamed, use: importLines)
        router.get("/api/v1/export", use: exportLines)
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
        var importer = JSONLinesImporter(
            into: workspace.database,
            info: workspace.info("import", actor: request.actor, source: "import"),
            onError: policy,
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

    /// Exports the graph as JSON Lines, streamed: `GET /api/v1/export?asOf=…`.
    ///
    /// Answers 503 when too many exports are under way already.
    @Sendable
    func exportLines(_ request: Request) throws -> Response {
        let graph = try workspace.graph(asOf: request.asOf)
        guard exports.take() else {
            var refusal =
                Problem(.serviceUnavailable, "Too many exports are under way; try again later.")
                .response
            refusal.headers["Retry-After"] = "10"
            return refusal
        }
        let channel = ByteChannel()
        Thread.detachNewThread { [exports] in
            defer { exports.giveBack() }
            let outcome = Result {
                try JSONLinesExporter(graph).write { piece in
                    guard channel.write(piece) else { throw CancellationError() }
                }
            }
            if case .success = outcome { channel.finish() } else { channel.cut() }
        }
        return Response(headers: ["Content-Type": "application/x-ndjson"], body: .stream(channel))
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
                problems.map {
                    ["line": .integer(Int64($0.line)), "message": .string($0.message)]
                }
            ),
        ]
    }
}
