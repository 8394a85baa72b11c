import Assets
import CypherSyntax
import PropertyGraph

@testable import Catalog

/// The seeded catalog and what tests need around it.
enum SeededGraph {
    static let now = DateTimeValue(secondsSinceEpoch: 1_750_000_000)
    static let info = CommitInfo(actor: "test", source: "test", time: 0)

    /// A database with the schema's constraints and nothing else.
    static func empty() throws -> MemoryDatabase {
        let database = MemoryDatabase()
        try database.write(info) { draft in
            for constraint in try constraints() { try draft.create(constraint) }
        }
        return database
    }

    /// A database with the schema's constraints and the seeds.
    static func seeded() throws -> MemoryDatabase {
        let database = try empty()
        try load(into: database)
        return database
    }

    @discardableResult
    static func load(into database: MemoryDatabase) throws -> LoadSummary {
        let loader = CatalogLoader(policy: .fill, source: "seed", now: now)
        return try database.write(info) { draft in
            try loader.load(AssetFolder.seeds.embedded, into: draft)
        }
    }

    @discardableResult
    static func importing(
        _ yaml: String,
        _ policy: MergePolicy = .replace,
        into database: MemoryDatabase
    ) throws -> LoadSummary {
        let document = try CatalogDocument(parsing: yaml, file: "test.yaml")
        let loader = CatalogLoader(policy: policy, source: "steward", now: now)
        return try database.write(info) { draft in try loader.load([document], into: draft) }
    }

    static func constraints() throws -> [ConstraintDefinition] {
        var found: [ConstraintDefinition] = []
        for file in AssetFolder.schema.embedded {
            for statement in try Parser.parseScript(file.text) {
                guard case .schema(.createConstraint(let constraint)) = statement.body else {
                    continue
                }
                found.append(
                    ConstraintDefinition(
                        name: constraint.name?.text ?? "",
                        kind: .unique,
                        target: .nodes(labels: constraint.target.names.map(\.text)),
                        keys: constraint.properties.map(\.text)
                    )
                )
            }
        }
        return found
    }
}

/// The whole graph as JSON Lines.
func exported(_ database: MemoryDatabase) throws -> String {
    let bytes = Bytes()
    try JSONLinesExporter(database.snapshot()).write { bytes.all += $0 }
    return String(decoding: bytes.all, as: UTF8.self)
}

private final class Bytes {
    var all: [UInt8] = []
}
