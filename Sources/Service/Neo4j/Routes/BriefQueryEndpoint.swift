import CypherSyntax
import HTTP
import JSON

/// The Query API for statements that are brief, on the thread that read the request.
///
/// It says what `QueryEndpoint` says, in fewer steps.
struct BriefQueryEndpoint: Sendable {
    let executor: any StatementExecutor

    /// Answers a request, or leaves it to `QueryEndpoint`.
    @Sendable
    func answer(_ request: BriefRequest, _ answer: inout BriefAnswer) -> Bool {
        do throws(QueryFailure) {
            let types = try MediaTypes(request.fields)
            answer.contentType = types.responseType
            return try run(request, types, &answer)
        } catch {
            answer.writer.reset()
            answer.status = error.status
            error.writeBody(to: &answer.writer)
            return true
        }
    }

    private func run(
        _ request: BriefRequest, _ types: MediaTypes, _ answer: inout BriefAnswer
    ) throws(QueryFailure) -> Bool {
        // A body without bytes has its own rules.
        guard !request.body.isEmpty else { return false }
        let body = try QueryBody(request, types)
        guard let statement = body.statement else { throw .noStatement }
        try DatabaseName.check(request.pathParameters, for: statement)
        var writer = answer.writer
        answer.writer = JSONWriter()
        writer.beginObject()
        writer.name("data")
        writer.beginObject()
        var rows = RowBuffer(.values(types.response), writer: writer)
        writer = JSONWriter()
        do throws(CypherError) {
            let outcome = try executor.runBriefly(statement, into: &rows)
            writer = rows.finish()
            rows.writer = JSONWriter()
            guard let outcome else {
                answer.writer = writer
                return false
            }
            writer.endObject()
            SummaryWriter.write(outcome, includesCounters: body.includesCounters, to: &writer)
            Bookmark.write(outcome.sequence, to: &writer)
            writer.endObject()
            answer.status = .accepted
            answer.writer = writer
            return true
        } catch {
            throw QueryFailure(error, in: statement.text)
        }
    }
}
