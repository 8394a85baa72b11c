import Embeddings
import Foundation
import HTTP
import HTTPServer
import JSON
import PropertyGraph
import Search
import Service
import Synchronization
import TestSupport
import Testing

/// The search with vectors, from the settings to the answer.
@Suite("Vector search")
struct VectorSearchTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    private func workspace(_ environment: [String: String]) throws -> Workspace {
        var settings = WorkspaceSettings(databasePath: folder.path("catalog.db"))
        settings.embeddings = EmbeddingSettings(environment: environment)
        let workspace = try Workspace.create(settings, seeds: false).workspace
        _ = try workspace.importCatalog(Self.glossary, name: "glossary.yaml")
        return workspace
    }

    private static let glossary = """
        terms:
          - term: turnover
            definition: What customers paid.
          - term: headcount
            definition: People employed on the last day of a month.
          - term: churn
            definition: Customers who left.
        """

    /// A server that knows two meanings, people and money, and fails as long as it is told to.
    private final class EmbeddingServer: Sendable {
        let requests = Mutex(0)
        let isFailing = Mutex(false)
        let keys = Mutex<Set<String>>([])

        func response(to request: Request) throws -> Response {
            requests.withLock { $0 += 1 }
            keys.withLock { _ = $0.insert(request.headers["Authorization"] ?? "") }
            if isFailing.withLock({ $0 }) {
                return .json(["error": ["message": "out of order"]], status: .badRequest)
            }
            guard case .bytes(let bytes) = request.body else { return Response(.badRequest) }
            let texts = try JSONValue(parsing: bytes)["input"]?.arrayValue ?? []
            let data = texts.enumerated().map { place, text -> JSONValue in
                let words = text.stringValue?.lowercased() ?? ""
                func count(_ group: [String]) -> JSONValue {
                    .number(Double(group.count { words.contains($0) }) + 0.01)
                }
                return [
                    "index": .integer(Int64(place)),
                    "embedding": [
                        count(["people", "staff"]), count(["paid", "money"]), .number(0.1),
                    ],
                ]
            }
            return .json(["data": .array(data)])
        }

        /// Runs `body` while the server listens on a port of this machine.
        func run(_ body: (_ environment: [String: String]) throws -> Void) throws {
            var router = Router { _ in Problem(.internalServerError, "no").response }
            router.on(.post, "/v1/embeddings") { [self] in try response(to: $0) }
            let server = try Server(router)
            defer { server.stop() }
            try body([
                "LEXIGRAPH_EMBEDDINGS": "openai-compatible",
                "LEXIGRAPH_EMBEDDINGS_BASE_URL": "http://127.0.0.1:\(server.port)/v1",
                "LEXIGRAPH_EMBEDDINGS_MODEL": "tiny", "OPENAI_API_KEY": "key",
            ])
        }
    }

    private func answer(_ workspace: Workspace, _ question: String) throws -> JSONValue {
        let router = LexigraphService(workspace).router
        let response = router.respond(to: Request(.get, "/api/v1/search?q=\(question)"))
        guard case .bytes(let bytes) = response.body else { return .null }
        return try JSONValue(parsing: bytes)
    }

    /// Waits until all vectors are there.
    private func settle(_ workspace: Workspace) throws {
        let end = ContinuousClock.now + .seconds(20)
        while try answer(workspace, "x")["vectors"]?["behind"]?.integerValue != 0 {
            try #require(ContinuousClock.now < end)
            Thread.sleep(forTimeInterval: 0.01)
        }
    }

    @Test func `a server's vectors find what words do not`() throws {
        let server = EmbeddingServer()
        try server.run { environment in
            let workspace = try workspace(environment)
            defer { workspace.shutDown() }
            let found = try answer(workspace, "staff")
            #expect(found["results"]?[0]?["name"] == "headcount")
            #expect(found["results"]?[0]?["reasons"] == ["similar meaning"])
            #expect(found["vectors"] == ["model": "tiny", "behind": 0, "problem": nil])
        }
        #expect(server.keys.withLock { $0 } == ["Bearer key"])
    }

    @Test func `a process that stays follows commits without making them wait`() throws {
        let server = EmbeddingServer()
        try server.run { environment in
            let workspace = try workspace(environment)
            defer { workspace.shutDown() }
            try workspace.followWithVectors()
            try settle(workspace)
            #expect(try answer(workspace, "money")["results"]?[0]?["name"] == "turnover")
            server.isFailing.withLock { $0 = true }
            _ = try workspace.importCatalog(
                """
                terms:
                  - term: bonus
                    definition: Money, money, and again money that is paid to staff.
                """, name: "more.yaml")
            let behind = try answer(workspace, "bonus")
            #expect(behind["vectors"]?["behind"] == 1)
            // Words find it before it has a vector.
            #expect(behind["results"]?[0]?["name"] == "bonus")
        }
    }

    @Test func `a server that fails leaves the words, and the answer says so`() throws {
        let server = EmbeddingServer()
        try server.run { environment in
            let workspace = try workspace(environment)
            defer { workspace.shutDown() }
            _ = try answer(workspace, "staff")
            server.isFailing.withLock { $0 = true }
            let found = try answer(workspace, "churn")
            #expect(found["results"]?[0]?["name"] == "churn")
            let problem = try #require(found["vectors"]?["problem"]?.stringValue)
            #expect(problem.contains("out of order"), "\(problem)")
            var options = SearchOptions()
            options.signal = .vector
            #expect(throws: EmbeddingError.self) { try workspace.search("more", options: options) }
        }
    }

    @Test func `the built-in provider needs nothing`() throws {
        let workspace = try workspace(["LEXIGRAPH_EMBEDDINGS": "builtin"])
        defer { workspace.shutDown() }
        let found = try answer(workspace, "headcounting")
        #expect(found["results"]?[0]?["name"] == "headcount")
        #expect(found["vectors"]?["behind"] == 0)
    }

    @Test func `without settings nothing is said of vectors`() throws {
        let workspace = try workspace([:])
        defer { workspace.shutDown() }
        #expect(!workspace.hasVectors)
        #expect(try answer(workspace, "churn")["vectors"] == nil)
        var options = SearchOptions()
        options.signal = .vector
        #expect(throws: EmbeddingError.self) { try workspace.search("churn", options: options) }
    }

    @Test(arguments: [
        ["LEXIGRAPH_EMBEDDINGS": "magic"], ["LEXIGRAPH_EMBEDDINGS": "local:"],
        ["LEXIGRAPH_EMBEDDINGS": "local:/nowhere"], ["LEXIGRAPH_EMBEDDINGS": "openai-compatible"],
        [
            "LEXIGRAPH_EMBEDDINGS": "openai-compatible", "LEXIGRAPH_EMBEDDINGS_MODEL": "m",
            "LEXIGRAPH_EMBEDDINGS_BASE_URL": "nonsense",
        ],
    ])
    func `settings that cannot be used are refused where they are used`(
        environment: [String: String]
    ) throws {
        #expect(throws: EmbeddingError.self) {
            try EmbeddingSettings(environment: environment).providers()
        }
        let workspace = try workspace(environment)
        defer { workspace.shutDown() }
        #expect(try answer(workspace, "churn")["results"]?[0]?["name"] == "churn")
        #expect(try answer(workspace, "churn")["vectors"]?["problem"]?.stringValue != nil)
        #expect(throws: EmbeddingError.self) { try workspace.followWithVectors() }
    }

    @Test func `nothing makes vectors unless told to`() throws {
        for environment in [[:], ["LEXIGRAPH_EMBEDDINGS": ""], ["LEXIGRAPH_EMBEDDINGS": "none"]] {
            let settings = EmbeddingSettings(environment: environment)
            #expect(try settings.providers() == nil)
            #expect(!settings.isOn)
        }
    }
}
