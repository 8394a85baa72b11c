import HTTP
import JSON
import Service
import Testing

@Suite("The older transactional API")
struct LegacyEndpointTests {
    private static let commit = "/db/neo4j/tx/commit"

    @Test func `statements are answered in order, with status 200`() {
        let response = Neo4jServer().send(
            .post, Self.commit,
            """
            {"statements":[{"statement":"CREATE (n:A {x:$x}) RETURN n, n.x AS x",\
            "parameters":{"x":1},"includeStats":true},{"statement":"RETURN 'é' AS t"}]}
            """)
        #expect(response.status == .ok)
        #expect(
            response.text == """
                {"results":[{"columns":["n","x"],"data":[{"row":[{"x":1},1],"meta":\
                [{"id":0,"elementId":"4:lexigraph:0","type":"node","deleted":false},null]}],\
                "stats":{"contains_updates":true,"nodes_created":1,"nodes_deleted":0,\
                "properties_set":1,"relationships_created":0,"relationship_deleted":0,\
                "labels_added":1,"labels_removed":0,"indexes_added":0,"indexes_removed":0,\
                "constraints_added":0,"constraints_removed":0,"system_updates":0,\
                "contains_system_updates":false}},{"columns":["t"],"data":[{"row":["é"],\
                "meta":[null]}]}],"errors":[],"lastBookmarks":["lexigraph:1"]}
                """)
    }

    @Test func `one failing statement undoes all`() {
        let server = Neo4jServer()
        let response = server.send(
            .post, Self.commit,
            """
            {"statements":[{"statement":"CREATE (:A)"},{"statement":"RETURN 1/0"},\
            {"statement":"CREATE (:B)"}]}
            """)
        #expect(response.status == .ok)
        #expect(response.json["results"]?.arrayValue?.count == 1)
        #expect(response.errorCode == "Neo.ClientError.Statement.ArithmeticError")
        #expect(response.json["lastBookmarks"] == nil)
        #expect(server.nodeCount == 0)
    }

    @Test func `a graph can be asked for`() {
        let server = Neo4jServer()
        _ = server.run("CREATE (:A {x: 1})-[:R]->(:B)")
        let response = server.send(
            .post, Self.commit,
            """
            {"statements":[{"statement":"MATCH ()-[r]->() RETURN r",\
            "resultDataContents":["graph"]}]}
            """)
        #expect(
            response.json["results"]?[0]?["data"]?[0]?.serialized() == """
                {"graph":{"nodes":[{"id":"0","elementId":"4:lexigraph:0","labels":["A"],\
                "properties":{"x":1}},{"id":"1","elementId":"4:lexigraph:1","labels":["B"],\
                "properties":{}}],"relationships":[{"id":"0","elementId":"5:lexigraph:0",\
                "type":"R","startNode":"0","startNodeElementId":"4:lexigraph:0","endNode":"1",\
                "endNodeElementId":"4:lexigraph:1","properties":{}}]}}
                """)
    }

    @Test func `errors of requests are in the answer too`() {
        let server = Neo4jServer()
        let malformed = server.send(.post, Self.commit, #"{"statements":[{}]}"#)
        #expect(malformed.status == .ok)
        #expect(malformed.errorCode == "Neo.ClientError.Request.InvalidFormat")
        let unknown = server.send(.post, "/db/movies/tx/commit", "{}")
        #expect(unknown.status == .notFound)
        #expect(unknown.errorCode == "Neo.ClientError.Database.DatabaseNotFound")
        #expect(unknown.json["results"] == [])
    }

    @Test func `a transaction stays open over several requests`() {
        let server = Neo4jServer()
        let headers: Headers = ["Content-Type": "application/json", "Host": "h:1"]
        let begun = server.send(
            .post, "/db/neo4j/tx", #"{"statements":[{"statement":"CREATE (:A)"}]}"#,
            headers: headers)
        #expect(begun.status == .created)
        #expect(begun.headers["Location"] == "http://h:1/db/neo4j/tx/0000000000000001")
        #expect(
            begun.text == """
                {"results":[{"columns":[],"data":[]}],"errors":[],\
                "commit":"http://h:1/db/neo4j/tx/0000000000000001/commit",\
                "transaction":{"expires":"Fri, 18 Oct 2024 10:01:00 GMT"}}
                """)
        #expect(server.nodeCount == 0)
        let more = server.send(
            .post, "/db/neo4j/tx/0000000000000001",
            #"{"statements":[{"statement":"CREATE (:B)"}]}"#)
        #expect(more.status == .ok)
        let done = server.send(.post, "/db/neo4j/tx/0000000000000001/commit", "")
        #expect(done.text == #"{"results":[],"errors":[],"lastBookmarks":["lexigraph:1"]}"#)
        #expect(server.nodeCount == 2)
        #expect(server.send(.delete, "/db/neo4j/tx/0000000000000001").status == .notFound)
    }

    @Test func `an open transaction can be rolled back`() {
        let server = Neo4jServer()
        _ = server.send(.post, "/db/neo4j/tx", #"{"statements":[{"statement":"CREATE (:A)"}]}"#)
        let response = server.send(.delete, "/db/neo4j/tx/0000000000000001")
        #expect(response.text == #"{"results":[],"errors":[]}"#)
        #expect(server.nodeCount == 0)
    }
}
