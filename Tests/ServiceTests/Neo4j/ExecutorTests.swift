import Cypher
import CypherRuntime
import CypherSyntax
import Foundation
import HTTP
import HTTPServer
import JSON
import Service
import Testing

@Suite("Executors behind the Neo4j endpoints")
struct ExecutorTests {
    /// Fails with an error, or waits until it may go on.
    private struct Stub: StatementExecutor {
        var error: CypherError?
        let started = DispatchSemaphore(value: 0)
        let mayEnd = DispatchSemaphore(value: 0)
        let rolledBack = DispatchSemaphore(value: 0)

        var sequence: UInt64 { 0 }

        func run(
            _ statement: CypherStatement, access: AccessMode, into rows: inout RowBuffer
        ) throws(CypherError) -> Outcome {
            if let error { throw error }
            started.signal()
            mayEnd.wait()
            return Outcome(
                counters: UpdateCounters(), notifications: [], plan: nil, kind: .reads,
                sequence: 0)
        }

        func begin(
            access: AccessMode, actor: String?
        ) throws(CypherError) -> any OpenTransaction {
            StubTransaction(executor: self)
        }
    }

    private final class StubTransaction: OpenTransaction {
        private let executor: Stub

        init(executor: Stub) { self.executor = executor }

        func run(
            _ statement: CypherStatement, into rows: inout RowBuffer
        ) throws(CypherError) -> Outcome {
            try executor.run(statement, access: .write, into: &rows)
        }

        func commit() throws(CypherError) -> UInt64 { 5 }

        func rollback() { executor.rolledBack.signal() }
    }

    private static func router(
        _ executor: Stub, _ limits: TransactionLimits = TransactionLimits()
    ) -> Router {
        var router = Router { error in Problem(.internalServerError, "\(error)").response }
        Neo4jRoutes(executor: executor, limits: limits).register(on: &router)
        return router
    }

    private static func post(_ path: String, _ body: String = "") -> Request {
        Request(
            .post, "/db/neo4j/query/v2" + path, headers: ["Content-Type": "application/json"],
            body: .bytes(Array(body.utf8)))
    }

    private static let failures: [(CypherError.Kind, String, String, Int)] = [
        (.transientError, "Conflict", "Neo.TransientError.Transaction.Outdated", 409),
        (.transientError, "Storage", "Neo.TransientError.General.DatabaseUnavailable", 503),
        (.databaseError, "Storage", "Neo.DatabaseError.General.UnknownError", 500),
        (.limitExceeded, "Deadline", "Neo.ClientError.Transaction.TransactionTimedOut", 400),
        (.cancelled, "Cancelled", "Neo.ClientError.Transaction.Terminated", 400),
        (.forbidden, "Access", "Neo.ClientError.Security.Forbidden", 403),
        (
            .constraintVerificationFailed, "ConstraintCreationFailed",
            "Neo.DatabaseError.Schema.ConstraintCreationFailed", 400
        ),
        (
            .schemaError, "IndexOwnedByConstraint",
            "Neo.ClientError.Schema.ForbiddenOnConstraintIndex", 400
        ),
    ]

    @Test func `rarer errors have Neo4j's codes and a fitting status`() {
        for (kind, detail, code, status) in Self.failures {
            let error = CypherError(kind, at: .runtime, detail: detail, message: "No.")
            let response = Self.router(Stub(error: error))
                .respond(to: Self.post("", #"{"statement":"RETURN 1"}"#))
            #expect(response.errorCode == code)
            #expect(response.status.code == status)
        }
    }

    @Test func `a transaction serves one request at a time`() throws {
        let executor = Stub()
        let router = Self.router(executor)
        let begun = router.respond(to: Self.post("/tx"))
        let id = try #require(begun.json["transaction"]?["id"]?.stringValue)
        let request = Self.post("/tx/\(id)", #"{"statement":"RETURN 1"}"#)
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            _ = router.respond(to: request)
            done.signal()
        }
        executor.started.wait()
        for path in ["/tx/\(id)", "/tx/\(id)/commit"] {
            let refused = router.respond(to: Self.post(path))
            #expect(refused.status == .conflict)
            #expect(
                refused.errorCode
                    == "Neo.ClientError.Transaction.TransactionAccessedConcurrently")
        }
        executor.mayEnd.signal()
        done.wait()
        let commit = router.respond(to: Self.post("/tx/\(id)/commit"))
        #expect(commit.json["bookmarks"] == ["lexigraph:5"])
    }

    @Test func `a transaction expires though no request comes`() {
        let executor = Stub()
        let router = Self.router(executor, TransactionLimits(lifetime: 1))
        #expect(router.respond(to: Self.post("/tx")).status == .accepted)
        #expect(executor.rolledBack.wait(timeout: .now() + 20) == .success)
    }

    @Test func `identifiers of transactions cannot be guessed`() throws {
        let router = Self.router(Stub())
        let identifiers = try (0..<20).map { _ in
            let begun = router.respond(to: Self.post("/tx"))
            return try #require(begun.json["transaction"]?["id"]?.stringValue)
        }
        #expect(Set(identifiers).count == 20)
        #expect(identifiers.allSatisfy { $0.utf8.count == 16 })
    }
}
