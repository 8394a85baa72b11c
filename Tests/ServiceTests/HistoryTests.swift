import Catalog
import Foundation
import HTTP
import HTTPServer
import JSON
import PropertyGraph
import Service
import TestSupport
import Testing

/// What the catalog says of its past, over HTTP and to its callers.
@Suite("History over HTTP")
struct HistoryTests {
    private let folder: TemporaryDirectory
    private let workspace: Workspace
    private let router: Router

    init() throws {
        folder = try TemporaryDirectory()
        workspace = try Workspace.create(
            WorkspaceSettings(databasePath: folder.path("catalog.db"))
        ).workspace
        router = LexigraphService(workspace).router
    }

    private func send(
        _ method: HTTP.Method, _ target: String, _ body: String = "", headers: Headers = [:]
    ) throws -> (status: Status, json: JSONValue) {
        var headers = headers
        if !body.isEmpty { headers["Content-Type"] = "application/json" }
        let response = router.respond(
            to: Request(method, target, headers: headers, body: .bytes(Array(body.utf8))))
        return (response.status, try JSONValue(parsing: response.bytes))
    }

    @discardableResult
    private func run(
        _ statement: String, asOf: JSONValue? = nil, headers: Headers = [:]
    ) throws -> (status: Status, json: JSONValue) {
        var body: JSONObject = ["statement": .string(statement)]
        if let asOf { body["asOf"] = asOf }
        return try send(
            .post, "/db/neo4j/query/v2", JSONValue.object(body).serialized(), headers: headers)
    }

    private var sequence: UInt64 { workspace.database.snapshot().sequence }

    private func export(_ graph: Graph) throws -> [UInt8] {
        let bytes = Bytes()
        try JSONLinesExporter(graph).write { bytes.all += $0 }
        return bytes.all
    }

    private final class Bytes { var all: [UInt8] = [] }

    private static let change =
        "MATCH (t:BusinessTerm {term: 'revenue'}) SET t.definition = 'Money in.'"

    @Test func `a change of a term shows who made it and what it said before`() throws {
        try run(Self.change, headers: ["X-Actor": "ann"])
        let history = try send(.get, "/api/v1/history/BusinessTerm/revenue").json
        #expect(history["name"] == "BusinessTerm revenue")
        let versions = try #require(history["versions"]?.arrayValue)
        #expect(versions.count >= 2)
        let last = try #require(versions.last)
        #expect(last["actor"] == "ann")
        #expect(last["source"] == "http")
        #expect(last["action"] == "changed")
        let properties = try #require(last["properties"]?.arrayValue)
        let definition = try #require(properties.first { $0["key"] == "definition" })
        #expect(definition["after"] == "Money in.")
        #expect(definition["before"]?.stringValue?.isEmpty == false)
        let log = try send(.get, "/api/v1/changes?limit=1&actor=ann").json
        #expect(log["changes"]?.arrayValue?.count == 1)
        #expect(log["changes"]?.arrayValue?.first?["sequence"] == .integer(Int64(sequence)))
    }

    @Test func `the name of basic authentication is the actor`() throws {
        let credentials = Data("bob:secret".utf8).base64EncodedString()
        try run(Self.change, headers: ["Authorization": "Basic \(credentials)"])
        let log = try send(.get, "/api/v1/changes?limit=1").json
        #expect(log["changes"]?.arrayValue?.first?["actor"] == "bob")
    }

    @Test func `a transaction of several requests has the actor who began it`() throws {
        let begun = try send(
            .post, "/db/neo4j/query/v2/tx", #"{"statement": "CREATE (:Note {n: 1})"}"#,
            headers: ["X-Actor": "carol"]
        ).json
        let id = try #require(begun["transaction"]?["id"]?.stringValue)
        _ = try send(.post, "/db/neo4j/query/v2/tx/\(id)/commit", "{}")
        let log = try send(.get, "/api/v1/changes?limit=1").json
        #expect(log["changes"]?.arrayValue?.first?["actor"] == "carol")
    }

    @Test func `queries, routes and exports show the past when they are asked to`() throws {
        let before = sequence
        let old = try export(workspace.database.snapshot())
        try run(Self.change)
        try run("MATCH (d:Dataset {name: 'bronze.orders'}) SET d.layer = 'gone'")
        try run("CREATE (:BusinessTerm {term: 'brand_new', definition: 'x'})")
        let text = "MATCH (t:BusinessTerm) WHERE t.definition = 'Money in.' RETURN count(t) AS n"
        func count(_ answer: JSONValue) -> JSONValue? {
            answer["data"]?["values"]?.arrayValue?.first?.arrayValue?.first
        }
        #expect(count(try run(text).json) == 1)
        #expect(count(try run(text, asOf: .integer(Int64(before))).json) == 0)
        #expect(count(try run(text, asOf: .string(String(before + 1))).json) == 1)
        #expect(try export(workspace.graph(asOf: String(before))) == old)
        let target = "/api/v1/business-terms/brand_new"
        #expect(try send(.get, target).status == .ok)
        #expect(try send(.get, "\(target)?asOf=\(before)").status == .notFound)
        let dataset = "/api/v1/datasets/bronze.orders"
        #expect(try send(.get, dataset).json["layer"] == "gone")
        #expect(try send(.get, "\(dataset)?asOf=\(before)").json["layer"] == "bronze")
        let search = "/api/v1/search?q=brand_new&type=BusinessTerm"
        func isFound(_ answer: JSONValue) -> Bool {
            answer["results"]?.arrayValue?.contains { $0["name"] == "brand_new" } == true
        }
        #expect(isFound(try send(.get, search).json))
        #expect(!isFound(try send(.get, "\(search)&asOf=\(before)").json))
    }

    @Test func `the past cannot be written, and nonsense is refused`() throws {
        let write = try run("CREATE (:Note)", asOf: 1)
        #expect(write.json["errors"] != nil)
        #expect(try run("RETURN 1", asOf: "yesterday").json["errors"] != nil)
        #expect(try run("RETURN 1", asOf: 99_999).json["errors"] != nil)
        #expect(
            try send(.get, "/api/v1/datasets?asOf=tomorrow").status == .unprocessableContent)
        #expect(try send(.get, "/api/v1/changes/99999").status == .notFound)
        #expect(try send(.get, "/api/v1/history/BusinessTerm/none").status == .notFound)
        #expect(try send(.get, "/api/v1/history/NoLabel/none").status == .notFound)
        let body = #"{"statement": "RETURN 1", "asOf": 1}"#
        #expect(try send(.post, "/db/neo4j/query/v2/tx", body).json["errors"] != nil)
    }

    @Test func `a deleted term keeps its history, and undo brings it back as it was`() throws {
        try run("CREATE (:BusinessTerm {term: 'passing', definition: 'A term that passes.'})")
        let before = try export(workspace.database.snapshot())
        try run("MATCH (t:BusinessTerm {term: 'passing'}) DETACH DELETE t")
        let after = try export(workspace.database.snapshot())
        let deletion = sequence
        let history = try send(.get, "/api/v1/history/BusinessTerm/passing").json
        #expect(history["exists"] == false)
        #expect(history["versions"]?.arrayValue?.last?["action"] == "deleted")

        let preview = try send(.post, "/api/v1/changes/\(deletion)/undo?dryRun=true").json
        #expect(preview["undone"] == false)
        #expect(
            preview["difference"]?["terms"]?.arrayValue?.first?["name"]
                == "BusinessTerm passing")
        #expect(sequence == deletion)
        let undo = try send(
            .post, "/api/v1/changes/\(deletion)/undo", #"{"reason": "too early"}"#,
            headers: ["X-Actor": "ann"])
        #expect(undo.json["undone"] == true)
        #expect(try export(workspace.database.snapshot()) == before)
        let entry = try send(.get, "/api/v1/changes/\(sequence)").json
        #expect(entry["reason"] == "too early")
        #expect(entry["actor"] == "ann")
        #expect(entry["changed_terms"]?.arrayValue?.first?["action"] == "created")
        _ = try send(.post, "/api/v1/changes/\(sequence)/undo")
        #expect(try export(workspace.database.snapshot()) == after)
    }

    @Test func `an undo that later changes prevent names them`() throws {
        try run(Self.change)
        let first = sequence
        try run("MATCH (t:BusinessTerm {term: 'revenue'}) SET t.definition = 'Other.'")
        let answer = try send(.post, "/api/v1/changes/\(first)/undo")
        #expect(answer.status == .conflict)
        let conflict = try #require(answer.json["conflicts"]?.arrayValue?.first)
        #expect(conflict["sequences"] == .array([.integer(Int64(sequence))]))
        #expect(conflict["message"]?.stringValue?.contains("`definition`") == true)
    }

    @Test func `a difference sorts what changed by what people look after`() throws {
        let before = sequence
        try run(Self.change)
        try run(
            """
            MATCH (c:Column {dataset_name: 'bronze.orders', name: 'status'}),
                (t:BusinessTerm {term: 'revenue'})
            CREATE (c)-[:MAPS_TO {confidence: 0.5}]->(t)
            """)
        try run("MATCH (c:Column {dataset_name: 'bronze.orders', name: 'status'}) SET c.unit = 'x'")
        let json = try send(.get, "/api/v1/diff?from=\(before)").json
        func names(_ area: String) -> [JSONValue] {
            json[area]?.arrayValue?.compactMap { $0["name"] } ?? []
        }
        #expect(names("terms") == ["BusinessTerm revenue"])
        #expect(names("columns") == ["Column bronze.orders.status"])
        #expect(
            names("mappings") == ["Column bronze.orders.status MAPS_TO BusinessTerm revenue"])
        #expect(names("lineage").isEmpty)
        #expect(try send(.get, "/api/v1/diff").status == .unprocessableContent)
    }

    static let moments: [(text: String, expected: MomentText?)] = [
        ("0", .sequence(0)), ("42", .sequence(42)), ("1970-01-01", .time(0)),
        ("1970-01-02T00:00:01Z", .time(86_401_000_000_000)),
        ("2026-03-01T12:30:15.5+02:00", .time(1_772_361_015_500_000_000)),
        ("2000-02-29 23:59", .time(951_868_740_000_000_000)),
        ("1969-12-31T23:59:59Z", .time(-1_000_000_000)),
        ("2026-02-29", nil), ("2026-13-01", nil), ("2026-03-01T25:00", nil), ("", nil),
        ("-1", nil), ("yesterday", nil), ("2026-03-01T12:30:15.Z", nil), ("2026-03-01Zx", nil),
    ]

    @Test(arguments: moments)
    func `moments are numbers, dates and times`(text: String, expected: MomentText?) {
        #expect((try? MomentText(text)) == expected)
    }
}
