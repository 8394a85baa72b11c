public import PropertyGraph
internal import Synchronization

/// A search index that is built when it is first asked for, and follows every commit from then on.
///
/// Building costs in proportion to the graph; a process that never searches does not pay for it,
/// and neither does a load or an import. Versions share nothing but values, so a search on an old
/// snapshot builds the index of that snapshot.
public struct DeferredIndex: DerivedIndex {
    /// What one version knows of its index.
    private final class Box: Sendable {
        /// The index, once built; never held while building, so that commits do not wait.
        let index: Mutex<SearchIndex?>

        /// Held while building, so that several searches build once.
        let building = Mutex(())

        init(_ index: SearchIndex?) {
            self.index = Mutex(index)
        }
    }

    private let definition: SearchDefinition
    private let box: Box

    /// An index that is not built yet.
    public init(_ definition: SearchDefinition) {
        self.init(definition, nil)
    }

    private init(_ definition: SearchDefinition, _ index: SearchIndex?) {
        self.definition = definition
        box = Box(index)
    }

    public func applying(
        _ changes: ChangeSet,
        before: Graph,
        after: Graph
    ) -> any DerivedIndex {
        let index = box.index.withLock { $0 }
        return DeferredIndex(
            definition,
            index?.applying(changes, before: before, after: after) as? SearchIndex
        )
    }

    public func rebuilt(on graph: Graph) -> any DerivedIndex {
        DeferredIndex(definition)
    }

    /// The index of the version that this belongs to, built now if need be.
    ///
    /// In a draft, what is not built yet is built for this call only, since it shows what is not
    /// committed.
    ///
    /// - Parameter graph: The version.
    /// - Returns: Its index.
    /// - Complexity: O(1) once built; before that, O(texts).
    func index(on graph: Graph) -> SearchIndex {
        if let index = box.index.withLock({ $0 }) { return index }
        if graph.isDraft { return SearchIndex(definition, on: graph) }
        return box.building.withLock { _ in
            if let index = box.index.withLock({ $0 }) { return index }
            let index = SearchIndex(definition, on: graph)
            box.index.withLock { $0 = index }
            return index
        }
    }
}
