import Foundation
import HTTP
import HTTPServer
import JSON
import SQLite
import Service
import TestSupport
import Testing

/// The routes of registered sources, without a socket.
@Suite("Source routes")
struct SourceRouteTests {
    private let folder: TemporaryDirectory
    private let router: Router

    init() throws {
        folder = try TemporaryDirectory()
        let connection = try Connection(path: folder.path("pets.sqlite"))
        try connection.execute(
            script: """
                CREATE TABLE owner (owner_id INTEGER PRIMARY KEY, city TEXT);
                CREATE TABLE pet (
                    pet_id INTEGER PRIMARY KEY, kind TEXT, weight REAL,
                    owner_id INTEGER REFERENCES owner (owner_id));
                CREATE TABLE island (island_id INTEGER PRIMARY KEY, area REAL);
                INSERT INTO owner VALUES (1, 'Oslo'), (2, 'Rome');
                INSERT INTO pet VALUES (1, 'cat', 4.5, 1), (2, 'dog', 20, 1), (3, 'cat', 5, 2);
                """)
        connection.close()
        let workspace = try Workspace.create(
            WorkspaceSettings(databasePath: folder.path("catalog.db")), seeds: false
        ).workspace
        router = LexigraphService(workspace).router
    }

    private func send(
        _ method: HTTP.Method, _ target: String, _ body: String = ""
    ) throws -> (status: Int, json: JSONValue) {
        let response = router.respond(
            to: Request(method, target, body: .bytes(Array(body.utf8))))
        guard case .bytes(let bytes) = response.body else { return (response.status.code, .null) }
        return (response.status.code, try JSONValue(parsing: bytes))
    }

    private func add(_ name: String = "pets") throws -> (status: Int, json: JSONValue) {
        try send(
            .post, "/api/v1/sources",
            #"{"name": "\#(name)", "kind": "sqlite", "path": "\#(folder.path("pets.sqlite"))"}"#)
    }

    @Test func `a source is registered, harvested again and removed`() throws {
        let first = try add()
        #expect(first.status == 201)
        #expect(first.json["tables"]?.integerValue == 3)
        #expect(first.json["references"]?.integerValue == 1)
        let second = try add()
        #expect(second.status == 200)
        #expect(second.json["changes"]?.integerValue == 0)
        let listed = try send(.get, "/api/v1/sources")
        #expect(listed.json["sources"]?[0]?["name"]?.stringValue == "pets")
        #expect(try send(.get, "/api/v1/datasets/pets.pet").status == 200)
        #expect(try send(.delete, "/api/v1/sources/pets").status == 200)
        #expect(try send(.delete, "/api/v1/sources/pets").status == 404)
        #expect(try send(.get, "/api/v1/datasets/pets.pet").status == 404)
    }

    @Test func `a question is answered with SQL and rows`() throws {
        _ = try add()
        let answer = try send(
            .post, "/api/v1/query",
            #"{"query": "How many pets are there?", "source": "pets", "conversation_id": "c1"}"#)
        #expect(answer.status == 200)
        #expect(answer.json["status"]?.stringValue == "answered")
        #expect(answer.json["rows"] == [[3]])
        #expect(answer.json["columns"]?.arrayValue?.count == 1)
        #expect(answer.json["sql_query"]?.stringValue?.contains("FROM pet") == true)
        #expect((answer.json["confidence"]?.doubleValue ?? 0) > 0.5)
        #expect(answer.json["conversation_id"]?.stringValue == "c1")
        let dry = try send(
            .post, "/api/v1/query",
            #"{"question": "How many pets are there?", "database_id": "pets", "dry_run": true}"#)
        #expect(dry.json["rows"] == .null)
        #expect(dry.json["sql_query"] == answer.json["sql_query"])
    }

    @Test func `an answer follows the catalog and the database`() throws {
        _ = try add()
        let question = #"{"query": "How many islands are there?"}"#
        #expect(try send(.post, "/api/v1/query", question).json["rows"] == [[0]])
        let connection = try Connection(path: folder.path("pets.sqlite"))
        try connection.execute(script: "INSERT INTO island VALUES (1, 3.5);")
        #expect(try send(.post, "/api/v1/query", question).json["rows"] == [[1]])
        try connection.execute(script: "DROP TABLE island;")
        let lost = try send(.post, "/api/v1/query", question)
        #expect(lost.status == 200)
        #expect(lost.json["status"]?.stringValue == "refused")
        _ = try add()
        let after = try send(.post, "/api/v1/query", question)
        #expect(after.json["status"]?.stringValue != "answered")
    }

    @Test func `what is asked of the wrong thing is refused with a reason`() throws {
        let cases: [(target: String, body: String, status: Int)] = [
            ("/api/v1/query", #"{"query": "x"}"#, 422),
            ("/api/v1/query", #"{"query": "x", "source": "none"}"#, 404),
            ("/api/v1/query", "{}", 422), ("/api/v1/query", #"{"query": 1}"#, 422),
            ("/api/v1/query", #"{"query": "x", "source": "none", "limit": 0}"#, 422),
            ("/api/v1/query", #"{"query": "x", "source": "none", "today": "x"}"#, 422),
            ("/api/v1/sources", #"{"name": "x"}"#, 422),
            ("/api/v1/sources", #"{"name": "x", "path": "/none"}"#, 422),
            ("/api/v1/sources", #"{"name": "x", "path": "/none", "kind": "oracle"}"#, 422),
            ("/api/v1/sources", #"{"name": "a.b", "path": "/none"}"#, 422),
            ("/api/v1/sources", "[", 400), ("/api/v1/joins", #"{"tables": []}"#, 422),
            ("/api/v1/joins", #"{"tables": ["a"], "source": "none"}"#, 404),
        ]
        for (target, body, status) in cases {
            let answer = try send(.post, target, body)
            #expect(answer.status == status, "\(target) \(body): \(answer.json)")
            #expect(answer.json["detail"]?.stringValue?.isEmpty == false)
        }
        let own = folder.path("catalog.db")
        let answer = try send(.post, "/api/v1/sources", #"{"name": "x", "path": "\#(own)"}"#)
        #expect(answer.status == 422)
    }

    @Test func `tables are joined over keys, the rest reported`() throws {
        _ = try add()
        let joins = try send(
            .post, "/api/v1/joins",
            #"{"tables": ["owner", "pets.pet", "ISLAND"], "source": "pets"}"#)
        #expect(joins.json["joins"] == [["left": "pet.owner_id", "right": "owner.owner_id"]])
        #expect(joins.json["unreachable"] == ["island"])
        let unknown = try send(.post, "/api/v1/joins", #"{"tables": ["zoo"], "source": "pets"}"#)
        #expect(unknown.status == 422)
        #expect(unknown.json["detail"]?.stringValue?.contains("zoo") == true)
    }

    @Test func `a search is confined to one source's tables and columns`() throws {
        _ = try add("pets")
        _ = try add("more")
        func names(_ query: String) throws -> Set<String> {
            let (status, json) = try send(.get, "/api/v1/search?q=pet&" + query)
            #expect(status == 200)
            guard case .array(let results)? = json["results"] else { return [] }
            return Set(results.compactMap { $0["name"]?.stringValue })
        }
        #expect(try names("type=Dataset").isSuperset(of: ["pets.pet", "more.pet"]))
        let datasets = try names("type=Dataset&source=pets")
        #expect(datasets.contains("pets.pet"))
        #expect(datasets.allSatisfy { $0.hasPrefix("pets.") })
        let columns = try names("type=Column&source=more")
        #expect(columns.contains("more.pet.pet_id"))
        #expect(columns.allSatisfy { $0.hasPrefix("more.") })
        #expect(try names("type=Dataset&source=nowhere").isEmpty)
    }
}
