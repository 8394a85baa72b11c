public import Assets

/// The named queries that can be called.
public struct QueryLibrary: Sendable {
    /// The queries, ordered by name.
    public let queries: [NamedQuery]

    private let byName: [String: Int]

    /// Reads query files.
    ///
    /// - Throws: `CatalogError.badQueryHeader` for the first file whose header cannot be read.
    public init(_ files: [AssetFile]) throws(CatalogError) {
        var queries: [NamedQuery] = []
        for file in files.sorted(by: { $0.name < $1.name }) {
            queries.append(try NamedQuery(file))
        }
        self.queries = queries
        var byName: [String: Int] = [:]
        for (index, query) in queries.enumerated() { byName[query.name] = index }
        self.byName = byName
    }

    /// The query of this name, with its folder or, when only one folder has such a query, without.
    ///
    /// - Complexity: O(1) with the folder, O(*n*) in the number of queries without.
    public func query(named name: String) -> NamedQuery? {
        if let index = byName[name] { return queries[index] }
        let found = queries.filter { $0.name.hasSuffix("/" + name) }
        return found.count == 1 ? found.first : nil
    }
}
