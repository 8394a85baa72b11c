import HTTP
import JSON

/// The body of a Query API request.
///
/// Bookmarks are accepted: there is one server, and it has seen everything it acknowledged.
///
/// Source: Neo4j Query API manual, "Query".
struct QueryBody: Sendable {
    /// The statement; nil when the request has none.
    var statement: CypherStatement?
    /// Whether the answer is to say what was changed.
    var includesCounters = false
    /// What the statement may do.
    var access = AccessMode.write

    /// Reads a request's body; one without bytes says nothing.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - types: Its media types; how the body is written is noted there.
    /// - Throws: an error about what cannot be understood.
    init(_ request: Request, _ types: inout MediaTypes) throws(QueryFailure) {
        guard !request.bytes.isEmpty else {
            self.init()
            return
        }
        try types.readContentType(of: request.headers)
        try self.init(Self.json(request), types)
    }

    /// Reads a body that may be answered briefly.
    ///
    /// - Throws: the same errors as for any other request.
    init(_ request: BriefRequest, _ types: MediaTypes) throws(QueryFailure) {
        if types.request == .plain, let body = PlainQueryBody.read(request.body) {
            self = body
            return
        }
        try self.init(Self.json(request.body), types)
    }

    private init(_ json: JSONValue, _ types: MediaTypes) throws(QueryFailure) {
        guard let body = json.objectValue else {
            throw .invalidFormat("The body must be an object, not \(json.kind).")
        }
        let parameters = try ParameterReader(form: types.request).read(body["parameters"])
        if let text = try Self.text("statement", in: body) {
            statement = CypherStatement(text, parameters: parameters)
            statement?.asOf = try Self.moment(in: body)
        }
        includesCounters = try Self.flag("includeCounters", in: body)
        access = try Self.access(in: body)
        try Self.checkBookmarks(in: body)
        if let user = try Self.text("impersonatedUser", in: body) {
            throw QueryFailure(
                .forbidden, "Neo.ClientError.Security.Forbidden",
                "A request cannot be made on behalf of `\(user)`: this server has no users.")
        }
    }

    /// A body that says nothing.
    init() {}

    private static func json(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(QueryFailure) -> JSONValue {
        do throws(JSONError) {
            var reader = JSONReader(bytes)
            let value = try reader.value()
            try reader.end()
            return value
        } catch {
            throw .invalidFormat("The body is not JSON: \(error.description)")
        }
    }

    static func json(_ request: Request) throws(QueryFailure) -> JSONValue {
        try request.bytes.withUnsafeBufferPointer { (bytes) throws(QueryFailure) in
            try json(bytes)
        }
    }

    static func text(
        _ name: String, in body: JSONObject
    ) throws(QueryFailure) -> String? {
        guard let value = body[name], !value.isNull else { return nil }
        guard let text = value.stringValue else {
            throw .invalidFormat("`\(name)` must be a string, not \(value.kind).")
        }
        return text
    }

    static func flag(_ name: String, in body: JSONObject) throws(QueryFailure) -> Bool {
        guard let value = body[name], !value.isNull else { return false }
        guard let flag = value.booleanValue else {
            throw .invalidFormat("`\(name)` must be true or false, not \(value.kind).")
        }
        return flag
    }

    /// The moment as a text, or as the number of a transaction.
    private static func moment(in body: JSONObject) throws(QueryFailure) -> String? {
        switch body["asOf"] {
        case .integer(let sequence)?: return String(sequence)
        default: return try text("asOf", in: body)
        }
    }

    private static func access(in body: JSONObject) throws(QueryFailure) -> AccessMode {
        switch try text("accessMode", in: body)?.lowercased() {
        case nil, "write": return .write
        case "read": return .read
        default: throw .invalidFormat("`accessMode` must be `Read` or `Write`.")
        }
    }

    private static func checkBookmarks(in body: JSONObject) throws(QueryFailure) {
        guard let value = body["bookmarks"], !value.isNull else { return }
        guard let bookmarks = value.arrayValue, bookmarks.allSatisfy({ $0.stringValue != nil })
        else { throw .invalidFormat("`bookmarks` must be a list of strings.") }
    }
}
