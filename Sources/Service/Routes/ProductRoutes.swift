internal import Agents
internal import DataProducts
internal import HTTP
internal import HTTPServer
internal import JSON

/// Data products from sentences.
struct ProductRoutes: Sendable {
    let workspace: Workspace

    func register(on router: inout Router) {
        router.post("/api/v1/generate", use: generate)
    }

    /// Makes a data product: `POST /api/v1/generate {"user_request": "…", "use_case_id": "A2"}`.
    ///
    /// Answers 200 also when the request leads to a question or a refusal; `status` says so.
    @Sendable
    func generate(_ request: Request) throws -> Response {
        let body = try request.json()
        guard let text = body["user_request"]?.stringValue else {
            throw Problem(
                .unprocessableContent,
                "The body needs the member `user_request`, a text."
            )
        }
        let pipeline = try workspace.pipeline()
        let now = Moment.now()
        let product = DataProductPipeline.Request(
            text,
            useCase: body["use_case_id"]?.stringValue,
            user: body["user_id"]?.stringValue,
            today: now.day,
            createdAt: now.iso8601
        )
        let generation = try BlockingTask.run { try await pipeline.run(product) }
        var object = generation.json()
        object["yaml_output"] = generation.specification.map { .string($0.yaml) } ?? .null
        return .json(.object(object))
    }
}
