import HTTP

/// The media types that a request of the Query API names.
///
/// Source: Neo4j Query API manual, "Typed JSON"; RFC 9110, §12.5.1.
struct MediaTypes: Hashable, Sendable {
    /// How parameters are given.
    var request: ValueForm
    /// How values are answered.
    var response: ValueForm
    /// The `Content-Type` of the answer.
    var responseType: String

    static let json = "application/json"
    private static let typed: Set<String> = [
        "application/vnd.neo4j.query",
        "application/vnd.neo4j.query.v1.0",
        "application/vnd.neo4j.query.v1.1",
    ]

    /// The first of the accepted types that is offered; plain JSON when nothing is said.
    init(accepting headers: Headers) throws(QueryFailure) {
        request = .plain
        let values = headers.values("Accept")
        if values.isEmpty || values == [Self.json] {
            response = .plain
            responseType = Self.json
            return
        }
        let accepted = values.flatMap { $0.split(separator: ",") }
            .map(Self.essence)
        for type in accepted {
            if Self.typed.contains(type) {
                response = .typed
                responseType = type
                return
            }
            if [Self.json, "application/*", "*/*"].contains(type) {
                response = .plain
                responseType = Self.json
                return
            }
        }
        throw QueryFailure(
            Status(406), "Neo.ClientError.Request.Invalid",
            "The answer can be `application/json` or `application/vnd.neo4j.query`.")
    }

    /// The types of a request that may be answered briefly, with those of its body.
    ///
    /// Most say `application/json` and nothing else; others are read as all requests are.
    init(_ fields: FieldBytes) throws(QueryFailure) {
        var isPlain = true
        var namesContent = false
        for field in fields.fields {
            switch field.name.count {
            case 6 where field.isNamed("accept"):
                isPlain = isPlain && (field.says("application/json") || field.says("*/*"))
            case 12 where field.isNamed("content-type"):
                isPlain = isPlain && field.says("application/json")
                namesContent = true
            default: break
            }
        }
        let headers = isPlain && namesContent ? Headers() : fields.headers
        try self.init(accepting: headers)
        if !(isPlain && namesContent) { try readContentType(of: headers) }
    }

    /// Takes note of how a body that is there is written.
    mutating func readContentType(of headers: Headers) throws(QueryFailure) {
        let text = headers["Content-Type"] ?? ""
        if text == Self.json { return }
        let type = Self.essence(text[...])
        if Self.typed.contains(type) {
            request = .typed
        } else if type != Self.json {
            throw QueryFailure(
                .unsupportedMediaType, "Neo.ClientError.Request.Invalid",
                """
                The body must be `application/json` or `application/vnd.neo4j.query`. Say so in \
                the header Content-Type.
                """)
        }
    }

    /// A type without its parameters, in small letters.
    private static func essence(_ text: Substring) -> String {
        let bare = text.prefix { $0 != ";" }
        return bare.filter { $0 != " " && $0 != "\t" }.lowercased()
    }
}
