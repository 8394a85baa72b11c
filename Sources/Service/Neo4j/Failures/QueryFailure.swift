import CypherSyntax
import HTTP
import JSON
import PropertyGraph

/// Why a request of the Neo4j endpoints failed, with Neo4j's status code.
///
/// Source: Neo4j status codes manual, "List of Neo4j error codes".
struct QueryFailure: Error, Hashable, Sendable {
    /// The status of the response.
    var status: Status
    /// Neo4j's code, which drivers choose their error classes by.
    var code: String
    /// What happened, for a person.
    var message: String
    /// When the error showed, for an error of the language.
    var phase: String?
    /// The exact error in openCypher's words, for an error of the language.
    var detail: String?

    init(
        _ status: Status, _ code: String, _ message: String, phase: String? = nil,
        detail: String? = nil
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.phase = phase
        self.detail = detail
    }

    /// An error of the language, which names its place in the statement.
    init(_ error: CypherError, in statement: String?) {
        let code = StatusCode(error)
        self.init(
            code.status, code.name, Self.message(error, in: statement),
            phase: error.phase.rawValue, detail: error.detail)
    }

    private static func message(_ error: CypherError, in statement: String?) -> String {
        guard let statement, let span = error.span else { return error.summary }
        let place = TextPosition(ofByte: span.start, in: statement)
        return """
            \(error.summary) \
            (line \(place.line), column \(place.column) (offset: \(span.start)))
            """
    }

    /// Writes the error as an object.
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("code")
        writer.value(code)
        writer.name("message")
        writer.value(message)
        if let phase {
            writer.name("phase")
            writer.value(phase)
        }
        if let detail {
            writer.name("detail")
            writer.value(detail)
        }
        writer.endObject()
    }

    /// Writes the body of the Query API for a failed request.
    func writeBody(to writer: inout JSONWriter) {
        writer.beginObject()
        writeMember(to: &writer)
        writer.endObject()
    }

    /// Writes the member `errors` of a Query API answer.
    func writeMember(to writer: inout JSONWriter) {
        writer.name("errors")
        writer.beginArray()
        write(to: &writer)
        writer.endArray()
    }

    /// The answer of the Query API to a failed request.
    func response(type: String) -> Response {
        var writer = JSONWriter()
        writeBody(to: &writer)
        return .json(bytes: writer.drain(), status: status, type: type)
    }
}

extension QueryFailure {
    /// The body is not what the endpoint takes.
    static func invalidFormat(_ message: String) -> QueryFailure {
        QueryFailure(.badRequest, "Neo.ClientError.Request.InvalidFormat", message)
    }

    /// The body says nothing to run.
    static var noStatement: QueryFailure { invalidFormat("The body needs a `statement`.") }

    /// No database of that name is here.
    static func databaseNotFound(_ name: String) -> QueryFailure {
        QueryFailure(
            .notFound, "Neo.ClientError.Database.DatabaseNotFound",
            "There is no database `\(name)`. This server holds one database, named `neo4j`.")
    }

    /// The transaction is over, or never was.
    static func transactionNotFound(_ id: String) -> QueryFailure {
        QueryFailure(
            .notFound, "Neo.ClientError.Transaction.TransactionNotFound",
            "There is no open transaction `\(id)`: it has ended, failed or expired.")
    }
}
