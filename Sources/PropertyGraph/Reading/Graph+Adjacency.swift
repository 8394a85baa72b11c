extension Graph {
    /// Walks a node's relationships, outgoing before incoming, each grouped by ascending type
    /// and sorted by neighbour, until `body` answers false.
    ///
    /// With `.both` a relationship from the node to itself comes once, as outgoing. A node that
    /// does not exist has none. `types` nil means all; an empty list means none.
    public func forEachRelationship<Failure: Error>(
        of node: NodeID, _ direction: Direction, types: [RelationshipTypeID]? = nil,
        _ body: (AdjacencyEntry) throws(Failure) -> Bool
    ) throws(Failure) {
        var cursor = relationships(of: node, direction, types: types)
        while let entry = cursor.next() {
            guard try body(entry) else { return }
        }
    }

    /// A cursor over a node's relationships; see `forEachRelationship`.
    public func relationships(
        of node: NodeID, _ direction: Direction, types: [RelationshipTypeID]? = nil
    ) -> AdjacencyCursor {
        AdjacencyCursor(self, node, direction, types: types)
    }

    /// The number of a node's relationships; see `forEachRelationship`.
    ///
    /// - Complexity: the number of its relationship types; with `.both`, also a search for loops.
    public func degree(
        of node: NodeID, _ direction: Direction, types: [RelationshipTypeID]? = nil
    ) -> Int {
        if let types {
            return Set(types).reduce(0) { $0 + degree(node, direction, $1.rawValue) }
        }
        return degree(node, direction, nil)
    }

    private func degree(_ node: NodeID, _ direction: Direction, _ type: UInt16?) -> Int {
        let root = version.root
        switch direction {
        case .outgoing: return root.outgoing.degree(of: node.rawValue, type: type)
        case .incoming: return root.incoming.degree(of: node.rawValue, type: type)
        case .both:
            var result = root.outgoing.degree(of: node.rawValue, type: type)
            // Incoming less loops: walk those, which the other end's order makes short.
            let types = type.map { [RelationshipTypeID($0)] }
            result += root.incoming.degree(of: node.rawValue, type: type)
            result -= loopCount(node, types)
            return result
        }
    }

    private func loopCount(_ node: NodeID, _ types: [RelationshipTypeID]?) -> Int {
        var cursor = AdjacencyCursor(self, node, .outgoing, types: types, to: node)
        var count = 0
        while cursor.next() != nil {
            count += 1
        }
        return count
    }

    /// Whether some relationship leads from `start` to `end`, of the type if one is given.
    package func hasRelationship(
        from start: NodeID, to end: NodeID, type: RelationshipTypeID? = nil
    ) -> Bool {
        var cursor = relationships(from: start, to: end, types: type.map { [$0] })
        return cursor.next() != nil
    }

    /// A cursor over the relationships that lead from `start` to `end`.
    ///
    /// - Complexity: O(log degree) for each type, on the side with the smaller degree.
    public func relationships(
        from start: NodeID, to end: NodeID, types: [RelationshipTypeID]? = nil
    ) -> AdjacencyCursor {
        AdjacencyCursor(self, start, .outgoing, types: types, to: end)
    }
}
