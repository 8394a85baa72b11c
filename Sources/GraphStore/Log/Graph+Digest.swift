internal import Crypto
internal import PropertyGraph

extension Graph {
    /// The digest of everything in this graph, with so many of its names; see `StateHasher`.
    ///
    /// - Complexity: O(nodes + relationships), about a microsecond each.
    func stateDigest(_ names: NameCounts) -> Digest {
        let hasher = StateHasher()
        hasher.add(self.names(from: NameCounts(), to: names))
        hasher.add(indexes: indexes, constraints: constraints)
        var nodes = nodes()
        while let node = nodes.next() { hasher.add(node, state(of: node)) }
        var relationships = relationships()
        while let id = relationships.next() { hasher.add(id, state(of: id)) }
        return hasher.finish()
    }
}
