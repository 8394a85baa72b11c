internal import Agents
internal import Catalog
internal import Cypher
public import CypherSyntax
public import JSON
public import PropertyGraph

/// Runs named queries with the query engine.
struct EngineQueries: CatalogQueries {
    let library: QueryLibrary
    let engine: Engine
    let database: any GraphDatabase

    /// Who commits, and when.
    let info: @Sendable (_ reason: String) -> CommitInfo

    func read(_ name: String, _ parameters: [String: Value]) throws -> [QueryRow] {
        let query = try named(name)
        return try Self.labelling(name) {
            let result = try engine.run(
                query.text,
                parameters: query.arguments(parameters),
                on: database.snapshot()
            )
            return result.rows.map { row in
                QueryRow(
                    Dictionary(zip(result.columns, row), uniquingKeysWith: { first, _ in first })
                )
            }
        }
    }

    func write(_ reason: String, _ calls: [QueryCall]) throws {
        try database.write(info(reason)) { draft in
            for call in calls {
                let query = try named(call.name)
                try Self.labelling(call.name) {
                    _ = try engine.run(
                        query.text,
                        parameters: query.arguments(call.parameters),
                        in: draft
                    )
                }
            }
        }
    }

    private func named(_ name: String) throws -> NamedQuery {
        guard let query = library.query(named: name) else { throw QueryError.unknown(name) }
        return query
    }

    private static func labelling<Result>(_ name: String, _ body: () throws -> Result) throws
        -> Result
    {
        do {
            return try body()
        } catch let error as CypherError {
            throw QueryError.failed(name, error)
        }
    }
}

/// Why a named query gave no answer.
public enum QueryError: Error, CustomStringConvertible {
    /// There is no query of that name.
    case unknown(String)

    /// The query failed.
    case failed(String, CypherError)

    /// A parameter that has no default was not given.
    case missingParameter(String, query: String)

    public var description: String {
        switch self {
        case .unknown(let name): "There is no query named `\(name)`."
        case .failed(let name, let error): "The query `\(name)` failed: \(error.message)"
        case .missingParameter(let name, let query):
            "The query `\(query)` needs the parameter `\(name)`."
        }
    }
}

extension NamedQuery {
    /// The given parameters and, for those that are not given, their defaults.
    func arguments(_ given: [String: Value]) -> [String: Value] {
        var arguments = given
        for parameter in parameters where arguments[parameter.name] == nil {
            if let value = parameter.defaultValue { arguments[parameter.name] = Value(value) }
        }
        return arguments
    }
}

extension Value {
    /// A value of JSON as the query language has it.
    public init(_ json: JSONValue) {
        switch json {
        case .null: self = .null
        case .boolean(let boolean): self = .boolean(boolean)
        case .integer(let integer): self = .integer(integer)
        case .number(let number): self = .float(number)
        case .string(let string): self = .string(string)
        case .array(let elements): self = .list(elements.map { Value($0) })
        case .object(let object):
            let members = object.map { ($0.name, Value($0.value)) }
            self = .map(Dictionary(members, uniquingKeysWith: { $1 }))
        }
    }
}
