internal import Catalog
internal import HTTP
internal import HTTPServer
internal import JSON

/// A steward's glossary over HTTP.
struct GlossaryRoutes: Sendable {
    let workspace: Workspace

    func register(on router: inout Router) {
        router.post("/api/v1/glossary", use: add)
    }

    /// Takes a YAML file as the body: `POST /api/v1/glossary?source=shop&dry_run=true`.
    ///
    /// Answers what was made and changed; 422 with the place of the first mistake, and nothing is
    /// changed then.
    @Sendable
    func add(_ request: Request) throws -> Response {
        let query = request.target.query
        let text = String(decoding: request.bytes, as: UTF8.self)
        do {
            let summary = try workspace.importCatalog(
                text, name: query["name"] ?? "glossary", source: query["source"],
                actor: request.actor ?? "http", isDryRun: query["dry_run"] == "true")
            return .json([
                "nodes_created": .integer(Int64(summary.nodesCreated)),
                "nodes_changed": .integer(Int64(summary.nodesChanged)),
                "relationships_created": .integer(Int64(summary.relationshipsCreated)),
                "relationships_changed": .integer(Int64(summary.relationshipsChanged)),
                "warnings": .array(summary.warnings.map { .string($0) }),
            ])
        } catch let error as CatalogError {
            throw Problem(.unprocessableContent, "\(error)")
        }
    }
}
