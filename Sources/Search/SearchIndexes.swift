public import PropertyGraph

/// How search indexes come into a database.
///
///     MemoryDatabase(fixedIndexes: SearchIndexes.fixed, derivedIndexes: SearchIndexes.factory)
public enum SearchIndexes {
    /// The name of the index over the whole catalog.
    public static let catalogName = "catalog"

    /// The name of the index over datasets with all that their columns say.
    public static let datasetsName = "catalog.datasets"

    /// The name of the vectors of datasets, columns and terms.
    public static let meaningsName = "catalog.meanings"

    /// The indexes that are there without being declared.
    public static let fixed: [String: any DerivedIndex] = [
        catalogName: DeferredIndex(.catalog), datasetsName: DeferredIndex(.datasets),
        meaningsName: MeaningIndex(),
    ]

    /// Makes the contents of declared full-text indexes; nil for other kinds.
    public static let factory: DerivedIndexFactory = { definition, graph in
        guard definition.kind == .fullText else { return nil }
        return DeferredIndex(SearchDefinition(definition))
    }
}

extension Graph {
    /// The search index of a name, declared or fixed, as it belongs to this version.
    ///
    /// It is built at the first call. In a draft it shows, once built, the state the draft began
    /// with.
    public func searchIndex(named name: String) -> SearchIndex? {
        switch derived[name] {
        case let deferred as DeferredIndex: deferred.index(on: self)
        case let index as SearchIndex: index
        default: nil
        }
    }

    /// The vectors of this version, where they were installed.
    public var meanings: MeaningIndex? {
        derived[SearchIndexes.meaningsName] as? MeaningIndex
    }

    /// Searches the whole catalog; nothing is found where its index was not installed.
    ///
    /// A search for datasets alone also looks at all that their columns say, and at what they join.
    public func search(
        _ question: String, options: SearchOptions = SearchOptions()
    ) -> SearchResults {
        var types = Set(options.types.map { $0.lowercased() })
        for item in SearchQuery(question).items where item.occurrence != .excluded {
            if ["type", "label"].contains(item.field?.lowercased()) {
                types.insert(item.text.lowercased())
            }
        }
        let name =
            types == ["dataset"] ? SearchIndexes.datasetsName : SearchIndexes.catalogName
        return searchIndex(named: name)?.search(question, on: self, options: options)
            ?? SearchResults()
    }
}
