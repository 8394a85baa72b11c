public import PropertyGraph

/// How search indexes come into a database.
///
///     MemoryDatabase(fixedIndexes: SearchIndexes.fixed, derivedIndexes: SearchIndexes.factory)
public enum SearchIndexes {
    /// The name of the index over the whole catalog.
    public static let catalogName = "catalog"

    /// The indexes that are there without being declared.
    public static let fixed: [String: any DerivedIndex] = [
        catalogName: SearchIndex(.catalog)
    ]

    /// Makes the contents of declared full-text indexes; nil for other kinds.
    public static let factory: DerivedIndexFactory = { definition, graph in
        guard definition.kind == .fullText else { return nil }
        return SearchIndex(SearchDefinition(definition), on: graph)
    }
}

extension Graph {
    /// The search index of a name, declared or fixed, as it belongs to this version.
    ///
    /// In a draft it shows the state the draft began with.
    public func searchIndex(named name: String) -> SearchIndex? {
        derived[name] as? SearchIndex
    }

    /// Searches the whole catalog; nothing is found where its index was not installed.
    public func search(
        _ question: String, options: SearchOptions = SearchOptions()
    ) -> SearchResults {
        searchIndex(named: SearchIndexes.catalogName)?.search(question, on: self, options: options)
            ?? SearchResults()
    }
}
