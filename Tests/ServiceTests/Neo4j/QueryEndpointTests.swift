import HTTP
import JSON
import Service
import Testing

@Suite("Query API")
struct QueryEndpointTests {
    @Test func `discovery names the version and the endpoints`() {
        let response = Neo4jServer().send(.get, "/", headers: ["Host": "localhost:7474"])
        #expect(response.status == .ok)
        #expect(
            response.text == """
                {"query":"http://localhost:7474/db/{databaseName}/query/v2",\
                "transaction":"http://localhost:7474/db/{databaseName}/tx",\
                "neo4j_version":"5.26.0","neo4j_edition":"community"}
                """)
    }

    @Test func `a host that could break out of a URL is not repeated`() {
        let response = Neo4jServer().send(.get, "/", headers: ["Host": "a\"/<b>"])
        #expect(response.json["query"] == "/db/{databaseName}/query/v2")
    }

    @Test func `a statement is answered with fields and values`() {
        let server = Neo4jServer()
        let response = server.query(#"{"statement":"UNWIND [1,2] AS n RETURN n, n * 2.5 AS m"}"#)
        #expect(response.status == .accepted)
        #expect(response.headers["Content-Type"] == "application/json")
        #expect(
            response.text == """
                {"data":{"fields":["n","m"],"values":[[1,2.5],[2,5.0]]},"queryType":"r",\
                "bookmarks":["lexigraph:0"]}
                """)
    }

    @Test func `counters come when they are asked for`() {
        let server = Neo4jServer()
        let response = server.query(
            #"{"statement":"CREATE (:A {x: 1})-[:R]->(:B)","includeCounters":true}"#)
        #expect(
            response.text == """
                {"data":{"fields":[],"values":[]},"queryType":"w","counters":\
                {"containsUpdates":true,"nodesCreated":2,"nodesDeleted":0,"propertiesSet":1,\
                "relationshipsCreated":1,"relationshipsDeleted":0,"labelsAdded":2,\
                "labelsRemoved":0,"indexesAdded":0,"indexesRemoved":0,"constraintsAdded":0,\
                "constraintsRemoved":0,"systemUpdates":0,"containsSystemUpdates":false},\
                "bookmarks":["lexigraph:1"]}
                """)
        #expect(server.nodeCount == 2)
    }

    @Test(arguments: ["neo4j", "lexigraph", "Neo4j"])
    func `the database has these names`(name: String) {
        let response = Neo4jServer().send(
            .post, "/db/\(name)/query/v2", #"{"statement":"RETURN 1"}"#)
        #expect(response.status == .accepted)
    }

    @Test func `other databases are not found`() {
        for name in ["movies", "system"] {
            let response = Neo4jServer().send(
                .post, "/db/\(name)/query/v2", #"{"statement":"RETURN 1"}"#)
            #expect(response.status == .notFound)
            #expect(response.errorCode == "Neo.ClientError.Database.DatabaseNotFound")
        }
    }

    @Test func `the system database answers a ping`() {
        let response = Neo4jServer().send(
            .post, "/db/system/query/v2", #"{"statement":"CALL db.ping()"}"#)
        #expect(response.json["data"]?["values"] == [[true]])
    }

    @Test func `reading access refuses writes`() {
        let server = Neo4jServer()
        let response = server.query(#"{"statement":"CREATE (n) RETURN n","accessMode":"Read"}"#)
        #expect(response.status == .badRequest)
        #expect(response.errorCode == "Neo.ClientError.Statement.AccessMode")
        #expect(server.nodeCount == 0)
    }

    @Test func `EXPLAIN answers with a plan and does nothing`() {
        let server = Neo4jServer()
        let response = server.query(#"{"statement":"EXPLAIN CREATE (n:A) RETURN n"}"#)
        #expect(response.json["data"]?["values"] == [])
        let plan = response.json["queryPlan"]
        #expect(plan?["operatorType"]?.stringValue?.isEmpty == false)
        #expect(plan?["arguments"]?["string-representation"]?.stringValue != nil)
        #expect(plan?["children"]?.arrayValue != nil)
        #expect(server.nodeCount == 0)
    }

    @Test func `PROFILE answers with rows and figures`() {
        let response = Neo4jServer().query(#"{"statement":"PROFILE UNWIND [1,2] AS n RETURN n"}"#)
        #expect(response.json["data"]?["values"] == [[1], [2]])
        let plan = response.json["profiledQueryPlan"]
        #expect(plan?["records"] == 2)
        #expect(plan?["dbHits"] == 0)
    }

    @Test func `PROFILE counts what each operator asks of the graph`() {
        let server = Neo4jServer()
        _ = server.run("UNWIND range(1, 5) AS x CREATE (:A {x: x})")
        let answer = server.query(
            #"{"statement":"PROFILE MATCH (n:A) WHERE n.x > 2 RETURN n.x AS x"}"#)
        var plan = answer.json["profiledQueryPlan"]
        var hits: [String: Int64] = [:]
        while let operation = plan?["operatorType"]?.stringValue {
            hits[operation] = plan?["dbHits"]?.integerValue
            #expect(plan?["dbHits"] == plan?["arguments"]?["DbHits"])
            plan = plan?["children"]?[0]
        }
        // One for opening the label and one for each node; one property for each row that comes.
        #expect(hits == ["ProduceResults": 0, "Project": 3, "Filter": 5, "LabelScan": 6])
    }

    @Test func `what a schema command finds already there is a notification`() {
        let server = Neo4jServer()
        let text = #"{"statement":"CREATE INDEX i IF NOT EXISTS FOR (n:A) ON (n.x)"}"#
        #expect(server.query(text).json["notifications"] == nil)
        let notification = server.query(text).json["notifications"]?[0]
        #expect(
            notification?["code"]
                == "Neo.ClientNotification.Schema.IndexOrConstraintAlreadyExists")
        #expect(notification?["severity"] == "INFORMATION")
        #expect(notification?["category"] == "SCHEMA")
    }

    @Test func `bookmarks are accepted`() {
        let server = Neo4jServer()
        let good = server.query(#"{"statement":"RETURN 1","bookmarks":["lexigraph:0"]}"#)
        #expect(good.status == .accepted)
        let bad = server.query(#"{"statement":"RETURN 1","bookmarks":"lexigraph:0"}"#)
        #expect(bad.errorCode == "Neo.ClientError.Request.InvalidFormat")
    }

    // MARK: Errors

    @Test func `an error of the language says what, when and where`() {
        let response = Neo4jServer().query(#"{"statement":"MATCH (dataset) RETURN datset"}"#)
        #expect(response.status == .badRequest)
        let error = response.json["errors"]?[0]
        #expect(error?["code"] == "Neo.ClientError.Statement.SyntaxError")
        #expect(error?["phase"] == "compile time")
        #expect(error?["detail"] == "UndefinedVariable")
        #expect(
            error?["message"]?.stringValue?.hasSuffix("(line 1, column 24 (offset: 23))") == true)
    }

    @Test(arguments: [
        ("RETURN 1 +", "Neo.ClientError.Statement.SyntaxError"),
        ("RETURN 1 / 0", "Neo.ClientError.Statement.ArithmeticError"),
        ("RETURN $absent", "Neo.ClientError.Statement.ParameterMissing"),
        ("CALL no.such()", "Neo.ClientError.Procedure.ProcedureNotFound"),
        ("UNWIND [1, 'a'] AS x RETURN toInteger([x])", "Neo.ClientError.Statement.TypeError"),
        ("CREATE (:K {k: 1})", "Neo.ClientError.Schema.ConstraintValidationFailed"),
        ("MATCH (n:K) DELETE n", "Neo.ClientError.Schema.ConstraintValidationFailed"),
        ("DROP INDEX nope", "Neo.ClientError.Schema.IndexNotFound"),
        ("DROP CONSTRAINT nope", "Neo.ClientError.Schema.ConstraintNotFound"),
    ])
    func `errors of the language have Neo4j's codes`(statement: String, code: String) {
        let server = Neo4jServer()
        _ = server.run("CREATE CONSTRAINT c FOR (n:K) REQUIRE n.k IS UNIQUE")
        _ = server.run("CREATE (:K {k: 1})-[:R]->()")
        let body: JSONValue = ["statement": .string(statement)]
        let response = server.query(body.serialized())
        #expect(response.status == .badRequest)
        #expect(response.errorCode == code, "\(response.text)")
    }

    @Test func `a statement over its memory budget fails for good`() {
        let server = Neo4jServer(memory: 1 << 20)
        let response = server.query(
            """
            {"statement":"UNWIND range(1, 1000) AS a UNWIND range(1, 1000) AS b \
            RETURN collect(a * b * 1.5)"}
            """)
        #expect(response.status == .badRequest)
        #expect(response.errorCode == "Neo.ClientError.General.TransactionOutOfMemoryError")
    }

    @Test(arguments: [
        "", "{", "[]", "{}", #"{"statement":1}"#, #"{"statement":null}"#,
        #"{"statement":"RETURN 1","parameters":[1]}"#,
        #"{"statement":"RETURN 1","accessMode":"Sometimes"}"#,
        #"{"statement":"RETURN 1","includeCounters":"yes"}"#,
    ])
    func `a body that makes no sense is refused`(body: String) {
        let response = Neo4jServer().query(body)
        #expect(response.status == .badRequest)
        #expect(response.errorCode == "Neo.ClientError.Request.InvalidFormat")
    }

    @Test func `nobody can be impersonated`() {
        let response = Neo4jServer().query(#"{"statement":"RETURN 1","impersonatedUser":"ann"}"#)
        #expect(response.status == .forbidden)
        #expect(response.errorCode == "Neo.ClientError.Security.Forbidden")
    }

    @Test func `bodies and answers have the media types that are known`() {
        let server = Neo4jServer()
        let body = #"{"statement":"RETURN 1"}"#
        let path = "/db/neo4j/query/v2"
        #expect(
            server.send(.post, path, body, headers: ["Content-Type": "text/plain"]).status
                == .unsupportedMediaType)
        #expect(server.send(.post, path, body, headers: [:]).status == .unsupportedMediaType)
        let refused = server.send(
            .post, path, body,
            headers: ["Content-Type": "application/json", "Accept": "text/html"])
        #expect(refused.status == Status(406))
        let chosen = server.send(
            .post, path, body,
            headers: [
                "Content-Type": "application/json; charset=utf-8",
                "Accept": "text/html, application/vnd.neo4j.query.v1.1;q=0.9, */*",
            ])
        #expect(chosen.headers["Content-Type"] == "application/vnd.neo4j.query.v1.1")
        #expect(
            chosen.json["data"]?["values"] == [[["$type": "Integer", "_value": "1"]]])
    }
}
