import HTTP
import JSON
import Service
import Testing

@Suite("Transactions of the Query API")
struct TransactionEndpointTests {
    private static let path = "/db/neo4j/query/v2/tx"

    private func begin(_ server: Neo4jServer, _ body: String = "{}") throws -> String {
        let response = server.send(.post, Self.path, body)
        #expect(response.status == .accepted)
        return try #require(response.json["transaction"]?["id"]?.stringValue)
    }

    private func statement(_ text: String) -> String {
        let body: JSONValue = ["statement": .string(text)]
        return body.serialized()
    }

    @Test func `a transaction begins with its identifier and expiry`() {
        let response = Neo4jServer().send(.post, Self.path, "{}")
        #expect(
            response.text == """
                {"transaction":{"id":"0000000000000001","expires":"2024-10-18T10:01:00Z"}}
                """)
        #expect(response.headers["neo4j-cluster-affinity"] == "lexigraph")
    }

    @Test func `a transaction may begin with a statement`() {
        let response = Neo4jServer().send(.post, Self.path, statement("RETURN 1 AS x"))
        #expect(response.json["data"] == ["fields": ["x"], "values": [[1]]])
        #expect(response.json["transaction"] != nil)
    }

    @Test func `writes are seen inside at once and outside after the commit`() throws {
        let server = Neo4jServer()
        let id = try begin(server)
        let inside = server.send(
            .post, "\(Self.path)/\(id)", statement("CREATE (n:A) RETURN count(n) AS c"),
            headers: ["Content-Type": "application/json", "neo4j-cluster-affinity": "home"])
        #expect(inside.json["data"]?["values"] == [[1]])
        #expect(inside.headers["neo4j-cluster-affinity"] == "home")
        let again = server.send(.post, "\(Self.path)/\(id)", statement("MATCH (n:A) RETURN n.x"))
        #expect(again.json["data"]?["values"] == [[nil]])
        #expect(server.run("MATCH (n) RETURN count(n)").contains("[[0]]"))
        let commit = server.send(.post, "\(Self.path)/\(id)/commit", "", headers: [:])
        #expect(commit.status == .accepted)
        #expect(commit.text == #"{"bookmarks":["lexigraph:1"]}"#)
        #expect(server.run("MATCH (n) RETURN count(n)").contains("[[1]]"))
    }

    @Test func `a commit may carry a last statement`() throws {
        let server = Neo4jServer()
        let id = try begin(server)
        let commit = server.send(
            .post, "\(Self.path)/\(id)/commit", statement("CREATE (n:A {x: 7}) RETURN n.x"))
        #expect(commit.json["data"]?["values"] == [[7]])
        #expect(commit.json["bookmarks"] == ["lexigraph:1"])
    }

    @Test func `a rollback forgets the writes`() throws {
        let server = Neo4jServer()
        let id = try begin(server, statement("CREATE (:A)"))
        let response = server.send(.delete, "\(Self.path)/\(id)", headers: [:])
        #expect(response.status == .ok)
        #expect(response.text == "{}")
        #expect(server.run("MATCH (n) RETURN count(n)").contains("[[0]]"))
        let gone = server.send(.post, "\(Self.path)/\(id)/commit")
        #expect(gone.status == .notFound)
        #expect(gone.errorCode == "Neo.ClientError.Transaction.TransactionNotFound")
    }

    @Test func `a failing statement rolls the transaction back`() throws {
        let server = Neo4jServer()
        let id = try begin(server, statement("CREATE (:A)"))
        let failed = server.send(.post, "\(Self.path)/\(id)", statement("RETURN 1 / 0"))
        #expect(failed.errorCode == "Neo.ClientError.Statement.ArithmeticError")
        let gone = server.send(.post, "\(Self.path)/\(id)/commit")
        #expect(gone.errorCode == "Neo.ClientError.Transaction.TransactionNotFound")
        #expect(server.run("MATCH (n) RETURN count(n)").contains("[[0]]"))
    }

    @Test func `a failing first statement leaves no transaction`() {
        let server = Neo4jServer(limits: TransactionLimits(openTransactions: 1))
        for _ in 0..<3 {
            let failed = server.send(.post, Self.path, statement("RETURN"))
            #expect(failed.errorCode == "Neo.ClientError.Statement.SyntaxError")
        }
    }

    @Test func `a malformed request leaves the transaction open`() throws {
        let server = Neo4jServer()
        let id = try begin(server, statement("CREATE (:A)"))
        #expect(server.send(.post, "\(Self.path)/\(id)", "{").status == .badRequest)
        #expect(server.send(.post, "\(Self.path)/\(id)/commit").status == .accepted)
    }

    @Test func `a transaction that is not used expires`() throws {
        let server = Neo4jServer()
        let id = try begin(server)
        server.pass(seconds: 59)
        let used = server.send(.post, "\(Self.path)/\(id)", statement("RETURN 1"))
        #expect(used.json["transaction"]?["expires"] == "2024-10-18T10:01:59Z")
        server.pass(seconds: 59)
        #expect(server.send(.post, "\(Self.path)/\(id)", "{}").status == .accepted)
        server.pass(seconds: 60)
        let gone = server.send(.post, "\(Self.path)/\(id)", statement("RETURN 1"))
        #expect(gone.status == .notFound)
        #expect(gone.errorCode == "Neo.ClientError.Transaction.TransactionNotFound")
    }

    @Test func `only so many transactions are open at once`() throws {
        let server = Neo4jServer(limits: TransactionLimits(lifetime: 60, openTransactions: 2))
        _ = try begin(server)
        let second = try begin(server)
        let refused = server.send(.post, Self.path, "{}")
        #expect(refused.status == .serviceUnavailable)
        #expect(
            refused.errorCode == "Neo.TransientError.Transaction.MaximumTransactionLimitReached")
        _ = server.send(.delete, "\(Self.path)/\(second)")
        _ = try begin(server)
        server.pass(seconds: 60)
        server.routes.expireTransactions()
        _ = try begin(server)
        _ = try begin(server)
    }

    @Test func `a conflict at the commit may be tried again`() throws {
        let server = Neo4jServer()
        _ = server.run("CREATE (:A {x: 0})")
        let first = try begin(server, statement("MATCH (n:A) SET n.x = 1"))
        let second = try begin(server, statement("MATCH (n:A) SET n.x = 2"))
        #expect(server.send(.post, "\(Self.path)/\(first)/commit").status == .accepted)
        let conflict = server.send(.post, "\(Self.path)/\(second)/commit")
        #expect(conflict.status == .conflict)
        #expect(conflict.errorCode == "Neo.TransientError.Transaction.Outdated")
        #expect(server.run("MATCH (n:A) RETURN n.x").contains("[[1]]"))
    }

    @Test func `a reading transaction keeps its version and refuses writes`() throws {
        let server = Neo4jServer()
        let id = try begin(server, #"{"accessMode":"Read"}"#)
        _ = server.run("CREATE (:A)")
        let seen = server.send(
            .post, "\(Self.path)/\(id)", statement("MATCH (n) RETURN count(n)"))
        #expect(seen.json["data"]?["values"] == [[0]])
        let refused = server.send(.post, "\(Self.path)/\(id)", statement("CREATE (:B)"))
        #expect(refused.errorCode == "Neo.ClientError.Statement.AccessMode")
    }
}
