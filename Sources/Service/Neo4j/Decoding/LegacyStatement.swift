import HTTP
import JSON

/// One statement of a request to the older API.
struct LegacyStatement: Sendable {
    /// The statement.
    var statement: CypherStatement
    /// What each record is to hold.
    var contents: LegacyContents
    /// Whether the result is to say what was changed.
    var includesStatistics: Bool

    /// Reads a request's statements; a body without bytes has none.
    static func read(_ request: Request) throws(QueryFailure) -> [LegacyStatement] {
        guard !request.bytes.isEmpty else { return [] }
        var types = try MediaTypes(accepting: Headers())
        try types.readContentType(of: request.headers)
        let json = try QueryBody.json(request)
        guard let body = json.objectValue else {
            throw .invalidFormat("The body must be an object, not \(json.kind).")
        }
        guard let list = body["statements"], !list.isNull else { return [] }
        guard let elements = list.arrayValue else {
            throw .invalidFormat("`statements` must be a list, not \(list.kind).")
        }
        var statements: [LegacyStatement] = []
        for element in elements {
            var statement = try LegacyStatement(element)
            statement.statement.actor = request.actor
            statements.append(statement)
        }
        return statements
    }

    private init(_ json: JSONValue) throws(QueryFailure) {
        guard let object = json.objectValue else {
            throw .invalidFormat("A statement must be an object, not \(json.kind).")
        }
        guard let text = try QueryBody.text("statement", in: object) else {
            throw .invalidFormat("Each of `statements` needs a `statement`.")
        }
        let reader = ParameterReader(form: .plain)
        statement = CypherStatement(text, parameters: try reader.read(object["parameters"]))
        contents = try Self.contents(object["resultDataContents"])
        includesStatistics = try QueryBody.flag("includeStats", in: object)
    }

    private static func contents(_ json: JSONValue?) throws(QueryFailure) -> LegacyContents {
        guard let names = json?.arrayValue, !names.isEmpty else { return LegacyContents() }
        var contents = LegacyContents(row: false)
        for name in names {
            switch name.stringValue?.lowercased() {
            case "row": contents.row = true
            case "graph": contents.graph = true
            default: throw .invalidFormat("`resultDataContents` may hold `row` and `graph`.")
            }
        }
        return contents
    }
}
