internal import Agents
internal import PropertyGraph
internal import SemanticLayer

/// Reads the graph about the tables that one asker may see, by the names that the source has for
/// them.
struct CatalogLookup: Sendable {
    private let queries: any CatalogQueries
    /// The catalog's full names by the source's, and the other way round.
    private let fullNames: [String: String]
    private let ownNames: [String: String]
    private let facts: [String: QueryRow]

    /// Reads which tables there are.
    ///
    /// - Parameters:
    ///   - source: The registered source; without one, the datasets of none.
    ///   - model: Knows the tables that the asker may see.
    ///   - queries: What the graph is read with.
    /// - Throws: What a query fails with.
    init(source: String?, model: SemanticModel, queries: any CatalogQueries) throws {
        self.queries = queries
        let parameters = source.map { ["source": Value.string($0)] } ?? [:]
        var (fullNames, ownNames, facts) = (
            [String: String](), [String: String](), [String: QueryRow]()
        )
        let visible = Set(model.vocabulary.datasets.map(\.name))
        for row in try queries.read("agents/vocabulary-datasets", parameters) {
            guard let full = row.text("dataset") else { continue }
            let own = source == nil ? full : row.text("table") ?? full
            guard visible.contains(own) else { continue }
            (fullNames[own], ownNames[full], facts[own]) = (full, own, row)
        }
        (self.fullNames, self.ownNames, self.facts) = (fullNames, ownNames, facts)
    }

    /// What the catalog notes of a table.
    func facts(of table: String) -> QueryRow? { facts[table] }

    /// Runs a query for one table, or one of its columns, and passes on the rows about visible
    /// tables.
    func read(
        _ query: String, table: String, column: String? = nil
    ) throws -> [(table: String, row: QueryRow)] {
        guard let full = fullNames[table] else { return [] }
        var parameters: [String: Value] = ["dataset": .string(full), "depth": .integer(20)]
        if let column { parameters["column"] = .string(column) }
        return visible(try queries.read(query, parameters))
    }

    /// Runs a query for several tables and passes on the rows about visible ones.
    func read(_ query: String, tables: [String]) throws -> [(table: String, row: QueryRow)] {
        let full = tables.compactMap { fullNames[$0] }.map { Value.string($0) }
        return visible(try queries.read(query, ["datasets": .list(full)]))
    }

    /// The owners of tables and terms: kind, name, owner.
    func owners(tables: [String], terms: [String]) throws -> [(name: String, row: QueryRow)] {
        let full = tables.compactMap { fullNames[$0] }
        let parameters: [String: Value] = [
            "datasets": .list(full.map { .string($0) }), "terms": .list(terms.map { .string($0) }),
        ]
        return try queries.read("agents/owners", parameters).compactMap { row in
            row.text("name").map { (ownNames[$0] ?? $0, row) }
        }
    }

    private func visible(_ rows: [QueryRow]) -> [(table: String, row: QueryRow)] {
        rows.compactMap { row in
            guard let full = row.text("dataset") else { return nil }
            if let own = ownNames[full] { return (own, row) }
            return nil
        }
    }
}
