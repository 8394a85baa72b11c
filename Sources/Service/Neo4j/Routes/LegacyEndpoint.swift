import CypherSyntax
import HTTP
import HTTPServer
import JSON

/// The older transactional API: `/db/{database}/tx`.
///
/// Errors of statements are part of an answer with status 200; all statements of a request are in
/// one transaction.
///
/// Source: Neo4j HTTP API manual, "Cypher transactions".
struct LegacyEndpoint: Sendable {
    let executor: any StatementExecutor
    let transactions: TransactionTable

    private typealias Action = @Sendable (Request) throws(QueryFailure) -> Response

    private static let path = "/db/{database}/tx"
    /// How often a request is run again after a conflict with another.
    private static let attempts = 8

    func register(on router: inout Router, placement: Router.Placement) {
        let path = Self.path
        router.post(path + "/commit", placement: placement, use: answer(runAll))
        router.post(path, placement: placement, use: answer(begin))
        router.post(path + "/{transaction}", placement: placement, use: answer(proceed))
        router.post(path + "/{transaction}/commit", placement: placement, use: answer(commit))
        router.on(
            .delete, path + "/{transaction}", placement: placement, use: answer(rollBack))
    }

    /// Failures that are not about a statement keep their status only when there is no such
    /// database or transaction.
    private func answer(_ action: @escaping Action) -> Router.Handler {
        { request in
            do throws(QueryFailure) {
                try DatabaseName.check(request.pathParameters)
                return try action(request)
            } catch {
                var answer = LegacyAnswer()
                answer.failure = error
                return answer.response(error.status == .notFound ? .notFound : .ok)
            }
        }
    }

    // MARK: Statements as a transaction

    private func runAll(_ request: Request) throws(QueryFailure) -> Response {
        let statements = try LegacyStatement.read(request)
        let access = Self.access(request)
        if statements.count == 1, let only = statements.first {
            return runAlone(only, access).response(.ok)
        }
        var attempt = 1
        while true {
            let transaction = try begin(access, request.actor)
            var answer = LegacyAnswer()
            answer.run(statements, in: transaction)
            if answer.failure == nil { answer.commit(transaction) }
            let isTransient = answer.failure?.code.hasPrefix("Neo.TransientError.") == true
            if !isTransient || attempt == Self.attempts { return answer.response(.ok) }
            attempt += 1
        }
    }

    private func runAlone(_ statement: LegacyStatement, _ access: AccessMode) -> LegacyAnswer {
        var answer = LegacyAnswer()
        answer.sequence = answer.add(statement) { (statement, rows) throws(CypherError) in
            try executor.run(statement, access: access, into: &rows)
        }
        return answer
    }

    private func begin(
        _ access: AccessMode, _ actor: String?
    ) throws(QueryFailure) -> any OpenTransaction {
        do throws(CypherError) {
            return try executor.begin(access: access, actor: actor)
        } catch {
            throw QueryFailure(error, in: nil)
        }
    }

    private static func access(_ request: Request) -> AccessMode {
        request.headers["access-mode"]?.lowercased() == "read" ? .read : .write
    }

    // MARK: Open transactions

    private func begin(_ request: Request) throws(QueryFailure) -> Response {
        let statements = try LegacyStatement.read(request)
        let access = Self.access(request)
        let lease = try transactions.open { () throws(QueryFailure) in
            try begin(access, request.actor)
        }
        var response = run(statements, in: lease, request)
        if response.status == .created {
            response.headers["Location"] = Self.location(of: lease, request)
        }
        return response
    }

    private func proceed(_ request: Request) throws(QueryFailure) -> Response {
        let statements = try LegacyStatement.read(request)
        let lease = try transactions.lend(request.pathParameters["transaction"] ?? "")
        var response = run(statements, in: lease, request)
        response.status = .ok
        return response
    }

    /// Runs statements and keeps the transaction open unless one of them fails.
    private func run(
        _ statements: [LegacyStatement], in lease: TransactionTable.Lease, _ request: Request
    ) -> Response {
        var answer = LegacyAnswer()
        answer.run(statements, in: lease.transaction)
        if answer.failure != nil {
            transactions.remove(lease)
            return answer.response(.ok)
        }
        answer.expiry = transactions.giveBack(lease)
        answer.commitLocation = Self.location(of: lease, request) + "/commit"
        return answer.response(.created)
    }

    private func commit(_ request: Request) throws(QueryFailure) -> Response {
        let statements = try LegacyStatement.read(request)
        let lease = try transactions.lend(request.pathParameters["transaction"] ?? "")
        defer { transactions.remove(lease) }
        var answer = LegacyAnswer()
        answer.run(statements, in: lease.transaction)
        if answer.failure == nil { answer.commit(lease.transaction) }
        return answer.response(.ok)
    }

    private func rollBack(_ request: Request) throws(QueryFailure) -> Response {
        let lease = try transactions.lend(request.pathParameters["transaction"] ?? "")
        lease.transaction.rollback()
        transactions.remove(lease)
        return LegacyAnswer().response(.ok)
    }

    private static func location(
        of lease: TransactionTable.Lease, _ request: Request
    ) -> String {
        let database = request.pathParameters["database"] ?? "neo4j"
        return "\(DiscoveryEndpoint.origin(of: request))/db/\(database)/tx/\(lease.id)"
    }
}
