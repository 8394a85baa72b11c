public import Catalog
internal import Cypher
internal import HTTP
internal import HTTPServer
public import JSON
internal import Lineage
internal import PropertyGraph
internal import Search

/// Datasets, terms, lineage and named queries; with `?asOf=`, as they were at a moment.
struct CatalogRoutes: Sendable {
    let workspace: Workspace

    func register(on router: inout Router) {
        router.get("/api/v1/datasets", use: datasets)
        router.get("/api/v1/datasets/{name}", use: dataset)
        router.get("/api/v1/business-terms", use: terms)
        router.get("/api/v1/business-terms/{term}", use: term)
        router.get("/api/v1/search", use: search)
        router.get("/api/v1/lineage/{name}", use: lineage)
        router.get("/api/v1/queries", use: queries)
        router.post("/api/v1/queries/{area}/{name}", use: runQuery)
    }

    /// Lists the datasets: `GET /api/v1/datasets?layer=bronze`.
    @Sendable
    func datasets(_ request: Request) throws -> Response {
        let layer = request.target.query["layer"]
        let datasets = try workspace.catalog(asOf: request.asOf).datasets().filter {
            layer == nil || $0.layer == layer
        }
        return .json(["datasets": .array(datasets.map(\.json))])
    }

    /// Describes one dataset: `GET /api/v1/datasets/bronze.orders`.
    @Sendable
    func dataset(_ request: Request) throws -> Response {
        let name = try request.path("name")
        guard let dataset = try workspace.catalog(asOf: request.asOf).dataset(named: name) else {
            throw Problem(.notFound, "There is no dataset named `\(name)`.")
        }
        return .json(dataset.json)
    }

    /// Lists the business terms: `GET /api/v1/business-terms?domain=marketing`.
    @Sendable
    func terms(_ request: Request) throws -> Response {
        let domain = request.target.query["domain"]
        let terms = try workspace.catalog(asOf: request.asOf).terms().filter {
            domain == nil || $0.domain == domain
        }
        return .json(["terms": .array(terms.map(\.json))])
    }

    /// Describes one business term: `GET /api/v1/business-terms/revenue`.
    @Sendable
    func term(_ request: Request) throws -> Response {
        let key = try request.path("term")
        guard let term = try workspace.catalog(asOf: request.asOf).term(named: key) else {
            throw Problem(.notFound, "There is no business term named `\(key)`.")
        }
        return .json(term.json)
    }

    /// Searches: `GET /api/v1/search?q=turnover&type=BusinessTerm&limit=10`; `source` confines it
    /// to one source's datasets and their columns.
    @Sendable
    func search(_ request: Request) throws -> Response {
        guard let words = request.target.query["q"] else {
            throw Problem(.unprocessableContent, "`q` is missing: the words to look for.")
        }
        let options = SearchOptions(
            limit: try request.query("limit", default: 10, in: 1...1_000),
            offset: try request.query("offset", default: 0, in: 0...1_000_000),
            types: request.target.query["type"].map { [$0] } ?? [],
            properties: SearchOptions.properties(ofSource: request.target.query["source"]),
            facets: ["type", "layer", "domain", "owner", SearchOptions.sourceProperty, "is_pii"]
        )
        return .json(try workspace.search(words, options: options, asOf: request.asOf).json)
    }

    /// Traces lineage: `GET /api/v1/lineage/gold.x?direction=upstream&depth=5`.
    @Sendable
    func lineage(_ request: Request) throws -> Response {
        let name = try request.path("name")
        let text = request.target.query["direction"] ?? LineageDirection.upstream.rawValue
        guard let direction = LineageDirection(rawValue: text) else {
            throw Problem(
                .unprocessableContent,
                "`direction` must be `upstream` or `downstream`, not `\(text)`."
            )
        }
        let depth = try request.query("depth", default: 5, in: 1...50)
        let tracer = try workspace.lineage(asOf: request.asOf)
        guard let node = tracer.asset(named: name),
            let trace = tracer.trace(from: node, direction, depth: depth)
        else { throw Problem(.notFound, "There is no dataset or column named `\(name)`.") }
        return .json(trace.json)
    }

    /// Lists the named queries with their documentation.
    @Sendable
    func queries(_ request: Request) throws -> Response {
        .json(["queries": .array(workspace.library.queries.map(\.json))])
    }

    /// Runs a named query: `POST /api/v1/queries/lineage/impact-of-column {"column": "…"}`.
    @Sendable
    func runQuery(_ request: Request) throws -> Response {
        let name = "\(try request.path("area"))/\(try request.path("name"))"
        var parameters: [String: Value] = [:]
        if !request.bytes.isEmpty {
            guard case .object(let object) = try request.json() else {
                throw Problem(.badRequest, "The body must be an object of parameters.")
            }
            for member in object { parameters[member.name] = Value(member.value) }
        }
        let result = try workspace.runNamed(
            name,
            parameters,
            asOf: request.asOf,
            info: workspace.info(name, actor: request.actor, source: "http")
        )
        let rows = result.rows.map { row in
            JSONValue.object(
                JSONObject(zip(result.columns, row).map { ($0, $1.json(in: result.graph)) })
            )
        }
        return .json([
            "columns": .array(result.columns.map { .string($0) }), "rows": .array(rows),
        ])
    }
}

extension NamedQuery {
    /// The query's documentation as JSON.
    public var json: JSONValue {
        [
            "name": .string(name),
            "summary": .string(summary),
            "parameters": .array(
                parameters.map { parameter in
                    [
                        "name": .string(parameter.name),
                        "type": .string(parameter.type),
                        "required": .boolean(parameter.isRequired),
                        "default": parameter.defaultValue ?? .null,
                        "description": .string(parameter.description),
                    ]
                }
            ),
            "returns": .string(returns),
        ]
    }
}
