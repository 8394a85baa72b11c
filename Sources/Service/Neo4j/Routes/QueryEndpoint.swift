import CypherSyntax
import HTTP
import HTTPServer
import JSON

/// The Query API: `/db/{database}/query/v2` and its transactions.
struct QueryEndpoint: Sendable {
    let executor: any StatementExecutor
    let transactions: TransactionTable

    /// What answers a request once its `Accept` is understood; nil when it takes longer than a
    /// request that must be brief may.
    private typealias Action =
        @Sendable (Request, inout MediaTypes) throws(QueryFailure) -> Response?

    /// The largest body of a request that is tried on the thread that read it.
    private static let briefBodyLimit = 64 << 10

    private static let path = "/db/{database}/query/v2"

    func register(on router: inout Router, placement: Router.Placement) {
        router.post(
            Self.path, placement: .briefFirst(bodyLimit: Self.briefBodyLimit), use: answer(query))
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
            let response: Response?
            do throws(QueryFailure) {
                var types = try MediaTypes(accepting: request.headers)
                responseType = types.responseType
                response = try action(request, &types)
            } catch {
                return error.response(type: responseType)
            }
            guard let response else { throw TakesLonger() }
            return response
        }
    }

    // MARK: A statement as a transaction

    private func query(
        _ request: Request, _ types: inout MediaTypes
    ) throws(QueryFailure) -> Response? {
        let body = try QueryBody(request, &types)
        guard let statement = body.statement else {
            throw .invalidFormat("The body needs a `statement`.")
        }
        if !Self.isPing(request, statement) { try DatabaseName.check(request) }
        var writer = JSONWriter()
        writer.beginObject()
        let sequence = try write(statement, of: body, types, to: &writer) {
            (statement, rows) throws(CypherError) in
            request.mustBeBrief
                ? try executor.runBriefly(statement, into: &rows)
                : try executor.run(statement, access: body.access, into: &rows)
        }
        guard let sequence else { return nil }
        Self.writeBookmark(sequence, to: &writer)
        writer.endObject()
        return .json(bytes: writer.drain(), status: .accepted, type: types.responseType)
    }

    /// Drivers ask the system database whether the server is alive.
    private static func isPing(_ request: Request, _ statement: CypherStatement) -> Bool {
        DatabaseName.isSystem(request) && statement.text.lowercased() == "call db.ping()"
    }

    /// Runs a statement and writes the members of its answer into an open object.
    ///
    /// - Returns: The number of the version that the statement read or made; nil when it was not
    ///   run to its end.
    private func write(
        _ statement: CypherStatement,
        of body: QueryBody,
        _ types: MediaTypes,
        to writer: inout JSONWriter,
        run: (CypherStatement, inout RowBuffer) throws(CypherError) -> Outcome?
    ) throws(QueryFailure) -> UInt64? {
        writer.name("data")
        writer.beginObject()
        var rows = RowBuffer(.values(types.response), writer: writer)
        writer = JSONWriter()
        do throws(CypherError) {
            guard let outcome = try run(statement, &rows) else { return nil }
            writer = rows.finish()
            writer.endObject()
            SummaryWriter.write(
                outcome, includesCounters: body.includesCounters, to: &writer)
            return outcome.sequence
        } catch {
            throw QueryFailure(error, in: statement.text)
        }
    }

    // MARK: Transactions

    private func begin(
        _ request: Request, _ types: inout MediaTypes
    ) throws(QueryFailure) -> Response {
        try DatabaseName.check(request)
        let body = try QueryBody(request, &types)
        let lease = try transactions.open { () throws(QueryFailure) in
            do throws(CypherError) {
                return try executor.begin(access: body.access)
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
            Self.writeBookmark(try lease.transaction.commit(), to: &writer)
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

    /// The transaction that the path names, lent to the request, with the request's body.
    private func borrow(
        for request: Request, _ types: inout MediaTypes
    ) throws(QueryFailure) -> (QueryBody, TransactionTable.Lease) {
        try DatabaseName.check(request)
        let body = try QueryBody(request, &types)
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

    private static func writeBookmark(_ sequence: UInt64, to writer: inout JSONWriter) {
        writer.name("bookmarks")
        writer.beginArray()
        writer.value(Bookmark.text(sequence))
        writer.endArray()
    }

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

/// The names of versions, with which clients ask to see what they wrote.
enum Bookmark {
    static func text(_ sequence: UInt64) -> String { "lexigraph:\(sequence)" }
}
