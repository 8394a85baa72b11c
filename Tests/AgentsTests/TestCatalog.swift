import Assets
import Catalog
import Cypher
import CypherSyntax
import JSON
import PropertyGraph

@testable import Agents

/// The seeded catalog in memory, with the named queries.
struct TestCatalog: CatalogQueries {
    let database: MemoryDatabase
    private let library: QueryLibrary
    private let engine = Engine()

    private static let info = CommitInfo(actor: "test", source: "test", time: 0)

    /// A database of its own with the schema and the seeds.
    init() throws {
        database = MemoryDatabase()
        library = try QueryLibrary(AssetFolder.queries.embedded)
        for file in AssetFolder.schema.embedded {
            for statement in try Parser.parseScript(file.text) {
                try cypher(statement.description)
            }
        }
        let now = DateTimeValue(secondsSinceEpoch: 1_750_000_000)
        let loader = CatalogLoader(policy: .fill, source: "seed", now: now)
        _ = try database.write(Self.info) { try loader.load(AssetFolder.seeds.embedded, into: $0) }
    }

    func read(_ name: String, _ parameters: [String: Value]) throws -> [QueryRow] {
        let query = try named(name)
        let arguments = Self.arguments(parameters, query)
        let result = try engine.run(query.text, parameters: arguments, on: database.snapshot())
        return result.rows.map { row in
            QueryRow(Dictionary(uniqueKeysWithValues: zip(result.columns, row)))
        }
    }

    func write(_ reason: String, _ calls: [QueryCall]) throws {
        try database.write(Self.info) { draft in
            for call in calls {
                let query = try named(call.name)
                let arguments = Self.arguments(call.parameters, query)
                _ = try engine.run(query.text, parameters: arguments, in: draft)
            }
        }
    }

    /// Runs a statement and returns its rows.
    @discardableResult
    func cypher(_ text: String) throws -> [[Value]] {
        try engine.execute(text, on: database, info: Self.info).rows
    }

    private struct UnknownQuery: Error {
        let name: String
    }

    private func named(_ name: String) throws -> NamedQuery {
        guard let query = library.query(named: name) else { throw UnknownQuery(name: name) }
        return query
    }

    private static func arguments(
        _ given: [String: Value],
        _ query: NamedQuery
    ) -> [String: Value] {
        var arguments = given
        for parameter in query.parameters where arguments[parameter.name] == nil {
            switch parameter.defaultValue {
            case .null?: arguments[parameter.name] = .null
            case .boolean(let value)?: arguments[parameter.name] = .boolean(value)
            case .integer(let value)?: arguments[parameter.name] = .integer(value)
            case .array(let values)? where values.isEmpty: arguments[parameter.name] = .list([])
            case .string(let value)?: arguments[parameter.name] = .string(value)
            default: break
            }
        }
        return arguments
    }
}
