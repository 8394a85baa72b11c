import CypherSyntax
import HTTP
import HTTPServer
import JSON

/// The Query API: `/db/{database}/query/v2` and its transactions.
struct QueryEndpoint: Sendable {
    let executor: any StatementExecutor
    let transactions: TransactionTable
    /// How many answers may be streamed at once, each of which takes a worker's thread.
    private let streams = Permits(4)

    init(executor: any StatementExecutor, transactions: TransactionTable) {
        self.executor = executor
        self.transactions = transactions
    }

    /// What answers a request once its `Accept` is understood.
    private typealias Action =
        @Sendable (Request, inout MediaTypes) throws(QueryFailure) -> Response

    /// The largest body of a request that is tried on the thread that read it.
    private static let briefBodyLimit = 64 << 10

    /// The largest body of a statement with its parameters.
    private static let bodyLimit = 64 << 20

    private static let path = "/db/{database}/query/v2"

    func register(on router: inout Router, placement: Router.Placement) {
        let endpoint = BriefQueryEndpoint(executor: executor)
        let attempt = Router.BriefAttempt(bodyLimit: Self.briefBodyLimit, endpoint.answer)
        router.on(
            .post, Self.path, placement: placement, body: .buffered(limit: Self.bodyLimit),
            brief: attempt, use: answer(query))
        router.post(Self.path + "/tx", placement: placement, use: answer(begin))
        router.post(Self.path + "/tx/{transaction}", placement: placement, use: answer(proceed))
        router.post(
            Self.path + "/tx/{transaction}/commit", placement: placement, use: answer(commit))
        router.on(
            .delete, Self.path + "/tx/{transaction}", placement: placement, use: answer(rollBack))
    }

    private func answer(_ action: @escaping Action) -> Router.Handler {
        { request in
            var responseType = MediaTypes.json
            do throws(QueryFailure) {
                var types = try MediaTypes(accepting: request.headers)
                responseType = types.responseType
                return try action(request, &types)
            } catch {
                return error.response(type: responseType)
            }
        }
    }

    // MARK: A statement as a transaction

    private func query(
        _ request: Request, _ types: inout MediaTypes
    ) throws(QueryFailure) -> Response {
        let body = try QueryBody(request, &types)
        guard let statement = body.statement else { throw .noStatement }
        try DatabaseName.check(request.pathParameters, for: statement)
        let stream = AnswerStream(
            request, .accepted, type: types.responseType, permits: streams)
        var writer = JSONWriter()
        writer.beginObject()
        var named = statement
        named.actor = request.actor
        do throws(QueryFailure) {
            let sequence = try write(named, of: body, types, to: &writer, stream) {
                (statement, rows) throws(CypherError) in
                try executor.run(statement, access: body.access, into: &rows)
            }
            Bookmark.write(sequence, to: &writer)
        } catch {
            guard stream.hasBegun else { throw error }
            error.writeMember(to: &writer)
        }
        writer.endObject()
        return stream.finish(&writer)
    }

    /// Runs a statement and writes the members of its answer into an open object.
    ///
    /// After an error the object holds the rows that came before it.
    ///
    /// - Returns: The number of the version that the statement read or made.
    private func write(
        _ statement: CypherStatement,
        of body: QueryBody,
        _ types: MediaTypes,
        to writer: inout JSONWriter,
        _ stream: AnswerStream? = nil,
        run: (CypherStatement, inout RowBuffer) throws(CypherError) -> Outcome
    ) throws(QueryFailure) -> UInt64 {
        writer.name("data")
        writer.beginObject()
        var rows = RowBuffer(.values(types.response), writer: writer, stream: stream)
        writer = JSONWriter()
        do throws(CypherError) {
            let outcome = try run(statement, &rows)
            writer = rows.finish()
            writer.endObject()
            SummaryWriter.write(
                outcome, includesCounters: body.includesCounters, to: &writer)
            return outcome.sequence
        } catch {
            writer = rows.finish()
            writer.endObject()
            throw QueryFailure(error, in: statement.text)
        }
    }

    // MARK: Transactions

    private func begin(
        _ request: Request, _ types: inout MediaTypes
    ) throws(QueryFailure) -> Response {
        try DatabaseName.check(request.pathParameters)
        let body = try Self.body(request, &types)
        let lease = try transactions.open { () throws(QueryFailure) in
            do throws(CypherError) {
                return try executor.begin(access: body.access, actor: request.actor)
            } catch {
                throw QueryFailure(error, in: nil)
            }
        }
        return try run(body, in: lease, request, types)
    }

    private func proceed(
        _ request: Request, _ types: inout MediaTypes
    ) throws(QueryFailure) -> Response {
        let (body, lease) = try borrow(for: request, &types)
        return try run(body, in: lease, request, types)
    }

    /// Runs a request's statement, if it has one, and keeps the transaction open.
    private func run(
        _ body: QueryBody, in lease: TransactionTable.Lease, _ request: Request,
        _ types: MediaTypes
    ) throws(QueryFailure) -> Response {
        var writer = JSONWriter()
        writer.beginObject()
        if let statement = body.statement {
            try write(statement, of: body, types, in: lease, to: &writer)
        }
        let expiry = transactions.giveBack(lease)
        writer.name("transaction")
        writer.beginObject()
        writer.name("id")
        writer.value(lease.id)
        writer.name("expires")
        writer.value(ExpiryText.timestamp(expiry))
        writer.endObject()
        writer.endObject()
        return Self.response(writer, .accepted, request, types)
    }

    private func commit(
        _ request: Request, _ types: inout MediaTypes
    ) throws(QueryFailure) -> Response {
        let (body, lease) = try borrow(for: request, &types)
        var writer = JSONWriter()
        writer.beginObject()
        if let statement = body.statement {
            try write(statement, of: body, types, in: lease, to: &writer)
        }
        defer { transactions.remove(lease) }
        do throws(CypherError) {
            Bookmark.write(try lease.transaction.commit(), to: &writer)
        } catch {
            throw QueryFailure(error, in: nil)
        }
        writer.endObject()
        return Self.response(writer, .accepted, request, types)
    }

    private func rollBack(
        _ request: Request, _ types: inout MediaTypes
    ) throws(QueryFailure) -> Response {
        let (_, lease) = try borrow(for: request, &types)
        lease.transaction.rollback()
        transactions.remove(lease)
        var writer = JSONWriter()
        writer.beginObject()
        writer.endObject()
        return Self.response(writer, .ok, request, types)
    }

    /// The body of a request about a transaction, which sees one version of the graph.
    private static func body(
        _ request: Request, _ types: inout MediaTypes
    ) throws(QueryFailure) -> QueryBody {
        let body = try QueryBody(request, &types)
        if body.statement?.asOf != nil {
            throw .invalidFormat("`asOf` cannot be used within a transaction.")
        }
        return body
    }

    /// The transaction that the path names, lent to the request, with the request's body.
    private func borrow(
        for request: Request, _ types: inout MediaTypes
    ) throws(QueryFailure) -> (QueryBody, TransactionTable.Lease) {
        try DatabaseName.check(request.pathParameters)
        let body = try Self.body(request, &types)
        let id = request.pathParameters["transaction"] ?? ""
        return (body, try transactions.lend(id))
    }

    /// Runs a statement in a transaction, which is rolled back when that fails.
    private func write(
        _ statement: CypherStatement, of body: QueryBody, _ types: MediaTypes,
        in lease: TransactionTable.Lease, to writer: inout JSONWriter
    ) throws(QueryFailure) {
        do throws(QueryFailure) {
            _ = try write(statement, of: body, types, to: &writer) {
                (statement, rows) throws(CypherError) in
                try lease.transaction.run(statement, into: &rows)
            }
        } catch {
            lease.transaction.rollback()
            transactions.remove(lease)
            throw error
        }
    }

    // MARK: Answers

    /// An answer about a transaction; clients send its affinity back with the next request.
    private static func response(
        _ writer: JSONWriter, _ status: Status, _ request: Request, _ types: MediaTypes
    ) -> Response {
        var response = Response.json(
            bytes: writer.bytes, status: status, type: types.responseType)
        response.headers[affinity] = request.headers[affinity] ?? "lexigraph"
        return response
    }

    private static let affinity = "neo4j-cluster-affinity"
}
